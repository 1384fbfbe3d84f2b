"""Days and sessions: times in order and on the clock, places, people and streams that are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publisher.content.publication import PROGRAMME, Publication
from publisher.content.rules.faults import fault
from publisher.content.schema import Day, ProgrammeFile, Session
from publisher.model.findings import Finding, Place


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
    sessions = [session for day in programme.days for session in day.sessions]
    nowhere = not programme.place and not any(session.place for session in sessions)
    if nowhere:  # reported once, not for each session
        message = "neither the programme nor any of its sessions has a place"
        yield fault("no-place", message, "add 'place' to the programme, or to each session", place("days"))
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
            yield from _session_rules(publication, day, session, path)
            if zone:
                yield from _clock_rules(publication, day, session, zone, path)
            if not (nowhere or session.place or programme.place):
                fix = "add 'place' to the session, or to the programme"
                yield fault("no-place", f"the session '{session.id}' has no place", fix, place(*path, "id"))


def _session_rules(
    publication: Publication, day: Day, session: Session, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    def place(*more: str | int) -> Place:
        return publication.place(PROGRAMME, *path, *more)

    start, end = moment(session.start, day.date), moment(session.end, day.date)
    late = end.date() == day.date + dt.timedelta(days=1) and end.time() < start.time()  # past midnight
    for name, value in (("start", start), ("end", end)):
        if value.date() != day.date and not (name == "end" and late):
            message = f"the session '{session.id}' has the date {value.date()}, but is listed under {day.date}"
            yield fault("session-outside-day", message, "move it to that day, or correct the date", place(name))
    if end <= start:
        message = f"the session '{session.id}' ends ({end:%H.%M}) before it starts ({start:%H.%M})"
        fix = "change 'start' or 'end'"
        if end.hour < 6:
            fix = f"past midnight, write the next date: {day.date + dt.timedelta(days=1)} {end:%H.%M}"
        yield fault("end-before-start", message, fix, place("end"))
    elif (day.opens and start.time() < day.opens) or (day.closes and (late or end.time() > day.closes)):
        bounds = f"{day.opens:%H.%M}" if day.opens else "", f"{day.closes:%H.%M}" if day.closes else ""
        message = f"the session '{session.id}' ({start:%H.%M}–{end:%H.%M}) is outside its day ({bounds[0]}–{bounds[1]})"
        fix = "change the session's times, or the day's 'opens' and 'closes'"
        yield fault("session-outside-day", message, fix, place("start"))
    if session.place and session.place not in publication.venues:
        yield unknown("place", session.place, list(publication.venues), place("place"))
    if session.stream and session.stream not in publication.streams:
        yield unknown("stream", session.stream, list(publication.streams), place("stream"))
    for index, speaker in enumerate(session.people):
        if speaker.person not in publication.people:
            yield unknown("person", speaker.person, list(publication.people), place("people", index))


def _clock_rules(
    publication: Publication, day: Day, session: Session, zone: ZoneInfo, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    """In spring the clocks are put forward: times between are on no clock, and a calendar would show another."""
    for name in ("start", "end"):
        local = moment(getattr(session, name), day.date)
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


def moment(value: dt.time | dt.datetime, day: dt.date) -> dt.datetime:
    """A session's start or end, on its day unless it says another."""
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(day, value)
