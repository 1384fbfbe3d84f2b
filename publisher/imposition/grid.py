"""The cells of a side: how many, how large, where; and the sheet that they fit on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from publisher.imposition.job import Job, Scheme, Sizing
from publisher.imposition.paper_stock import OFFICE, sheet_size
from publisher.imposition.sheet_model import Margins, Rect
from publisher.imposition.source import SourcePage
from publisher.model.catalogue import say
from publisher.model.errors import UsageError

TIGHT = 0.05  # mm: less is a rounding of names like "letter"


@dataclass(frozen=True)
class Grid:
    """`gaps` are between the columns, `leads` between the rows. The cells are centred on the sheet, so that backs and
    fronts register. `scale` is that of the pages."""

    sheet: tuple[float, float]
    cell: tuple[float, float]
    gaps: tuple[float, ...]
    leads: tuple[float, ...]
    scale: float = 1.0

    @property
    def columns(self) -> int:
        return len(self.gaps) + 1

    @property
    def rows(self) -> int:
        return len(self.leads) + 1

    @property
    def block(self) -> Rect:
        """All cells."""
        width = self.columns * self.cell[0] + sum(self.gaps)
        height = self.rows * self.cell[1] + sum(self.leads)
        left, bottom = (self.sheet[0] - width) / 2, (self.sheet[1] - height) / 2
        return Rect(left, bottom, left + width, bottom + height)

    def at(self, column: int, row: int) -> Rect:
        """The cell in a column, from the left, and a row, from the top."""
        block, (width, height) = self.block, self.cell
        left = block.left + column * width + sum(self.gaps[:column])
        top = block.top - row * height - sum(self.leads[:row])
        return Rect(left, top - height, left + width, top)

    def bleed_room(self, column: int, row: int, scheme: Scheme) -> Margins:
        """How far a page may reach beyond its cell: to the edge of the sheet where nothing is next to it, half of the
        gap where it is cut from its neighbour, and not over a fold."""
        cell = self.at(column, row)
        return Margins(
            cell.left if column == 0 else self.gaps[column - 1] / 2,
            cell.bottom if row == self.rows - 1 else self.leads[row] / 2,
            self.sheet[0] - cell.right if column == self.columns - 1 else self.gaps[column] / 2,
            self.sheet[1] - cell.top if row == 0 else self.leads[row - 1] / 2,
        )


def choose_grid(pages: Sequence[SourcePage], job: Job) -> Grid:
    """The sheet, turned as suits the pages best, and its cells. Raises UsageError where the pages do not fit."""
    scheme = job.scheme
    scale = job.scale if job.scale is not None else (1.0 if scheme.sizing is Sizing.ACTUAL else 0.0)
    page = (max(page.width for page in pages), max(page.height for page in pages))
    bleed = max(max(one.bleed.left, one.bleed.bottom, one.bleed.right, one.bleed.top) for one in pages)
    for size in [sheet_size(job.sheet)] if job.sheet else [sheet_size(name) for name in OFFICE]:
        turned = {size, size[::-1]}
        found = [grid for sheet in turned if (grid := _on_sheet(sheet, page, bleed, scale, job)) is not None]
        if found:
            return max(found, key=_fitness)
    raise _too_small(page, bleed, scale or 1.0, job)


def _fitness(grid: Grid) -> tuple[float, int, bool]:
    """How well cells suit an orientation of the sheet: the largest pages, then the most, then block and sheet alike."""
    block = grid.block
    alike = (block.width > block.height) == (grid.sheet[0] > grid.sheet[1])
    return grid.scale, grid.columns * grid.rows, alike


def _on_sheet(
    sheet: tuple[float, float], page: tuple[float, float], bleed: float, scale: float, job: Job
) -> Grid | None:
    """The cells on a sheet of this orientation; None where they do not fit."""
    scheme = job.scheme
    columns, rows = _count(sheet, page, bleed, scale or 1.0, job)
    if not columns or not rows:
        return None
    gaps, leads = _gaps(columns, rows, bleed * (scale or 1.0), job)
    if scheme.sizing is Sizing.FOLDED:
        cell = (sheet[0] - sum(gaps)) / columns, (sheet[1] - sum(leads)) / rows
    elif scheme.sizing is Sizing.SHRINK:
        edges = 2 * job.margin
        cell = (sheet[0] - edges - sum(gaps)) / columns, (sheet[1] - edges - sum(leads)) / rows
    else:
        room = (sheet[0] - sum(gaps)) / columns, (sheet[1] - sum(leads)) / rows
        scale = scale or min(1.0, room[0] / page[0], room[1] / page[1])
        cell = page[0] * scale, page[1] * scale
    if min(cell) <= 0:
        return None
    scale = scale or min(1.0, cell[0] / page[0], cell[1] / page[1])
    if page[0] * scale > cell[0] + TIGHT or page[1] * scale > cell[1] + TIGHT:
        return None
    grid = Grid(sheet, cell, gaps, leads, scale)
    block = grid.block
    return grid if block.width <= sheet[0] + TIGHT and block.height <= sheet[1] + TIGHT else None


def _count(
    sheet: tuple[float, float], page: tuple[float, float], bleed: float, scale: float, job: Job
) -> tuple[int, int]:
    """Columns and rows: the scheme's, those asked for, or as many as the sheet takes with bleed around them all."""
    scheme = job.scheme
    if scheme.grid or job.grid:
        return scheme.grid or job.grid or (1, 1)
    if scheme.sizing is Sizing.SHRINK:
        return (2, 1) if sheet[0] > sheet[1] else (1, 2)
    gap = _gap(bleed * scale, job)
    edge = 2 * max(bleed * scale, job.margin)
    across, down = (
        max(0, floor((side - edge + gap + TIGHT) / (length * scale + gap)))
        for side, length in zip(sheet, page, strict=True)
    )
    return across, down


def _gaps(columns: int, rows: int, bleed: float, job: Job) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Between pages that a fold joins there is the gutter that is asked for, between those that are cut apart room for
    the bleed of both."""
    scheme, apart = job.scheme, _gap(bleed, job)
    spine = job.gutter or 0.0
    gaps = tuple(spine if column in scheme.spines else apart for column in range(columns - 1))
    return gaps, (apart,) * (rows - 1)


def _gap(bleed: float, job: Job) -> float:
    if not job.scheme.cuts:
        return job.gutter or 0.0 if job.scheme.sizing is Sizing.SHRINK else 0.0
    return job.gutter if job.gutter is not None and not job.scheme.spines else 2 * bleed


def _too_small(page: tuple[float, float], bleed: float, scale: float, job: Job) -> UsageError:
    """What is needed, and what helps."""
    columns, rows = job.scheme.grid or job.grid or (1, 1)
    gaps, leads = _gaps(columns, rows, bleed * scale, job)
    width, height = columns * page[0] * scale + sum(gaps), rows * page[1] * scale + sum(leads)
    needs = say("imposition:page-needs", width=width, height=height)
    if (count := columns * rows) > 1:
        one = {"page_width": page[0], "page_height": page[1]}
        needs = say("imposition:pages-need", count=count, width=width, height=height, **one)
    return UsageError(
        say("imposition:sheet-too-small", needs=needs, sheet=job.sheet)
        if job.sheet
        else say("imposition:sheets-too-small", needs=needs, sheets=list(OFFICE)),
        say("imposition:larger-sheet", width=width, height=height),
    )
