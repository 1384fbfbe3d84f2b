"""What glyphs mean where text runs from right to left, for those who copy or search it (ISO 32000-1, 9.10.3).

The engine takes a glyph's meaning from the text where it first meets it. Where several glyphs belong together, such as
a letter and its vowel, it gives the meaning of both to the one and none to the other; and a bracket that was first met
between Arabic words, where it is turned round, means the other one for ever. Here the font is asked first.
"""

from __future__ import annotations

import io
import unicodedata
from functools import cache

JOINING = frozenset({"Noto Sans Arabic"})  # the families with letters that join
# For a glyph without a meaning of its own: an invisible character. None at all is against ISO 14289-1, 7.21.7.
NOTHING = "\u200d"


class Meanings(dict[int, str]):
    """Glyph -> text, as the engine fills it in. What the font says stands there already when a glyph is asked for."""

    def __init__(self, font: bytes, family: str) -> None:
        super().__init__()
        self.known = _known(font, family in JOINING)

    def __contains__(self, glyph: object) -> bool:
        if isinstance(glyph, int) and glyph in self.known and not super().__contains__(glyph):
            self[glyph] = self.known[glyph]
        return super().__contains__(glyph)

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, text or NOTHING)


@cache
def _known(font: bytes, joining: bool) -> dict[int, str]:
    """What a font's own table says: of all its glyphs, the shapes of letters as the letters they are, where they change
    when they join; else of those that are turned round."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        characters = opened.getBestCmap()
        numbers = {name: number for number, name in enumerate(opened.getGlyphOrder())}
    found: dict[int, str] = {}
    # Presentation forms come last in Unicode: a letter itself goes before its shapes.
    for code in sorted(characters):
        if joining or unicodedata.mirrored(chr(code)):
            text = unicodedata.normalize("NFKC", chr(code)) if code >= 0xFB50 else chr(code)
            found.setdefault(numbers[characters[code]], text)
    return found
