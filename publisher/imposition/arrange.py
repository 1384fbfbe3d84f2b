"""A scheme's patterns laid out in millimetres: the plan that the sheets are written from."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.imposition.grid import Grid, choose_grid
from publisher.imposition.job import Job, Pattern, Rows, Sizing
from publisher.imposition.paper_stock import creep
from publisher.imposition.posters import poster
from publisher.imposition.printer_margin import keep_clear
from publisher.imposition.sheet_model import GuideLine, LineKind, Margins, Placement, Plan, Rect, Sheet, Side
from publisher.imposition.source import SourcePage, odd_sizes
from publisher.model.catalogue import Message, say
from publisher.model.errors import UsageError

BAR, STEP = 3.0, 5.0  # mm: a collation mark is so long; that of the next signature stands so much lower
BAR_WIDTH = 1.2
TOP_BAR = 15.0  # from the head to the first one


def arrange(pages: Sequence[SourcePage], job: Job, insets: Sequence[Margins] = ()) -> Plan:
    """The sheets for the pages of a file. `insets`: how far the content of each page keeps from its trim, where
    Job.margin is asked for. Raises UsageError where the scheme cannot take them."""
    _look_at_sizes(pages, job)
    if job.scheme.id == "poster":
        return poster(pages, job)
    sequence, notes = _in_sequence(len(pages), job)
    grid = choose_grid(pages, job)
    patterns = job.scheme.order(len(sequence), (grid.columns, grid.rows), job)
    layout = _Layout(pages, sequence, grid, job)
    if insets:
        layout.move_in(patterns, insets)
    sheets = tuple(
        Sheet(
            number,
            layout.side(pattern, pattern.front, f"sheet {number} of {len(patterns)}, front", front=True),
            layout.side(pattern, pattern.back, f"sheet {number} of {len(patterns)}, back", front=False)
            if pattern.back
            else None,
        )
        for number, pattern in enumerate(patterns, 1)
    )
    return Plan(*grid.sheet, sheets, (*notes, *layout.notes(sheets)))


def _look_at_sizes(pages: Sequence[SourcePage], job: Job) -> None:
    odd = odd_sizes(pages)
    if job.scheme.same_size and odd:
        first, other = pages[0], odd[0]
        sizes = say(
            "imposition:sizes-differ",
            number=other.number,
            width=other.width,
            height=other.height,
            first_width=first.width,
            first_height=first.height,
        )
        if len(odd) > 1:
            sizes = say("imposition:other-pages-too", sizes=sizes, count=len(odd))
        raise UsageError(
            say("imposition:scheme-needs-one-size", sizes=sizes, scheme=job.scheme.id),
            say("imposition:export-one-size"),
        )


def _in_sequence(count: int, job: Job) -> tuple[list[int | None], list[Message]]:
    """The pages in their order, None for a blank one that is added. Raises UsageError where blanks are needed and not
    allowed."""
    needed = job.scheme.needed(job)
    missing = -count % needed
    sequence: list[int | None] = list(range(count))
    if not missing:
        return sequence, []
    if not job.blanks:
        raise UsageError(
            say("imposition:takes-multiple", count=count, scheme=job.scheme.id, needed=needed),
            say("imposition:add-blanks-or-inside" if job.scheme.binds else "imposition:add-blanks", missing=missing),
        )
    at = count if job.blanks == "end" or count == 1 else count - 1
    sequence[at:at] = [None] * missing
    numbers = ", ".join(str(number) for number, page in enumerate(sequence, 1) if page is None)
    return sequence, [say("imposition:blanks-added", missing=missing, numbers=numbers)]


@dataclass
class _Layout:
    """Turns the cells of patterns into placements."""

    pages: Sequence[SourcePage]
    sequence: Sequence[int | None]
    grid: Grid
    job: Job

    def __post_init__(self) -> None:
        self.shrunk = 1.0  # to keep content from the edge that cannot be printed
        self.moves: dict[tuple[int, int], tuple[float, float]] = {}

    def side(self, pattern: Pattern, rows: Rows, name: str, front: bool) -> Side:
        placements = [
            self._place(number, column, row, pattern)
            for row, numbers in enumerate(rows)
            for column, number in enumerate(numbers)
            if number and self.sequence[abs(number) - 1] is not None
        ]
        inward = creep(self.job.paper, pattern.nested) if self.job.scheme.spines else 0.0
        # A sheet inside others is cut nearer to its fold, when all are cut together.
        block = self.grid.block.grown(Margins(-inward, 0, -inward, 0))
        reach = block
        for placement in placements:
            reach = reach.around(placement.keep)
        label = f"{name}, {self.job.scheme.id}" if self.job.wants("label") else ""
        marks = (self._collation(pattern),) if front and self._has_collation(pattern) else ()
        return Side(tuple(placements), tuple(self._guides(block)), block, reach, marks, label)

    def _place(self, number: int, column: int, row: int, pattern: Pattern) -> Placement:
        index = self.sequence[abs(number) - 1]
        assert index is not None
        page, cell, turn = self.pages[index], self.grid.at(column, row), 180 if number < 0 else 0
        scale = self._scale(page) * self.shrunk
        width, height = page.width * scale, page.height * scale
        right, up = self.moves.get((column, row), (0.0, 0.0))
        right += self._creep(column, pattern)
        left, bottom = (cell.left + cell.right - width) / 2, (cell.bottom + cell.top - height) / 2
        trim = Rect(left, bottom, left + width, bottom + height).moved(right, up)
        room = self.grid.bleed_room(column, row, self.job.scheme)
        keep = trim.grown(page.bleed.scaled(scale).turned(turn)).within(cell.grown(room))
        return Placement(index, trim, keep, turn, scale)

    def _scale(self, page: SourcePage) -> float:
        """Pages of one size have one scale; of any size, each is made to fit by itself."""
        if self.job.scheme.same_size or self.job.scale:
            return self.grid.scale
        width, height = self.grid.cell
        return min(1.0, width / page.width, height / page.height)

    def _creep(self, column: int, pattern: Pattern) -> float:
        """Towards the spine: to the right in the column at its left."""
        amount = creep(self.job.paper, pattern.nested)
        return amount if column in self.job.scheme.spines else -amount

    def _guides(self, block: Rect) -> Iterator[GuideLine]:
        """The guide lines of a side whose trims fill `block`; each line once."""
        grid, scheme = self.grid, self.job.scheme
        outer = scheme.sizing is Sizing.ACTUAL
        cells = [grid.at(column, 0) for column in range(grid.columns)]
        stack = [grid.at(0, row) for row in range(grid.rows)]
        if outer:
            for at in (block.left, block.right):
                yield GuideLine(LineKind.CUT, True, at, block.bottom, block.top)
            for at in (block.bottom, block.top):
                yield GuideLine(LineKind.CUT, False, at, block.left, block.right)
        for column, (one, other) in enumerate(itertools.pairwise(cells)):
            yield from _between(one.right, other.left, True, (block.bottom, block.top), self._is_cut(column, True))
        for row, (one, other) in enumerate(itertools.pairwise(stack)):
            yield from _between(other.top, one.bottom, False, (block.left, block.right), self._is_cut(row, False))
        if scheme.slit:
            first, last = scheme.slit
            yield GuideLine(LineKind.SLIT, False, stack[0].bottom, cells[first].left, cells[last].left)

    def _is_cut(self, number: int, upright: bool) -> bool:
        """Whether the pages on both sides of a gap are cut apart there."""
        scheme = self.job.scheme
        return scheme.cuts and number not in (scheme.spines if upright else ())

    def _has_collation(self, pattern: Pattern) -> bool:
        return self.job.scheme.id == "perfect" and pattern.nested == 0 and self.job.wants("collation")

    def _collation(self, pattern: Pattern) -> Rect:
        """On the spine of the outermost sheet, each signature's lower than that of the one before."""
        left, right = self.grid.at(0, 0).right, self.grid.at(1, 0).left
        middle, block = (left + right) / 2, self.grid.block
        steps = max(1, int((block.height - 2 * TOP_BAR) / STEP))
        top = block.top - TOP_BAR - pattern.signature % steps * STEP
        half = max(BAR_WIDTH, right - left) / 2
        return Rect(middle - half, top - BAR, middle + half, top)

    def move_in(self, patterns: Sequence[Pattern], insets: Sequence[Margins]) -> None:
        """Move the pages so that their content keeps Job.margin from the edges of the sheet; where that does not help,
        make them all smaller."""
        contents = dict[int, Rect]()
        for pattern in patterns:
            for column, row, number in _numbers(pattern):
                index = self.sequence[abs(number) - 1]
                if index is not None:
                    placed = self._place(number, column, row, replace(pattern, nested=0))
                    inset = insets[index].scaled(-placed.scale).turned(placed.turn)
                    content = placed.trim.grown(inset).moved(0, -self.grid.at(column, row).bottom)
                    contents[column] = content.around(contents.get(column, content))
        self.shrunk, self.moves = keep_clear(self.grid, contents, self.job.margin)

    def notes(self, sheets: Sequence[Sheet]) -> Iterator[Message]:
        """What the person who prints should know."""
        scales = sorted({round(self._scale(page) * self.shrunk, 3) for page in self.pages})
        if scales != [1.0]:
            least, most_scale = scales[0] * 100, scales[-1] * 100
            if least == most_scale:
                yield say("imposition:printed-at", share=least)
            else:
                yield say("imposition:printed-at-to", least=least, most=most_scale)
        moved = max((max(abs(right), abs(up)) for right, up in self.moves.values()), default=0.0)
        if moved > 0.05 and self.shrunk == 1:
            yield say("imposition:moved-in", moved=moved)
        if self.job.paper and (most := max(pattern_depth(sheet, self.grid) for sheet in sheets)) > 0:
            yield say("imposition:creep", most=most)
        if self.job.scheme.cuts and self.job.scheme.same_size and not all(page.has_boxes for page in self.pages):
            yield say("imposition:no-trim-box")
        lacking = self._lacking_bleed()
        if lacking > 0.05:
            yield say("imposition:no-room-for-bleed", lacking=lacking)

    def _lacking_bleed(self) -> float:
        """How much of the bleed the edge of the sheet cuts off, where pages are cut to their trim."""
        if self.job.scheme.sizing is not Sizing.ACTUAL:
            return 0.0
        block, (width, height) = self.grid.block, self.grid.sheet
        room = min(block.left, block.bottom, width - block.right, height - block.top)
        bleed = max(max(page.bleed.left, page.bleed.right, page.bleed.top, page.bleed.bottom) for page in self.pages)
        return max(0.0, bleed * self.grid.scale - room)


def pattern_depth(sheet: Sheet, grid: Grid) -> float:
    """How far the pages of a sheet are moved from the middle of their cells."""
    shifts = [
        min(abs(grid.at(column, 0).left - placement.trim.left) for column in range(grid.columns))
        for side in sheet.sides
        for placement in side.placements
    ]
    return max(shifts, default=0.0)


def _between(low: float, high: float, upright: bool, ends: tuple[float, float], cut: bool) -> Iterator[GuideLine]:
    """The lines in a gap: one fold in its middle, or a cut along each page."""
    if not cut:
        yield GuideLine(LineKind.FOLD, upright, (low + high) / 2, *ends)
    else:
        for at in dict.fromkeys((low, high)):
            yield GuideLine(LineKind.CUT, upright, at, *ends)


def _numbers(pattern: Pattern) -> Iterator[tuple[int, int, int]]:
    for rows in (pattern.front, pattern.back or ()):
        for row, numbers in enumerate(rows):
            for column, number in enumerate(numbers):
                if number:
                    yield column, row, number
