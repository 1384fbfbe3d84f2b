"""PDF -> blocks: lines by place and size, columns by the gaps between them, headings by size and weight.

A PDF without tags says where letters stand, not what they are. So much here is a guess, and each kind says how sure.
"""

from __future__ import annotations

import ctypes
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from publisher.importers.budgets import PAGES, import_error, protected, read_bytes, too_much
from publisher.importers.documents.read_blocks import Block, escape
from publisher.importers.draft import Draft, Guess, LeftOver, Origin
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning

HEADING_SIZE = 1.15  # times the size of running text
SAME_LEVEL = 0.8  # of the largest size of a level: what is smaller is the next level
BOLD = 600  # weight from which letters are bold
COLUMN_GAP = 9.0  # pt of white between two columns, at least
FURNITURE_PAGES = 3  # a text at the same place of so many pages is a running head or foot
MARGIN = 0.12  # share of the page's height where running heads and feet stand
BULLETS = re.compile(r"^[•●▪◦‣·–—\uf0b7\uf0a7\u2043-]\s|^\d{1,2}[.)]\s")
SYMBOL_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–"})  # as fonts of symbols code them
JOINED = "\x02"  # PDFium's mark where a hyphen at a line's end splits a word
FEWEST_LETTERS = 20  # a page; a scan with a page number has fewer


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. Points from the page's upper left corner."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    is_bold: bool


def read_pdf(path: Path) -> tuple[Draft, list[Block]]:
    """The pages' text as blocks. Raises ContentError where the file is damaged, protected, or has no text."""
    data, draft = read_bytes(path), Draft()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise protected(path) from error
        raise import_error(
            "damaged", say("importers:pdf-damaged"), say("importers:ask-again-export-anew"), path
        ) from error
    try:
        if len(document) > PAGES:
            raise too_much(path, say("importers:has-pages", count=len(document)), say("importers:pages", pages=PAGES))
        draft.title = " ".join(document.get_metadata_value("Title").split())
        heights = [page.get_height() for page in document]
        lines = [_lines(page, number) for number, page in enumerate(document, 1)]
    finally:
        document.close()
    if sum(len(line.text) for page in lines for line in page) < FEWEST_LETTERS:
        fix = say("importers:scan-have-text-recognised-first-ocr")
        raise import_error("no-text", say("importers:pdf-holds-pictures-pages-no-text"), fix, path)
    body = _without_furniture(draft, lines, heights, path)
    ordered = [line for page in body for line in _in_reading_order(page)]
    return draft, _blocks(draft, ordered, path)


def _lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """The page's lines, as PDFium parts them."""
    text_page = page.get_textpage()
    raw, height = text_page.raw, page.get_height()
    count, lines = pdfium.FPDFText_CountChars(raw), list[Line]()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    sizes: list[float] = []
    weights: list[int] = []

    def finish() -> None:
        text = re.sub(r"\s+", " ", "".join(letters).translate(SYMBOL_BULLETS)).strip()
        if text and boxes:
            edges = [min(box[0] for box in boxes), max(box[1] for box in boxes)]
            tops = [height - max(box[3] for box in boxes), height - min(box[2] for box in boxes)]
            bold = statistics.median(weights) >= BOLD
            lines.append(
                Line(text, number, edges[0], edges[1], tops[0], tops[1], round(statistics.median(sizes), 1), bold)
            )
        for gathered in (letters, boxes, sizes, weights):
            gathered.clear()

    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        char = chr(code) if 0 < code < 0x110000 else ""
        if char in "\r\n":
            finish()
            continue
        if char in (JOINED, "\ufffe", "\xad"):
            letters.append(JOINED)
            continue
        if char.strip():
            pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
            if boxes and left.value - boxes[-1][1] > max(COLUMN_GAP, 2.5 * sizes[-1]):
                finish()  # a column further on in the same line
            boxes.append((left.value, right.value, bottom.value, top.value))
            sizes.append(pdfium.FPDFText_GetFontSize(raw, index))
            weights.append(pdfium.FPDFText_GetFontWeight(raw, index))
        letters.append(char)
    finish()
    text_page.close()
    return lines


def _without_furniture(draft: Draft, pages: list[list[Line]], heights: list[float], path: Path) -> list[list[Line]]:
    """Running heads, feet and page numbers are left over: the publication has its own."""

    usual = _usual_size(line for page in pages for line in page)

    def key(line: Line) -> tuple[str, int] | None:
        height = heights[line.page - 1]
        if line.size > usual * HEADING_SIZE:  # the headings of chapters that begin a page
            return None
        near_edge = line.top < MARGIN * height or line.bottom > (1 - MARGIN) * height
        return (re.sub(r"\d+", "#", line.text), round(line.top / 4)) if near_edge else None

    times = Counter(key(line) for page in pages for line in page)
    enough = min(FURNITURE_PAGES, max(2, len(pages)))
    result = []
    for page in pages:
        kept = []
        for line in page:
            if (mark := key(line)) is not None and times[mark] >= enough:
                draft.left_over.append(
                    LeftOver(
                        line.text,
                        say("importers:edge-of-pages"),
                        Origin(path.name, say("importers:spot-page", number=line.page)),
                    )
                )
            else:
                kept.append(line)
        result.append(kept)
    return result


