"""A folder as a whole: what a sound one gives, and faults that must not hide one another."""

from __future__ import annotations

import datetime as dt
import unicodedata
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.content.load import edition_names, load, publication_names
from publisher.content.publication import Block, Section
from publisher.model.errors import AccessError, UsageError

if TYPE_CHECKING:
    from content.conftest import Sheet

PUBLICATION, PROGRAMME = "sheet/publication.yaml", "sheet/programme.yaml"
SECTION, BRAND = "sheet/sections/torget.md", "brands/blue.yaml"


def test_the_facts_are_read(sheet: Sheet) -> None:
    info = sheet.load().info
    assert (info.title, info.language, info.date, info.version) == ("Torgdagen", "sv", dt.date(2018, 6, 1), "1.0")


def test_the_parts_keep_their_order(sheet: Sheet) -> None:
    parts = sheet.load().parts
    assert [part.id if isinstance(part, Section) else part.kind.value for part in parts] == [
        *["torget", "programme", "streams", "links", "contact", "imprint"]
    ]


def test_a_block_knows_its_line_and_title(sheet: Sheet) -> None:
    block = sheet.load().parts[3]
    assert isinstance(block, Block)
    assert (block.title, str(block.place)) == ("Läs mer", f"{PUBLICATION}:38")


def test_a_section_is_read_with_its_fields(sheet: Sheet) -> None:
    section = sheet.load().parts[0]
    assert isinstance(section, Section)
    assert (section.front.kicker, section.title, str(section.place)) == (
        *("Mitt i stan", "Torget är till för alla"),
        f"{SECTION}:8",
    )
    assert section.pictures == (("pictures/torg.svg", 16),)


def test_people_places_and_streams_are_found_by_id(sheet: Sheet) -> None:
    publication = sheet.load()
    assert list(publication.people) == ["asa-granat", "jan-bohman"]
    assert list(publication.venues) == ["torget", "biblioteket"]
    assert list(publication.streams) == ["torg-tv"]


def test_a_section_with_an_id_of_its_own(sheet: Sheet) -> None:
    sheet.change(SECTION, "kicker:", "id: platsen\nkicker:")
    assert getattr(sheet.load().parts[0], "id", None) == "platsen"


@pytest.mark.parametrize("name", ["Vår vision.md", "åska.md", "två ord.md"])
def test_a_section_whose_file_name_is_no_id(sheet: Sheet, name: str) -> None:
    """The id is part of addresses: it is reported, or made fit."""
    sheet.change(PUBLICATION, "sections/torget.md", f"sections/{name}")
    (sheet.content / SECTION).rename(sheet.content / f"sheet/sections/{name}")
    if not sheet.findings():
        assert " " not in str(getattr(sheet.load().parts[0], "id", None))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_as_editors_save_them(sheet: Sheet, mark: str, end: str) -> None:
    for file in (PUBLICATION, PROGRAMME, SECTION, BRAND):
        sheet.write(file, mark + (sheet.content / file).read_text("utf-8").replace("\n", end))
    assert sheet.report() == []
    sheet.change(SECTION, "Bussen", "`Bussen`")
    assert sheet.places() == [f"{SECTION}:14 unsupported-markdown"]


@pytest.mark.parametrize("file", [PUBLICATION, PROGRAMME, SECTION, BRAND])
def test_a_file_that_is_not_utf8_is_reported_with_the_line(sheet: Sheet, file: str) -> None:
    sheet.write(file, "# rad ett\n# rad två\n".encode("latin-1"))
    assert f"{file}:2 not-utf8" in sheet.places()


def test_a_file_in_utf16_is_reported(sheet: Sheet) -> None:
    sheet.write(SECTION, "# Rubrik\n".encode("utf-16"))
    assert sheet.places() == [f"{SECTION}:1 not-utf8"]


@pytest.mark.parametrize("file", [PUBLICATION, PROGRAMME, BRAND])
def test_a_file_that_does_not_parse_is_reported(sheet: Sheet, file: str) -> None:
    sheet.write(file, "a: 1\nb: c: d\n")
    assert f"{file}:2 yaml-syntax" in sheet.places()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("---\nkicker: x\n# Rubrik\n", "1 front-matter"),
        ("---\nkicker: a: b\n---\n# Rubrik\n", "2 yaml-syntax"),
        ("---\nkicker: a\nkicker: b\n---\n# Rubrik\n", "3 duplicate-key"),
        ("---\n\tkicker: a\n---\n# Rubrik\n", "2 yaml-syntax"),
        ("---\nkikker: a\n---\n# Rubrik\n", "2 unknown-field"),
        ("---\n- a\n---\n# Rubrik\n", "1 wrong-kind"),
        ("---\nkicker: a\n---\nText\n", "4 no-heading"),
        ("", "1 no-heading"),
    ],
)
def test_the_fields_at_the_top_of_a_section(sheet: Sheet, text: str, fault: str) -> None:
    sheet.write(SECTION, text)
    assert sheet.places() == [f"{SECTION}:{fault}"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "only a text\n", "42\n"])
def test_a_file_that_holds_no_fields_is_reported(sheet: Sheet, text: str) -> None:
    sheet.write(PROGRAMME, text)
    assert sheet.places() == [f"{PROGRAMME}:1 wrong-kind"]


def test_an_empty_file_lacks_its_fields(sheet: Sheet) -> None:
    sheet.write(PROGRAMME, "")
    assert sheet.places() == [f"{PROGRAMME}:1 missing-field"] * 3


