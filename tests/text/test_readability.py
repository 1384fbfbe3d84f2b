"""Words, sentences and LIX, in texts that were counted by hand."""

from __future__ import annotations

import pytest

from publisher.text.readability import (
    is_latin,
    level,
    read,
    split_sentences,
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kom hit. Ta med en filt!", ["Kom hit.", "Ta med en filt!"]),
        ("Kommer du? ”Ja.” Bra.", ["Kommer du?", "”Ja.”", "Bra."]),
        ("Vi ses kl. 10. Ta med en filt.", ["Vi ses kl. 10.", "Ta med en filt."]),
        ("Ta med t.ex. Svensk ordlista.", ["Ta med t.ex. Svensk ordlista."]),
        ("Öppet 10.30–11.30 varje dag", ["Öppet 10.30–11.30 varje dag"]),
        ("Se framat.example.org. Skriv!", ["Se framat.example.org.", "Skriv!"]),
        ("Tre saker: mat, sol och vila.", ["Tre saker: mat, sol och vila."]),
        ("Fint ... eller hur?", ["Fint ... eller hur?"]),
        ("Sommaren 2018. 52 000 bor här.", ["Sommaren 2018.", "52 000 bor här."]),
        ("هل تأتي؟ نعم. أهلا!", ["هل تأتي؟", "نعم.", "أهلا!"]),
        ("  two\n lines ", ["two lines"]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_lix_of_a_text_counted_by_hand() -> None:
    """10 words in 2 sentences: 5. Two words of more than six letters: 20 in 100."""
    reading = read(["Borlänge är en stad. Där bor många trevliga människor idag"])
    assert reading is not None
    assert [(sentence.words, sentence.long_words) for sentence in reading.sentences] == [(4, 1), (6, 2)]
    assert (reading.words, reading.mean, reading.longest.words) == (10, 5.0, 6)
    assert reading.lix == 5 + 30


def test_six_letters_are_not_long_and_hyphens_are_no_letters() -> None:
    reading = read(["Staden växer", "Tv-sport och AB-lag"])
    assert reading is not None
    assert [sentence.long_words for sentence in reading.sentences] == [0, 1]
    assert reading.words == 5


def test_numbers_and_addresses_are_a_word_each() -> None:
    reading = read(["Kom 10.30 till example.org/program den 2 juli"])
    assert reading is not None
    assert (reading.words, reading.sentences[0].long_words) == (7, 1)


def test_a_sentence_never_goes_on_in_the_next_block() -> None:
    reading = read(["ha mer tid", "få mer ro", "—"])
    assert reading is not None
    assert (reading.words, reading.mean) == (6, 3.0)


def test_a_text_without_words_has_no_reading() -> None:
    assert read(["…", ""]) is None


@pytest.mark.parametrize(
    ("lix", "language", "name"),
    [
        (29, "sv", "very easy"),
        (30, "sv", "easy"),
        (40, "sv-x-lattlast", "medium"),
        (60, "nb", "very hard"),
        (35, "en", ""),
    ],
)
def test_what_a_lix_is_called(lix: int, language: str, name: str) -> None:
    assert level(lix, language) == name


@pytest.mark.parametrize(("text", "latin"), [("Åsa går", True), ("مرحبا بكم في البلدية", False), ("Привет мир", False)])
def test_whether_the_letters_are_latin(text: str, latin: bool) -> None:
    reading = read([text])
    assert reading is not None
    assert is_latin(reading) is latin
