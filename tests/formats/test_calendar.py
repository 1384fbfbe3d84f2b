"""Calendar files: by the letter of RFC 5545, understood by another program, the same from one version to the next."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.formats import FORMATS, calendar
from publisher.formats.edition import Edition
from support import calendars, tools
from support.built import TORTURE_CONTENT
from support.golden import Golden

PLACES = {"almedalen": tools.ROOT / "content", "torture": TORTURE_CONTENT, "sheet": tools.SOUND}
MakeProgramme = Callable[..., Document]


def document(name: str) -> Document:
    return compose(load(PLACES[name] / name))


def rendered(subject: Document) -> dict[str, bytes]:
    return calendar.render(Edition(subject))


def read(data: bytes, folder: Path) -> Any:
    path = folder / "a.ics"
    path.write_bytes(data)
    return calendars.read(path)


@pytest.fixture
def programme(tmp_path: Path) -> MakeProgramme:
    """`programme(start="22.00", ...)`: the sheet whose only session says so; `timezone` is the programme's."""

    def make(timezone: str = "Europe/Stockholm", day: str = "2026-07-06", **session: Any) -> Document:
        content = tmp_path / "content"
        shutil.copytree(tools.SOUND, content, dirs_exist_ok=True)
        path = content / "sheet" / "programme.yaml"
        facts = yaml.safe_load(path.read_text("utf-8"))
        only = {"id": "ett", "start": "12.00", "end": "13.00", "title": "Ett", "people": ["asa-granat"], **session}
        facts |= {"places": facts["places"][:1], "people": []}
        facts |= {"timezone": timezone, "start": day, "end": day, "days": [{"date": day, "sessions": [only]}]}
        path.write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
        return compose(load(content / "sheet"))

    return make


@pytest.mark.parametrize("name", PLACES)
def test_every_file_is_right_by_the_letter(name: str) -> None:
    files = rendered(document(name))
    assert [fault for data in files.values() for fault in calendars.faults(data)] == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"\r\n", b"\n", "a line does not end in CRLF"),
        (b"SUMMARY;LANGUAGE=sv:", b"SUMMARY;LANGUAGE=sv:" + b"x" * 80, "more than 75 octets"),
        (b"UID:", b"UUID:", "VEVENT has 0 UID"),
        (b"STATUS:CONFIRMED", b"STATUS:CONFIRMED\r\nSTATUS:CONFIRMED", "VEVENT has 2 STATUS"),
        (b"TZID:Europe/Stockholm", b"TZID:Europe/Oslo", "the time zone Europe/Stockholm is not in the file"),
        (b"END:VEVENT", b"END:VTODO", "VEVENT ends as VTODO"),
        (b"STATUS:", b"STATUS=", "no content line: STATUS=CONFIRMED"),
        (b"URL:https://", "URL:https://ö".encode(), "no address in ASCII"),
    ],
)
def test_what_is_not_right_is_found(old: bytes, new: bytes, fault: str) -> None:
    """Else the test above would hold nothing."""
    data = rendered(document("almedalen"))[""]
    assert old in data
    assert any(found.startswith(fault) for found in calendars.faults(data.replace(old, new)))


@pytest.mark.parametrize("name", PLACES)
def test_another_program_finds_every_session(name: str, tmp_path: Path) -> None:
    subject = document(name)
    found = read(rendered(subject)[""], tmp_path)
    assert found["properties"]["version"] == "2.0"
    assert found["properties"]["name"] == found["properties"]["x-wr-calname"] == subject.title
    assert "method" not in found["properties"]
    assert [entry["properties"]["summary"]["value"] for entry in found["entries"]] == [
        event.session.name for event in subject.events
    ]
    for entry, event in zip(found["entries"], subject.events, strict=True):
        after = event.session.span.until.date() if event.session.span.all_day else None
        for shown, meant in ((entry["start"], event.start), (entry["end"], after or event.end)):
            if isinstance(meant, dt.datetime):
                assert dt.datetime.fromisoformat(shown["utc"]) == meant
                assert shown["zone"] == "Europe/Stockholm"
            else:
                assert (shown and (shown["local"], shown["zone"])) == (meant and (meant.isoformat(), None))
        location = entry["properties"].get("location", {"value": ""})["value"]
        assert [venue["name"] for venue in event.venues if venue["name"] not in location] == []
        description = entry["properties"]["description"]["value"]
        assert [one["name"] for one in event.session.things("people") if one["name"] not in description] == []


