"""Schedules as frab and pretalx export them, in JSON or XML -> sessions."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from publisher.importers.budgets import ROWS, import_error, read_bytes, too_much
from publisher.importers.draft import Draft, DraftPerson, DraftSession, LeftOver, Origin
from publisher.importers.tables.table_files import decode
from publisher.model.catalogue import say

# Fields of a talk that are read; others with a value are left over.
READ = frozenset(
    ("id", "guid", "date", "start", "duration", "room", "title", "subtitle", "track", "type", "language", "abstract",
     "description", "persons", "links", "url")
)  # fmt: skip
FOR_PROGRAMS = frozenset(
    ("slug", "code", "logo", "recording_license", "do_not_record", "do_not_stream", "answers", "attachments",
     "recording",      "feedback_url", "origin_url", "conflicts", "video_download_url", "optout")
)  # fmt: skip


def read_schedule(path: Path) -> Draft:
    """Every talk of every day and room. Raises ContentError where it is no schedule."""
    data = read_bytes(path)
    try:
        tree = _xml(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else json.loads(decode(path, data))
        schedule = tree.get("schedule", tree)
        conference = schedule.get("conference") or {}
        days = conference.get("days") or schedule.get("days") or []
        talks = list(_talks(days))
    except (ValueError, AttributeError, TypeError, RecursionError, etree.XMLSyntaxError) as error:
        fix = say("importers:export-schedule-again-frab-schedule-json")
        raise import_error("damaged", say("importers:file-no-schedule-can-read"), fix, path) from error
    if len(talks) > ROWS:
        raise too_much(path, say("importers:has-talks", count=len(talks)), say("importers:talks", rows=ROWS))
    if not talks:
        raise import_error(
            "no-schedule", say("importers:file-holds-no-talks"), say("importers:check-exported-schedule"), path
        )
    draft = Draft(title=str(conference.get("title") or ""), timezone=str(conference.get("time_zone_name") or ""))
    for number, (day, room, talk) in enumerate(talks, 1):
        _add(draft, talk, day, room, Origin(path.name, say("importers:spot-talk", number=talk.get("id") or number)))
    return draft


def _talks(days: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for day in days:
        for room, talks in day["rooms"].items():
            for talk in talks:
                yield str(day.get("date") or ""), str(room), talk


def _add(draft: Draft, talk: dict[str, Any], day: str, room: str, origin: Origin) -> None:
    start = _start(talk, day)
    title = str(talk.get("title") or "").strip()
    if start is None or not title:
        draft.left_over.append(
            LeftOver(title or str(talk), say("importers:no-title") if start else say("importers:no-time"), origin)
        )
        return
    session = DraftSession(title, start, origin, start + _duration(str(talk.get("duration") or "")))
    if session.end == start:
        session.end = None
    session.key = str(talk.get("guid") or talk.get("id") or "")
    session.place = str(talk.get("room") or room)
    session.type = str(talk.get("type") or "")
    session.language = str(talk.get("language") or "")
    texts = [str(talk.get(name) or "").replace("\r\n", "\n").strip() for name in ("abstract", "description")]
    session.description, *more = [text for text in texts if text] or [""]
    if more:
        session.fields["long"] = more[0]
    for name in ("subtitle", "track"):
        if talk.get(name):
            session.fields[name] = str(talk[name])
    session.people = [_person(person, origin) for person in talk.get("persons") or ()]
    links = [(str(link.get("title") or ""), str(link.get("url") or "")) for link in talk.get("links") or ()]
    session.fields |= {"links": links} if links else {}
    if talk.get("url"):
        session.fields["link"] = str(talk["url"])
    for name, value in talk.items():
        if value and name not in READ | FOR_PROGRAMS:
            draft.left_over.append(LeftOver(str(value), say("importers:no-field-of-session", field=name), origin))
    for attachment in talk.get("attachments") or ():
        draft.left_over.append(
            LeftOver(str(attachment.get("url", attachment)), say("importers:attachments-not-fetched"), origin)
        )
    if str(talk.get("do_not_record")).casefold() == "true":
        draft.left_over.append(
            LeftOver(say("importers:not-to-be-recorded", title=title), say("importers:not-for-readers"), origin)
        )
    draft.sessions.append(session)


def _person(person: dict[str, Any], origin: Origin) -> DraftPerson:
    """Biographies of a few words are roles; a longer one would not stand after a name."""
    name = str(person.get("public_name") or person.get("name") or person.get("full_public_name") or "").strip()
    role = " ".join(str(person.get("biography") or "").split())
    return DraftPerson(name, role if len(role) <= 80 else "", "", origin)


def _start(talk: dict[str, Any], day: str) -> dt.datetime | None:
    try:
        if talk.get("date") and "T" in str(talk["date"]):
            return dt.datetime.fromisoformat(str(talk["date"])).replace(tzinfo=None)
        return dt.datetime.fromisoformat(f"{day}T{talk['start']}")
    except (KeyError, ValueError):
        return None


def _duration(text: str) -> dt.timedelta:
    """'00:30', or '1:00:00:00' with days."""
    if not re.fullmatch(r"\d+(:\d+){1,3}", text):
        return dt.timedelta()
    parts = list(map(int, text.split(":")))
    if len(parts) == 2:
        return dt.timedelta(hours=parts[0], minutes=parts[1])
    days = parts[0] if len(parts) == 4 else 0
    hours, minutes, seconds = parts[-3:]
    return dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _xml(data: bytes) -> dict[str, Any]:
    """The XML form in the shape of the JSON one. Nothing outside the file is read, no entity expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    conference = root.find("conference")
    facts = {one.tag: one.text for one in conference} if conference is not None else {}
    days = [
        {
            "date": day.get("date"),
            "rooms": {
                room.get("name") or "": [_event(event) for event in room.iter("event")]
                for room in day.iter("room")
                if room.get("name") is not None or len(room)
            },
        }
        for day in root.iter("day")
    ]
    return {"schedule": {"conference": {**facts, "days": days}}}


def _event(event: etree._Element) -> dict[str, Any]:
    talk: dict[str, Any] = {"id": event.get("id"), "guid": event.get("guid")}
    for part in event:
        if part.tag == "persons":
            talk["persons"] = [
                {"public_name": person.text, "biography": person.get("biography")} for person in part.iter("person")
            ]
        elif part.tag == "links":
            talk["links"] = [{"title": link.text, "url": link.get("href")} for link in part.iter("link")]
        elif part.tag == "attachments":
            talk["attachments"] = [{"url": one.get("href")} for one in part.iter("attachment")]
        elif isinstance(part.tag, str) and part.text and part.tag != "recording":
            talk[part.tag] = part.text
    return talk
