"""A page's fonts (ISO 32000-2, 9): their widths, and whether they are in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from publisher.pdf.syntax.character_maps import code_length
from publisher.pdf.syntax.lexer import Operand, array_items, string_bytes
from publisher.preflight.reading.geometry import scale
from publisher.preflight.reading.painted import Font
from publisher.preflight.reading.soundness import font_flaw

USUAL_WIDTH = 500.0  # of letters whose widths are not in the file: the 14 standard fonts of old files
NO_FONT = Font("", True, 1, {}, USUAL_WIDTH)
# How far letters reach above and below their line, in parts of their size: what descriptors say is the font's whole
# room, in which no letter stands.
ABOVE, BELOW = 0.73, 0.21


def absent_font(name: str) -> Font:
    """The font that the content chooses by a name which the page does not know."""
    return Font(name.removeprefix("/"), False, 1, {}, USUAL_WIDTH, absent=True)


def read_font(font: DictionaryObject) -> Font:
    """A font dictionary -> Font."""
    name = str(font.get("/BaseFont", font.get("/Name", "/?")))[1:].rpartition("+")[2]
    kind = font.get("/Subtype")
    if kind == "/Type0":
        descendants: Any = font["/DescendantFonts"].get_object()
        below = descendants[0].get_object()
        widths = dict(_cid_widths(below.get("/W", ArrayObject()).get_object()))
        usual = float(below.get("/DW", 1000))
        return Font(name, _is_embedded(below), _code_bytes(font), widths, usual, flaw=font_flaw(below))
    first = int(font.get("/FirstChar", 0))
    listed = font.get("/Widths", ArrayObject()).get_object()
    widths = {first + index: float(width.get_object()) for index, width in enumerate(listed)}
    if kind == "/Type3":
        matrix = [float(number) for number in font.get("/FontMatrix", [0.001, 0, 0, 0.001, 0, 0])]
        across, up = (1000 * length for length in scale((*matrix,)))  # type: ignore[arg-type]
        em = _height(font) / 1000 * up or up
        return Font(name, True, 1, {code: width * across for code, width in widths.items()}, 0.0, True, em)
    usual = float(font.get("/FontDescriptor", DictionaryObject()).get_object().get("/MissingWidth", 0))
    return Font(name, _is_embedded(font), 1, widths, usual if widths else USUAL_WIDTH, flaw=font_flaw(font))


def _height(font: DictionaryObject) -> float:
    """What a Type 3 font says its letters have, in its own units; 0 where it does not say."""
    corners = [float(number.get_object()) for number in font.get("/FontBBox", ArrayObject()).get_object()]
    return abs(corners[3] - corners[1]) if len(corners) == 4 else 0.0


def _is_embedded(font: DictionaryObject) -> bool:
    descriptor = font.get("/FontDescriptor", DictionaryObject()).get_object()
    return any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))


def _code_bytes(font: DictionaryObject) -> int:
    """How many bytes a code has. Most named encodings of composite fonts have two; an embedded one says so."""
    encoding = font.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    if isinstance(encoding, StreamObject):
        return code_length(encoding.get_data())
    return 2


def _cid_widths(array: Any) -> Iterator[tuple[int, float]]:
    """c [w1 w2 ...] and c_first c_last w (ISO 32000-2, 9.7.4.3)."""
    items = [item.get_object() for item in array]
    at = 0
    while at + 1 < len(items):
        first, second = int(items[at]), items[at + 1]
        if isinstance(second, ArrayObject):
            yield from ((first + index, float(width.get_object())) for index, width in enumerate(second))
            at += 2
        elif at + 2 < len(items):
            last = min(int(second), first + 65535)
            yield from ((code, float(items[at + 2])) for code in range(first, last + 1))
            at += 3
        else:
            return


def glyph_names(encoding: Any) -> dict[int, str]:
    """Code -> name of the glyph's procedure."""
    found, code = dict[int, str](), 0
    encoding = encoding.get_object() if encoding is not None else None
    for item in encoding.get("/Differences", []) if isinstance(encoding, DictionaryObject) else []:
        if isinstance(item, str):
            found[code] = item
            code += 1
        else:
            code = int(item)
    return found


class Run:
    """What one text operator shows: how many letters, how wide, how far the next one stands."""

    __slots__ = ("codes", "letters", "spaces", "thousandths")

    def __init__(self) -> None:
        self.codes: list[int] = []
        self.letters = self.spaces = 0
        self.thousandths = 0.0

    def add(self, raw: bytes, font: Font) -> None:
        widths, usual = font.widths, font.usual
        if font.code_bytes == 1:
            self.spaces += raw.count(32)
            codes: Any = raw
        else:
            step = font.code_bytes
            codes = [int.from_bytes(raw[at : at + step]) for at in range(0, len(raw) - step + 1, step)]
        for code in codes:
            self.thousandths += widths.get(code, usual)
        self.letters += len(codes)
        if font.is_type3:
            self.codes += codes


def read_run(raw: Operand, font: Font, is_array: bool) -> Run:
    """A string, or TJ's array of strings and gaps."""
    run = Run()
    if not is_array:
        run.add(string_bytes(raw), font)
        return run
    for item in array_items(raw):
        if isinstance(item, float):
            run.thousandths -= item
        else:
            run.add(item, font)
    return run
