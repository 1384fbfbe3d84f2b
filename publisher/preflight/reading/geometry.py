"""Boxes in mm and the matrices that lead there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot
from typing import TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]  # a b c d e f (ISO 32000-2, 8.3.3)

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Box:
    """mm from the upper left corner of the trim, downwards; what lies in the bleed to the left or above is negative."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def within(self, other: Box) -> Box | None:
        """What of it lies in another box; None where nothing does. A line without a width is something."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, right, bottom) if left <= right and top <= bottom else None

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether another box lies wholly in it."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and self.right + slack >= other.right
            and self.bottom + slack >= other.bottom
        )

    def grown(self, by: float) -> Box:
        """With `by` mm more on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does the first, then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, l = then  # noqa: E741
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(matrix: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    """The smallest upright box around a rectangle that a matrix moves."""
    a, b, c, d, e, f = matrix
    if b == 0 and c == 0:  # as nearly always
        left, right, top, bottom = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        if left > right:
            left, right = right, left
        return Box(left, top, right, bottom) if top <= bottom else Box(left, bottom, right, top)
    return around([moved(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box around some points, at least one."""
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def scale(matrix: Matrix) -> tuple[float, float]:
    """How long a unit across and a unit up become."""
    a, b, c, d, _, _ = matrix
    return hypot(a, b), hypot(c, d)
