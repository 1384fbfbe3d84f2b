"""calendar: the programme as an iCalendar file (RFC 5545, RFC 7986), and one such file for each session.

There is no METHOD: a file with METHOD:PUBLISH must name an ORGANIZER (RFC 5546, 3.2.1), and the content knows nobody
in that role. Without it the file is a set of entries, which is what it is. A new version replaces the entries of an
older one, because their UID stays and their SEQUENCE grows. All that stands in it comes from the content, so the same
content gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar import Event as Entry

from publisher.compose import Document
from publisher.compose.events import Event
from publisher.compose.facts import Fact
from publisher.compose.views import SessionView
from publisher.datafiles.appearance import Where
from publisher.datafiles.vocabularies import icalendar, outside_description
from publisher.formats import Format
from publisher.formats.calendar_back import CALENDAR, compare_calendar
from publisher.formats.edition import Edition
from publisher.model.runs import Kind, Runs, plain
from publisher.text.addresses import Address

MAKER = "-//publisher//publisher//EN"
EPOCH = dt.date(2000, 1, 1)  # SEQUENCE counts from it
HIGHEST = 9999  # of each number of a version; SEQUENCE has 31 bits
REFRESH = dt.timedelta(days=1)  # after which a subscribed calendar is fetched again


def render(edition: Edition) -> dict[str, bytes]:
    """The whole programme, and each session by its id."""
    document = edition.document
    zones = _zones(document.events)
    # A reader who takes the whole programme does not go to all of it; one who takes a single session plans to be there.
    whole = _calendar(zones, [_entry(document, event, "TRANSPARENT") for event in document.events])
    _describe(whole, document)
    files = {"": whole.to_ical()}
    for event in document.events:
        own = zones if isinstance(event.start, dt.datetime) else []  # a date is the same in every zone
        files[event.session.id] = _calendar(own, [_entry(document, event, "OPAQUE")]).to_ical()
    return files


def sequence(date: dt.date, version: str) -> int:
    """A number that grows with the publication's date and, on one day, with the first two numbers of its version: 1.100
    comes after 1.99. Where a date and version give no larger number than an earlier one, `content/version-not-raised`
    reports it."""
    major, minor = ([min(int(number), HIGHEST) for number in re.findall(r"\d+", version)] + [0, 0])[:2]
    return ((date - EPOCH).days * 100 + major) * 100 + minor


def _calendar(zones: Sequence[Timezone], entries: Sequence[Entry]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for component in (*zones, *entries):
        calendar.add_component(component)
    return calendar


def _describe(calendar: Calendar, document: Document) -> None:
    """What who subscribes is shown: by the standard, and by the older names that most programs know."""
    language = {"LANGUAGE": document.language}
    calendar.add("name", document.title, parameters=language)
    calendar.add("x-wr-calname", document.title)
    calendar.add("description", document.description, parameters=language)
    calendar.add("x-wr-caldesc", document.description)
    calendar.add("last-modified", _stamp(document))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    if document.calendar:
        calendar.add("source", Address(document.calendar).coded, parameters={"VALUE": "URI"})


def _zones(events: Sequence[Event]) -> list[Timezone]:
    """The rules of each time zone for the years of the programme, so that a reader needs none of its own."""
    zones = []
    for zone in dict.fromkeys(event.start.tzinfo for event in events if isinstance(event.start, dt.datetime)):
        if isinstance(zone, ZoneInfo) and zone.key not in ("UTC", "Etc/UTC"):
            first = min(event.start.year for event in events)
            last = max((event.end or event.start).year for event in events)
            rules = Timezone.from_tzid(zone.key, first_date=dt.date(first, 1, 1), last_date=dt.date(last + 1, 1, 1))
            rules.pop("COMMENT", None)
            zones.append(rules)
    return zones


def _entry(document: Document, event: Event, transparency: str) -> Entry:
    session, entry = event.session, Entry()
    language = {"LANGUAGE": session.title_language or document.language}
    entry.add("uid", event.uid)
    entry.add("dtstamp", _stamp(document))
    entry.add("last-modified", _stamp(document))
    entry.add("sequence", sequence(document.date, document.version))
    entry.add("dtstart", event.start)
    if event.session.span.all_day:
        entry.add("dtend", event.session.span.until.date())  # the day after the last (3.6.1)
    elif event.end:
        entry.add("dtend", event.end)
    entry.add("summary", session.name, parameters=language)
    entry.add("description", describe(event), parameters={"LANGUAGE": document.language})
    for name, facts in _declared(session).items():
        WRITERS.get(name, _text)(entry, name, facts)
    entry.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if session.cancelled else transparency)
    return entry


def _declared(session: SessionView) -> dict[str, list[Fact]]:
    """By property, the facts whose fields the schema declares to be in it, in its order."""
    declared, found = icalendar(type(session.model)), dict[str, list[Fact]]()
    for fact in session.alone:
        for one in declared.get(fact.field, ()):
            found.setdefault(one.property, []).append(fact)
    return found


def _text(entry: Entry, name: str, facts: Sequence[Fact]) -> None:
    entry.add(name, "; ".join(spelled_out(fact.runs) for fact in facts))


def _location(entry: Entry, name: str, facts: Sequence[Fact]) -> None:
    entry.add(name, "; ".join(fact.text for fact in facts))


def _categories(entry: Entry, name: str, facts: Sequence[Fact]) -> None:
    entry.add(name, [plain(value) for fact in facts for value in fact.values])


def _url(entry: Entry, name: str, facts: Sequence[Fact]) -> None:
    """An entry has one address: the first."""
    if address := next((run.href for fact in facts for run in fact.runs if run.href), ""):
        entry.add(name, Address(address).coded)


def _conference(entry: Entry, name: str, facts: Sequence[Fact]) -> None:
    for fact in facts:
        for thing, value in zip(fact.things, fact.values, strict=True):
            parameters = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": thing.facts[0].text}
            if address := next((run.href for run in value if run.href), ""):
                entry.add(name, Address(address).coded, parameters=parameters)


# How the value of a property is written, where it is not the text alone (RFC 5545, 3.8; RFC 7986, 5.11).
WRITERS = {"LOCATION": _location, "CATEGORIES": _categories, "URL": _url, "CONFERENCE": _conference}


def describe(event: Event) -> str:
    """All that the programme says of a session besides its title, time, and what the schema puts elsewhere."""
    elsewhere = outside_description(type(event.model))
    facts = [fact for fact in event.session.alone if fact.field not in elsewhere]
    lead = [spelled_out(fact.runs) for fact in facts if fact.where is Where.LEAD]
    brief = " · ".join(spelled_out(fact.runs) for fact in facts if fact.where is Where.BRIEF)
    lines = [
        f"{fact.label}: {spelled_out(fact.runs)}" if fact.label else spelled_out(fact.runs)
        for fact in facts
        if fact.where not in (Where.LEAD, Where.BRIEF)
    ]
    return "\n".join(filter(None, (*lead, brief, *lines)))


def spelled_out(runs: Runs) -> str:
    """Running text with each address whole, as programs turn it into a link: in its place, or in brackets after it."""
    said, leads = "", ""
    for run in runs:
        if run.has(Kind.LINK_ADDRESS):
            said += f" ({leads if leads.startswith('http') else Address(leads).printed})"
        elif run.has(Kind.BREAK):
            said += "\n"
        else:
            is_address = run.href.startswith("http") and Address(run.href).printed == run.text
            said += run.address or (run.href if is_address else run.text)
        leads = run.href or leads
    return said


def _stamp(document: Document) -> dt.datetime:
    return dt.datetime.combine(document.date, dt.time(), dt.UTC)


FORMAT = Format(
    id="calendar",
    extension="ics",
    media_type=CALENDAR,
    title="format.calendar.title",
    purpose="format.calendar.purpose",
    render=render,
    compare=compare_calendar,
    needs_programme=True,
)
