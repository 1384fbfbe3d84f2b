"""Days and sessions: times in order and on the clock, places, people and streams that are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publisher.content.publication import PROGRAMME, Publication
from publisher.content.rules.clashes import clash_rules
from publisher.content.rules.faults import fault
from publisher.content.schema import Day, ProgrammeFile, Session
from publisher.content.times import Span, moment, next_day, span
from publisher.model.findings import Finding, Place, Severity

NIGHT = 6  # o'clock: until then a night goes on
MOST_NAMED = 3  # sessions in one finding


def programme_rules(publication: Publication, programme: ProgrammeFile) -> Iterator[Finding]:
    """What is wrong with the days and sessions, seen together."""

    def place(*path: str | int) -> Place:
        return publication.place(PROGRAMME, *path)

    zone = _zone(programme.timezone)
    if zone is None:
        message = f"'{programme.timezone}' is not a time zone"
        yield fault("time-zone", message, "write for example Europe/Stockholm", place("timezone"))
    if programme.end < programme.start:
        message = f"the event ends ({programme.end}) before it starts ({programme.start})"
        yield fault("end-before-start", message, "change 'start' or 'end'", place("end"))
    if programme.place and programme.place not in publication.venues:
        yield unknown("place", programme.place, list(publication.venues), place("place"))
    yield from _nowhere(publication, programme)
    previous: dt.date | None = None
    for index, day in enumerate(programme.days):
        if not programme.start <= day.date <= programme.end:
            message = f"{day.date} is outside the event ({programme.start} to {programme.end})"
            yield fault("day-outside", message, "change the date, or 'start' and 'end'", place("days", index, "date"))
        if previous and day.date <= previous:
            message = f"{day.date} comes after {previous}"
            yield fault("day-order", message, "put the days in order, each once", place("days", index, "date"))
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
    said = f"the session {ids[0]} has" if len(listed) == 1 else f"{len(listed)} sessions ({', '.join(ids)}) have"
    fix = "add 'place' to the session, or to the programme; where there is none, write 'place: []'"
    yield Finding("content/no-place", Severity.WARNING, f"{said} neither a place nor a webcast", fix, listed[0][1])


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
        message = f"the session '{session.id}' has the date {start.date()}, but is listed under {day.date}"
        fix = "move it to that day, or correct the date"
        if start.date() == next_day(day.date) and start.hour < NIGHT and not programme.day_ends:
            fix += f"; or write 'day_ends: 0{NIGHT}.00' at the top, if days go on past midnight"
        yield fault("session-outside-day", message, fix, place("start"))
    elif end and (end < start if held.all_day else end <= start):
        moments = (f"{one:%Y-%m-%d}" if held.all_day else f"{one:%H.%M}" for one in (end, start))
        message = "the session '{}' ends ({}) before it starts ({})".format(session.id, *moments)
        fix = "change 'start' or 'end'"
        if end.hour < NIGHT and not held.all_day:
            fix = f"past midnight, write the next date: {next_day(day.date)} {end:%H.%M}"
        yield fault("end-before-start", message, fix, place("end"))
    elif held.several_days and end and end >= last:
        message = f"the session '{session.id}' ends on {end.date()}, after the event ({programme.end})"
        yield fault("session-outside-day", message, "change its 'end', or that of the programme", place("end"))
    elif not held.all_day and not _is_within(day, held, programme.day_ends):
        bounds = "–".join(f"{one:%H.%M}" if one else "" for one in (day.opens, day.closes))
        times = f"{start:%H.%M}–{end:%H.%M}" if end else f"{start:%H.%M}"
        message = f"the session '{session.id}' ({times}) is outside its day ({bounds})"
        fix = "change the session's times, or the day's 'opens' and 'closes'"
        yield fault("session-outside-day", message, fix, place("start"))
    if session.signup_by and session.signup_by > start.date():
        message = f"the last day to sign up for '{session.id}' ({session.signup_by}) is after it has started"
        fix = "correct the date, or delete the line if no one must sign up before"
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
            message = f"{local:%H.%M} on {local.date()} does not exist in {zone}: the clocks go forward past it"
            fix = f"write the time after the change, for example {shown:%H.%M}"
            yield fault("no-such-time", message, fix, publication.place(PROGRAMME, *path, name))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def unknown(kind: str, id: str, known: list[str], place: Place) -> Finding:
    """Something names an id that is in no list."""
    fix = f"use one of: {', '.join(known)}" if known else f"add the {kind} first: there is none yet"
    return fault(f"unknown-{kind}", f"no {kind} has the id '{id}'", fix, place)