# One fault in each file: file, what is changed, into what, where it is reported.
EVERYWHERE = [
    (PUBLICATION, "email: hej@", "email: hej ", f"{PUBLICATION}:28 wrong-form"),
    (PUBLICATION, "layout: programme-a4", "layout: programme-a5", f"{PUBLICATION}:8 unknown-layout"),
    (PROGRAMME, "signup: https://", "signup: ", f"{PROGRAMME}:33 wrong-form"),
    (PROGRAMME, "end: 11.00", "end: 09.30", f"{PROGRAMME}:24 end-before-start"),
    (SECTION, "kicker:", "kikker:", f"{SECTION}:2 unknown-field"),
    (SECTION, "Bussen", "`Bussen`", f"{SECTION}:14 unsupported-markdown"),
    (SECTION, "(pictures/torg.svg", "(pictures/hus.svg", f"{SECTION}:16 missing-picture"),
    (BRAND, '"#101010"', '"#111"', f"{BRAND}:3 wrong-form"),
]


PAIRS = [pytest.param(a, b, id=f"{a[3]}, {b[3]}".replace("sheet/", "")) for a, b in combinations(EVERYWHERE, 2)]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_no_fault_hides_another(sheet: Sheet, first: tuple[str, ...], second: tuple[str, ...]) -> None:
    """Every error in one go: whoever fixes one must not meet the next only then."""
    for file, old, new, _ in (first, second):
        sheet.change(file, old, new)
    assert {first[3], second[3]} <= set(sheet.places_of_check())


def test_findings_stand_in_the_order_of_files_and_lines(sheet: Sheet) -> None:
    for file, old, new, _ in [EVERYWHERE[i] for i in (6, 3, 7)]:
        sheet.change(file, old, new)
    sheet.change(PROGRAMME, "stream: torg-tv", "stream: x")
    places = [(f.where.file, f.where.line) for f in sheet.findings() if f.where]
    assert len(places) == 4
    assert places == sorted(places)


def test_a_publication_that_is_not_there(sheet: Sheet) -> None:
    with pytest.raises(UsageError, match="There is no publication 'shet'") as caught:
        load(sheet.content / "shet")
    assert caught.value.fix == "Did you mean 'sheet'?"


def test_a_content_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no content folder"):
        publication_names(tmp_path / "nowhere")


def test_the_publications_are_the_folders_with_a_publication_file(sheet: Sheet) -> None:
    (sheet.content / "empty").mkdir()
    sheet.write("another/publication.yaml", "")
    assert publication_names(sheet.content) == ["another", "sheet"]


def test_each_language_is_an_edition_of_its_own(sheet: Sheet) -> None:
    sheet.translate("fi")
    sheet.translate("en")
    assert publication_names(sheet.content) == ["sheet"]
    assert edition_names(sheet.content) == ["sheet", "sheet/en", "sheet/fi"]
    main, english = sheet.load(), sheet.load("sheet/en")
    assert (main.path, main.name, main.main) == ("sheet", "sheet", main.folder)
    assert (english.path, english.name, english.main) == ("sheet/en", "sheet-en", main.folder)
    assert english.brand == main.brand
    assert english.place("publication.yaml", "language").file == "sheet/en/publication.yaml"


def test_the_misnamed_file_of_a_translation(sheet: Sheet) -> None:
    sheet.translate()
    (sheet.content / "sheet/en/publication.yaml").rename(sheet.content / "sheet/en/publication.yml")
    assert sheet.places("sheet/en") == ["sheet/en/publication.yml file-name"]


def test_a_file_that_cannot_be_read(sheet: Sheet) -> None:
    (sheet.content / PROGRAMME).unlink()
    (sheet.content / PROGRAMME).mkdir()
    with pytest.raises(AccessError, match=r"programme\.yaml is a folder, not a file"):
        sheet.load()


def test_names_and_texts_of_a_mac_are_found(sheet: Sheet) -> None:
    """Pictures, logos, sections and publications whose names on the disk are in NFD."""

    def decomposed(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    folder = sheet.content / "sheet"
    (folder / "pictures/torg.svg").rename(folder / "pictures" / decomposed("båt.svg"))
    (folder / "sections/torget.md").rename(folder / "sections" / decomposed("gågatan.md"))
    section_file = folder / "sections" / decomposed("gågatan.md")
    text = section_file.read_text("utf-8").replace("pictures/torg.svg", "pictures/båt.svg")
    section_file.write_text(text.replace("kicker:", "id: torget\nkicker:", 1), "utf-8")
    text = (folder / "publication.yaml").read_text("utf-8")
    text = text.replace("sections/torget.md", "sections/gågatan.md").replace("pictures/torg.svg", "pictures/båt.svg")
    (folder / "publication.yaml").write_text(decomposed(text), "utf-8")
    folder.rename(sheet.content / decomposed("båtdagen"))
    assert not sheet.findings("båtdagen")
    publication = sheet.load("båtdagen")
    assert publication.path == unicodedata.normalize("NFC", "båtdagen")
    assert publication_names(sheet.content) == ["båtdagen"]
    assert unicodedata.is_normalized("NFC", publication.info.model_dump_json(exclude={"cover", "closing", "sections"}))
    section = publication.parts[0]
    assert isinstance(section, Section)
    assert section.file == "båtdagen/sections/gågatan.md"
    assert all((publication.folder / file).is_file() for file, _ in section.pictures)
