"""A finished file's text aligned with the texts that it must hold: which are missing, which moved, and what is left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LOOK_AHEAD = 4  # texts after the one that is looked for
UNMISTAKABLE = 6  # characters: what is shorter stands in many places by chance
BACK = 12  # characters that two cells may begin with alike

Span = tuple[int, int]


@dataclass(frozen=True)
class Row:
    """A table's row, which may go on over a page: then each of its cells does, below the repeated head.

    Attributes:
        last: The number of its last text.
        cells: What each cell says, squashed.
        head: What the table's head says, squashed.
    """

    last: int
    cells: tuple[str, ...]
    head: str


@dataclass
class Alignment:
    """Where each text stands.

    Attributes:
        missing: The numbers of the texts that are in no place.
        moved: The numbers of those that are in another place than their order says.
        claimed: (start, end) of the places that were found, in the file's text.
    """

    missing: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    claimed: list[Span] = field(default_factory=list)

    def gaps(self, length: int) -> Iterator[Span]:
        """(start, end) of what no text has claimed, in a file's text of `length` characters."""
        reached = 0
        for start, end in [*sorted(self.claimed), (length, length)]:
            if start > reached:
                yield reached, start
            reached = max(reached, end)


def align(
    wanted: Sequence[str],
    pages: Sequence[str],
    rows: Mapping[int, Row] | None = None,
    *,
    strict: bool = True,
    labels: Collection[str] = (),
) -> Alignment:
    """Find each text after the one before it.

    Args:
        wanted: The texts in their order, squashed (see `squash`).
        pages: The file's text, squashed: page by page, or all in one.
        rows: The rows of tables, by the number of their first text.
        strict: Nothing of what follows may stand before a text, as it does where the file has contents of its own.
        labels: Texts that a file may say again, such as the head of a column before each of its cells.

    Returns:
        The alignment. Where the order breaks, it goes on from the new place, so that one displaced part is one fault.
    """
    text, found, cursor, done = "".join(pages), Alignment(), 0, -1
    ends = _ends(pages)
    for number, words in enumerate(wanted):
        if number <= done:
            continue
        if rows and (row := rows.get(number)) and (spans := _parted(row, text, cursor, ends)):
            found.claimed += spans
            cursor, done = spans[-1][1], row.last
            continue
        at = text.find(words, cursor)
        following = [other for other in wanted[number + 1 : number + 1 + LOOK_AHEAD] if other not in labels]
        if strict and at > cursor and _passes_over(text[cursor:at], words, following):
            (found.moved if len(words) >= UNMISTAKABLE else found.missing).append(number)
            continue
        if at < 0 and (len(words) > 1 or words not in text):
            at = text.find(words)
            (found.missing if at < 0 else found.moved).append(number)
        if at >= 0:
            cursor = at + len(words)
            found.claimed.append((at, cursor))
    return found


def _passes_over(gap: str, words: str, following: Sequence[str]) -> bool:
    """Whether a text that is found after `gap` is another one than the one looked for: what should follow it stands
    before it."""
    return any(len(other) >= UNMISTAKABLE and other in gap and other not in words for other in following)


def _ends(pages: Sequence[str]) -> list[int]:
    """Where each page ends in the text of all."""
    ends = [0]
    for page in pages:
        ends.append(ends[-1] + len(page))
    return ends[1:]


def _parted(row: Row, text: str, cursor: int, ends: Sequence[int]) -> list[Span]:
    """Where the parts of a row stand that begins at `cursor` and goes on over a page; empty where it does not."""
    whole = "".join(row.cells)
    first = bisect_left(ends, cursor + 1)
    if first >= len(ends) - 1 or cursor + len(whole) <= ends[first] or text.startswith(whole, cursor):
        return []
    return _rest(row.cells, row.head, text, cursor, ends[first:])


def _rest(cells: Sequence[str], head: str, text: str, at: int, ends: Sequence[int]) -> list[Span]:
    """Where what is left of the cells stands from `at` on, to the end of this page and on those after it."""
    if not ends:
        return []
    for taken in _shares(cells, text[at : ends[0]]):
        spans, place, left = list[Span](), at, list[str]()
        for cell, count in zip(cells, taken, strict=True):
            spans.append((place, place + count))
            place += count
            left.append(cell[count:])
        if not any(left):
            return spans
        if place == ends[0]:
            begin = place + len(head) * text.startswith(head, place)
            if after := _rest(left, head, text, begin, ends[1:]):
                return [*spans, *after]
    return []


def _shares(cells: Sequence[str], page: str) -> Iterator[list[int]]:
    """How many characters of each cell may stand on a page, one cell after the other: as many as can; or, because what
    is left of a cell may begin as the next one does, fewer of one of them."""
    most = _taken(cells, page, -1, 0)
    yield most
    for number in range(len(cells) - 1):
        for fewer in range(1, min(BACK, most[number]) + 1):
            yield _taken(cells, page, number, fewer)


def _taken(cells: Sequence[str], page: str, short: int, fewer: int) -> list[int]:
    """As many characters of each cell as can, but `fewer` of the one numbered `short`."""
    counts, at = list[int](), 0
    for number, cell in enumerate(cells):
        alike = _alike(cell, page[at : at + len(cell)])
        counts.append(alike - fewer if number == short else alike)
        at += counts[-1]
    return counts


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (at for at, (own, its) in enumerate(zip(one, other, strict=False)) if own != its), min(len(one), len(other))
    )
