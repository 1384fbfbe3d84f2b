"""Marks in the slug of a sheet: where to cut and fold, whether signatures are in order, and what the sheet is."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.imposition.job import Job
from publisher.imposition.sheet_model import GuideLine, LineKind, Rect, Side
from publisher.model.units import mm_to_pt

NEAREST, CLEAR, LENGTH = 3.0, 1.0, 5.0  # mm: to the trim, of the bleed, of a mark
SHORTEST = 1.5  # mm: less is of no use
INSIDE = 4.0  # mm: a tick inside a poster's tile
WIDTH = 0.25  # pt
LABEL_SIZE = 6.0  # pt
LABEL_INDENT = 9.0  # mm from the block's left edge: clear of the crop marks
MM = mm_to_pt(1)


def marks(side: Side, size: tuple[float, float], job: Job, colour: tuple[str, str]) -> bytes:
    """A content stream in points from the sheet's lower left corner; empty where nothing is wanted or has room.
    `colour`: the operations that set what lines and areas are drawn in."""
    lines = list(_guides(side, size, job))
    bars = [_area(bar) for bar in side.collation]
    if not lines and not bars:
        return b""
    return "\n".join(["q", *colour, f"{WIDTH} w 0 J", *lines, "[] 0 d", *bars, "Q"]).encode()


def label_place(side: Side, size: tuple[float, float]) -> tuple[float, float] | None:
    """Where the label begins, in points: below the pages, else above them; None where there is no room."""
    height = LABEL_SIZE / MM
    left = max(side.block.left + LABEL_INDENT, 2.0)
    below, above = side.reach.bottom - CLEAR - height, side.reach.top + CLEAR
    if below >= CLEAR:
        return left * MM, below * MM
    return (left * MM, above * MM) if above + height + CLEAR <= size[1] else None


def _guides(side: Side, size: tuple[float, float], job: Job) -> Iterator[str]:
    for guide in side.guides:
        dashes = "[3 2] 0 d" if guide.kind in (LineKind.FOLD, LineKind.SLIT) else "[] 0 d"
        if not job.wants("fold" if guide.kind is LineKind.FOLD else "crop"):
            continue
        for start, end in _pieces(guide, side, size):
            yield f"{dashes} {_line(guide, start, end)}"


def _pieces(guide: GuideLine, side: Side, size: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """From where to where along the guide line something is drawn."""
    if guide.kind is LineKind.SLIT:
        yield guide.start, guide.end
        return
    if guide.kind is LineKind.JOIN:
        yield guide.start, guide.start + INSIDE
        yield guide.end, guide.end - INSIDE
        return
    block, reach = side.block, side.reach
    low, high, edge = (
        (min(block.bottom - NEAREST, reach.bottom - CLEAR), max(block.top + NEAREST, reach.top + CLEAR), size[1])
        if guide.upright
        else (min(block.left - NEAREST, reach.left - CLEAR), max(block.right + NEAREST, reach.right + CLEAR), size[0])
    )
    if low >= SHORTEST:
        yield low, max(0.0, low - LENGTH)
    if edge - high >= SHORTEST:
        yield high, min(edge, high + LENGTH)


def _line(guide: GuideLine, start: float, end: float) -> str:
    at, start, end = guide.at * MM, start * MM, end * MM
    if guide.upright:
        return f"{at:.3f} {start:.3f} m {at:.3f} {end:.3f} l S"
    return f"{start:.3f} {at:.3f} m {end:.3f} {at:.3f} l S"


def _area(bar: Rect) -> str:
    return f"{bar.left * MM:.3f} {bar.bottom * MM:.3f} {bar.width * MM:.3f} {bar.height * MM:.3f} re f"
