"""Days and sessions: valid times in order; places, people and streams that are defined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publisher.content.publication import PROGRAMME, Publication
from publisher.content.rules.clashes import clash_rules
from publisher.content.rules.faults import fault
from publisher.content.schema import Day, ProgrammeFile, Session
from publisher.content.times import Span, moment, next_day, span
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.nearest import use_one_of

NIGHT = 6  # o'clock: until then a night goes on
MOST_NAMED = 3  # sessions in one finding


def programme_rules(publication: Publication, programme: ProgrammeFile) -> Iterator[Finding]:
    """What is wrong with the days and sessions, seen together."""

    def place(*path: str | int) -> Place:
        return publication.place(PROGRAMME, *path)

    zone = _zone(programme.timezone)
    if zone is None:
        message = say("content:not-time-zone", timezone=programme.timezone)
        yield fault("time-zone", message, say("content:write-example-europe-stockholm"), place("timezone"))
    if programme.end < programme.start:
        message = say("content:event-ends-before-starts", end=programme.end, start=programme.start)
        yield fault("end-before-start", message, say("content:change-start-or-end"), place("end"))
    if programme.place and programme.place not in publication.venues:
        yield unknown("place", programme.place, list(publication.venues), place("place"))
    yield from _nowhere(publication, programme)
    previous: dt.date | None = None
    for index, day in enumerate(programme.days):
        if not programme.start <= day.date <= programme.end:
            message = say("content:outside-event", date=day.date, start=programme.start, end=programme.end)
            yield fault("day-outside", message, say("content:change-date-start-end"), place("days", index, "date"))
        if previous and day.date <= previous:
            message = say("content:comes-after", date=day.date, previous=previous)
            yield fault("day-order", message, say("content:put-days-order-each-once"), place("days", index, "date"))
        previous = day.date
        for number, session in enumerate(day.sessions):
            path = ("days", index, "sessions", number)
            held = span(programme, day, session)
            yield from _time_rules(publication, programme, day, session, held, path)
            yield from _reference_rules(publication, session, path)
            if zone and not held.all_day:
                yield from _clock_rules(publication, held, zone, path)
    yield from clash_rules(publication, programme)


def _nowhere(publication: Publication, programme: ProgrammeFile) -> Iterator[Finding]:
    """Sessions of which nobody knows where they are: reported once, at the first."""
    if programme.place:
        return
    listed = [
        (session.id, publication.place(PROGRAMME, "days", d, "sessions", s, "id"))
        for d, day in enumerate(programme.days)
        for s, session in enumerate(day.sessions)
        if session.place is None and not session.stream
    ]
    if not listed:
        return
    ids = [f"'{id}'" for id, _ in listed[:MOST_NAMED]] + (["..."] if len(listed) > MOST_NAMED else [])
    said = (
        say("content:session-has", ids=ids[0])
        if len(listed) == 1
        else say("content:sessions-have", count=len(listed), ids=", ".join(ids))
    )
    fix = say("content:add-place-session-programme-where-there")
    yield Finding(
        "content/no-place", Severity.WARNING, say("content:neither-place-nor-webcast", said=said), fix, listed[0][1]
    )


def _time_rules(
    publication: Publication,
    programme: ProgrammeFile,
    day: Day,
    session: Session,
    held: Span,
    path: tuple[str | int, ...],
) -> Iterator[Finding]:
    def place(*more: str | int) -> Place:
        return publication.place(PROGRAMME, *path, *more)

    start, end = held.start, held.end
    night = start.date() == next_day(day.date) and programme.day_ends is not None and start.time() < programme.day_ends
    last = dt.datetime.combine(next_day(programme.end), programme.day_ends or dt.time(NIGHT))
    if start.date() != day.date and not night:
        message = say("content:session-has-date-but-listed-under", name=session.id, p3=start.date(), date=day.date)
        fix = say("content:move-day-correct-date")
        if start.date() == next_day(day.date) and start.hour < NIGHT and not programme.day_ends:
            fix = say("content:move-day-or-day-ends", night=NIGHT)
        yield fault("session-outside-day", message, fix, place("start"))
    elif end and (end < start if held.all_day else end <= start):
        moments = (f"{one:%Y-%m-%d}" if held.all_day else f"{one:%H.%M}" for one in (end, start))
        message = say("content:session-ends-before-starts", name=session.id, end=next(moments), start=next(moments))
        fix = say("content:change-start-or-end")
        if end.hour < NIGHT and not held.all_day:
            fix = say("content:past-midnight-write-next-date", next_day=next_day(day.date), end=end)
        yield fault("end-before-start", message, fix, place("end"))
    elif held.several_days and end and end >= last:
        message = say("content:session-ends-after-event", name=session.id, p3=end.date(), end=programme.end)
        yield fault("session-outside-day", message, say("content:change-end-programme"), place("end"))
    elif not held.all_day and not _is_within(day, held, programme.day_ends):
        bounds = "–".join(f"{one:%H.%M}" if one else "" for one in (day.opens, day.closes))
        times = f"{start:%H.%M}–{end:%H.%M}" if end else f"{start:%H.%M}"
        message = say("content:session-outside-day", name=session.id, times=times, bounds=bounds)
        fix = say("content:change-session-times-day-opens-closes")
        yield fault("session-outside-day", message, fix, place("start"))
    if session.signup_by and session.signup_by > start.date():
        message = say("content:last-day-sign-up-after-has", name=session.id, signup_by=session.signup_by)
        fix = say("content:correct-date-delete-line-if-no")
        yield fault("signup-after-start", message, fix, place("signup_by"))


def _is_within(day: Day, held: Span, day_ends: dt.time | None) -> bool:
    """Whether a session lies between the hours of its day; of one that goes on for days, its start does."""
    if day.opens and held.start < dt.datetime.combine(day.date, day.opens):
        return False
    if day.closes is None:
        return True
    closes = moment(day.closes, day.date, day_ends)
    return held.start < closes if held.several_days else held.until <= closes


def _reference_rules(publication: Publication, session: Session, path: tuple[str | int, ...]) -> Iterator[Finding]:
    def place(*more: str | int) -> Place:
        return publication.place(PROGRAMME, *path, *more)

    for index, id in enumerate(session.place or ()):
        if id not in publication.venues:
            yield unknown("place", id, list(publication.venues), place("place", index))
    if session.stream and session.stream not in publication.streams:
        yield unknown("stream", session.stream, list(publication.streams), place("stream"))
    for index, speaker in enumerate(session.people):
        if speaker.person not in publication.people:
            yield unknown("person", speaker.person, list(publication.people), place("people", index))


def _clock_rules(
    publication: Publication, held: Span, zone: ZoneInfo, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    """In spring the clocks are put forward: times between are on no clock, and a calendar would show another."""
    for name, local in (("start", held.start), ("end", held.end)):
        if local is None:
            continue
        shown = local.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)
        if shown != local:
            message = say("content:does-not-exist-clocks-go-forward", local=local, p2=local.date(), zone=zone)
            fix = say("content:write-time-after-change-example", shown=shown)
            yield fault("no-such-time", message, fix, publication.place(PROGRAMME, *path, name))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def unknown(kind: str, id: str, known: list[str], place: Place) -> Finding:
    """Something names an id that is in no list."""
    fix = use_one_of(id, known) if known else say("content:add-first-there-none-yet", kind=kind)
    return fault(f"unknown-{kind}", say("content:no-has-id", kind=kind, name=id), fix, place)
