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
from publisher.datafiles.vocabularies import icalendar
from publisher.formats import FORMATS
from publisher.model.findings import Artifact, Finding, Severity
from publisher.model.graphemes import beginning
from publisher.model.runs import Kind
from publisher.text.addresses import printed

SHORT = 8  # characters
CALENDAR = "text/calendar"
FAULT = "report this as a fault of the toolkit: the calendar file differs from the programme"
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
        message = f"{artifact.filename} has {len(found)} entries, but there are {len(wanted)} sessions"
        yield Finding("parity/calendar", Severity.ERROR, message, FAULT, wanted[0].session.source)
    for event, uid in zip((event for event in wanted if event.uid in by_uid), order, strict=True):
        if event.uid != uid:
            yield _finding("parity/order", event, f"'{event.session.title}' is in a different place in", artifact)
            break
    for event in wanted:
        if event.uid in by_uid:
            yield from _compare(event, by_uid[event.uid], artifact)
        else:
            yield _finding("parity/calendar", event, f"the session '{event.session.title}' is missing in", artifact)


def _spoken(moment: dt.date | None) -> str:
    """'2018-07-05 10.00', '2018-07-05' for a whole day, 'none'."""
    if moment is None:
        return "none"
    return f"{moment:%Y-%m-%d %H.%M}" if isinstance(moment, dt.datetime) else f"{moment:%Y-%m-%d}"


def _compare(event: Event, entry: Entry, artifact: Artifact) -> Iterator[Finding]:
    day_after = event.session.span.until.date() if event.session.span.all_day else None
    for name, wanted in (("DTSTART", event.start), ("DTEND", day_after or event.end)):
        if (entry[name].moment if name in entry else None) != wanted:
            message = f"'{event.session.title}' has a time other than {_spoken(wanted)} in"
            yield _finding("parity/calendar", event, message, artifact)
    for name, texts in _texts(event).items():
        held = squash(entry[name].text) if name in entry else ""
        for text in texts:
            if squash(text) not in held:
                yield _finding("parity/lost", event, f"'{beginning(text, 80)}' is missing from {name} of", artifact)
    description = unquote(entry["DESCRIPTION"].text) if "DESCRIPTION" in entry else ""
    led_to = {run.href: run.text for fact in event.session.alone for run in fact.runs if run.href}
    for address, text in led_to.items():
        # A number in plain text is dialled as it stands.
        if (text if address.startswith("tel:") else printed(address)) not in description:
            yield _finding("parity/link", event, f"the link to {address} is missing from", artifact)


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
    for fact in session.alone:
        texts = held.setdefault(instead.get(fact.field, "DESCRIPTION"), [])
        said = (run for value in fact.values for run in value if not run.has(Kind.LINK_ADDRESS))
        runs = [run for run in said if not run.address and printed(run.href) != run.text]
        # What is short may stand there by chance, so a value goes with its label.
        is_short = fact.label and len(runs) == 1 and len(squash(runs[0].text)) < SHORT
        texts += [f"{fact.label}: {runs[0].text}"] if is_short else [run.text for run in runs]
    return held


def _finding(id: str, event: Event, message: str, artifact: Artifact) -> Finding:
    return Finding(id, Severity.ERROR, f"{message} {artifact.filename}", FAULT, event.session.source)
