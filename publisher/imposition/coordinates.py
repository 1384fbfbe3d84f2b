"""From millimetres on a sheet, and from the units of its pages, to the points of the PDF."""

from __future__ import annotations

from publisher.imposition.sheet_model import Placement, Rect
from publisher.imposition.source import Matrix, SourcePage
from publisher.model.units import mm_to_pt


def placed(source: SourcePage, placement: Placement) -> Matrix:
    """From the page's own units to points on the sheet."""
    a, b, c, d, e, f = (part * placement.scale for part in source.matrix)
    width, height = (mm_to_pt(side * placement.scale) for side in (source.width, source.height))
    if placement.turn == 180:
        a, b, c, d, e, f = -a, -b, -c, -d, width - e, height - f
    return a, b, c, d, e + mm_to_pt(placement.trim.left), f + mm_to_pt(placement.trim.bottom)


def points(box: Rect) -> Rect:
    """A box in points."""
    return Rect(*(mm_to_pt(part) for part in (box.left, box.bottom, box.right, box.top)))


def corner_and_size(box: Rect) -> tuple[float, float, float, float]:
    """As the operator `re` takes it: left, bottom, width, height."""
    return box.left, box.bottom, box.width, box.height


def rounded(box: Rect) -> list[float]:
    """As a PDF rectangle: left, bottom, right, top."""
    return [round(part, 4) for part in (box.left, box.bottom, box.right, box.top)]


def inverse(matrix: Matrix) -> Matrix:
    """The way back."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size
