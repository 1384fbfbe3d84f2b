"""The lines of a finished PDF with their places, as Poppler finds them, and single characters, as PDFium does."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

from support.pdftext import poppler

SOFT_HYPHEN = "\u00ad"
PX = 0.75  # pt: the engine draws in px


@dataclass(frozen=True)
class Line:
    """A line of text; its edges in points from the page's upper left corner. `words` are its words with their edges."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    words: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Glyph:
    """A character as it is drawn: its ink's left edge, its font's size in points, and its weight."""

    char: str
    left: float
    size: float
    weight: int


def page_lines(path: Path) -> list[list[Line]]:
    """The lines of each page, from above."""
    answer = poppler("pdftotext", "-bbox-layout", "-cropbox", path, "-")
    tree = etree.fromstring(answer.encode(), etree.HTMLParser(encoding="utf-8"))
    return [sorted(_lines(page), key=lambda line: (line.top, line.left)) for page in tree.iter("page")]


def _lines(page: etree._Element) -> Iterator[Line]:
    for line in page.iter("line"):
        left, top, right, bottom = (float(line.get(edge, "0")) for edge in ("xmin", "ymin", "xmax", "ymax"))
        words = [(word.text or "", float(word.get("xmin", "0")), float(word.get("xmax", "0"))) for word in line]
        yield Line(" ".join(word for word, _, _ in words), left, top, right, bottom, tuple(words))


def glyphs(path: Path, page: int) -> list[Glyph]:
    """The characters of a page (from 1), in the order of its content."""
    document = pypdfium2.PdfDocument(path)
    try:
        text = document[page - 1].get_textpage()
        found = []
        for index in range(text.count_chars()):
            left, _, _, _ = text.get_charbox(index)
            size = pdfium.FPDFText_GetFontSize(text, ctypes.c_int(index))
            weight = pdfium.FPDFText_GetFontWeight(text, ctypes.c_int(index))
            found.append(Glyph(chr(pdfium.FPDFText_GetUnicode(text, index)), left, size * PX, weight))
        return found
    finally:
        document.close()


def first_glyph(found: list[Glyph], text: str) -> Glyph:
    """The first character of a text."""
    whole = "".join(glyph.char for glyph in found)
    return found[whole.index(text)]
