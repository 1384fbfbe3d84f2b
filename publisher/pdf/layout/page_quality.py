"""How well the pages are laid out, in numbers: empty strips, lines off the grid, runts, measures, texts that overlap.

A person sees these at a glance; a build would never notice. Grounds are no content: a page of plain colour is empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pdf.layout.page_use import PX_TO_MM

SHAPES = ("::before", "::after")  # what a stylesheet draws by itself
GROUND = 0.95  # of the page's width, from which on what is painted is a ground
RUNT = 6  # letters; a last line of fewer looks like a slip
SHORT_LINE, LONG_LINE = 30, 75  # characters of a line of running text that read well
FULL_STRIP = 10.0  # mm; a lower space is part of the text's own rhythm
ON_GRID = 0.3  # mm; nobody sees less
OVERLAP = 0.35  # mm, both ways; letters of one line touch by less
SET_LINES = 3  # a paragraph of fewer says nothing about its measure
# What of a text's size its letters take above and below the baseline: without accents and descenders, which may touch.
ABOVE, BELOW = 0.7, 0.18
APART = frozenset({"pledges", "note", "facts", "notes", "card", "people", "signers", "cover", "back", "contents"})
SMALL = frozenset({"kicker"})
RUNNING_TEXT = ("p", "li", "dd")


@dataclass(frozen=True)
class PageQuality:
    """One page. `filled` and `strip` are shares of the page's height: what is taken, and the tallest empty strip.

    `lines` counts the lines of text, `on_text` those of running text in the usual line height, outside boxes, cards and
    lists of people, and `off_grid` those of them whose baseline is off the grid of half lines that facing pages share.
    `measured` counts lines of
    running text, `short` and `long` those of them that are too short or too long to read well. `overlaps` are pairs of
    texts that lie on each other.
    """

    page: int
    filled: float
    strip: float
    lines: int
    on_text: int
    off_grid: int
    runts: tuple[str, ...]
    measured: int
    short: int
    long: int
    overlaps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Line:
    """A line of text, the block it is in, and what it says. Lengths in px, from the page's upper left corner."""

    box: Any
    block: Any
    text: str
    apart: bool = False  # in what keeps a count of its own: a box, a card, people

    @property
    def height(self) -> float:
        return float(self.block.style["line_height"][0]) if _is_length(self.block.style["line_height"]) else 0.0

    @property
    def baseline(self) -> float:
        return float(self.box.position_y + (self.box.baseline or 0.0))


def page_qualities(rendered: Any) -> Iterator[PageQuality]:
    """One for each page of a rendered document."""
    found = [[line for line in _lines(root, None) if not _in_margin(root, line)] for root in page_boxes(rendered)]
    for number, (page, root) in enumerate(zip(rendered.pages, page_boxes(rendered), strict=True), 1):
        taken = [edges for edges in _taken(root) if edges[1] > edges[0]]
        strips = list(_strips(taken, page.height))
        main = found[number - 1]
        facing = number ^ 1  # 2 and 3, 4 and 5
        beside = found[facing - 1] if 1 < facing <= len(found) else []
        on_text, off_grid = _off_grid(main, beside)
        running = [line for group in _paragraphs(main) if len(group) >= SET_LINES for line in group[:-1]]
        yield PageQuality(
            page=number,
            filled=1 - sum(strip for strip in strips if strip * PX_TO_MM > FULL_STRIP) / page.height,
            strip=max(strips, default=0.0) / page.height,
            lines=len(main),
            on_text=on_text,
            off_grid=off_grid,
            runts=tuple(_runts(main)),
            measured=len(running),
            short=sum(len(line.text) < SHORT_LINE for line in running),
            long=sum(len(line.text) > LONG_LINE for line in running),
            overlaps=tuple(_overlaps(root)),
        )


def _taken(box: Any, across: float = 0.0) -> Iterator[tuple[float, float]]:
    """Top and lower edge of every text and picture, and of painted shapes that are no grounds across the page."""
    across = across or box.margin_width()
    colour = box.style["background_color"] if hasattr(box, "margin_height") and box.element_tag else None
    if getattr(colour, "alpha", 0) and box.border_width() < across * GROUND and box.element_tag.endswith(SHAPES):
        yield box.position_y, box.position_y + box.margin_height()
    if type(box).__name__.endswith("ReplacedBox") or (hasattr(box, "text") and box.text.strip()):
        yield box.position_y, box.position_y + box.margin_height()
    for child in children(box):
        yield from _taken(child, across)


