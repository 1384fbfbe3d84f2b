"""What a writer may do where no choice fills the pages: which part it is, how many words, and where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publisher.design.fit_settings import FitTable
from publisher.pdf.layout.fit.page_groups import PT_TO_MM, Group, Part

HALF = 0.5  # of a page: what is filled less looks unfinished
FEWEST = 5  # words; a page that lacks fewer is full
ROUND = 5  # words, to which counts are rounded: they are reckoned from heights


@dataclass(frozen=True)
class Room:
    """A part whose last page has room for about so many words, and that page."""

    name: str
    page: int
    words: int


@dataclass(frozen=True)
class Measure:
    """What to reckon with where the number of pages is to be another: how many words a page takes, and the longest
    part, with its words."""

    words: int
    longest: str
    its_words: int


@dataclass(frozen=True)
class BadFill:
    """A page under half full at every density. `too_many` is how many words go on it that would have to go for one page
    less, 0 where it is the part's only page; `missing` how many would fill it. `neighbours` are the parts before and
    after with room. `source` is the part's data-source."""

    name: str
    source: str
    page: int
    filled: float
    too_many: int
    missing: int
    neighbours: tuple[Room, ...]


def bad_fills(
    table: FitTable, parts: Sequence[Part], groups: Sequence[Group], sources: Sequence[str], first: int
) -> Iterator[BadFill]:
    """`sources` are those of the parts; `first` is the page that the first group begins."""
    pages = [first + sum(group.pages for group in groups[:at]) for at in range(len(groups))]
    for at, group in enumerate(groups):
        if group.filled >= HALF:
            continue
        part = parts[group.parts[-1]]
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(groups)]
        rooms = [Room(parts[groups[near].parts[-1]].name, pages[near] + groups[near].pages - 1,
                      _words(table, parts, groups[near], table.target[1] - groups[near].filled))
                 for near in beside]  # fmt: skip
        yield BadFill(
            part.name,
            sources[group.parts[-1]],
            pages[at] + group.pages - 1,
            group.filled,
            _words(table, parts, group, group.filled, up=True) if group.pages > 1 else 0,
            _words(table, parts, group, table.target[0] - group.filled, up=True),
            tuple(room for room in rooms if room.words >= FEWEST),
        )


def words_a_page(parts: Sequence[Part], groups: Sequence[Group]) -> Measure | None:
    """None where there are too few words to say it."""
    words, pages = sum(part.words for part in parts), sum(group.pages for group in groups)
    count = words // max(1, pages) // ROUND * ROUND
    longest = max(parts, key=lambda part: part.words, default=None)
    return Measure(count, longest.name, longest.words) if longest and count >= FEWEST else None


def _words(table: FitTable, parts: Sequence[Part], group: Group, share: float, up: bool = False) -> int:
    """How many words of a group's text take this share of a page's room."""
    height = sum(parts[index].flows[group.density].height for index in group.parts) * group.stretch
    head = 4 * table.densities[group.density].text[1] * PT_TO_MM  # of each part, which more words leave as it is
    words = sum(parts[index].words for index in group.parts)
    count = max(0.0, share) * table.room * words / max(height - head * len(group.parts), height / 2, 1.0)
    return int(-(-count // ROUND) if up else count // ROUND) * ROUND
