"""What glyphs mean where several of them make one character, for those who copy or search it (ISO 32000-1, 9.10.3): in
text that runs from right to left, and where a letter has marks that no font has as one glyph with it.

The engine takes a glyph's meaning from the text where it first meets it. Where several glyphs belong together, such as
a letter and its vowel, it gives the meaning of both to the one and none to the other; and a bracket that was first met
between Arabic words, where it is turned round, means the other one for ever; a mark means the letter, too, that it was
first met above. Here the font is asked first.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

JOINING = frozenset({"Noto Sans Arabic"})  # the families with letters that join
# For a glyph without a meaning of its own: an invisible character. None at all is against ISO 14289-1, 7.21.7.
NOTHING = "\u200d"


class Meanings(dict[int, str]):
    """Glyph -> text, as the engine fills it in. What the font says stands there already when a glyph is asked for."""

    def __init__(self, font: bytes, family: str, *, accented: bool = False) -> None:
        super().__init__()
        self.known = _known(font, accented or family in JOINING)

    def __contains__(self, glyph: object) -> bool:
        if isinstance(glyph, int) and glyph in self.known and not super().__contains__(glyph):
            self[glyph] = self.known[glyph]
        return super().__contains__(glyph)

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, text or NOTHING)


@cache
def _known(font: bytes, whole: bool) -> dict[int, str]:
    """What a font's own tables say: of all its glyphs, the shapes of letters as these letters; else of those that are
    turned round."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        characters = opened.getBestCmap()
        substitutes = list(_substitutes(opened)) if whole else []
        numbers = {name: number for number, name in enumerate(opened.getGlyphOrder())}
    found: dict[int, str] = {}
    # Presentation forms come last in Unicode: a letter itself goes before its shapes.
    for code in sorted(characters):
        if whole or unicodedata.mirrored(chr(code)):
            text = unicodedata.normalize("NFKC", chr(code)) if code >= 0xFB50 else chr(code)
            found.setdefault(numbers[characters[code]], text)
    if whole:
        for made, parts in substitutes:
            if made not in found and all(part in found for part in parts):
                found[made] = "".join(found[part] for part in parts)
    return found


def _substitutes(opened: Any) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(glyph, those that it stands for) of the shapes and ligatures that a font puts in place of others: a mark above a
    capital, a circumflex with an acute (OpenType 1.9, GSUB lookup types 1 and 4)."""
    number = opened.getGlyphID
    for lookup in (
        opened["GSUB"].table.LookupList.Lookup if "GSUB" in opened and opened["GSUB"].table.LookupList else ()
    ):
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 1:
                yield from ((number(to), (number(name),)) for name, to in table.mapping.items())
            elif table.LookupType == 4:
                for first, ligatures in table.ligatures.items():
                    for one in ligatures:
                        yield number(one.LigGlyph), tuple(map(number, (first, *one.Component)))
