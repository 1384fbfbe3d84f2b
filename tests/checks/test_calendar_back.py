"""parity/* of calendar files: a session that is missing, at another time or less than the programme says is found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest

from publisher.checks import Subject
from publisher.checks.parity import CHECK
from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.calendar_back import Property, entries
from publisher.formats.edition import Edition
from publisher.model.findings import Artifact
from support.programmes import conference, write_programme

WHOLE, ONE = "almedalen-calendar.ics", "almedalen-calendar-tjalskott.ics"
ENTRY = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


def file_of(sheet: Subject, name: str) -> Artifact:
    (file,) = (artifact for artifact in sheet.artifacts if artifact.filename == name)
    return file


def findings(sheet: Subject, name: str, data: bytes) -> list[str]:
    changed = dataclasses.replace(file_of(sheet, name), data=data)
    return [f"{f.where} {f.id}: {f.message}" for f in CHECK.run(Subject(sheet.edition, [changed]))]


def ids(found: list[str]) -> list[str]:
    return [finding.split()[1].rstrip(":") for finding in found]


@pytest.mark.parametrize("name", [WHOLE, ONE])
def test_what_is_whole_passes(sheet: Subject, name: str) -> None:
    assert findings(sheet, name, file_of(sheet, name).data) == []


@pytest.mark.parametrize("name", [WHOLE, ONE])
@pytest.mark.parametrize(
    ("old", "new", "id", "said"),
    [
        (b"20180705T100000", b"20180705T103000", "parity/calendar", "a time other than 2018-07-05 10.00 in"),
        (b"20180705T110000", b"20180705T120000", "parity/calendar", "a time other than 2018-07-05 11.00 in"),
        (b"Stockholm:20180705T100000", b"Helsinki:20180705T100000", "parity/calendar", "a time other than"),
        (b"DTSTART;TZID=Europe/Stockholm:20180705T10", b"DTSTART:20180705T10", "parity/calendar", "a time other than"),
        (b"DTEND;TZID=Europe/Stockholm:20180705T11", b"DUE;TZID=Europe/Stockholm:20180705T11", "parity/calendar", ""),
        (b"skrytobjekt", b"skryt", "parity/lost", "is missing from SUMMARY of"),
        (b"Ronny Beyer", b"Ronnie Beyer", "parity/lost", "'Ronny Beyer' is missing from DESCRIPTION of"),
    ],
)
def test_what_differs_is_found(sheet: Subject, name: str, old: bytes, new: bytes, id: str, said: str) -> None:
    data = file_of(sheet, name).data
    assert data.count(old) == 1
    (finding,) = findings(sheet, name, data.replace(old, new))
    assert finding.startswith(f"almedalen/programme.yaml:80 {id}: ")
    assert said in finding
    assert finding.endswith(name)


@pytest.mark.parametrize(
    ("old", "new", "id"),
    [
        (b"LOCATION:Visby", b"LOCATION:Stockholm", "parity/lost"),
        (b"Medverkar", b"Utan", None),  # a label may be another
        (b"\\, https://infram.ex\r\n ample.org/webb", b"", "parity/link"),
    ],
)
def test_place_and_webcast(sheet: Subject, old: bytes, new: bytes, id: str | None) -> None:
    data = file_of(sheet, ONE).data
    assert old in data
    assert ids(findings(sheet, ONE, data.replace(old, new))) == ([id] if id else [])


def test_a_session_that_is_not_there_is_found(sheet: Subject) -> None:
    data = file_of(sheet, WHOLE).data
    found = findings(sheet, WHOLE, data.replace(ENTRY.findall(data)[2], b""))
    assert ids(found) == ["parity/calendar", "parity/calendar"]
    assert "almedalen-calendar.ics has 5 entries, but there are 6 sessions" in found[0]
    assert "the session 'Inköpscentralernas betydelse" in found[1]


def test_a_session_that_is_there_twice_is_found(sheet: Subject) -> None:
    data = file_of(sheet, WHOLE).data
    assert ids(findings(sheet, WHOLE, data.replace(b"END:VCALENDAR", ENTRY.findall(data)[0] + b"END:VCALENDAR"))) == [
        "parity/calendar"
    ]


def test_another_session_in_the_file_of_one_is_found(sheet: Subject) -> None:
    other = file_of(sheet, "almedalen-calendar-tillit.ics").data
    assert ids(findings(sheet, ONE, other)) == ["parity/calendar"]


def test_another_order_is_found_once(sheet: Subject) -> None:
    data = file_of(sheet, WHOLE).data
    first, second, *_ = ENTRY.findall(data)
    found = findings(sheet, WHOLE, data.replace(first + second, second + first))
    assert ids(found) == ["parity/order"]
    assert "'Löser vi lärarbristen" in found[0]


def test_lines_are_unfolded_and_characters_unescaped() -> None:
    data = 'BEGIN:VEVENT\r\nSUMMARY;X="a:b;c":Å\\, nej\\; \\\\n\\\r\n ,\r\n\tå\r\nEND:VEVENT\r\nSUMMARY:x\r\n'.encode()
    assert [entry["SUMMARY"].text for entry in entries(data)] == ["Å, nej; \\n,å"]


@pytest.mark.parametrize(
    ("parameters", "value", "moment"),
    [
        (";TZID=Europe/Stockholm", "20260706T120000", dt.datetime(2026, 7, 6, 10, tzinfo=dt.UTC)),
        ("", "20260706T100000Z", dt.datetime(2026, 7, 6, 10, tzinfo=dt.UTC)),
        ("", "20260706T100000", None),
        (";TZID=Nirgendwo/Nie", "20260706T100000", None),
        (";VALUE=DATE", "20260706", dt.date(2026, 7, 6)),
    ],
)
def test_a_point_in_time(parameters: str, value: str, moment: dt.date | None) -> None:
    assert Property(parameters, value).moment == moment


def test_an_address_with_escaped_characters_leads_there(tmp_path: Path) -> None:
    """That of a video meeting, with braces and quotation marks as %7b and %22."""
    address = "https://events.example.org/l/19%3ameeting_NGQ%40thread.v2/0?context=%7b%22Tid%22%3a%22e7b6%22%7d"
    programme = conference(days=1, rooms=1, sessions=3)
    programme["streams"] = [{"id": "live", "title": "Direkt", "url": address}]
    programme["days"][0]["sessions"][0]["stream"] = "live"
    blocks = [{"block": name} for name in ("programme", "streams", "contact", "imprint")]
    folder = write_programme(tmp_path / "content", programme, sections=blocks)
    edition = Edition(compose(load(folder)))
    assert list(CHECK.run(Subject(edition, list(FORMATS["calendar"].artifacts(edition))))) == []
