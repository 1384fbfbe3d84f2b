"""A translation by its texts: the facts of the main language, its own words, and what either lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from publisher.content.load import compare, edition_names
from publisher.content.translation_draft import draft, sections_that_lack, texts_that_lack
from publisher.datafiles.held_values import values
from publisher.datafiles.yaml_reader import read_yaml
from publisher.model.findings import Options, Severity
from publisher.model.label import language_of
from publisher.pipeline.build import build

if TYPE_CHECKING:
    from pathlib import Path

    from content.conftest import Sheet

TEXTS, PROGRAMME = "sheet/en/texts.yaml", "sheet/programme.yaml"
WHOLE = """\
title: The day of the square
subtitle: Two days in the square
description: What happens in the square, day by day.
cover:
  kicker: This summer
  picture: { alt: The square with trees and benches. }
links:
  vagen-hit: { title: The way here, url: "https://example.org/here" }
contact:
  name: Service centre
sections:
  links: { title: Read more }
people:
  asa-granat: { role: chief executive }
places:
  biblioteket: { name: The library }
streams:
  torg-tv: { title: Square TV }
sessions:
  invigning: { title: Opening }
  lasning:
    title: Reading
    people:
      asa-granat: { role: reader }
  avslutning: { title: Closing }
"""
SECTION = """\
---
kicker: In town
picture:
  file: pictures/torg.svg
  alt: The square in the morning.
people: [asa-granat]
---
# The square is for everybody