def _in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Columns one after the other. The page is cut at white bands across it, and each part at white bands down it."""
    if len(lines) < 2:
        return list(lines)
    for cut in (_cut_down, _cut_across):
        parts = cut(lines)
        if len(parts) > 1:
            return [line for part in parts for line in _in_reading_order(part)]
    return sorted(lines, key=lambda line: (round(line.top / 3), line.left))


def _cut_down(lines: Sequence[Line]) -> list[list[Line]]:
    """Two or more columns, where a white band as wide as a column gap runs through all lines."""
    by_left = sorted(lines, key=lambda line: line.left)
    parts, reach = [[by_left[0]]], by_left[0].right
    for line in by_left[1:]:
        if line.left - reach > COLUMN_GAP:
            parts.append([])
        parts[-1].append(line)
        reach = max(reach, line.right)
    return parts if all(len(part) > 1 for part in parts) else [list(lines)]


def _cut_across(lines: Sequence[Line]) -> list[list[Line]]:
    """Above and below the widest white band, if it is wider than the usual space between lines."""
    by_top = sorted(lines, key=lambda line: line.top)
    gaps, reach = [], by_top[0].bottom
    for index, line in enumerate(by_top[1:], 1):
        gaps.append((line.top - reach, index))
        reach = max(reach, line.bottom)
    gap, index = max(gaps)
    if gap <= 0:
        return [list(lines)]
    return [by_top[:index], by_top[index:]]


def _blocks(draft: Draft, lines: list[Line], path: Path) -> list[Block]:
    usual = _usual_size(lines)
    large = _heading_levels({line.size for line in lines if line.size >= usual * HEADING_SIZE})
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    blocks = []
    for paragraph in paragraphs:
        first = paragraph[0]
        origin = Origin(path.name, say("importers:spot-page", number=first.page))
        text = _joined(draft, paragraph, origin)
        if first.size in large and len(text) <= 200:
            draft.guesses.append(
                Guess(
                    say("importers:guess-heading", text=beginning(text, 40)),
                    say("importers:letters-larger", size=first.size, usual=usual),
                    0.8,
                    origin,
                )
            )
            blocks.append(Block("heading", escape(text), origin, level=large[first.size]))
        else:
            blocks.append(Block("paragraph", escape(text), origin, is_bold=all(line.is_bold for line in paragraph)))
    why = say("importers:pdf-guess")
    draft.guesses.append(Guess(say("importers:paragraphs-and-columns"), why, 0.7, Origin(path.name)))
    return blocks


def _usual_size(lines: Iterable[Line]) -> float:
    """The size of running text: that of most letters."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _heading_levels(sizes: set[float]) -> dict[float, int]:
    """Size -> level. Sizes that differ little are one level."""
    levels: dict[float, int] = {}
    level, largest = 0, 0.0
    for size in sorted(sizes, reverse=True):
        if not levels or size < largest * SAME_LEVEL:
            level, largest = level + 1, size
        levels[size] = level
    return levels


def _goes_on(paragraph: list[Line], line: Line) -> bool:
    """Whether a line belongs to the paragraph above it."""
    last, first = paragraph[-1], paragraph[0]
    if BULLETS.match(line.text) or abs(line.size - last.size) > 0.6 or line.is_bold != last.is_bold:
        return False
    height = max(last.bottom - last.top, last.size)
    if line.page != last.page or line.top < last.top:  # the next column or page
        return line.text[:1].islower() or last.text.endswith("-")
    if line.top - last.bottom > 0.75 * height:
        return False
    if len(paragraph) > 1 and line.left > first.left + 2 * line.size and not BULLETS.match(first.text):
        return False
    ends_early = (
        last.text.endswith((".", ":", "!", "?"))
        and last.right < max(one.right for one in [*paragraph, line]) - 12 * last.size
    )
    return not ends_early


def _whole_words(draft: Draft, text: str, origin: Origin) -> str:
    for match in re.finditer(rf"(\w+){JOINED}(\w+)", text):
        draft.guesses.append(
            Guess(
                say("importers:guess-word", word=match[1] + match[2]), say("importers:split-at-line-end"), 0.85, origin
            )
        )
    return text.replace(JOINED, "")


def _joined(draft: Draft, paragraph: list[Line], origin: Origin) -> str:
    """The lines of a paragraph as one; a word that was split at a line's end is whole again."""
    text = _whole_words(draft, paragraph[0].text, origin)
    for before, line in pairwise(paragraph):
        split = re.search(r"(\w+)-$", before.text)
        if split and line.text[:1].islower():
            rest = re.match(r"\w+", line.text)
            text = text[:-1] + _whole_words(draft, line.text, origin)
            whole = split[1] + (rest[0] if rest else "")
            draft.guesses.append(
                Guess(say("importers:guess-word", word=whole), say("importers:split-at-line-end"), 0.85, origin)
            )
        else:
            text = f"{text} {_whole_words(draft, line.text, origin)}"
    return text
