"""What must not be printed: the starter's own, stand-ins, words still to be written, days that are not those of their
dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.content.load import load
from publisher.content.rules.print_ready import HOLDS_PRINT, print_rules
from publisher.design.layouts import layouts
from publisher.model.errors import ContentError
from publisher.model.findings import Options
from publisher.pipeline.build import build, prepare
from publisher.scaffold import make_publication

if TYPE_CHECKING:
    from content.conftest import Sheet

TODAY = dt.date(2018, 6, 1)
PUBLICATION, PROGRAMME, SECTION = "sheet/publication.yaml", "sheet/programme.yaml", "sheet/sections/torget.md"
TITLE = "# Torget är till för alla"


@pytest.fixture
def sheet(sheet: Sheet) -> Sheet:
    """The sound sheet without its waivers."""
    text = (sheet.content / PUBLICATION).read_text("utf-8")
    sheet.write(PUBLICATION, text.partition("waive:")[0])
    return sheet


def found(sheet: Sheet, today: dt.date = TODAY) -> list[str]:
    """'sheet/publication.yaml:12 content/stand-in', for each finding."""
    findings = print_rules(sheet.load(), today)
    return [f"{one.where} {one.id}" for one in findings]


def new_in(sheet: Sheet, before: list[str]) -> list[str]:
    return [one for one in found(sheet) if one not in before]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Ring noll två fyra tre, sju fyrtio noll noll.", "0243-740 00"),
        ("Ring zero seven zero one two three four five six seven.", "070-123 45 67"),
        ("Ett, två, tre, fyra, fem, sex, sju!", ""),
        ("Två eller tre av fem kommer, och en går.", ""),
    ],
)
def test_a_number_in_words_is_found(sheet: Sheet, text: str, digits: str) -> None:
    before = found(sheet)
    sheet.change(SECTION, TITLE, f"{TITLE}\n\n{text}")
    (*new,) = [one for one in print_rules(sheet.load(), TODAY) if one.id == "content/number-in-words"]
    assert [digits in one.fix for one in new] == ([True] if digits else [])
    assert len(found(sheet)) == len(before) + len(new)


@pytest.mark.parametrize("layout", sorted(layouts()))
def test_every_text_and_picture_of_a_starter_is_found(tmp_path: Path, layout: str) -> None:
    make_publication("ny", layout, tmp_path, TODAY)
    publication = load(tmp_path / "ny")
    assert publication.info.date == TODAY
    findings = print_rules(publication, TODAY)
    lines = {str(one.where) for one in findings}
    ids = {one.id for one in findings}
    assert {"content/starter-text", "content/starter-picture", "content/starter-logo"} <= ids
    for field in ("title", "subtitle", "description", "sender", "contact.phone.number", "contact.email"):
        assert str(publication.place("publication.yaml", *field.split("."))) in lines, field
    for file in sorted((tmp_path / "ny/sections").glob("*.md")):
        assert any(line.startswith(f"ny/sections/{file.name}") for line in lines), file.name


def test_one_changed_text_is_no_longer_found(tmp_path: Path) -> None:
    make_publication("ny", "leaflet-a5", tmp_path, TODAY)
    path = tmp_path / "ny/sections/skriv.md"
    text = path.read_text("utf-8")
    start = text.index("Det här är ingressen")
    path.write_text(text.replace(text[start : text.index("\n\n", start)], "Vi bygger ett torg."), "utf-8")
    messages = [one.message for one in print_rules(load(tmp_path / "ny"), TODAY) if "skriv.md" in str(one.where)]
    assert "'Skriv din rubrik här' is the starter's own text" in messages
    assert not any(message.startswith("lines 8 to") for message in messages)


@pytest.mark.parametrize(
    ("file", "old", "new", "id"),
    [
        (PUBLICATION, "title: Torgdagen", "title: TODO titel", "content/to-do"),
        (PUBLICATION, "title: Torgdagen", "title: Lorem ipsum dolor", "content/filler-text"),
        (SECTION, "Mitt i stan", "TBD", "content/to-do"),
        (SECTION, "Mitt i stan", "Mitt i [fyll i torgets namn]", "content/to-do"),
        (SECTION, "Mitt i stan", "Mitt i FYLL I", "content/to-do"),
        (SECTION, TITLE, f"{TITLE}\n\n[Bilderna](https://192.168.1.4/bilder)", "content/stand-in"),
        (PUBLICATION, "date: 2018-06-01", "date: 2081-06-01", "content/dates-differ"),
        (SECTION, TITLE, f"{TITLE}\n\nLördagen den 6 juli.", "content/wrong-weekday"),
        (SECTION, TITLE, f"{TITLE}\n\nTors 6/7 kl. 18.", "content/wrong-weekday"),
        (SECTION, TITLE, f"{TITLE}\n\nOnsdag 5.7.2018.", "content/wrong-weekday"),
        (SECTION, TITLE, f"{TITLE}\n\nOnsdag 2018-07-05.", "content/wrong-weekday"),
        (
            SECTION,
            "# Torget är till för alla",
            "# Torget är till för alla\n\nTisdag den 2 juli 2018.",
            "content/wrong-weekday",
        ),
        (SECTION, TITLE, f"{TITLE}\n\nTors 6 juli.", "content/wrong-weekday"),
        (
            SECTION,
            "# Torget är till för alla",
            "# Torget är till för alla\n\nFriday, July 5, 2018.",
            "content/wrong-weekday",
        ),
        (
            SECTION,
            "# Torget är till för alla",
            "# Torget är till för alla\n\nFredag 31 juni 2018.",
            "content/wrong-weekday",
        ),
        (
            SECTION,
            "# Torget är till för alla",
            "# Torget är till för alla\n\nSe sidan.test för mer.",
            "content/stand-in",
        ),
    ],
)
def test_a_stand_in_or_wrong_day_is_found_at_its_line(sheet: Sheet, file: str, old: str, new: str, id: str) -> None:
    before = found(sheet)
    sheet.change(file, old, new)
    assert [one.split()[1] for one in new_in(sheet, before) if one.endswith(id)] == [id]
    assert id in HOLDS_PRINT


@pytest.mark.parametrize(
    "text",
    [
        *("Måndag den 2 juli 2018.", "Mån 2 juli.", "Monday 2 July 2018.", "I fred 1 juni.", "Torsdagen den 5 juli."),
        *(
            "Tors 5/7 kl. 18.",
            "Torsdag 5.7.2018.",
            "Öppet måndag–söndag 24/7.",
            "Lördagar 5 juli–6 augusti.",
            "Thu 7/5.",
        ),
        *("Lördag 10.30–11.30.", "Namn: ________", "Va???", "Se https://www.test.se/."),
    ],
)
def test_a_right_weekday_is_no_finding(sheet: Sheet, text: str) -> None:
    before = [one.split()[1] for one in found(sheet)]
    sheet.change(SECTION, "# Torget är till för alla", f"# Torget är till för alla\n\n{text}")
    assert [one.split()[1] for one in found(sheet)] == before


def test_a_past_event_is_found_and_can_be_waived(sheet: Sheet) -> None:
    programme = sheet.load().programme
    assert programme is not None
    assert programme.start < programme.end
    assert not any("past" in one for one in found(sheet, programme.end)), "it is still under way"
    later = programme.end + dt.timedelta(days=1)
    assert [one.split()[1] for one in found(sheet, later) if "past" in one] == ["content/past-date"]
    sheet.change(PUBLICATION, "sections:", "waive:\n  - id: content/past-date\n    reason: Om dagen.\nsections:")
    assert not any("past-date" in one for one in found(sheet, later))
    assert any(one.endswith("content/unused-waiver") for one in found(sheet, TODAY))


def test_a_waiver_needs_an_id_that_can_be_waived_and_a_reason(sheet: Sheet) -> None:
    sheet.change(PUBLICATION, "sections:", "waive:\n  - id: content/missing-alt\n    reason: Nej.\nsections:")
    assert any(one.endswith("content/unknown-waiver") for one in found(sheet))
    sheet.change(PUBLICATION, "    reason: Nej.\n", "")
    assert any("missing-field" in place for place in sheet.places())


def test_formats_for_paper_are_held_back(tmp_path: Path) -> None:
    """Left out of a usual build, with a warning; an error where one is requested."""
    make_publication("ny", "leaflet-a5", tmp_path)
    publication = load(tmp_path / "ny")
    with pytest.raises(ContentError) as caught:
        prepare(publication, Options(formats=("booklet", "web")))
    assert {finding.id for finding in caught.value.findings} <= set(HOLDS_PRINT)
    result = build(publication, tmp_path / "output", Options(without=("large-print", "epub", "cover")))
    assert result.written
    names = {path.name for path in (tmp_path / "output/ny").iterdir()}
    assert "ny-screen.pdf" in names
    assert not names & {"ny-press.pdf", "ny-booklet.pdf"}
    assert [finding.message for finding in result.findings if finding.id == "content/not-printed"] == [
        "the formats for paper were not made (booklet, press): the text is not ready for print"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (PUBLICATION, "date: 2018-06-01", "date: 2028-06-01", 6),
        (PROGRAMME, "start: 2018", "start: 2017", 1),
    ],
)
def test_dates_that_do_not_fit_are_found(sheet: Sheet, file: str, old: str, new: str, line: int) -> None:
    sheet.change(file, old, new)
    assert [one for one in found(sheet) if "dates" in one] == [f"{file}:{line} content/dates-differ"]
