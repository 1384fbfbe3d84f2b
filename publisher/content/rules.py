"""What the schema alone cannot see: ids that meet, times in order, files that are there, nothing left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publisher.content.fields import ID
from publisher.content.folders import misnamed_folders, translation_folders
from publisher.content.picture_rules import picture_rules
from publisher.content.publication import Block, Publication, Section
from publisher.content.salvage import UNKNOWN
from publisher.content.schema import BlockKind, Day, ProgrammeFile, Session
from publisher.content.translations import language_rules
from publisher.layouts import layouts
from publisher.model import Finding, Place, Severity
from publisher.places import real

PROGRAMME, PUBLICATION = "programme.yaml", "publication.yaml"
TEXT_FILES = (".md", ".markdown", ".yaml", ".yml")
NOTE = re.compile(r"(note|ref)-.+-\d+")
RESERVED = frozenset({"top", "content", "contents-heading", "programme", "streams", "links", "contact", "imprint"})


def cross_check(publication: Publication) -> Iterator[Finding]:
    """Every fault that concerns more than one field."""
    yield from _layout_rules(publication)
    yield from language_rules(publication)
    yield from _duplicate_ids(publication)
    yield from _anchors(publication)
    yield from _section_rules(publication)
    yield from picture_rules(publication)
    yield from _nothing_left_out(publication)
    if publication.programme:
        yield from _programme_rules(publication, publication.programme)
    if not publication.programme_is_broken:
        yield from _unused_people(publication)


def _error(id: str, message: str, mend: str, place: Place) -> Finding:
    return Finding(f"content/{id}", Severity.ERROR, message, mend, place)


def _layout_rules(publication: Publication) -> Iterator[Finding]:
    place, known = publication.place(PUBLICATION, "layout"), layouts()
    if (id := publication.info.layout) == UNKNOWN:
        return  # told already
    if id not in known:
        yield _error("unknown-layout", f"there is no layout '{id}'", f"use one of: {', '.join(known)}", place)
    elif known[id].needs_programme and "programme.yaml" not in publication.yaml:
        message = f"the layout '{id}' sets a programme, and there is no programme.yaml"
        yield _error("no-programme", message, "write it, or choose another layout", place)


def _anchors(publication: Publication) -> Iterator[Finding]:
    """Ids that the layouts use themselves, ids that cannot be one, and links that lead to no id."""
    sections = [part for part in publication.parts if isinstance(part, Section)]
    sessions = (
        {session.id for day in publication.programme.days for session in day.sessions}
        if publication.programme
        else set()
    )
    for section in sections:
        if _is_reserved(section.id):
            mend = f"give the section another id at the top of the file: 'id: {section.id}-2'"
            yield _error("reserved-id", f"the id '{section.id}' is used by the layout", mend, section.place)
        elif not ID.fullmatch(section.id):
            mend = (
                "name the file with small letters a-z, figures and hyphens, or write 'id: ...' at the top of the file"
            )
            yield _error("reserved-id", f"'{section.id}' cannot be the section's id", mend, section.place)
    for id in sorted(filter(_is_reserved, sessions)):
        place = _session_place(publication, id)
        yield _error("reserved-id", f"the id '{id}' is used by the layout", "give the session another id", place)
    known = sessions | {section.id for section in sections} | RESERVED
    for section in sections:
        for anchor, line in section.anchors:
            if anchor not in known:
                mend = f"the ids are: {', '.join(sorted(known - RESERVED))}"
                yield _error(
                    "unknown-anchor",
                    f"the link leads to '#{anchor}', which is nowhere",
                    mend,
                    Place(section.file, line),
                )


def _is_reserved(id: str) -> bool:
    """Ids that the document has already; those of notes hold a section's id and a number."""
    return id in RESERVED or bool(NOTE.fullmatch(id))


def _session_place(publication: Publication, id: str) -> Place:
    for d, day in enumerate(publication.programme.days if publication.programme else ()):
        for s, session in enumerate(day.sessions):
            if session.id == id:
                return publication.place(PROGRAMME, "days", d, "sessions", s, "id")
    return publication.place(PROGRAMME)


