"""Calendar files (RFC 5545) -> sessions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from publisher.importers.budgets import ROWS, import_error, read_bytes, too_much
from publisher.importers.draft import Draft, DraftSession, Guess, LeftOver, Origin
from publisher.importers.tables.values import as_people
from publisher.model.catalogue import say

USUAL_ZONE = "Europe/Stockholm"
# A line of the description that names people; calendars have no field for them that programs fill in.
PEOPLE_LINE = re.compile(r"^(?:medverkande|talare|föreläsare|speakers?|participants?|people)\s*:\s*(.+)$", re.I)
READ = frozenset(
    (
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DURATION",
        "LOCATION",
        "DESCRIPTION",
        "URL",
        "STATUS",
        "UID",
        "ORGANIZER",
        "CATEGORIES",
    )
)
# What programs note for themselves: nothing that a reader of the programme would miss.
FOR_PROGRAMS = frozenset(
    ("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY", "RECURRENCE-ID", "GEO", "COLOR")
)


def read_ics(path: Path) -> Draft:
    """Every event. Raises ContentError where it is no calendar, or repeats without an end."""
    from icalendar import Calendar

    data = read_bytes(path)
    try:
        calendars = Calendar.from_ical(data, multiple=True)
    except ValueError as error:
        fix = say("importers:export-calendar-again-from-program-holds")
        raise import_error("damaged", say("importers:file-no-calendar-can-read", error=error), fix, path) from error
    reader = _Reader(path)
    for calendar in calendars:
        reader.calendar(calendar)
    return reader.draft


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path, self.draft, self.count = path, Draft(), 0

    def calendar(self, calendar: Any) -> None:
        events = calendar.walk("VEVENT")
        zones = [str(zone.get("TZID", "")) for zone in calendar.walk("VTIMEZONE")]
        named = str(calendar.get("X-WR-TIMEZONE", "")) or next(iter(zones), "")
        self.draft.timezone = self.draft.timezone or named
        self.draft.title = self.draft.title or str(calendar.get("X-WR-CALNAME", calendar.get("NAME", "")))
        if len(events) > ROWS:
            raise too_much(
                self.path, say("importers:has-events", count=len(events)), say("importers:events", rows=ROWS)
            )
        for event in events:
            self.event(event)
        for kind in ("VTODO", "VJOURNAL"):
            for entry in calendar.walk(kind):
                self.leave(str(entry.get("SUMMARY", "")), say("importers:no-event"), Origin(self.path.name, kind))

    def leave(self, text: str, why: str, origin: Origin) -> None:
        if text.strip():
            self.draft.left_over.append(LeftOver(text.strip(), why, origin))

    def event(self, event: Any) -> None:
        self.count += 1
        origin = Origin(self.path.name, say("importers:spot-event", number=self.count))
        title = str(event.get("SUMMARY", "")).strip()
        start = event.decoded("DTSTART") if "DTSTART" in event else None
        if not title or start is None:
            text = title or str(event.get("DESCRIPTION", "")) or str(event.get("UID", ""))
            self.leave(text, say("importers:no-title") if start else say("importers:no-time"), origin)
            return
        end = event.decoded("DTEND") if "DTEND" in event else None
        if end is None and "DURATION" in event:
            end = start + event.decoded("DURATION")
        session = DraftSession(title, self.local(start), origin, self.local(end), key=str(event.get("UID", "")))
        if not isinstance(start, dt.datetime):  # DTEND is the day after the last (RFC 5545, 3.6.1)
            last = (end or start + dt.timedelta(days=1)) - dt.timedelta(days=1)
            session.all_day = True
            session.end = self.local(last) if last > start else None
        session.place = " ".join(str(event.get("LOCATION", "")).split())
        session.stream = str(event.get("URL", "")).strip()
        session.cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
        self.description(session, str(event.get("DESCRIPTION", "")), origin)
        if "ORGANIZER" in event:
            session.fields["organiser"] = str(event["ORGANIZER"].params.get("CN", event["ORGANIZER"]))
        if "CATEGORIES" in event:
            session.fields["track"] = list(self.categories(event["CATEGORIES"]))
        if "RRULE" in event:
            self.leave(
                f"{title}: {event['RRULE'].to_ical().decode()}",
                say("importers:first-of-repeated"),
                origin,
            )
        for name, value in event.items():
            if name not in READ | FOR_PROGRAMS and name not in ("RRULE", "ATTENDEE") and not name.startswith("X-"):
                self.leave(str(value), say("importers:no-field-of-session", field=name), origin)
        for attendee in event.get("ATTENDEE", []) if isinstance(event.get("ATTENDEE"), list) else []:
            self.leave(str(attendee.params.get("CN", attendee)), say("importers:invited-not-printed"), origin)
        self.draft.sessions.append(session)

    @staticmethod
    def categories(value: Any) -> Iterator[str]:
        for one in value if isinstance(value, list) else [value]:
            yield from map(str, one.cats)

    def description(self, session: DraftSession, text: str, origin: Origin) -> None:
        rest = []
        for line in text.splitlines():
            if match := PEOPLE_LINE.match(line.strip()):
                session.people += as_people(match[1], origin)
                why = say("importers:line-of-description", mark=line.strip().partition(":")[0])
                self.draft.guesses.append(Guess(say("importers:guess-people", name=match[1]), why, 0.9, origin))
            else:
                rest.append(line.strip())
        session.description = "\n".join(rest).strip()

    def local(self, moment: dt.date | dt.datetime | None) -> dt.datetime | None:
        """The time on the clocks where the programme takes place."""
        if moment is None:
            return None
        if not isinstance(moment, dt.datetime):
            return dt.datetime.combine(moment, dt.time())
        if moment.tzinfo is None:
            return moment
        return moment.astimezone(self.zone()).replace(tzinfo=None)

    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.draft.timezone or USUAL_ZONE)
        except (KeyError, ValueError, OSError):
            return ZoneInfo(USUAL_ZONE)
