"""Sessions that clash in time, person or place. They are warnings, because the organiser may intend it.

A person in two sessions at once, two sessions in one room, a session while its place is closed, and sessions that are
not listed by their times. Sessions that are called off, or that last for days (an exhibition), do not clash.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.content.publication import PROGRAMME, Publication
from publisher.content.schema import Day, ProgrammeFile, Session, Venue
from publisher.content.times import DAY, Span, next_day, span
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity


@dataclass(frozen=True)
class Held:
    """A session with its times, and where it stands in the file."""

    session: Session
    day: Day
    span: Span
    path: tuple[str | int, ...]

    @property
    def times(self) -> str:
        return f"{self.span.start:%H.%M}–{self.span.end:%H.%M}" if self.span.end else f"{self.span.start:%H.%M}"


def clash_rules(publication: Publication, programme: ProgrammeFile) -> Iterator[Finding]:
    """What does not fit together in the times of the sessions."""
    sessions = [
        Held(session, day, span(programme, day, session), ("days", d, "sessions", s))
        for d, day in enumerate(programme.days)
        for s, session in enumerate(day.sessions)
    ]
    yield from _out_of_order(publication, sessions)
    timed = [held for held in sessions if not (held.span.all_day or held.span.several_days or held.session.cancelled)]
    timed = [held for held in timed if held.span.until >= held.span.start]  # another is reported as an error
    yield from _double_booked_people(publication, timed)
    yield from _double_booked_places(publication, programme, timed)
    for held in timed:
        for venue in _venues(publication, programme, held.session):
            if venue.hours and not _is_open(venue, held):
                hours = ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in venue.hours)
                message = say(
                    "content:outside-opening-hours",
                    name=held.session.id,
                    times=held.times,
                    name_2=venue.name,
                    hours=hours,
                )
                fix = say("content:check-times-hours-place")
                yield _warning("outside-opening-hours", message, fix, _place(publication, held, "start"))


def _out_of_order(publication: Publication, sessions: list[Held]) -> Iterator[Finding]:
    previous: Held | None = None
    for held in sessions:
        if held.span.all_day:
            continue
        if previous and previous.day is held.day and held.span.start < previous.span.start:
            message = say(
                "content:session-listed-after",
                name=held.session.id,
                start=held.span.start,
                name_2=previous.session.id,
                start_2=previous.span.start,
            )
            fix = say("content:put-sessions-day-order-their-start")
            yield _warning("session-order", message, fix, _place(publication, held, "start"))
        previous = held


def _double_booked_people(publication: Publication, sessions: list[Held]) -> Iterator[Finding]:
    by_person: dict[str, list[Held]] = defaultdict(list)
    for held in sessions:
        for id in dict.fromkeys(speaker.person for speaker in held.session.people):
            by_person[id].append(held)
    for id, theirs in by_person.items():
        for earlier, later in _overlaps(theirs):
            person = publication.people.get(id)
            index = next(i for i, speaker in enumerate(later.session.people) if speaker.person == id)
            name = person.name if person else id
            message = say("content:two-sessions-once", name=name, both=_both(earlier, later))
            fix = say("content:check-times-people-both")
            yield _warning("person-double-booked", message, fix, _place(publication, later, "people", index))


def _double_booked_places(
    publication: Publication, programme: ProgrammeFile, sessions: list[Held]
) -> Iterator[Finding]:
    by_place: dict[str, list[Held]] = defaultdict(list)
    for held in sessions:
        for venue in _venues(publication, programme, held.session):
            if not venue.parallel:
                by_place[venue.id].append(held)
    for id, there in by_place.items():
        for earlier, later in _overlaps(there):
            message = say("content:two-sessions-are-once", name=publication.venues[id].name, both=_both(earlier, later))
            fix = say("content:check-both-times-places-if-has")
            name = "place" if later.session.place else "id"
            yield _warning("place-double-booked", message, fix, _place(publication, later, name))


def _overlaps(sessions: list[Held]) -> Iterator[tuple[Held, Held]]:
    """Each session that begins while another is going on, once, with the one that ends last of those."""
    going_on: Held | None = None
    for held in sorted(sessions, key=lambda one: one.span.start):
        if going_on and going_on.span.overlaps(held.span):
            yield going_on, held
        if going_on is None or held.span.until > going_on.span.until:
            going_on = held


def _is_open(venue: Venue, held: Held) -> bool:
    """Whether the place is open for all of a session: in hours of its day, or of the evening before. Of one that goes
    on for days, whether it is open at the start."""
    start, until = held.span.start, held.span.until
    evening_before = [start.date() - DAY] if start.date() > dt.date.min else []
    for day in (*evening_before, start.date()):
        for opens, closes in venue.hours:
            first = dt.datetime.combine(day, opens)
            last = dt.datetime.combine(next_day(day) if closes <= opens else day, closes)
            if first <= start < last and (until <= last or held.span.several_days):
                return True
    return False


def _venues(publication: Publication, programme: ProgrammeFile, session: Session) -> list[Venue]:
    usual = [programme.place] if programme.place else []
    ids = dict.fromkeys(usual if session.place is None else session.place)
    return [publication.venues[id] for id in ids if id in publication.venues]


def _both(one: Held, other: Held) -> str:
    return say("content:and", name=one.session.id, times=one.times, name_2=other.session.id, times_2=other.times)


def _place(publication: Publication, held: Held, *name: str | int) -> Place:
    return publication.place(PROGRAMME, *held.path, *name)


def _warning(id: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(f"content/{id}", Severity.WARNING, message, fix, place)