def _duplicate_ids(publication: Publication) -> Iterator[Finding]:
    """Ids are unique among things of one kind; sections, days and sessions share the document's anchors."""
    info, programme = publication.info, publication.programme
    people = [(p.id, publication.place(PUBLICATION, "people", i, "id")) for i, p in enumerate(info.people)]
    links = [(x.id, publication.place(PUBLICATION, "links", i, "id")) for i, x in enumerate(info.links)]
    anchors = [(part.id, part.place) for part in publication.parts if isinstance(part, Section)]
    venues: list[tuple[str, Place]] = []
    if programme:
        people += [(p.id, publication.place(PROGRAMME, "people", i, "id")) for i, p in enumerate(programme.people)]
        links += [(x.id, publication.place(PROGRAMME, "streams", i, "id")) for i, x in enumerate(programme.streams)]
        venues = [(v.id, publication.place(PROGRAMME, "places", i, "id")) for i, v in enumerate(programme.places)]
        anchors += [
            (session.id, publication.place(PROGRAMME, "days", d, "sessions", s, "id"))
            for d, day in enumerate(programme.days)
            for s, session in enumerate(day.sessions)
        ]
    for kind, listed in (("person", people), ("link", links), ("place", venues), ("section or session", anchors)):
        seen: dict[str, Place] = {}
        for id, place in listed:
            if id in seen:
                message = f"the id '{id}' is given to a second {kind} (first in {seen[id]})"
                yield _error("duplicate-id", message, "give one of them another id", place)
            seen.setdefault(id, place)


def _section_rules(publication: Publication) -> Iterator[Finding]:
    if publication.programme_is_broken:  # the people may be listed there
        return
    for part in publication.parts:
        if isinstance(part, Section):
            for index, id in enumerate(part.front.people):
                if id not in publication.people:
                    place = publication.yaml[part.file].place(("people", index))
                    yield _unknown("person", id, list(publication.people), place)


def _nothing_left_out(publication: Publication) -> Iterator[Finding]:
    """What is written is also placed, and what is placed is written."""
    info = publication.info
    has = {
        BlockKind.PROGRAMME: publication.programme is not None,
        BlockKind.STREAMS: bool(publication.streams),
        BlockKind.LINKS: bool(info.links),
        BlockKind.CONTACT: info.contact is not None,
        BlockKind.IMPRINT: True,
    }
    if publication.programme_is_broken:
        del has[BlockKind.PROGRAMME], has[BlockKind.STREAMS]
    placed = [part.kind for part in publication.parts if isinstance(part, Block)]
    for kind, there in has.items():
        if there and kind not in placed:
            message = f"there is content for '{kind.value}', and no place for it in 'sections'"
            mend = f"add '- block: {kind.value}' where it should stand"
            yield _error("not-placed", message, mend, publication.place(PUBLICATION, "sections"))
    for part in publication.parts:
        if isinstance(part, Block) and not has.get(part.kind, True):
            mend = f"delete the line, or write the {part.kind.value}"
            yield _error("empty-block", f"the block '{part.kind.value}' has no content", mend, part.place)
        if isinstance(part, Block) and placed.count(part.kind) > 1:
            yield _error("block-twice", f"the block '{part.kind.value}' stands twice", "delete one of them", part.place)
    yield from _unused_files(publication)


def _unused_files(publication: Publication) -> Iterator[Finding]:
    """Text files that nothing names: their words would be left out."""
    folder = real(publication.folder)
    used = {real(folder / str(entry.file)) for entry in publication.info.sections if entry.file}
    used |= {folder / PUBLICATION, folder / PROGRAMME}
    others = (
        {*translation_folders(folder), *misnamed_folders(folder)} if publication.folder == publication.main else set()
    )
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts) or not others.isdisjoint(path.parents)
        if path.suffix.lower() in TEXT_FILES and path.is_file() and path not in used and not hidden:
            message = "nothing names this file, so its text would be left out"
            mend = f"add '- file: {relative.as_posix()}' to 'sections' in publication.yaml, or move the file elsewhere"
            yield _error("section-unused", message, mend, Place(f"{publication.path}/{relative.as_posix()}", 1))