@pytest.mark.parametrize("name", PLACES)
def test_each_session_has_a_file_of_its_own(name: str, tmp_path: Path) -> None:
    subject = document(name)
    files = rendered(subject)
    whole = {entry["properties"]["uid"]["value"]: entry for entry in read(files.pop(""), tmp_path)["entries"]}
    assert list(files) == [event.session.id for event in subject.events]
    for event in subject.events:
        (entry,) = read(files[event.session.id], tmp_path)["entries"]
        same = whole[event.uid]
        # Readers who add one session mean to be there, if it is held; those who add all of them cannot be everywhere.
        assert same["properties"].pop("transp")["value"] == "TRANSPARENT"
        assert entry["properties"].pop("transp")["value"] == ("TRANSPARENT" if event.session.cancelled else "OPAQUE")
        assert entry == same


def test_a_session_that_is_called_off_stays_and_says_so(tmp_path: Path) -> None:
    """Whoever has it in a calendar gets it struck out there; deleted from the programme, it would stay with them."""
    files = rendered(document("torture"))
    for data in (files[""], files["sent"]):
        reported = [entry["properties"] for entry in read(data, tmp_path)["entries"]]
        (called_off,) = [facts for facts in reported if facts["summary"]["value"] == "Inställt: Nattpasset"]
        assert (called_off["status"]["value"], called_off["transp"]["value"]) == ("CANCELLED", "TRANSPARENT")


def test_the_files_are_named_by_session() -> None:
    artifacts = FORMATS["calendar"].artifacts(Edition(document("sheet")))
    assert [artifact.filename for artifact in artifacts] == [
        "sheet-calendar.ics",
        "sheet-calendar-invigning.ics",
        "sheet-calendar-lasning.ics",
        "sheet-calendar-avslutning.ics",
    ]


def test_a_leaflet_has_no_calendar() -> None:
    leaflet = compose(load(tools.ROOT / "content" / "framat"))
    assert FORMATS["calendar"].artifacts(Edition(leaflet)) == []


@pytest.mark.parametrize(
    ("timezone", "day", "start", "end", "utc"),
    [
        ("Europe/Stockholm", "2026-07-06", "12.00", "13.00", ("2026-07-06T10:00", "2026-07-06T11:00")),
        ("Europe/Stockholm", "2026-01-06", "12.00", "13.00", ("2026-01-06T11:00", "2026-01-06T12:00")),
        # Past midnight, and the night in which the clock goes back.
        ("Europe/Stockholm", "2026-07-06", "22.00", "2026-07-07 00.30", ("2026-07-06T20:00", "2026-07-06T22:30")),
        ("Europe/Stockholm", "2026-10-24", "22.00", "2026-10-25 04.00", ("2026-10-24T20:00", "2026-10-25T03:00")),
        # Nights in which the clock goes forward or back, in six zones.
        ("Europe/Stockholm", "2026-03-28", "22.00", "2026-03-29 04.00", ("2026-03-28T21:00", "2026-03-29T02:00")),
        ("Europe/London", "2026-03-28", "22.00", "2026-03-29 03.00", ("2026-03-28T22:00", "2026-03-29T02:00")),
        ("Europe/London", "2026-10-24", "22.00", "2026-10-25 03.00", ("2026-10-24T21:00", "2026-10-25T03:00")),
        ("Europe/Athens", "2026-03-28", "22.00", "2026-03-29 05.00", ("2026-03-28T20:00", "2026-03-29T02:00")),
        ("America/New_York", "2026-03-07", "22.00", "2026-03-08 04.00", ("2026-03-08T03:00", "2026-03-08T08:00")),
        ("America/New_York", "2026-10-31", "22.00", "2026-11-01 03.00", ("2026-11-01T02:00", "2026-11-01T08:00")),
        ("Australia/Sydney", "2026-10-03", "22.00", "2026-10-04 04.00", ("2026-10-03T12:00", "2026-10-03T17:00")),
        ("America/St_Johns", "2026-11-01", "00.30", "04.00", ("2026-11-01T03:00", "2026-11-01T07:30")),
        ("Europe/Stockholm", "2026-12-31", "23.00", "2027-01-01 01.00", ("2026-12-31T22:00", "2027-01-01T00:00")),
        ("America/New_York", "2026-07-06", "12.00", "13.00", ("2026-07-06T16:00", "2026-07-06T17:00")),
        ("Asia/Tokyo", "2026-07-06", "12.00", "13.00", ("2026-07-06T03:00", "2026-07-06T04:00")),
        ("UTC", "2026-07-06", "12.00", "13.00", ("2026-07-06T12:00", "2026-07-06T13:00")),
    ],
)
def test_times_by_the_zone_that_the_file_brings(
    programme: MakeProgramme, tmp_path: Path, timezone: str, day: str, start: str, end: str, utc: tuple[str, str]
) -> None:
    data = rendered(programme(timezone, day, start=start, end=end))[""]
    assert calendars.faults(data) == []
    (entry,) = read(data, tmp_path)["entries"]
    assert tuple(entry[name]["utc"][:16] for name in ("start", "end")) == utc


