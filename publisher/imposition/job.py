"""An imposition job: a scheme, and its settings. The schemes themselves are in `schemes`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum

MARKS = ("crop", "fold", "collation", "label")
BLANKS = ("end", "inside")
Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Pattern:
    """The cells of one sheet. `nested`: how many sheets of its signature are around it; `signature`: from 0."""

    front: Rows
    back: Rows | None = None
    nested: int = 0
    signature: int = 0


class Sizing(StrEnum):
    """ACTUAL: cells are as large as the pages. SHRINK: pages are made smaller where they do not fit their cells.
    FOLDED: the cells share the whole sheet, since it is folded and not cut."""

    ACTUAL = "actual"
    SHRINK = "shrink"
    FOLDED = "folded"


@dataclass(frozen=True)
class Scheme:
    """`id`: its title is the text "imposition:scheme-ID". `multiple`: what the pages of the file are a multiple of (0:
    that of Job.sides or Job.signature). `grid`: columns and rows (None: as many as the sheet takes, or as Job.grid
    says). `spines`: after which columns there is a fold that binds pages; `folds`: after which rows there is one;
    `slit`: between which columns the level fold is cut open. `cuts`: pages are cut apart, so that each keeps its bleed.
    `order` gives the patterns of all sheets for a number of pages and the cells of a side.
    """

    id: str
    order: Callable[[int, tuple[int, int], Job], list[Pattern]]
    multiple: int = 1
    grid: tuple[int, int] | None = None
    spines: tuple[int, ...] = ()
    folds: tuple[int, ...] = ()
    slit: tuple[int, int] | None = None
    cuts: bool = False
    sizing: Sizing = Sizing.ACTUAL
    same_size: bool = True
    binds: bool = False

    def needed(self, job: Job) -> int:
        """What the count of pages must be a multiple of."""
        return self.multiple or (job.signature if self.id == "perfect" else job.sides)


@dataclass(frozen=True)
class Job:
    """`sheet`: a paper size (None: the smallest usual one that takes the pages). `binding`: "left" or "right", the side
    of the spine when page 1 is looked at. `paper`: mm of one sheet, for creep; 0: none. `gutter`: mm between pages side
    by side (None: what the scheme needs). `scale`: a share of the actual size, 0 for "smaller, until it fits" (None:
    the scheme's own). `blanks`: where pages are added that the scheme lacks: at the "end", or "inside" the last page,
    so that it stays the back (empty: none are added). `signature`: pages of each part of a perfect-bound book. `grid`:
    columns and rows. `sides`: that are printed (0: two, but one of a single page). `overlap`: mm that the tiles of a
    poster share. `margin`: mm along the edge of the sheet that the printer cannot print; content is moved in. `bleed`:
    whether what bleeds is printed beyond the trim. `marks`: what is drawn outside it (None: all that has room).
    """

    scheme: Scheme
    sheet: str | None = None
    binding: str = "left"
    paper: float = 0.0
    gutter: float | None = None
    scale: float | None = None
    blanks: str = ""
    signature: int = 16
    grid: tuple[int, int] | None = None
    sides: int = 0
    overlap: float = 10.0
    margin: float = 0.0
    bleed: bool = True
    marks: tuple[str, ...] | None = None

    @property
    def settings(self) -> str:
        """Scheme and settings as text, the same in every process: a file id is made of it."""
        values = [f"{field.name}={getattr(self, field.name)}" for field in fields(self) if field.name != "scheme"]
        return ", ".join([f"scheme={self.scheme.id}", *values])

    def wants(self, mark: str) -> bool:
        return self.marks is None or mark in self.marks
