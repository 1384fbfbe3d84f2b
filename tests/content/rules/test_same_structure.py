"""A translation says the same things as the publication: what can be counted is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.content.load import compare
from publisher.model.findings import Finding, Severity

if TYPE_CHECKING:
    from content.conftest import Sheet

PUBLICATION, PROGRAMME, SECTION = (f"sheet/en/{file}" for file in ("publication.yaml", "programme.yaml", "torget.md"))
SECTION = "sheet/en/sections/torget.md"
LIST = "Ta med en filt.\n\n- en filt\n- en mössa\n"
TABLE = "Ta med en filt.\n:::\n\n| Dag | Tid |\n|---|---|\n| Måndag | 9 |\n| Tisdag | 10 |\n\n::: note\nOch en mössa.\n"

REORDERED = ("  - block: links\n    title: Läs mer\n  - block: contact\n", "  - block: contact\n  - block: links\n")
TITLE = "        title: Invigning\n"


@pytest.fixture
def translated(sheet: Sheet) -> Sheet:
    sheet.translate()
    return sheet


def reported(sheet: Sheet, language: str = "en") -> list[Finding]:
    return compare(sheet.load(f"sheet/{language}"))


def places(findings: list[Finding]) -> list[str]:
    return [f"{finding.severity} {finding.where}" for finding in findings]


def test_a_faithful_translation_is_not_reported(translated: Sheet) -> None:
    translated.change(SECTION, "Torget är till för alla", "The square is for everybody")
    assert reported(translated) == []


def test_the_main_language_is_compared_with_nothing(translated: Sheet) -> None:
    assert compare(translated.load()) == []


def test_nothing_is_compared_while_the_main_language_has_faults(translated: Sheet) -> None:
    translated.change("sheet/publication.yaml", "sender:", "sendr:")
    translated.change(PROGRAMME, "start: 10.30", "start: 10.15")
    assert reported(translated) == []


# What would leave somebody out


def test_a_session_that_is_called_off_in_one_language_only(translated: Sheet) -> None:
    translated.change(PROGRAMME, TITLE, TITLE + "        cancelled: true\n")
    (finding,) = reported(translated)
    assert (finding.severity, str(finding.where)) == (Severity.ERROR, "sheet/en/programme.yaml:22")
    assert "cancelled in this language, but not in 'sv'" in finding.message
    translated.change("sheet/programme.yaml", TITLE, TITLE + "        cancelled: true\n")
    assert reported(translated) == []


def test_a_missing_part(translated: Sheet) -> None:
    translated.write("sheet/sections/kartan.md", "# Kartan\n\nHär är den.\n")
    translated.change(
        "sheet/publication.yaml", "  - block: programme", "  - file: sections/kartan.md\n  - block: programme"
    )
    (finding,) = reported(translated)
    assert finding == Finding(
        "content/translation-differs",
        Severity.ERROR,
        "the part 'kartan' (sheet/sections/kartan.md:1) is missing from this language",
        "translate it and add '- file: sections/kartan.md'; "
        "if it exists under another id, write 'id: kartan' at its top",
        translated.load("sheet/en").place("publication.yaml", "sections"),
    )
    assert str(finding.where) == "sheet/en/publication.yaml:34"


def test_a_part_that_only_the_translation_has(translated: Sheet) -> None:
    translated.write("sheet/en/sections/map.md", "# The map\n\nHere it is.\n")
    translated.change(PUBLICATION, "  - block: programme", "  - file: sections/map.md\n  - block: programme")
    assert places(reported(translated)) == ["error sheet/en/sections/map.md:1"]


def test_the_same_section_may_have_another_file_name(translated: Sheet) -> None:
    translated.change(SECTION, "---\n", "---\nid: torget\n")
    (translated.content / SECTION).rename(translated.content / "sheet/en/sections/square.md")
    translated.change(PUBLICATION, "sections/torget.md", "sections/square.md")
    assert reported(translated) == []


def test_a_missing_session(translated: Sheet) -> None:
    title = "        title: Avslutning\n"
    session = "      - id: stadning\n        start: 16.00\n        end: 16.30\n        title: Städning\n"
    translated.change("sheet/programme.yaml", title, title + session)
    assert places(reported(translated)) == ["error sheet/en/programme.yaml:17"]
    assert "the session 'stadning' (Städning) is missing" in reported(translated)[0].message


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("start: 10.30", "start: 10.15", 23, "has start: 2018-07-02 10.15; in 'sv' it is 2018-07-02 10.30"),
        ("end: 11.00", "end: 11.30", 24, "has end: 2018-07-02 11.30"),
        ("id: lasning", "id: reading", 28, "'reading' exists only in this language"),
    ],
)
def test_another_time_or_id(translated: Sheet, old: str, new: str, line: int, says: str) -> None:
    translated.change(PROGRAMME, old, new)
    finding = reported(translated)[-1]
    assert (finding.severity, str(finding.where)) == (Severity.ERROR, f"sheet/en/programme.yaml:{line}")
    assert says in finding.message


def test_another_date_is_reported_at_each_of_its_times(translated: Sheet) -> None:
    translated.change(PROGRAMME, "end: 2018-07-03", "end: 2018-07-04")
    translated.change(PROGRAMME, "- date: 2018-07-03", "- date: 2018-07-04")
    translated.change(PROGRAMME, "start: 2018-07-03 15.00", "start: 15.00")
    translated.change(PROGRAMME, "end: 2018-07-03 16.00", "end: 16.00")
    assert places(reported(translated)) == ["error sheet/en/programme.yaml:40", "error sheet/en/programme.yaml:41"]


# What may have a reason


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "says"),
    [
        (PUBLICATION, 'version: "1.0"', 'version: "0.9"', "publication.yaml:7", "this is version 0.9; in 'sv' it is"),
        (PUBLICATION, "hej@example.org", "hi@example.org", "publication.yaml:28", "'email' differs"),
        (PUBLICATION, "0243-740 00", "0243-740 01", "publication.yaml:25", "'phone' differs"),
        (PUBLICATION, "  email: hej@example.org\n", "", "publication.yaml:23", "'email' is missing from this language"),
        (PUBLICATION, "https://example.org/hit", "https://example.com/hit", "publication.yaml:22", "a different site"),
        (PUBLICATION, "id: vagen-hit", "id: the-way", "publication.yaml:19", "the link 'vagen-hit' is missing"),
        (PUBLICATION, *REORDERED, "publication.yaml:34", "a different order"),
        (PROGRAMME, "        stream: torg-tv\n", "", "programme.yaml:22", "'stream' of the session 'invigning'"),
        (PROGRAMME, TITLE, f"{TITLE}        place: biblioteket\n", "programme.yaml:26", "'place' of the session"),
        (PROGRAMME, "[jan-bohman]", "[jan-bohman, asa-granat]", "programme.yaml:26", "differ from those in"),
        (SECTION, "## Hitta hit\n", "", "torget.md:8", "this section has no headings, but"),
        (SECTION, "\n::: note\nTa med en filt.\n:::\n", "", "torget.md:8", "this section has no boxes 'note'"),
        (SECTION, "[torget](https://example.org/torget)", "torget", "torget.md:8", "this section has no links"),
        (SECTION, '![En bänk](../pictures/torg.svg "Bänken")', "x", "torget.md:8", "this section has no pictures"),
        (SECTION, "people: [asa-granat]\n", "", "torget.md:1", "'people' at the top of this section is missing"),
    ],
)  # fmt: skip
def test_a_difference_is_a_warning(translated: Sheet, file: str, old: str, new: str, place: str, says: str) -> None:
    translated.change(file, old, new)
    finding = next(finding for finding in reported(translated) if says in finding.message)
    assert finding.severity is Severity.WARNING
    assert str(finding.where).removeprefix("sheet/en/").removeprefix("sections/") == place


def test_a_page_may_have_an_address_for_each_language(translated: Sheet) -> None:
    translated.change(PUBLICATION, "https://example.org/hit", "https://example.org/en/here")
    assert reported(translated) == []


def test_a_number_may_be_grouped_otherwise(translated: Sheet) -> None:
    translated.change(PUBLICATION, "0243-740 00", "0243 74 000")
    assert reported(translated) == []


@pytest.mark.parametrize(
    ("text", "old", "line", "says"),
    [
        (LIST, "- en mössa\n", 21, "this list has 1 item, but that of 'sv' has 2"),
        (TABLE, "| Tisdag | 10 |\n", 22, "this table has 2 rows, but that of 'sv' has 3"),
    ],
)
def test_an_item_or_row_too_few(translated: Sheet, text: str, old: str, line: int, says: str) -> None:
    for file in ("sheet/sections/torget.md", SECTION):
        translated.change(file, "Ta med en filt.\n", text)
    assert reported(translated) == []
    translated.change(SECTION, old, "")
    (finding,) = reported(translated)
    assert (str(finding.where), finding.message) == (f"{SECTION}:{line}", says)
    assert f"compare them one by one with sheet/sections/torget.md:{line}" in finding.fix


def test_an_easy_text_says_the_same_things_in_another_shape(sheet: Sheet) -> None:
    sheet.translate("sv-x-lattlast")
    sheet.change("sheet/sv-x-lattlast/sections/torget.md", "## Hitta hit\n", "")
    assert reported(sheet, "sv-x-lattlast") == []
    sheet.change("sheet/sv-x-lattlast/programme.yaml", "start: 10.30", "start: 10.45")
    assert [finding.severity for finding in reported(sheet, "sv-x-lattlast")] == [Severity.ERROR]


def test_a_paragraph_that_was_left_out(translated: Sheet) -> None:
    translated.change(SECTION, "Bussen stannar intill.\n\n", "")
    (finding,) = reported(translated)
    assert "this section has 2 paragraphs, but sheet/sections/torget.md has 3" in finding.message


def test_a_text_that_nobody_translated(translated: Sheet) -> None:
    translated.change(SECTION, "on 2 July.", "den 2 juli.")
    (finding,) = reported(translated)
    assert finding.severity is Severity.WARNING
    assert (finding.message, finding.fix) == ("this text has the same words as in 'sv'", "translate, on the lines: 10")


def test_variants_of_a_language_may_share_texts(sheet: Sheet) -> None:
    sheet.translate("sv-FI")
    sheet.change("sheet/sv-FI/sections/torget.md", "on 2 July.", "den 2 juli.")
    assert reported(sheet, "sv-FI") == []