def _strips(taken: Sequence[tuple[float, float]], height: float) -> Iterator[float]:
    """The heights of the strips across the page in which nothing is."""
    reached = 0.0
    for top, bottom in sorted(taken):
        if top > reached:
            yield min(top, height) - reached
        reached = max(reached, bottom)
    if reached < height:
        yield height - reached


def _lines(box: Any, block: Any, apart: bool = False) -> Iterator[_Line]:
    apart = apart or bool(APART.intersection((box.element.get("class") or "").split() if _is_element(box) else ()))
    if type(box).__name__ == "LineBox" and block is not None:
        text = "".join(_texts(box)).strip()
        if text:
            yield _Line(box, block, text, apart)
    if type(box).__name__.startswith(("Block", "InlineBlock", "Flex", "Grid", "TableCell")):
        block = box
    for child in children(box):
        yield from _lines(child, block, apart)


def _texts(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in children(box):
        yield from _texts(child)


def _in_margin(root: Any, line: _Line) -> bool:
    margins = [child for child in children(root) if type(child).__name__ == "MarginBox"]
    return any(
        box.position_y <= line.box.position_y < box.position_y + box.margin_height()
        and box.position_x <= line.box.position_x < box.position_x + box.margin_width()
        for box in margins
    )


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines of each paragraph of running text, as far as they are on this page."""
    found: dict[int, list[_Line]] = {}
    for line in lines:
        if line.block.element_tag in RUNNING_TEXT:
            found.setdefault(id(line.block), []).append(line)
    yield from found.values()


def _runts(lines: Sequence[_Line]) -> Iterator[str]:
    for group in _paragraphs(lines):
        last = group[-1].text
        if len(group) > 1 and sum(char.isalnum() for char in last) < RUNT:
            yield last


def _off_grid(lines: Sequence[_Line], beside: Sequence[_Line]) -> tuple[int, int]:
    """How many lines of running text have the line height that most of the page has, and how many of them stand off the
    phase of most, by half lines. `beside` are the lines of the facing page, which share the grid where they have that
    line height."""
    running, facing = (
        [line for line in each if line.block.element_tag in RUNNING_TEXT and line.height and not line.apart]
        for each in (lines, beside)
    )
    heights = Counter(round(line.height, 2) for line in running)
    if not heights:
        return 0, 0
    line, step = heights.most_common(1)[0][0], ON_GRID / PX_TO_MM
    grid = line / 2
    phases, others = (
        [one.baseline % grid for one in each if round(one.height, 2) == line and not _is_small(one)]
        for each in (running, facing)
    )
    every = [*phases, *others]
    best = max(every, key=lambda phase: sum(_apart(phase, other, grid) <= step for other in every), default=0.0)
    return len(phases), sum(_apart(best, phase, grid) > step for phase in phases)


def _is_small(line: _Line) -> bool:
    """Whether a line is set smaller or larger than its line height asks, as a kicker: its baseline lies higher."""
    return bool(SMALL.intersection((line.block.element.get("class") or "").split() if _is_element(line.block) else ()))


def _is_element(box: Any) -> bool:
    return getattr(box, "element", None) is not None


def _apart(one: float, other: float, grid: float) -> float:
    apart = abs(one - other) % grid
    return min(apart, grid - apart)


def _overlaps(root: Any) -> Iterator[tuple[str, str]]:
    """Pairs of texts whose letters lie on each other by more than a hair."""
    found = sorted(_inked(root), key=lambda one: one[0][1])
    edge = OVERLAP / PX_TO_MM
    for index, ((left, top, right, bottom), text) in enumerate(found):
        for (left2, top2, right2, bottom2), other in found[index + 1 :]:
            if top2 >= bottom - edge:
                break
            if min(right, right2) - max(left, left2) > edge and min(bottom, bottom2) - max(top, top2) > edge:
                yield text, other


def _inked(box: Any) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    """(left, top, right, lower edge) of the letters of each text."""
    if hasattr(box, "text") and box.text.strip():
        size, base = box.style["font_size"], box.position_y + box.baseline
        yield (box.position_x, base - ABOVE * size, box.position_x + box.width, base + BELOW * size), box.text.strip()
    for child in children(box):
        yield from _inked(child)


def _is_length(value: Any) -> bool:
    return isinstance(value, tuple) and isinstance(value[0], (int, float))