def test_what_an_entry_says(tmp_path: Path) -> None:
    data = rendered(document("torture"))[""]
    first, english, *_ = read(data, tmp_path)["entries"]
    values = {name: reported["value"] for name, reported in first["properties"].items()}
    assert values["description"] == (
        "Om det som prövas innan någon läser det\n"
        "Samtal\n"
        "Ett kort samtal om hur prov blir till och varför de behövs.\n"
        "Först berättar två som har prövat länge vad de har lärt sig, sedan visar de ett prov som gick fel, och till "
        "sist får alla ställa frågor, också de som inte hann fram till mikrofonen.\n"
        "Arrangör: Prövningsnämnden, Ljudverkstan\n"
        "Ämne: Prov, Läsning\n"
        "Gå in från gården.\n"
        "På scenen: Åsa Öberg-Ängström, ordförande, Prövningsnämnden; Nina Ek, Ljudverkstan\n"
        "Tillgänglighet: hörslinga, trappfri entré\n"
        "Webbsändning: Prövningen direkt, https://prov.example.org/direkt\n"
        "Anmälan senast: 15 november 2026\n"
        "Avgift: Fri entré\n"
        "Antal platser: 40\n"
        "Förtäring: Kaffe och bulle\n"
        "Kontakt: Disa Svarande, 0243-740 10 (förmiddagar); 070-000 10 10, disa.svarande@prov.example.org\n"
        "Länkar: Så gick förra provet, https://prov.example.org/forra-provet; https://example.org/prov"
    )
    assert values["location"] == "Stora salen, Provgatan 1"
    assert "\r\nCATEGORIES:Samtal,Prov,Läsning\r\n" in data.decode("utf-8")  # the reader gives the first alone
    assert values["contact"].startswith("Disa Svarande, 0243-740 10")
    assert values["url"] == values["conference"] == "https://prov.example.org/direkt"
    assert first["properties"]["conference"]["parameters"] == {"feature": "VIDEO", "label": "Prövningen direkt"}
    assert values["status"] == "CONFIRMED"
    assert first["properties"]["summary"]["parameters"] == {"language": "sv"}
    assert english["properties"]["summary"]["parameters"] == {"language": "en"}
    assert english["properties"]["url"]["value"] == "https://prov.example.org/anmalan"
    assert "På engelska" in english["properties"]["description"]["value"]


