"""The letters of a finished PDF as they are drawn, read by PDFium, and what UKAAF, RNIB and MTM ask of large print,
measured on them."""

from __future__ import annotations

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from publisher.compose import Document
from publisher.model.html_names import KEEP
from support.structure import texts_of

SLANTED = ("Italic", "Oblique")
MOST_LETTERS = 70  # a line; RNIB
LEAST_LEADING = 1.25  # times the size; UKAAF, 25 to 30 % between the lines
LEAST_GAP = 0.5  # between paragraphs; UKAAF and MTM: space, no indent
LEAST_CONTRAST = 7  # WCAG 2.2, 1.4.6
MANY_CAPITALS = re.compile(r"\b[A-ZÅÄÖÉ]{2,}(?: [A-ZÅÄÖÉ]{2,}){2,}\b")  # three words
AFTER = "/.@?&=-"  # may be parted after these: addresses, and words with a hyphen of their own
HALF_POINT, WHITE = 0.5, (255, 255, 255)
SEEN = str.maketrans("", "", "\u00ad\u200b\u2060\u200e\u200f")


@dataclass(frozen=True)
class Letter:
    """One character of a page: its size in points, its font, its colour, where its line stands, its left edge, and
    whether a space is before it."""

    char: str
    size: float
    font: str
    colour: tuple[int, int, int]
    baseline: float
    left: float
    apart: bool = False


