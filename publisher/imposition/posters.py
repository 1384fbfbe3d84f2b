"""A poster: one page on many sheets that overlap."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from publisher.imposition.job import Job
from publisher.imposition.paper_stock import sheet_size
from publisher.imposition.sheet_model import GuideLine, LineKind, Placement, Plan, Rect, Sheet, Side
from publisher.imposition.source import SourcePage
from publisher.model.catalogue import say
from publisher.model.errors import UsageError

EDGE = 5.0  # mm: what office printers leave white
MOST = 400  # sheets of one page
TINY = 0.01


def poster(pages: Sequence[SourcePage], job: Job) -> Plan:
    """Sheets in rows from the top left. Each shows what the next one shows along the `overlap`, which is glued; a line
    says where to cut. Raises UsageError."""
    size = sheet_size(job.sheet or "A4")
    margin = job.margin or EDGE
    plans = [_tiling(pages, sheet, margin, job) for sheet in dict.fromkeys((size, size[::-1]))]
    sheet, tilings = min(plans, key=lambda plan: sum(columns * rows for columns, rows, _ in plan[1]))
    sheets = list[Sheet]()
    for page, (columns, rows, scale) in zip(pages, tilings, strict=True):
        for row in range(rows):
            for column in range(columns):
                side = _tile(page, scale, sheet, margin, job, (column, row), (columns, rows))
                sheets.append(Sheet(len(sheets) + 1, side))
    scales = {round(scale, 4) for _, _, scale in tilings}
    notes = [say("imposition:poster-printed-at", share=scale * 100) for scale in sorted(scales) if scale != 1]
    columns, rows, _ = tilings[0]
    notes.append(say("imposition:cut-and-glue", columns=columns, rows=rows, overlap=job.overlap))
    return Plan(*sheet, tuple(sheets), tuple(notes))


def _tiling(
    pages: Sequence[SourcePage], sheet: tuple[float, float], margin: float, job: Job
) -> tuple[tuple[float, float], list[tuple[int, int, float]]]:
    """How many sheets across and down each page takes, and its scale: as asked for, or as large as the grid takes."""
    width, height = (side - 2 * margin for side in sheet)
    if job.overlap < 0 or min(width, height) - job.overlap < 10:
        raise UsageError(
            say("imposition:overlap-too-large", overlap=job.overlap, width=sheet[0], height=sheet[1]),
            say("imposition:smaller-overlap"),
        )
    tilings = list[tuple[int, int, float]]()
    for page in pages:
        if job.grid:
            columns, rows = job.grid
            across, down = (
                count * length - (count - 1) * job.overlap
                for count, length in zip(job.grid, (width, height), strict=True)
            )
            scale = job.scale or min(across / page.width, down / page.height)
            if page.width * scale > across + TINY or page.height * scale > down + TINY:
                raise UsageError(
                    say("imposition:needs-more-sheets", share=scale * 100, columns=columns, rows=rows),
                    say("imposition:leave-out-one"),
                )
        else:
            scale = job.scale or 1.0
            columns, rows = (
                max(1, ceil((length * scale - job.overlap - TINY) / (room - job.overlap)))
                for length, room in zip((page.width, page.height), (width, height), strict=True)
            )
        if columns * rows > MOST:
            raise UsageError(
                say("imposition:too-many-sheets", count=columns * rows), say("imposition:make-smaller", most=MOST)
            )
        tilings.append((columns, rows, scale))
    return sheet, tilings


def _tile(
    page: SourcePage,
    scale: float,
    sheet: tuple[float, float],
    margin: float,
    job: Job,
    place: tuple[int, int],
    count: tuple[int, int],
) -> Side:
    """The part of the page that one sheet shows. The poster is centred on all sheets."""
    (column, row), (columns, rows) = place, count
    window = Rect(margin, margin, sheet[0] - margin, sheet[1] - margin)
    step = window.width - job.overlap, window.height - job.overlap
    whole = window.width + (columns - 1) * step[0], window.height + (rows - 1) * step[1]
    width, height = page.width * scale, page.height * scale
    left = window.left + (whole[0] - width) / 2 - column * step[0]
    top = window.top - (whole[1] - height) / 2 + row * step[1]
    trim = Rect(left, top - height, left + width, top)
    keep = trim.within(window)
    guides = list[GuideLine]()
    # The next sheet is glued over the strip; it is cut in the middle of the strip.
    if column:
        guides.append(GuideLine(LineKind.JOIN, True, window.left + job.overlap / 2, keep.bottom, keep.top))
    if column < columns - 1:
        guides.append(GuideLine(LineKind.JOIN, True, window.right - job.overlap / 2, keep.bottom, keep.top))
    if row:
        guides.append(GuideLine(LineKind.JOIN, False, window.top - job.overlap / 2, keep.left, keep.right))
    if row < rows - 1:
        guides.append(GuideLine(LineKind.JOIN, False, window.bottom + job.overlap / 2, keep.left, keep.right))
    label = f"page {page.number}, row {row + 1} of {rows}, column {column + 1} of {columns}"
    placed = (Placement(page.number - 1, trim, keep, 0, scale),)
    return Side(placed, tuple(guides), keep, keep, (), label if job.wants("label") else "")