def _programme_rules(publication: Publication, programme: ProgrammeFile) -> Iterator[Finding]:
    def place(*path: str | int) -> Place:
        return publication.place(PROGRAMME, *path)

    try:
        ZoneInfo(programme.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"'{programme.timezone}' is no time zone"
        yield _error("time-zone", message, "write for example Europe/Stockholm", place("timezone"))
    if programme.end < programme.start:
        message = f"the event ends ({programme.end}) before it starts ({programme.start})"
        yield _error("end-before-start", message, "change 'start' or 'end'", place("end"))
    if programme.place and programme.place not in publication.venues:
        yield _unknown("place", programme.place, list(publication.venues), place("place"))
    previous: dt.date | None = None
    for index, day in enumerate(programme.days):
        if not programme.start <= day.date <= programme.end:
            message = f"{day.date} lies outside the event ({programme.start} to {programme.end})"
            yield _error("day-outside", message, "change the date, or 'start' and 'end'", place("days", index, "date"))
        if previous and day.date <= previous:
            message = f"{day.date} stands after {previous}"
            yield _error("day-order", message, "put the days in order, each once", place("days", index, "date"))
        previous = day.date
        for number, session in enumerate(day.sessions):
            yield from _session_rules(publication, day, session, ("days", index, "sessions", number))


def _session_rules(
    publication: Publication, day: Day, session: Session, path: tuple[str | int, ...]
) -> Iterator[Finding]:
    def place(*more: str | int) -> Place:
        return publication.place(PROGRAMME, *path, *more)

    start, end = moment(session.start, day.date), moment(session.end, day.date)
    late = end.date() == day.date + dt.timedelta(days=1) and end.time() < start.time()  # past midnight
    for name, value in (("start", start), ("end", end)):
        if value.date() != day.date and not (name == "end" and late):
            message = f"the session '{session.id}' has the date {value.date()}, and stands under {day.date}"
            yield _error("session-outside-day", message, "move it to its day, or correct the date", place(name))
    if end <= start:
        message = f"the session '{session.id}' ends ({end:%H.%M}) before it starts ({start:%H.%M})"
        mend = "change 'start' or 'end'"
        if end.hour < 6:
            mend = f"past midnight, write the next date: {day.date + dt.timedelta(days=1)} {end:%H.%M}"
        yield _error("end-before-start", message, mend, place("end"))
    elif (day.opens and start.time() < day.opens) or (day.closes and (late or end.time() > day.closes)):
        bounds = f"{day.opens:%H.%M}" if day.opens else "", f"{day.closes:%H.%M}" if day.closes else ""
        message = (
            f"the session '{session.id}' ({start:%H.%M}–{end:%H.%M}) lies outside its day ({bounds[0]}–{bounds[1]})"
        )
        mend = "change the session's times, or the day's 'opens' and 'closes'"
        yield _error("session-outside-day", message, mend, place("start"))
    if session.place and session.place not in publication.venues:
        yield _unknown("place", session.place, list(publication.venues), place("place"))
    if not session.place and not (publication.programme and publication.programme.place):
        mend = "add 'place' to the session, or to the whole programme"
        yield _error("no-place", f"the session '{session.id}' has no place", mend, place("id"))
    if session.stream and session.stream not in publication.streams:
        yield _unknown("stream", session.stream, list(publication.streams), place("stream"))
    for index, speaker in enumerate(session.people):
        if speaker.person not in publication.people:
            yield _unknown("person", speaker.person, list(publication.people), place("people", index))


def _unused_people(publication: Publication) -> Iterator[Finding]:
    """A person or place in the lists that nothing names would stand nowhere."""
    programme = publication.programme
    sessions = [session for day in programme.days for session in day.sessions] if programme else []
    used = {speaker.person for session in sessions for speaker in session.people}
    used |= {id for part in publication.parts if isinstance(part, Section) for id in part.front.people}
    for file, people in ((PUBLICATION, publication.info.people), (PROGRAMME, programme.people if programme else [])):
        for index, person in enumerate(people):
            if person.id not in used:
                message = f"{person.name} stands in the list of people, and nowhere else"
                mend = "name the person in a session or section, or delete the entry"
                yield _error("person-unused", message, mend, publication.place(file, "people", index, "id"))
    for index, person in enumerate(programme.people if programme else []):
        in_section = any(isinstance(p, Section) and person.id in p.front.people for p in publication.parts)
        if person.portrait and not in_section:
            message = f"{person.name} has a portrait, and stands only in sessions, where none is shown"
            place = publication.place(PROGRAMME, "people", index, "portrait")
            yield _error("portrait-unused", message, "delete the portrait, or name the person in a section", place)
    if programme:
        held = {session.place or programme.place for session in sessions} | {programme.place}
        for index, venue in enumerate(programme.places):
            if venue.id not in held:
                message = f"{venue.name} stands in the list of places, and no session is held there"
                place = publication.place(PROGRAMME, "places", index, "id")
                yield _error("place-unused", message, "name the place in a session, or delete the entry", place)


def _unknown(kind: str, id: str, known: list[str], place: Place) -> Finding:
    mend = f"use one of: {', '.join(known)}" if known else f"there is none yet: add the {kind} first"
    return _error(f"unknown-{kind}", f"there is no {kind} with the id '{id}'", mend, place)


def moment(value: dt.time | dt.datetime, day: dt.date) -> dt.datetime:
    """A session's start or end, on its day unless it says another."""
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(day, value)
