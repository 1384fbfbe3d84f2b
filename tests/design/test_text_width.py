"""How wide text is, by the fonts' own widths; and where a text that is too long is cut."""

from __future__ import annotations

import pytest

from publisher.design.text_width import bullet_indent, cut_at_word, text_width

FONT = "Atkinson Hyperlegible Next"


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert text_width("ab", FONT) == pytest.approx(text_width("a", FONT) + text_width("b", FONT))
    assert text_width("m", FONT) > text_width("i", FONT) > 0
    assert text_width("mm", FONT, 700) > text_width("mm", FONT)
    assert text_width("\ue000", FONT) > 0, "a character of no font"


def test_what_has_room_stays() -> None:
    assert cut_at_word("Framåt! · Nytt", 50, FONT) == "Framåt! · Nytt"


@pytest.mark.parametrize("room", [4, 8, 12, 16])
def test_what_has_none_ends_at_a_word(room: float) -> None:
    text = "Hembygdens historia · från medeltiden till våra dagar"
    short = cut_at_word(text, room, FONT)
    assert short.endswith("…")
    assert text_width(short, FONT) <= room
    if room > 6:
        assert text[len(short) - 1] == " ", "between two words"
        assert not short[:-1].endswith(" ·")


def test_one_word_alone_is_cut_where_the_room_ends() -> None:
    short = cut_at_word("Samhällsbyggnadsnämnden", 6, FONT)
    assert short.startswith("Samh")
    assert text_width(short, FONT) <= 6
    assert cut_at_word("Samhälle", 0.1, FONT) == ""


def test_of_many_words_few_lengths_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def counted(text: str, family: str, weight: int = 400) -> float:
        measured.append(text)
        return len(text) / 2

    monkeypatch.setattr("publisher.design.text_width.text_width", counted)
    assert cut_at_word("ett ord " * 2000, 30, FONT) == "ett ord " * 7 + "ett…"
    assert len(measured) < 20


@pytest.mark.parametrize("font", [FONT, "Source Sans 3"])
def test_a_list_is_indented_by_its_bullet(font: str) -> None:
    assert 0.4 < bullet_indent(font) < 0.8
