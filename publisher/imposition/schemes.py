"""Schemes: the page in each cell of each sheet, as data.

A cell's page is a number from 1, negative where it stands on its head, 0 where it is blank; rows from the top, columns
from the left, each side as it is looked at. `arrange` knows the millimetres.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publisher.imposition.job import Job, Pattern, Rows, Scheme, Sizing


def nested(pages: int, binding: str, first: int = 0, signature: int = 0) -> list[Pattern]:
    """Sheets of four pages, one in the other, the outermost first: page 1 is opposite the last one."""
    patterns = []
    for sheet in range(pages // 4):
        low, high = first + 2 * sheet, first + pages - 2 * sheet
        front, back = (high, low + 1), (low + 2, high - 1)
        patterns.append(Pattern(_bound((front,), binding), _bound((back,), binding), sheet, signature))
    return patterns


def _booklet(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
    return nested(pages, job.binding)


def _perfect(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
    return [
        pattern
        for number, first in enumerate(range(0, pages, job.signature))
        for pattern in nested(min(job.signature, pages - first), job.binding, first, number)
    ]


def _folded(front: Rows, back: Rows | None = None) -> Callable[[int, tuple[int, int], Job], list[Pattern]]:
    """The same pattern again and again, for the next pages each time."""
    each = sum(len(row) for rows in (front, back or ()) for row in rows)

    def order(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
        return [
            Pattern(
                _bound(_raised(front, first), job.binding),
                _bound(_raised(back, first), job.binding) if back else None,
                0,
                first // each,
            )
            for first in range(0, pages, each)
        ]

    return order


def _n_up(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
    columns, rows = cells
    each = columns * rows
    sides = [
        _bound(_in_rows([first + n + 1 if first + n < pages else 0 for n in range(each)], columns), job.binding)
        for first in range(0, pages, each)
    ]
    if job.sides == 1:
        return [Pattern(side) for side in sides]
    return [Pattern(front, back) for front, back in zip(sides[::2], [*sides[1::2], None], strict=False)]


def _repeat(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
    columns, rows = cells
    same = [tuple((page,) * columns for _ in range(rows)) for page in range(1, pages + 1)]
    if job.sides == 1:
        return [Pattern(side) for side in same]
    return [Pattern(front, back) for front, back in zip(same[::2], same[1::2], strict=True)]


def _cut_and_stack(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
    """Card after card goes down the pile: of the first cell, of the second, and so on. The piles, put on each other,
    are in order."""
    columns, rows = cells
    cards = pages // job.sides
    sheets = -(-cards // (columns * rows))
    patterns = []
    for sheet in range(sheets):
        stacked = [card if (card := pile * sheets + sheet) < cards else -1 for pile in range(columns * rows)]
        front = _in_rows([card * job.sides + 1 if card >= 0 else 0 for card in stacked], columns)
        back = _in_rows([card * job.sides + 2 if card >= 0 else 0 for card in stacked], columns)
        patterns.append(Pattern(front, _mirrored(back) if job.sides == 2 else None))
    return patterns


def _single(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
    if job.sides == 1:
        return [Pattern(((page,),)) for page in range(1, pages + 1)]
    return [Pattern(((page,),), ((page + 1,),) if page < pages else None) for page in range(1, pages + 1, 2)]


def _tiles(pages: int, cells: tuple[int, int], job: Job) -> list[Pattern]:
    columns, rows = cells
    return [Pattern(((page,),)) for page in range(1, pages + 1) for _ in range(columns * rows)]


def _in_rows(pages: Sequence[int], columns: int) -> Rows:
    return tuple(tuple(pages[at : at + columns]) for at in range(0, len(pages), columns))


def _mirrored(rows: Rows) -> Rows:
    return tuple(row[::-1] for row in rows)


def _bound(rows: Rows, binding: str) -> Rows:
    """What is bound on the right is the mirror of what is bound on the left."""
    return rows if binding == "left" else _mirrored(rows)


def _raised(rows: Rows, by: int) -> Rows:
    return tuple(tuple(page + by if page > 0 else page - by for page in row) for row in rows)


SCHEMES: dict[str, Scheme] = {
    scheme.id: scheme
    for scheme in (
        Scheme(
            "booklet",
            # Two pages a side, the sheets one in the other, stapled in the fold.
            _booklet,
            multiple=4,
            grid=(2, 1),
            spines=(0,),
            binds=True,
        ),
        Scheme(
            "perfect",
            # Signatures of nested sheets, one on the other, glued at the spine.
            _perfect,
            multiple=4,
            grid=(2, 1),
            spines=(0,),
            binds=True,
        ),
        Scheme(
            "signature-8",
            # Four pages a side; folded twice, then trimmed.
            _folded(((-5, -4), (8, 1)), ((-3, -6), (2, 7))),
            multiple=8,
            grid=(2, 2),
            spines=(0,),
            folds=(0,),
            cuts=True,
            binds=True,
        ),
        Scheme(
            "signature-16",
            # Eight pages a side; folded three times, then trimmed.
            _folded(
                ((-5, -12, -9, -8), (4, 13, 16, 1)),
                ((-7, -10, -11, -6), (2, 15, 14, 3)),
            ),
            multiple=16,
            grid=(4, 2),
            spines=(0, 2),
            folds=(0,),
            cuts=True,
            binds=True,
        ),
        Scheme(
            "fold-4",
            # Printed on one side, folded twice; nothing is cut.
            _folded(((-3, -2), (4, 1))),
            multiple=4,
            grid=(2, 2),
            spines=(0,),
            folds=(0,),
            sizing=Sizing.FOLDED,
            binds=True,
        ),
        Scheme(
            "zine",
            # Printed on one side, folded three times and slit in the middle: a booklet without staples.
            _folded(((-5, -4, -3, -2), (6, 7, 8, 1))),
            multiple=8,
            grid=(4, 2),
            spines=(0, 2),
            folds=(0,),
            slit=(1, 3),
            sizing=Sizing.FOLDED,
            binds=True,
        ),
        Scheme(
            "n-up",
            # In the order of reading, made smaller where they do not fit: handouts and proofs.
            _n_up,
            sizing=Sizing.SHRINK,
            same_size=False,
            binds=True,
        ),
        Scheme(
            "repeat",
            # The same card in every cell, its back behind it.
            _repeat,
            multiple=0,
            cuts=True,
        ),
        Scheme(
            "cut-and-stack",
            # Different cards, cut into piles that are in order when one is put on the next.
            _cut_and_stack,
            multiple=0,
            cuts=True,
        ),
        Scheme(
            "poster",
            # One page on many sheets that overlap, to be glued together.
            _tiles,
            same_size=False,
        ),
        Scheme(
            "single",
            # One page a side, in the middle of the sheet; links and tags stay.
            _single,
            grid=(1, 1),
            cuts=True,
            same_size=False,
        ),
    )
}