def test_characters_with_a_meaning_stay_as_they_are(programme: MakeProgramme, tmp_path: Path) -> None:
    title = r'Ja, nej; "kanske" \n: 100 % å 🎈' + " ordet" * 30
    data = rendered(programme(title=title, signup="https://räksmörgås.se/å?a=1,2;3"))[""]
    assert calendars.faults(data) == []
    (entry,) = read(data, tmp_path)["entries"]
    assert entry["properties"]["summary"]["value"] == title
    assert entry["properties"]["url"]["value"] == "https://xn--rksmrgs-5wao1o.se/%C3%A5?a=1,2;3"


def test_the_address_of_the_file_itself(tmp_path: Path) -> None:
    found = read(rendered(document("almedalen"))[""], tmp_path)
    assert found["properties"]["source"] == "https://borlange.example.org/almedalen.ics"
    assert found["properties"]["refresh-interval"] == "P1D"


def test_the_id_of_an_entry_stays_when_its_texts_change(programme: MakeProgramme) -> None:
    before = programme(title="Ett").events[0].uid
    assert programme(title="Två", start="15.00", end="16.00").events[0].uid == before
    assert programme(id="annan").events[0].uid != before


def test_no_two_entries_are_the_same() -> None:
    uids = [event.uid for name in PLACES for event in document(name).events]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2026-11-22", "1.0"), ("2026-11-23", "1.0")),
        (("2026-11-22", "1.0"), ("2026-11-22", "1.1")),
        (("2026-11-22", "1.9"), ("2026-11-22", "1.10")),
        (("2026-11-22", "1.9"), ("2026-11-22", "2.0")),
        (("2026-11-22", "1.99"), ("2026-11-22", "1.100")),
        (("2026-11-22", "1.100"), ("2026-11-22", "1.101")),
        (("2026-11-22", "2026.9"), ("2026-11-22", "2026.10")),
        (("2026-11-22", "9999.9999"), ("2028-11-22", "1.0")),
        (("2026-11-22", "2"), ("2026-11-22", "2.1")),
        (("2026-11-22", "99.99"), ("2026-11-23", "0.1")),
        (("2026-12-31", "7"), ("2027-01-01", "A")),
    ],
)
def test_a_newer_version_has_a_higher_sequence(before: tuple[str, str], after: tuple[str, str]) -> None:
    earlier, later = (calendar.sequence(dt.date.fromisoformat(date), version) for date, version in (before, after))
    assert 0 <= earlier < later < 2**31


def test_an_update_replaces_the_entry(tmp_path: Path) -> None:
    subject = document("sheet")
    newer = dataclasses.replace(subject, date=subject.date + dt.timedelta(days=1))
    old, new = (read(rendered(one)[""], tmp_path)["entries"][0]["properties"] for one in (subject, newer))
    assert old["uid"] == new["uid"]
    assert int(old["sequence"]["value"]) < int(new["sequence"]["value"])
    assert old["dtstamp"]["value"] < new["dtstamp"]["value"]


def test_the_same_content_gives_the_same_bytes() -> None:
    """Also from another process, at another time."""
    code = (
        "import sys; from pathlib import Path; from publisher.content.load import load; from publisher.compose import "
        "compose; from publisher.formats import calendar; from publisher.formats.edition import Edition; "
        "sys.stdout.buffer.write(b''.join(calendar.render(Edition(compose(load(Path(sys.argv[1]))))).values()))"
    )
    folder = PLACES["almedalen"] / "almedalen"
    answer = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=tools.ROOT, capture_output=True, timeout=60, check=True,
        env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert answer.stdout == b"".join(rendered(document("almedalen")).values())


@pytest.mark.parametrize("variant", ["", "tjalskott"])
def test_the_sample(golden: Golden, variant: str) -> None:
    name = "-".join(filter(None, ("almedalen-calendar", variant)))
    golden(f"formats/{name}.ics", rendered(document("almedalen"))[variant].decode("utf-8"))


def test_the_library_is_loaded_only_for_a_calendar() -> None:
    question = "import sys, publisher.cli, publisher.formats.web, publisher.checks; print('icalendar' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=tools.ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert answer.stdout.strip() == "False"