@dataclass(frozen=True)
class PrintedLine:
    """The letters of one line of a page, from the left."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(f" {one.char}" if one.apart else one.char for one in self.letters).translate(SEEN).strip()

    def width(self, part: str, *, last: bool = False) -> float:
        """How wide its first or last letters are that say this part of it."""
        count = len("".join(part.split()))
        own = self.letters[-count:] if last else self.letters[:count]
        return own[-1].left - own[0].left + own[-1].size

    @property
    def baseline(self) -> float:
        return self.letters[0].baseline

    @property
    def size(self) -> float:
        """Of most of its letters."""
        return Counter(round(letter.size, 1) for letter in self.letters).most_common(1)[0][0]


@dataclass(frozen=True)
class Measures:
    """Large print as a reader meets it. Lengths in points, but `leading` and `gap` in times the letters' size.

    Attributes:
        pages: How many there are.
        words: How many are on them.
        smallest: The smallest letter.
        longest: The most letters, with spaces, of a line of running text.
        leading: The least distance between the lines of a paragraph.
        gap: The usual distance between two paragraphs, without that between lines.
        parted_words: Words that two lines share.
        parted_names: Names, dates, times and numbers that two lines share, though they fit on one.
        slanted: Letters of an italic font.
        capitals: Runs of three words or more in capitals.
        contrast: The least of a letter and its ground.
        ends: The share of long lines that end at an edge of their own: few in justified text.
    """

    pages: int
    words: int
    smallest: float
    longest: int
    leading: float
    gap: float
    parted_words: tuple[str, ...]
    parted_names: tuple[str, ...]
    slanted: int
    capitals: tuple[str, ...]
    contrast: float
    ends: float

    def faults(self, size: int) -> list[str]:
        """What does not hold of large print of `size` points."""
        wrong = {
            f"a letter of {self.smallest:.1f} points": self.smallest < size - HALF_POINT / 10,
            f"a line of {self.longest} letters": self.longest > MOST_LETTERS,
            f"lines {self.leading:.2f} times their size apart": self.leading < LEAST_LEADING,
            f"paragraphs {self.gap:.2f} times their size apart": self.gap < LEAST_GAP,
            f"parted words: {', '.join(self.parted_words)}": bool(self.parted_words),
            f"parted names: {', '.join(self.parted_names)}": bool(self.parted_names),
            f"{self.slanted} slanted letters": bool(self.slanted),
            f"in capitals: {', '.join(self.capitals)}": bool(self.capitals),
            f"a contrast of {self.contrast:.1f}": self.contrast < LEAST_CONTRAST,
            f"lines end at the same edge: {self.ends:.0%} do not": self.ends < 1 / 3,
        }
        return [fault for fault, is_wrong in wrong.items() if is_wrong]


def measure(path: Path, text: str, names: Iterable[str], ground: tuple[int, int, int] = WHITE) -> Measures:
    """Measure a finished file. `text` is all that the document says, `names` what should stand on one line each."""
    pages = [lines(page) for page in letters(path)]
    every = [line for page in pages for line in page]
    running = [line for line in every if len(line.text) > 25]
    drawn = [letter for page in letters(path) for letter in page]
    apart = list(_distances(pages))
    leading = min(apart, default=LEAST_LEADING)
    ends = {round(line.letters[-1].left) for line in running}
    return Measures(
        pages=len(pages),
        words=sum(len(line.text.split()) for line in every),
        smallest=min(letter.size for letter in drawn),
        longest=max(len(line.text) for line in every),
        leading=leading,
        gap=median([far - leading for far in apart if far > leading + LEAST_GAP / 2] or [LEAST_GAP]),
        parted_words=tuple(_parted_words(pages, text)),
        parted_names=tuple(_parted_names(pages, names)),
        slanted=sum(any(mark in letter.font for mark in SLANTED) for letter in drawn),
        capitals=tuple(found for line in every for found in MANY_CAPITALS.findall(line.text) if found not in text),
        contrast=min(contrast(colour, ground) for colour in {letter.colour for letter in drawn}),
        ends=len(ends) / len(running) if len(running) > 10 else 1,
    )


def _distances(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[float]:
    """The distances of lines of running text that follow each other in one size and from one edge."""
    usual = Counter(line.size for page in pages for line in page).most_common(1)[0][0]
    for page in pages:
        for above, below in pairwise(page):
            if above.size == below.size == usual and abs(above.letters[0].left - below.letters[0].left) < 1:
                yield (above.baseline - below.baseline) / above.size


def _parted_words(pages: Sequence[Sequence[PrintedLine]], text: str) -> Iterator[str]:
    """Words of the document that stand on two lines. An address may be parted after its punctuation."""
    known = set(text.translate(SEEN).split())
    for page in pages:
        for above, below in pairwise(page):
            first, second = above.text.split()[-1], below.text.split()[0]
            joined = first.removesuffix("-") + second
            if first in known and second in known:
                continue
            at_hyphen = joined in known and first + second not in known
            if (first + second in known and first[-1] not in AFTER) or (at_hyphen and first[-1] == "-"):
                yield f"{first}|{second}"


def _parted_names(pages: Sequence[Sequence[PrintedLine]], names: Iterable[str]) -> Iterator[str]:
    width = max(line.letters[-1].left - line.letters[0].left for page in pages for line in page)
    starts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for words in map(str.split, dict.fromkeys(names)):
        for at in range(1, len(words)):
            starts[words[at - 1]].add((" ".join(words[:at]), " ".join(words[at:])))
    for page in pages:
        for above, below in pairwise(page):
            for first, second in sorted(starts.get(above.text.split()[-1], ())):
                if f" {above.text}".endswith(f" {first}") and f"{below.text} ".startswith(second):
                    goes_on = below.text[len(second) : len(second) + 1].isalnum()
                    if not goes_on and above.width(first, last=True) + below.width(second) < width:
                        yield f"{first}|{second}"


@cache
def letters(path: Path) -> tuple[tuple[Letter, ...], ...]:
    """The letters of each page that are drawn, in the order of drawing."""
    document = pypdfium2.PdfDocument(path)
    try:
        return tuple(tuple(_letters(page)) for page in document)
    finally:
        document.close()


def lines(page: Iterable[Letter]) -> list[PrintedLine]:
    """The lines of a page, from above. Where there is a gap between two letters, there is a space."""
    rows: dict[float, list[Letter]] = {}
    for letter in page:
        near = next((row for row in rows if abs(row - letter.baseline) < HALF_POINT), letter.baseline)
        rows.setdefault(near, []).append(letter)
    found = []
    for row in sorted(rows, reverse=True):
        ordered = tuple(sorted(rows[row], key=lambda letter: letter.left))
        found.append(PrintedLine(ordered))
    return found


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    apart = False
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or pdfium.FPDFText_IsGenerated(text, index):
            apart = apart or char.isspace()
            continue
        name = ctypes.create_string_buffer(200)
        pdfium.FPDFText_GetFontInfo(text, index, name, 200, None)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
        # The size in the font's own units is scaled on the page.
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        colour = (red.value, green.value, blue.value)
        yield Letter(char, size, name.value.decode(), colour, round(y.value, 1), x.value, apart)
        apart = False
    text.close()


def contrast(colour: tuple[int, int, int], ground: tuple[int, int, int] = WHITE) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = (c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def said_and_names(document: Document) -> tuple[str, list[str]]:
    """What a document says, and what of it should stand on one line each: names, dates, times, numbers."""
    (body,) = document.tree.iter("body")
    kept = body.xpath(f".//*[contains(concat(' ', @class, ' '), ' {KEEP} ')]")
    return "".join(texts_of(body)), [" ".join("".join(texts_of(one)).split()) for one in kept]
