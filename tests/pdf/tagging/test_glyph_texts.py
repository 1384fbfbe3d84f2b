"""What glyphs mean: asked of the font, not of the text where they were first met."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from publisher.design.fonts import shipped_fonts
from publisher.pdf.tagging.glyph_texts import NOTHING, Meanings

ARABIC = "Noto Sans Arabic"


def font(family: str) -> bytes:
    return shipped_fonts().families[family].faces[0].file.read_bytes()


def glyph(family: str, code: int) -> int:
    with TTFont(shipped_fonts().families[family].faces[0].file, lazy=True) as opened:
        return opened.getGlyphID(opened.getBestCmap()[code])


def test_a_letter_its_shapes_and_its_ligatures_are_known() -> None:
    meanings = Meanings(font(ARABIC), ARABIC)
    found = {}
    for code in (0x0628, 0xFE91, 0xFEFB, 0x064B):  # beh, its initial shape, lam-alef, a vowel
        number = glyph(ARABIC, code)
        assert number in meanings
        found[code] = meanings[number]
    assert found == {0x0628: "ب", 0xFE91: "ب", 0xFEFB: "لا", 0x064B: "ً"}


def test_it_knows_nothing_before_it_is_asked() -> None:
    """The engine takes every glyph that is listed into the file."""
    assert len(Meanings(font(ARABIC), ARABIC)) == 0


def test_a_glyph_without_a_meaning_gets_one_that_is_not_shown() -> None:
    meanings = Meanings(font(ARABIC), ARABIC)
    meanings[60000] = ""
    assert (60000 in meanings, meanings[60000]) == (True, NOTHING)


def test_in_other_fonts_only_brackets_are_known() -> None:
    family = "Source Sans 3"
    meanings = Meanings(font(family), family)
    assert glyph(family, ord("(")) in meanings
    assert meanings[glyph(family, ord("("))] == "("
    assert glyph(family, ord("a")) not in meanings
