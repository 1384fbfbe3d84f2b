"""Calendar files, read back by other means than those that wrote them and compared with the programme."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publisher.compose import Document
from publisher.compose.events import Event
from publisher.compose.texts import squash
from publisher.datafiles.appearance import Where
from publisher.datafiles.vocabularies import icalendar
from publisher.formats import FORMATS
from publisher.formats.session_findings import SessionFindings
from publisher.model.catalogue import say
from publisher.model.findings import Artifact, Finding, Severity
from publisher.model.runs import Kind
from publisher.text.addresses import Address

SHORT = 8  # characters
CALENDAR = "text/calendar"
FAULT = "checks:calendar-fault"
FIRST = (Where.LEAD, Where.BRIEF)  # in a description; all else follows
LEADING = ("URL", "CONFERENCE")  # RFC 5545, 3.8.4.6; RFC 7986, 5.11
LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)', re.DOTALL)


@dataclass(frozen=True)
class Property:
    """A line of a calendar file. `parameters` as they are written: ';TZID=Europe/Stockholm'."""

    parameters: str
    value: str

    @property
    def text(self) -> str:
        """The value without the backslashes that escape its characters."""
        return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], self.value)

    @property
    def moment(self) -> dt.datetime | dt.date | None:
        """The value as a point in time, or a date; None where it is neither, or has no zone."""
        zone = re.search(r";TZID=([^;]+)", self.parameters)
        try:
            if ";VALUE=DATE" in self.parameters:
                return dt.datetime.strptime(self.value, "%Y%m%d").date()
            if self.value.endswith("Z"):
                return dt.datetime.strptime(self.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
            naive = dt.datetime.strptime(self.value, "%Y%m%dT%H%M%S")
            return naive.replace(tzinfo=ZoneInfo(zone[1])) if zone else None
        except (ValueError, OSError, ZoneInfoNotFoundError):
            return None


Entry = dict[str, Property]


def entries(data: bytes) -> list[Entry]:
    """The properties of each VEVENT by their names, in the order of the file."""
    found: list[Entry] = []
    inside = False
    for line in re.sub(r"\r?\n[ \t]", "", data.decode("utf-8")).splitlines():
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line.startswith("BEGIN")
            found += [{}] if inside else []
        elif inside and (match := LINE.fullmatch(line)):
            found[-1][match[1]] = Property(match[2], match[3])
    return found


def compare_calendar(document: Document, artifact: Artifact) -> Iterator[Finding]:
    """Every session that belongs in this file, once, in its order, with all that the programme says of it."""
    name = FORMATS[artifact.format].filename
    own = [event for event in document.events if artifact.filename == name(document.name, event.session.id)]
    wanted, found = own or list(document.events), entries(artifact.data)
    by_uid = {entry["UID"].text: entry for entry in found if "UID" in entry}
    order = [uid for uid in by_uid if uid in {event.uid for event in wanted}]
    if len(found) != len(wanted):
        message = say("checks:calendar-entries", filename=artifact.filename, entries=len(found), sessions=len(wanted))
        yield Finding("parity/calendar", Severity.ERROR, message, say(FAULT), wanted[0].session.source)
    if not artifact.data.rstrip().endswith(b"END:VCALENDAR"):
        message = say("checks:calendar-cut-off", filename=artifact.filename)
        yield Finding("parity/calendar", Severity.ERROR, message, say(FAULT), wanted[0].session.source)
    every = {event.uid: SessionFindings(event, artifact.filename, FAULT) for event in wanted}
    for event, uid in zip((event for event in wanted if event.uid in by_uid), order, strict=True):
        if event.uid != uid:
            yield every[event.uid].one("parity/order", "different-place", shown=event.session.title)
            break
    for uid, made in every.items():
        if uid in by_uid:
            yield from _compare(made, by_uid[uid])
        else:
            yield made.one("parity/calendar", "calendar-session", shown=made.event.session.title)


def _spoken(moment: dt.date | None) -> str:
    """'2018-07-05 10.00', '2018-07-05' for a whole day, 'none'."""
    if moment is None:
        return say("checks:calendar-no-time")
    return f"{moment:%Y-%m-%d %H.%M}" if isinstance(moment, dt.datetime) else f"{moment:%Y-%m-%d}"


def _compare(made: SessionFindings, entry: Entry) -> Iterator[Finding]:
    event = made.event
    day_after = event.session.span.until.date() if event.session.span.all_day else None
    for name, wanted in (("DTSTART", event.start), ("DTEND", day_after or event.end)):
        if (entry[name].moment if name in entry else None) != wanted:
            yield made.one("parity/calendar", "calendar-time", shown=event.session.title, time=_spoken(wanted))
    for name, texts in _texts(event).items():
        held = squash(entry[name].text) if name in entry else ""
        yield from made.of_texts(texts, held, "calendar-lost", in_order=name == "DESCRIPTION", name=name)
    yield from made.of_links(_lost_addresses(event, entry))


def _lost_addresses(event: Event, entry: Entry) -> Iterator[str]:
    """The first address that the description lacks; else those that a property should open."""
    description = unquote(entry["DESCRIPTION"].text) if "DESCRIPTION" in entry else ""
    led_to = {run.href: run.text for fact in event.session.alone for run in fact.runs if run.href}
    for address, text in led_to.items():
        # A number in plain text is dialled as it stands.
        if (text if address.startswith("tel:") else unquote(Address(address).printed)) not in description:
            yield address
            return
    yield from _addresses(event, entry)


def _addresses(event: Event, entry: Entry) -> Iterator[str]:
    """What a property should open, and does not: one of the addresses of the facts that it is declared for."""
    led_to = dict[str, list[str]]()
    for field, declared in icalendar(type(event.model)).items():
        runs = [run for fact in event.session.alone if fact.field == field for run in fact.runs]
        for one in declared:
            led_to.setdefault(one.property, []).extend(run.href for run in runs if run.href.startswith("http"))
    for name in LEADING:
        ways = led_to.get(name, [])
        if ways and (name not in entry or entry[name].text not in (*ways, *(Address(way).coded for way in ways))):
            yield ways[0]


def _texts(event: Event) -> dict[str, list[str]]:
    """What each property must hold: a session's facts are all in its description, but for those with a property of
    their own. An address may stand there in another form, see `_compare`."""
    session = event.session
    held: dict[str, list[str]] = {
        "SUMMARY": [session.name],
        "STATUS": ["CANCELLED" if session.cancelled else "CONFIRMED"],
    }
    instead = {
        field: one.property for field, ones in icalendar(type(event.model)).items() for one in ones if one.instead
    }
    for fact in sorted(session.alone, key=lambda fact: FIRST.index(fact.where) if fact.where in FIRST else len(FIRST)):
        texts = held.setdefault(instead.get(fact.field, "DESCRIPTION"), [])
        said = (run for value in fact.values for run in value if not run.has(Kind.LINK_ADDRESS))
        runs = [run for run in said if not run.address and Address(run.href).printed != run.text]
        # What is short may stand there by chance, so a value goes with its label.
        is_short = fact.label and len(runs) == 1 and len(squash(runs[0].text)) < SHORT
        texts += [f"{fact.label}: {runs[0].text}"] if is_short else [run.text for run in runs]
    return held
