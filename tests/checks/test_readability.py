"""How sections read, and an easy text that is not easy."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from publisher.checks import Subject, run_checks
from publisher.checks.readability import EASY, NOTES, section_readings
from publisher.formats.edition import Edition

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

SECTION = "sheet/sections/torget.md"
LONG = "Kom till torget " + "och ta med en filt " * 4 + "i kväll."  # 3 + 20 + 2 words


def in_language(edition: Edition, language: str) -> Subject:
    return Subject(Edition(dataclasses.replace(edition.document, language=language)))


def test_a_section_is_reported_with_its_numbers_and_its_longest_sentence(make_edition: MakeEdition) -> None:
    """Kom till torget den 2 juli (6 words). Bussen stannar intill (3, all but one long). Ta med en filt (4)."""
    (note,) = NOTES.run(Subject(make_edition()))
    assert (note.id, note.severity, str(note.where)) == ("content/readability", "note", f"{SECTION}:8")
    # 13 words, 3 sentences, 1 long word ('stannar'): 4.3 + 7.7
    assert note.message == "'Torget är till för alla': LIX 12 (very easy), 13 words, 4 a sentence, 6 in the longest"
    assert note.fix == "the longest sentence is on line 10: 'Kom till torget den 2 juli.'"


def test_headings_captions_tables_and_the_numbers_of_notes_are_not_counted(make_edition: MakeEdition) -> None:
    table = "\n\n| Dag | Tid |\n|---|---|\n| Måndag | 9 |\n"
    edition = make_edition((SECTION, "stannar intill.", f"stannar intill.[^1]{table}\n[^1]: Linje två."))
    (reading,) = section_readings(edition.document)
    assert [sentence.text for sentence in reading.reading.sentences] == [
        *["Kom till torget den 2 juli.", "Bussen stannar intill.", "Ta med en filt.", "Linje två."]
    ]


def test_a_list_in_a_list_is_counted_once(make_edition: MakeEdition) -> None:
    edition = make_edition((SECTION, "Ta med en filt.", "- en filt\n  - röd\n  - blå\n- en mössa"))
    (reading,) = section_readings(edition.document)
    assert [sentence.text for sentence in reading.reading.sentences][2:] == ["en filt", "röd", "blå", "en mössa"]


def test_lix_is_not_given_for_other_scripts_nor_named_in_other_languages(make_edition: MakeEdition) -> None:
    (note,) = NOTES.run(in_language(make_edition(), "en"))
    assert "LIX 12, 13 words" in note.message


def test_an_easy_text_passes(make_edition: MakeEdition) -> None:
    assert list(EASY.run(in_language(make_edition(), "sv-x-lattlast"))) == []


def test_a_long_sentence_in_an_easy_text_is_reported_at_its_line(make_edition: MakeEdition) -> None:
    edition = make_edition((SECTION, "Ta med en filt.", LONG))
    (finding,) = EASY.run(in_language(edition, "sv-x-lattlast"))
    assert (finding.id, finding.severity, str(finding.where)) == ("content/hard-to-read", "warning", f"{SECTION}:19")
    assert finding.message == "a sentence has 25 words; an easy-to-read sentence has at most 20"
    assert list(EASY.run(in_language(edition, "sv"))) == []


def test_long_words_in_an_easy_text_are_reported_at_its_heading(make_edition: MakeEdition) -> None:
    words = "Medborgardialogen utvecklas kontinuerligt genom medborgarinflytande."
    edition = make_edition((SECTION, "Ta med en filt.", words))
    (finding,) = EASY.run(in_language(edition, "sv-x-lattlast"))
    assert str(finding.where) == f"{SECTION}:8"
    assert "LIX" in finding.message


def test_readability_is_reported_only_on_request(make_edition: MakeEdition) -> None:
    subject = Subject(make_edition())
    assert [finding.id for finding in run_checks(subject, "reading")] == ["content/readability"]
    assert "content/readability" not in [finding.id for finding in run_checks(subject, "document")]
