"""How wide text is in the shipped fonts, by the advance widths of its glyphs. Without kerning, which takes and gives
less than a hundredth."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any

from publisher.design.fonts import Face, shipped_fonts

REGULAR = 400
BULLET = "•"
UNKNOWN = 0.6  # em, of a character that no shipped font has
ELLIPSIS = "…"


def text_width(text: str, family: str, weight: int = REGULAR) -> float:
    """In ems: times the size, it is the width on the page."""
    fonts = shipped_fonts()
    faces = [face_of(fonts.families[name].faces, weight) for name in fonts.stack(family)]
    return sum(
        next((_widths(face)[ord(char)] for face in faces if ord(char) in _widths(face)), UNKNOWN) for char in text
    )


def cut_at_word(text: str, room: float, family: str, weight: int = REGULAR) -> str:
    """The text, or as many of its first words as have room, in ems, with an ellipsis after them. One word alone is cut
    where the room ends."""
    if text_width(text, family, weight) <= room:
        return text
    words = text.split()

    def width(shorter: str) -> float:
        return text_width(shorter, family, weight)

    def first(count: int) -> str:
        return " ".join(words[:count]).rstrip(" ·–—-:;,.") + ELLIPSIS

    # Of many words only a few lengths are measured: more words are never narrower.
    if count := bisect_right(range(1, len(words)), room, key=lambda count: width(first(count))):
        return first(count)
    letters = words[0] if words else ""
    count = bisect_right(range(1, len(letters) + 1), room, key=lambda count: width(letters[:count] + ELLIPSIS))
    return letters[:count] + ELLIPSIS if count else ""


def bullet_indent(family: str) -> float:
    """In ems: the indent of a list at which its bullets stand where other lines begin. The engine puts bullet and space
    before the text; what is empty at the left of the bullet's glyph stands outside."""
    fonts = shipped_fonts()
    for name in fonts.stack(family):
        face = face_of(fonts.families[name].faces, REGULAR)
        if ord(BULLET) in _widths(face):
            return text_width(f"{BULLET} ", family) - _bearing(face)
    return 1.1


def face_of(faces: tuple[Face, ...], weight: int) -> Path:
    """The file of the upright face whose weight is nearest."""
    upright = [face for face in faces if face.style == "normal"] or list(faces)
    return min(upright, key=lambda face: abs(face.weight - weight)).file


def opened_font(file: Path) -> Any:
    """A font file, to be closed again."""
    from fontTools.ttLib import TTFont  # slow to load

    return TTFont(file, lazy=True)


@cache
def _widths(file: Path) -> dict[int, float]:
    """Advance widths by character, in ems."""
    with opened_font(file) as font:
        metrics, size = font["hmtx"].metrics, font["head"].unitsPerEm
        return {char: metrics[glyph][0] / size for char, glyph in font.getBestCmap().items()}


@cache
def _bearing(file: Path) -> float:
    """What is empty at the left of the bullet, in ems."""
    with opened_font(file) as font:
        glyph = font.getBestCmap()[ord(BULLET)]
        return float(font["hmtx"].metrics[glyph][1] / font["head"].unitsPerEm)
