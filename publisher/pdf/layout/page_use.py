"""How the pages are filled: what leaves its place, how far down a page reaches, what runs in its margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from publisher.pdf.layout.engine_hooks import children, page_boxes

PX_TO_MM = 25.4 / 96
# Beyond the trim by less than this is rounding, not a fault (mm).
TOLERANCE = 0.2
# A line may end in a space or hang a little out of its block.
LINE_TOLERANCE = 0.8
INLINE = frozenset({"a", "abbr", "b", "em", "span", "strong", "sup", "time", "wbr"})
PUNCTUATION = ",.;:!?()"  # beside a word, and no part of it


@dataclass(frozen=True)
class Overflow:
    """A text that reaches beyond the trim or out of its place. `source` is its data-source, `amount` how far, in mm;
    `box` is where it is: left, top, width, height in mm from the trim's upper left corner."""

    page: int
    text: str
    source: str
    amount: float
    beyond: str
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class BrokenWord:
    """A word that no line had room for: it goes on in the next line without a hyphen. `source` is its data-source."""

    page: int
    word: str
    source: str
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class PageUse:
    """How far down a page its content reaches (0 for an empty page, 1 for a full one), and its running texts."""

    page: int
    filled: float
    running: tuple[str, ...]


def overflows(rendered: Any) -> Iterator[Overflow]:
    """Every text that leaves its page or its place."""
    for number, (page, root) in enumerate(zip(rendered.pages, page_boxes(rendered), strict=True), 1):
        width, height = page.width, page.height
        for box, source in text_boxes(root, ""):
            left, top = box.position_x, box.position_y
            outside = max(-left, -top, left + box.width - width, top + box.height - height) * PX_TO_MM
            if outside > TOLERANCE and box.text.strip():
                yield Overflow(number, box.text.strip(), source, round(outside, 1), "the edge of the page", _mm(box))
        for line, block, source, (edge, bottom) in _lines(root, None, ""):
            right = line.position_x + line.width - min(edge, block.content_box_x() + block.width)
            outside = max(right, line.position_y + line.height - bottom) * PX_TO_MM
            text = "".join(box.text for box, _ in text_boxes(line, "")).strip()
            on_page = line.position_x + line.width <= width
            if outside > LINE_TOLERANCE and text and on_page:
                yield Overflow(number, text, source, round(outside, 1), "the room it has", _mm(line))


def broken_words(rendered: Any) -> Iterator[BrokenWord]:
    """Every word that is broken between two of its letters, once for each block that it is in."""
    for number, root in enumerate(page_boxes(rendered), 1):
        reported = set[tuple[int, str]]()
        before: tuple[Any, str] | None = None
        for line, block, source, _ in _lines(root, None, ""):
            text = "".join(box.text for box, _ in text_boxes(line, "")).strip()
            if before and before[0] is block and (word := _broken(block, before[1], text)):
                if (id(block.element), word) not in reported:
                    yield BrokenWord(number, word, source, _mm(line))
                reported.add((id(block.element), word))
            before = (block, text)


def _broken(block: Any, above: str, below: str) -> str:
    """The word that two lines share, where it is broken between letters; else an empty text."""
    if block.element is None or not (above and below) or " " in above:
        return ""  # the engine breaks a word only where it has the line to itself
    start = below.split()[0]
    if not (above[-1].isalnum() and start[0].isalnum()):
        return ""
    words = "".join(_pieces(block.element)).split()
    word = next((word for word in words if above + start.rstrip(PUNCTUATION) in word), "")
    return word.strip(PUNCTUATION)


def _pieces(element: Any) -> Iterator[str]:
    """The texts below an element, with a space where a paragraph or another block begins and ends."""
    apart = "" if element.tag in INLINE else " "
    yield f"{apart}{element.text or ''}"
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""
    yield apart


def _mm(box: Any) -> tuple[float, float, float, float]:
    sides = (box.position_x, box.position_y, box.width, box.height)
    left, top, width, height = (round(side * PX_TO_MM, 1) for side in sides)
    return left, top, width, height


def page_uses(rendered: Any) -> Iterator[PageUse]:
    """One for each page."""
    for number, (page, root) in enumerate(zip(rendered.pages, page_boxes(rendered), strict=True), 1):
        yield PageUse(number, _filled(page.height, root), _running(root))


def _lines(
    box: Any, block: Any, source: str, limits: tuple[float, float] = (inf, inf)
) -> Iterator[tuple[Any, Any, str, tuple[float, float]]]:
    """Every line of text below `box`, with its block, its data-source, and how far right and down it may reach.

    What stands in a row beside others is as wide as its longest word, though the row is narrower: there the row counts.
    """
    source = _source(box) or source
    kind = type(box).__name__
    right, bottom = limits
    if kind == "LineBox" and block is not None:
        yield box, block, source, limits
    if kind.startswith(("Block", "InlineBlock", "Flex", "Grid", "TableCell")):
        block = box
        if box.height and getattr(box.style["height"], "value", box.style["height"]) != "auto":
            bottom = min(bottom, box.content_box_y() + box.height)
    if kind.startswith(("Flex", "Grid")):
        right = min(right, box.content_box_x() + box.width)
    for child in children(box):
        yield from _lines(child, block, source, (right, bottom))


def text_boxes(box: Any, source: str) -> Iterator[tuple[Any, str]]:
    """Every laid-out text below `box`, with the data-source it belongs to."""
    source = _source(box) or source
    if hasattr(box, "text") and hasattr(box, "position_x"):
        yield box, source
    for child in children(box):
        yield from text_boxes(child, source)


def _source(box: Any) -> str | None:
    element = getattr(box, "element", None)
    return element.get("data-source") if element is not None and hasattr(element, "get") else None


def _filled(height: float, root: Any) -> float:
    """Where the lowest text or picture of the page's own content ends, as a share of the page's height."""
    lowest = 0.0
    for child in children(root):
        if type(child).__name__ == "MarginBox":
            continue
        for box in _content_boxes(child):
            lowest = max(lowest, box.position_y + box.height)
    return min(1.0, lowest / height)


def _running(root: Any) -> tuple[str, ...]:
    """The texts in the page's margins: page number, running head."""
    margins = (child for child in children(root) if type(child).__name__ == "MarginBox")
    return tuple("".join(box.text for box, _ in text_boxes(margin, "")) for margin in margins)


def _content_boxes(box: Any) -> Iterator[Any]:
    """Texts and pictures below `box`."""
    if type(box).__name__.endswith("ReplacedBox") or (hasattr(box, "text") and box.text.strip()):
        yield box
    for child in children(box):
        yield from _content_boxes(child)
