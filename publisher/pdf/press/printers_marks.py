"""Marks for the press, drawn in the slug: where to cut, whether the plates meet, how much ink there is.

They stand clear of the bleed and at least 3 mm outside the trim. Crop and registration marks are in the colour space
Separation /All, which is on every plate (ISO 32000-1, 8.6.6.4); colour bars are in the four inks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.model.units import mm_to_pt
from publisher.pdf.page_boxes import Sheet
from publisher.pdf.syntax.objects import pdf
from publisher.presses.profiles import Marks

LINE = 0.25  # pt
NEAREST = mm_to_pt(3)  # to the trim
CLEAR = mm_to_pt(1)  # of the bleed
LENGTH = mm_to_pt(5)  # of a crop mark
RADIUS = mm_to_pt(1.75)  # of a registration mark; its cross is longer
CROSS = mm_to_pt(2.5)
PATCH = mm_to_pt(5)
EDGE = mm_to_pt(1)  # from the marks to the edge of the sheet
ROUND = 0.5523  # a quarter of a circle as a Bézier curve
ALL = "/All"
# (cyan, magenta, yellow, black) in percent: each ink, each two on each other; then tints, and a grey of three inks.
SOLIDS = [
    (100, 0, 0, 0),
    (0, 100, 0, 0),
    (0, 0, 100, 0),
    (0, 0, 0, 100),
    (0, 100, 100, 0),
    (100, 0, 100, 0),
    (100, 100, 0, 0),
]
TINTS = [(50, 0, 0, 0), (0, 50, 0, 0), (0, 0, 50, 0), (0, 0, 0, 25), (0, 0, 0, 50), (0, 0, 0, 75), (50, 40, 40, 0)]


def slug_for(marks: Marks, slug: float, bleed: float) -> float:
    """The room outside the bleed in points: `slug`, or what the marks need where that is more; none without marks."""
    return max(slug, _distance(bleed) + LENGTH + EDGE - bleed) if marks.names else 0


def mark_spaces() -> dict[str, Any]:
    """The colour spaces that `draw_marks` names."""
    tint = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [0, 0, 0, 0], "/C1": [1, 1, 1, 1], "/N": 1}
    return {ALL: pdf(["/Separation", "/All", "/DeviceCMYK", tint])}


def draw_marks(marks: Marks, sheet: Sheet) -> bytes:
    """A content stream in the sheet's own coordinates; empty without marks."""
    lines = [
        *(_crop_marks(sheet) if marks.crop else ()),
        *(_registration_marks(sheet) if marks.registration else ()),
    ]
    bars = _colour_bars(sheet) if marks.colour_bars else ()
    on_all = ["q", f"{ALL} CS 1 SCN", f"{LINE} w 0 J [] 0 d", *lines, "Q"] if lines else []
    return "\n".join(["", *on_all, *bars]).encode()


def _distance(bleed: float) -> float:
    """From the trim to the nearest mark."""
    return max(NEAREST, bleed + CLEAR)


def _crop_marks(sheet: Sheet) -> Iterator[str]:
    """Two lines at each corner, in line with the edges of the trim."""
    near, far = _distance(sheet.bleed), _distance(sheet.bleed) + LENGTH
    left, low = sheet.margin, sheet.margin
    right, high = left + sheet.width, low + sheet.height
    for x in (left, right):
        yield _line(x, low - near, x, low - far)
        yield _line(x, high + near, x, high + far)
    for y in (low, high):
        yield _line(left - near, y, left - far, y)
        yield _line(right + near, y, right + far, y)


def _registration_marks(sheet: Sheet) -> Iterator[str]:
    """A circle and a cross in the middle of each side."""
    out = _distance(sheet.bleed) + CROSS
    width, height = sheet.media
    for x, y in (
        (width / 2, sheet.margin - out),
        (width / 2, height - sheet.margin + out),
        (sheet.margin - out, height / 2),
        (width - sheet.margin + out, height / 2),
    ):
        yield _line(x - CROSS, y, x + CROSS, y)
        yield _line(x, y - CROSS, x, y + CROSS)
        yield _circle(x, y, RADIUS)


def _colour_bars(sheet: Sheet) -> Iterator[str]:
    """Below the page, left and right of the registration mark: solids and tints."""
    middle, gap = sheet.media[0] / 2, CROSS + CLEAR
    size = min(PATCH, (sheet.width / 2 - gap - CLEAR) / len(SOLIDS))
    low = sheet.margin - _distance(sheet.bleed) - size
    yield "q"
    for start, patches in ((middle - gap - size * len(SOLIDS), SOLIDS), (middle + gap, TINTS)):
        for number, inks in enumerate(patches):
            colour = " ".join(f"{percent / 100:g}" for percent in inks)
            yield f"{colour} k {start + number * size:.3f} {low:.3f} {size:.3f} {size:.3f} re f"
    yield "Q"


def _line(*ends: float) -> str:
    x1, y1, x2, y2 = (f"{end:.3f}" for end in ends)
    return f"{x1} {y1} m {x2} {y2} l S"


def _circle(x: float, y: float, radius: float) -> str:
    pull = radius * ROUND
    curves = [
        (x + radius, y + pull, x + pull, y + radius, x, y + radius),
        (x - pull, y + radius, x - radius, y + pull, x - radius, y),
        (x - radius, y - pull, x - pull, y - radius, x, y - radius),
        (x + pull, y - radius, x + radius, y - pull, x + radius, y),
    ]
    drawn = " ".join(" ".join(f"{part:.3f}" for part in curve) + " c" for curve in curves)
    return f"{x + radius:.3f} {y:.3f} m {drawn} S"
