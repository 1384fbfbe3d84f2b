"""Sheets, their sides, and the pages on them. Millimetres from the lower left corner of the side, as it is looked at.

A back is looked at after the sheet was turned over like the page of a book: about its upright axis. What is at the left
of the front is then at the right of the back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Rect:
    """left and bottom, right and top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def moved(self, right: float, up: float = 0) -> Rect:
        return Rect(self.left + right, self.bottom + up, self.right + right, self.top + up)

    def grown(self, by: Margins) -> Rect:
        return Rect(self.left - by.left, self.bottom - by.bottom, self.right + by.right, self.top + by.top)

    def within(self, other: Rect) -> Rect:
        """What both have in common; no area where they do not meet."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Rect(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def around(self, other: Rect) -> Rect:
        """The smallest that holds both."""
        return Rect(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Margins:
    """The distances at the four sides of a box, in mm."""

    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0

    def turned(self, degrees: int) -> Margins:
        """The same on paper that was turned clockwise."""
        sides = (self.left, self.top, self.right, self.bottom)  # clockwise
        steps = degrees // 90 % 4
        left, top, right, bottom = sides[-steps:] + sides[:-steps] if steps else sides
        return Margins(left, bottom, right, top)

    def scaled(self, scale: float) -> Margins:
        return Margins(self.left * scale, self.bottom * scale, self.right * scale, self.top * scale)

    def at_most(self, other: Margins) -> Margins:
        return Margins(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Placement:
    """A page on a side. `page` counts from 0 in the file. `trim` is the place of its trim, `keep` what is seen
    of it: the trim and the bleed that there is room for. `turn` is clockwise, in degrees, `scale` 1 for actual size."""

    page: int
    trim: Rect
    keep: Rect
    turn: int = 0
    scale: float = 1.0


class LineKind(StrEnum):
    """CUT and FOLD are marked outside the pages. SLIT is drawn, since it ends inside; JOIN, where a tile of a poster is
    cut, has ticks inside."""

    CUT = "cut"
    FOLD = "fold"
    SLIT = "slit"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class GuideLine:
    """Where the sheet is cut or folded: upright at `at` mm from the left, or level at `at` mm from the bottom; through
    the pages from `start` to `end`."""

    kind: LineKind
    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet. `block` is the box around all its trims, `reach` the same with the outer bleed. `collation`
    are marks on the spine, whose steps show whether the signatures are in order."""

    placements: tuple[Placement, ...]
    guides: tuple[GuideLine, ...]
    block: Rect
    reach: Rect
    collation: tuple[Rect, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: `back` is None where it is printed on one side."""

    number: int
    front: Side
    back: Side | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        return (self.front,) if self.back is None else (self.front, self.back)


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets of a job; `width` and `height` of each in mm. `notes` are sentences for the person who prints."""

    width: float
    height: float
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()

    @property
    def two_sided(self) -> bool:
        return any(sheet.back for sheet in self.sheets)

    @property
    def flip(self) -> str:
        """The edge about which the printer turns the sheet over so that it turns like the page of a book."""
        return "short" if self.width > self.height else "long"
