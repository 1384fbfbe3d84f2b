"""Faults that concern more than one field: each is found, alone, at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from content.conftest import Sheet

PUBLICATION, PROGRAMME = "sheet/publication.yaml", "sheet/programme.yaml"
SECTION, BRAND = "sheet/sections/torget.md", "brands/blue.yaml"

# file, what is changed, into what, where and which fault this is, words of its message
TIMES = [
    (
        PROGRAMME,
        "end: 11.00",
        "end: 09.30",
        ["24 end-before-start"],
        "'invigning' ends (09.30) before it starts (10.30)",
    ),
    (PROGRAMME, "end: 11.00", "end: 10.30", ["24 end-before-start"], "ends (10.30) before it starts (10.30)"),
    (
        PROGRAMME,
        "end: 14:00",
        "end: 2018-07-05 12.00",
        ["30 session-outside-day"],
        "'lasning' ends on 2018-07-05, after the event (2018-07-03)",
    ),
    (
        PROGRAMME,
        "end: 11.00",
        "signup_by: 2018-07-03",
        ["24 signup-after-start"],
        "the last day to sign up for 'invigning' (2018-07-03) is after it has started",
    ),
    (
        PROGRAMME,
        "place: biblioteket",
        "place: [biblioteket, salen]",
        ["32 unknown-place"],
        "no place has the id 'salen'",
    ),
    (
        PROGRAMME,
        "start: 10.30",
        "start: 08.30",
        ["23 session-outside-day"],
        "(08.30–11.00) is outside its day (09.00–17.00)",
    ),
    (PROGRAMME, "end: 14:00", "end: 17.30", ["29 session-outside-day"], "'lasning' (13.00–17.30) is outside its day"),
    (
        PROGRAMME,
        "start: 2018-07-03 15.00",
        "start: 2018-07-02 15.00",
        ["40 session-outside-day"],
        "has the date 2018-07-02, but is listed under 2018-07-03",
    ),
    (
        PROGRAMME,
        "end: 2018-07-03\n",
        "end: 2018-07-01\n",
        ["2 end-before-start", "18 day-outside", "37 day-outside"],
        "the event ends (2018-07-01) before it starts (2018-07-02)",
    ),
    (
        PROGRAMME,
        "date: 2018-07-03",
        "date: 2018-07-04",
        ["37 day-outside", "40 session-outside-day"],
        "2018-07-04 is outside the event (2018-07-02 to 2018-07-03)",
    ),
    (
        PROGRAMME,
        "date: 2018-07-03",
        "date: 2018-07-02",
        ["37 day-order", "40 session-outside-day"],
        "2018-07-02 comes after 2018-07-02",
    ),
    (PROGRAMME, "place: torget\n", "place: torget\ntimezone: Europe/Visby\n", ["4 time-zone"], "'Europe/Visby' is no"),
    (
        PROGRAMME,
        "place: torget\n",
        "place: torget\ntimezone: ../../etc\n",
        ["4 time-zone"],
        "'../../etc' is not a time zone",
    ),
]
IDS = [
    (PROGRAMME, "stream: torg-tv", "stream: torg-radio", ["27 unknown-stream"], "no stream has the id 'torg-radio'"),
    (PROGRAMME, "[jan-bohman]", "[jan-bohman, karin]", ["26 unknown-person"], "no person has the id 'karin'"),
    (PROGRAMME, "person: asa-granat", "person: asa", ["35 unknown-person"], "no person has the id 'asa'"),
    (SECTION, "people: [asa-granat]", "people: [asa]", ["6 unknown-person"], "no person has the id 'asa'"),
    (
        PROGRAMME,
        "place: biblioteket",
        "place: bibblan",
        ["32 unknown-place"],
        "no place has the id 'bibblan'",
    ),
    (
        PROGRAMME,
        "place: torget\n",
        "place: torg\n",
        ["3 unknown-place"],
        "no place has the id 'torg'",
    ),
    (
        PROGRAMME,
        "place: torget\n",
        "",
        ["4 place-unused", "38 no-place"],
        "Stora torget is in the list of places, but no session is held there",
    ),
    (
        PROGRAMME,
        "[jan-bohman]",
        "[]",
        ["11 person-unused"],
        "Jan Bohman is in the list of people and nowhere else",
    ),
    (PROGRAMME, "        place: biblioteket\n", "", ["8 place-unused"], "Biblioteket is in the list of places"),
    (PROGRAMME, "id: lasning", "id: invigning", ["28 duplicate-id"], "first in sheet/programme.yaml:22"),
    (PROGRAMME, "id: lasning", "id: torget", ["28 duplicate-id"], "first in sheet/sections/torget.md:8"),
    (PROGRAMME, "id: biblioteket", "id: torget", ["8 duplicate-id", "32 unknown-place"], "used for a second place"),
    (PROGRAMME, "id: torg-tv", "id: vagen-hit", ["14 duplicate-id", "27 unknown-stream"], "used for a second link"),
    (PROGRAMME, "id: jan-bohman", "id: asa-granat", ["11 duplicate-id", "26 unknown-person"], "for a second person"),
]
ANCHORS = [
    (PROGRAMME, "id: lasning", "id: contact", ["28 reserved-id"], "the id 'contact' is used by the layout"),
    (SECTION, "kicker:", "id: programme\nkicker:", ["9 reserved-id"], "the id 'programme' is used by the layout"),
    (
        SECTION,
        "kicker:",
        "id: note-torget-1\nkicker:",
        ["9 reserved-id"],
        "the id 'note-torget-1' is used by the layout",
    ),
    (SECTION, "https://example.org/torget", "#torgt", ["10 unknown-anchor"], "'#torgt', which does not exist"),
]
PLACING = [
    (PUBLICATION, "  - block: contact\n", "", ["34 not-placed"], "there is content for 'contact'"),
    (PUBLICATION, "  - block: programme\n", "", ["34 not-placed"], "there is content for 'programme'"),
    (PUBLICATION, "  - block: streams\n", "", ["34 not-placed"], "there is content for 'streams'"),
    (PUBLICATION, "  - block: imprint\n", "", ["34 not-placed"], "there is content for 'imprint'"),
    (
        PUBLICATION,
        "- block: contact",
        "- block: programme",
        ["34 not-placed", "36 block-twice", "40 block-twice"],
        "'contact'",
    ),
    (
        PUBLICATION,
        "links:\n  - id: vagen-hit\n    title: Vägen hit\n    url: https://example.org/hit\n",
        "",
        ["34 empty-block"],
        "the block 'links' has no content",
    ),
]
PICTURES = [
    (
        PUBLICATION,
        "file: pictures/torg.svg",
        "file: pictures/hus.svg",
        ["13 missing-picture"],
        "no picture pictures/hus.svg",
    ),
    (
        PUBLICATION,
        "file: pictures/torg.svg",
        "file: https://example.org/torg.jpg",
        ["13 missing-picture"],
        "is on the web, and a build downloads nothing",
    ),
    (SECTION, "(pictures/torg.svg", "(www.example.org/a.jpg", ["16 missing-picture"], "is on the web"),
    (PUBLICATION, "file: pictures/torg.svg", "file: pictures", ["13 no-file"], "pictures is a folder, not a file"),
    (
        PUBLICATION,
        "file: pictures/torg.svg",
        "file: ../../x.svg",
        ["13 picture-outside"],
        "outside the publication's folder",
    ),
    (
        PUBLICATION,
        "file: pictures/torg.svg",
        "file: /etc/passwd",
        ["13 picture-outside"],
        "the picture /etc/passwd is",
    ),
    (
        PUBLICATION,
        "file: pictures/torg.svg",
        "file: publication.yaml",
        ["13 picture-type"],
        "publication.yaml is not a picture",
    ),
    (
        PUBLICATION,
        "role: kommundirektör",
        "portrait: {file: a.png, alt: Åsa}",
        ["18 missing-picture"],
        "no picture a.png",
    ),
    (
        SECTION,
        "file: pictures/torg.svg",
        "file: pictures/hus.svg",
        ["4 missing-picture"],
        "no picture pictures/hus.svg",
    ),
    (SECTION, "(pictures/torg.svg", "(pictures/hus.svg", ["16 missing-picture"], "no picture pictures/hus.svg"),
    (BRAND, "file: blue.svg", "file: red.svg", ["14 missing-picture"], "there is no logo red.svg"),
    (
        BRAND,
        "file: blue.svg",
        "file: blue.svg\n  negative: red.svg",
        ["15 missing-picture"],
        "there is no logo red.svg",
    ),
]


def test_a_sound_publication_has_no_fault(sheet: Sheet) -> None:
    assert sheet.report() == []


@pytest.mark.parametrize(("file", "old", "new", "faults", "words"), [*TIMES, *IDS, *ANCHORS, *PLACING, *PICTURES])
def test_fault_is_found_at_its_line(sheet: Sheet, file: str, old: str, new: str, faults: list[str], words: str) -> None:
    sheet.change(file, old, new)
    assert sheet.places() == [f"{file}:{fault}" for fault in faults]
    assert words in sheet.findings()[0].message


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PROGRAMME, "    closes: 17.00\n", ""),
        (PROGRAMME, "start: 10.30", "start: 09.00"),
        (PROGRAMME, "end: 14:00", "end: 17.00"),
        (PROGRAMME, "place: torget\n", "place: torget\ntimezone: UTC\n"),
        (PROGRAMME, "start: 2018-07-02\n", "start: 2018-07-01\n"),
        (PROGRAMME, "end: 2018-07-03\n", "end: 2018-07-08\n"),
    ],
)
def test_what_lies_within_its_bounds_is_no_fault(sheet: Sheet, file: str, old: str, new: str) -> None:
    sheet.change(file, old, new)
    assert sheet.report() == []


def test_a_section_that_nobody_names_is_found(sheet: Sheet) -> None:
    sheet.write("sheet/sections/extra.md", "# Extra\n")
    assert sheet.places() == ["sheet/sections/extra.md:1 section-unused"]


def test_a_section_file_that_is_not_there_is_found_with_those_that_are(sheet: Sheet) -> None:
    sheet.change(PUBLICATION, "sections/torget.md", "sections/torg.md")
    assert sheet.places() == [f"{PUBLICATION}:35 missing-section", f"{SECTION}:1 section-unused"]
    assert sheet.findings()[0].fix == "did you mean 'sections/torget.md'?"


def test_a_brand_that_is_not_there_is_found_with_those_that_are(sheet: Sheet) -> None:
    sheet.change(PUBLICATION, "brand: blue", "brand: red")
    assert sheet.places() == [f"{PUBLICATION}:9 unknown-brand"]
    assert sheet.findings()[0].fix == "use one of: neutral, blue"


def test_a_person_of_the_publication_whom_nobody_names_is_found(sheet: Sheet) -> None:
    """A person who is only in the list is left out, and reported."""
    sheet.change(PUBLICATION, "links:\n", "  - id: karin\n    name: Karin Örjes\nlinks:\n")
    assert sheet.places() == [f"{PUBLICATION}:19 person-unused"]


@pytest.mark.parametrize("id", ["contact", "links", "streams", "programme", "imprint", "content", "top"])
def test_an_id_that_the_layouts_take_for_themselves_is_found(sheet: Sheet, id: str) -> None:
    """Else the document has the same anchor twice."""
    sheet.change(PROGRAMME, "id: lasning", f"id: {id}")
    assert [finding.where.line for finding in sheet.findings() if finding.where] == [28]


def test_a_link_to_a_part_that_is_not_there_is_found(sheet: Sheet) -> None:
    sheet.change(SECTION, "https://example.org/torget", "#finns-inte")
    assert [str(finding.where) for finding in sheet.findings()] == [f"{SECTION}:10"]


def ids(sheet: Sheet) -> set[str]:
    return {finding.id for finding in sheet.findings()}


def test_a_section_outside_the_folder_is_refused(sheet: Sheet) -> None:
    sheet.write("outside.md", "# Utanför\n")
    sheet.change(PUBLICATION, "file: sections/torget.md", "file: ../outside.md")
    assert "content/outside" in ids(sheet)


def test_a_file_that_is_not_a_picture_is_reported(sheet: Sheet) -> None:
    sheet.write("sheet/pictures/torg.svg", "Hej")
    assert ids(sheet) == {"content/picture-broken"}


@pytest.mark.parametrize("name", ["publication", "programme"])
def test_a_file_with_an_unknown_ending_is_reported(sheet: Sheet, name: str) -> None:
    (sheet.content / "sheet" / f"{name}.yaml").rename(sheet.content / "sheet" / f"{name}.yml")
    assert ids(sheet) == {"content/file-name"}


def test_a_portrait_that_is_shown_nowhere_is_reported(sheet: Sheet) -> None:
    sheet.change(PROGRAMME, "id: jan-bohman", "id: jan-bohman\n    portrait: {file: pictures/torg.svg, alt: Jan}")
    assert ids(sheet) == {"content/portrait-unused"}


def test_a_remark_too_close_to_the_text_is_reported(sheet: Sheet) -> None:
    sheet.change(PUBLICATION, "title: Torgdagen", "title: Torgdagen # 1")
    assert ids(sheet) == {"content/yaml-remark"}


def test_a_session_may_end_past_midnight(sheet: Sheet) -> None:
    sheet.change(PROGRAMME, "    closes: 17.00\n", "")
    sheet.change(PROGRAMME, "end: 11.00", "end: 2018-07-03 00.30")
    assert sheet.report() == []


def test_past_midnight_the_date_is_asked_for(sheet: Sheet) -> None:
    sheet.change(PROGRAMME, "end: 11.00", "end: 00.30")
    assert "write the next date: 2018-07-03 00.30" in sheet.findings()[0].fix


def test_links_in_a_circle_are_no_traceback(sheet: Sheet) -> None:
    path = sheet.content / "sheet" / "sections" / "torget.md"
    path.unlink()
    path.symlink_to(path.name)
    assert "content/no-file" in ids(sheet)


@pytest.mark.parametrize("written", ["pictures/Torg.SVG", "torg.svg", "pictures\\torg.svg", "pictures/torget.svg"])
def test_a_misspelt_picture_name_is_reported_with_the_nearest_name(sheet: Sheet, written: str) -> None:
    sheet.change(SECTION, "file: pictures/torg.svg", f"file: {written}")
    found = [finding.fix for finding in sheet.findings() if finding.id == "content/missing-picture"]
    assert found == ["write pictures/torg.svg, if that is the one"]


def test_sections_are_checked_where_the_publication_file_cannot_be_read(sheet: Sheet) -> None:
    (sheet.content / "sheet" / "publication.yaml").write_bytes("title: Åå".encode("latin-1"))
    sheet.change(SECTION, "file: pictures/torg.svg", "file: pictures/hus.svg")
    assert {"content/not-utf8", "content/missing-picture"} <= ids(sheet)


@pytest.mark.parametrize("url", ["https://www.exa]mple.org[/", "https://example.org/" + "x" * 300])
def test_an_invalid_address_is_reported(sheet: Sheet, url: str) -> None:
    sheet.change(PUBLICATION, "url: https://example.org/hit", f'url: "{url}"')
    assert ids(sheet) == {"content/wrong-form"}


def test_a_programme_without_any_place_is_reported_once(sheet: Sheet) -> None:
    sheet.change(
        PROGRAMME,
        "place: torget\nplaces:\n  - id: torget\n    name: Stora torget\n    accessibility: [step-free]\n",
        "places:\n",
    )
    sheet.change(PROGRAMME, "        place: biblioteket\n", "")
    assert [place for place in sheet.places() if place.endswith("no-place")] == [f"{PROGRAMME}:24 no-place"]


def test_a_time_that_the_change_to_summer_time_skips_is_reported(sheet: Sheet) -> None:
    sheet.change(PROGRAMME, "start: 2018-07-02\n", "start: 2018-03-24\n")
    sheet.change(PROGRAMME, "  - date: 2018-07-02\n    opens: 09.00\n", "  - date: 2018-03-25\n    opens: 01.00\n")
    sheet.change(PROGRAMME, "start: 10.30", "start: 02.30")
    (finding,) = sheet.findings()
    assert (finding.id, str(finding.where)) == ("content/no-such-time", f"{PROGRAMME}:23")
    assert finding.message.startswith("02.30 on 2018-03-25 does not exist in Europe/Stockholm")
    assert finding.fix == "write the time after the change, for example 03.30"


def test_a_time_that_comes_twice_is_no_fault(sheet: Sheet) -> None:
    """In autumn the clocks are put back. What is meant is mostly the first of the two."""
    sheet.change(PROGRAMME, "end: 2018-07-03\n", "end: 2018-10-28\n")
    sheet.change(PROGRAMME, "  - date: 2018-07-03\n", "  - date: 2018-10-28\n")
    sheet.change(PROGRAMME, "start: 2018-07-03 15.00", "start: 02.30")
    sheet.change(PROGRAMME, "end: 2018-07-03 16.00", "end: 03.30")
    assert sheet.report() == []