Come to [the square](https://example.org/torget) on 2 July.

## How to get here

The bus stops close by.

![A bench](pictures/torg.svg "The bench")

::: note
Bring a blanket.
:::
"""


@pytest.fixture
def translated(sheet: Sheet) -> Sheet:
    sheet.write(TEXTS, WHOLE)
    sheet.write("sheet/en/sections/torget.md", SECTION)
    return sheet


def found(sheet: Sheet) -> list[str]:
    """'sheet/programme.yaml:23 not-translated', of warnings too."""
    findings = sheet.findings("sheet/en") or sheet.load("sheet/en").warnings
    return [f"{finding.where} {finding.id.removeprefix('content/')}" for finding in findings]


def test_a_whole_translation_has_its_words_and_the_facts_of_the_main_language(translated: Sheet) -> None:
    assert edition_names(translated.content) == ["sheet", "sheet/en"]
    main, english = translated.load(), translated.load("sheet/en")
    assert (found(translated), compare(english)) == ([], [])
    assert (english.info.title, english.info.language, english.info.date) == (
        "The day of the square",
        "en",
        main.info.date,
    )
    assert english.info.contact
    assert english.info.contact.phone == main.info.contact.phone  # type: ignore[union-attr]
    assert english.info.links[0].url == "https://example.org/here"
    assert english.programme
    first, second = english.programme.days[0].sessions
    assert (first.title, second.title, second.people[0].role) == ("Opening", "Reading", "reader")
    assert [language_of(held.value) for held in values(english.info) if language_of(held.value)] == []


def test_a_changed_time_is_one_edit(translated: Sheet) -> None:
    translated.change(PROGRAMME, "start: 10.30", "start: 10.15")
    for edition in ("sheet", "sheet/en"):
        programme = translated.load(edition).programme
        assert programme
        assert f"{programme.days[0].sessions[0].start:%H.%M}" == "10.15"


def test_a_picture_is_that_of_the_main_language_unless_there_is_one_of_its_own(translated: Sheet) -> None:
    english = translated.load("sheet/en")
    assert english.info.cover.picture
    assert english.info.cover.picture.file == "../pictures/torg.svg"
    assert {file for file, _ in english.parts[0].pictures} == {"../pictures/torg.svg"}  # type: ignore[union-attr]
    translated.write("sheet/en/pictures/torg.svg", (translated.content / "sheet/pictures/torg.svg").read_bytes())
    english = translated.load("sheet/en")
    assert english.info.cover.picture
    assert english.info.cover.picture.file == "pictures/torg.svg"


def test_what_lacks_a_translation_is_named_at_its_line_and_stands_marked(translated: Sheet) -> None:
    translated.change(TEXTS, "  invigning: { title: Opening }\n", "")
    translated.change(TEXTS, "subtitle: Two days in the square\n", "")
    translated.change(TEXTS, "  asa-granat: { role: chief executive }\n", "  asa-granat: {}\n")
    assert found(translated) == [
        "sheet/programme.yaml:25 not-translated",
        "sheet/publication.yaml:2 not-translated",
        "sheet/publication.yaml:18 not-translated",
    ]
    english = translated.load("sheet/en")
    marked = {str(held.value): language_of(held.value) for held in values(english.info) if language_of(held.value)}
    assert marked == {"Två dagar på torget": "sv", "kommundirektör": "sv"}
    assert english.programme
    assert language_of(english.programme.days[0].sessions[0].title) == "sv"
    assert "sessions: invigning: title: ..." in english.warnings[0].fix


def test_words_that_come_again_are_translated_once(translated: Sheet) -> None:
    for title in ("Invigning", "Läsning", "Avslutning"):
        translated.change(PROGRAMME, f"        title: {title}", f"        type: Samling\n        title: {title}")
    assert len(found(translated)) == 3
    translated.change(TEXTS, "places:", "words: { Samling: Gathering, Annat: Other }\nplaces:")
    programme = translated.load("sheet/en").programme
    assert programme
    assert {session.type for day in programme.days for session in day.sessions} == {"Gathering"}
    assert found(translated) == [f"{TEXTS}:15 texts-of-nothing"]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("  invigning: { title: Opening }", "  invigning: { title: Opening, start: 11.00 }", "20 fact-in-texts"),
        ("title: The day", "layout: leaflet-a5\ntitle: The day", "1 fact-in-texts"),
        ("  invigning:", "  invignings:", "20 texts-of-nothing"),
        ("  kicker: This summer", "  kicker: This summer\n  kickr: x", "6 unknown-field"),
        ("  invigning: { title: Opening }", "  invigning: Opening", "20 wrong-kind"),
        ("  links: { title: Read more }", "  links: { title: Read more }\n  map: { title: x }", "13 texts-of-nothing"),
    ],
)
def test_each_slip_is_reported_at_its_line(translated: Sheet, old: str, new: str, place: str) -> None:
    translated.change(TEXTS, old, new)
    assert f"{TEXTS}:{place}" in found(translated)


def test_a_fault_of_a_text_is_at_the_line_of_the_text(translated: Sheet) -> None:
    translated.change(TEXTS, "title: Opening", "title: Opening, description: 'Come [here](#nowhere)'")
    assert f"{TEXTS}:20 unknown-anchor" in found(translated)


def test_a_section_that_is_not_translated_is_an_error_with_both_names(translated: Sheet) -> None:
    (translated.content / "sheet/en/sections/torget.md").unlink()
    findings = translated.findings("sheet/en")
    (finding,) = (one for one in findings if one.severity is Severity.ERROR)
    assert (finding.id, str(finding.where)) == ("content/missing-section", "sheet/publication.yaml:35")
    assert finding.fix == "translate sheet/sections/torget.md, and save the translation as sheet/en/sections/torget.md"


def test_a_file_of_its_own_goes_before_that_of_the_main_language(translated: Sheet) -> None:
    text = (translated.content / PROGRAMME).read_text("utf-8").replace("title: Invigning", "title: Own opening")
    translated.write("sheet/en/programme.yaml", text)
    programme = translated.load("sheet/en").programme
    assert programme
    assert programme.days[0].sessions[0].title == "Own opening"
    assert f"{TEXTS}:20 texts-of-nothing" in found(translated)


def test_an_easy_to_read_edition_may_share_short_texts_and_says_the_long_ones_anew(sheet: Sheet) -> None:
    sheet.write("sheet/sv-x-lattlast/texts.yaml", "title: Torgdagen\n")
    sheet.write("sheet/sv-x-lattlast/sections/torget.md", SECTION)
    easy = sheet.load("sheet/sv-x-lattlast")
    assert easy.info.language == "sv-x-lattlast"
    assert [str(one.where) for one in easy.warnings if one.id == "content/not-translated"] == [
        "sheet/publication.yaml:4"
    ]


def test_the_draft_has_every_text_that_needs_one_with_its_original(sheet: Sheet) -> None:
    folder = sheet.content / "sheet/en"
    text = draft(texts_that_lack(folder), "en")
    whole = read_yaml(WHOLE, "whole").data
    whole["links"]["vagen-hit"].pop("url")
    del whole["places"]  # a name mostly stays as it is
    assert emptied(read_yaml(text, "draft").data) == emptied(whole)
    assert "    # Läsning\n    title:\n" in text
    assert [path.name for path in sections_that_lack(folder)] == ["torget.md"]
    sheet.write(TEXTS, text)
    sheet.write("sheet/en/sections/torget.md", SECTION)
    assert {one.id for one in sheet.load("sheet/en").warnings} == {"content/not-translated"}
    sheet.write(TEXTS, WHOLE)
    assert draft(texts_that_lack(folder), "en") == ""


def emptied(value: object) -> object:
    return {key: emptied(item) for key, item in value.items()} if isinstance(value, dict) else None


def test_lists_and_repeated_words_have_their_form_in_the_draft(sheet: Sheet) -> None:
    for title in ("Invigning", "Läsning", "Avslutning"):
        sheet.change(PROGRAMME, f"        title: {title}", f"        type: Samling\n        title: {title}")
    sheet.change(PROGRAMME, "        title: Läsning", "        track: [Natur, Kultur]\n        title: Läsning")
    text = draft(texts_that_lack(sheet.content / "sheet/en"), "en")
    assert "    # Natur\n    # Kultur\n    track: []\n" in text
    assert text.endswith('words:\n  # Samling\n  "Samling":\n')


def test_what_is_not_translated_stands_marked_in_the_files_and_none_of_it_is_lost(
    translated: Sheet, tmp_path: Path
) -> None:
    translated.change(TEXTS, "  invigning: { title: Opening }\n", "")
    translated.change(TEXTS, "  picture: { alt: The square with trees and benches. }\n", "")
    formats = ("web", "text", "markdown", "epub", "calendar")
    result = build(translated.load("sheet/en"), tmp_path, Options(formats=formats))
    assert result.written
    assert [one.id for one in result.findings if one.id.startswith("parity/")] == []
    web = (result.folder / "sheet-en-web.html").read_text("utf-8")
    assert '<span class="session-title" lang="sv">Invigning</span>' in web
    assert re.search(r'<img [^>]*alt="Torget med träd och bänkar." lang="sv"', web)
    before = (result.folder / "manifest.json").read_text("utf-8")
    translated.change(PROGRAMME, "start: 10.30", "start: 10.15")
    after = build(translated.load("sheet/en"), tmp_path, Options(formats=formats))
    assert "10:15" in (after.folder / "sheet-en-text.txt").read_text("utf-8")
    assert (after.folder / "manifest.json").read_text("utf-8") != before
