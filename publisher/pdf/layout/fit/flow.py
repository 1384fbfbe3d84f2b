"""How much room a part takes, and where a page turn may part it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

Pieces = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Flow:
    """Pieces that no page turn parts, as (top, lower edge) in mm from the first one's top, and the height of it all.
    `parted` are the pieces where boxes may be parted at their items, too; none where that makes no difference.
    `rigid` are the headings and pictures, (top, lower edge) in their order, which stay as high where lines are moved
    apart."""

    pieces: Pieces
    height: float
    parted: Pieces = ()
    rigid: Pieces = ()

    def pages(self, room: float) -> tuple[float, ...]:
        """How far down each page it reaches, on pages of this room."""
        return pages([Placed(self)], room)

    def moved(self, by: float) -> Flow:
        """The same, further down by some mm."""
        moved = (_moved(each, by) for each in (self.parted, self.rigid))
        return Flow(_moved(self.pieces, by), self.height + by, *moved) if by else self

    def spaced(self, at: float, by: float) -> Flow:
        """The same, with more space after what ends there."""
        pieces, parted, rigid = (
            tuple((top + by, bottom + by) if top >= at - 0.1 else (top, bottom) for top, bottom in each)
            for each in (self.pieces, self.parted, self.rigid)
        )
        return Flow(pieces, self.height + by, parted, rigid)

    def scaled(self, factor: float) -> Flow:
        """The same where all of it takes more room."""
        scaled = (_scaled(each, factor) for each in (self.parted, self.rigid))
        return Flow(_scaled(self.pieces, factor), self.height * factor, *scaled)

    def stretched(self, factor: float) -> Flow:
        """The same with its lines so many times as far apart."""
        if factor == 1:
            return self

        def at(place: float) -> float:
            stays = sum(min(low, place) - top for top, low in self.rigid if top < place)
            return place * factor - stays * (factor - 1)

        pieces, parted, rigid = (
            tuple((at(top), at(low)) for top, low in each) for each in (self.pieces, self.parted, self.rigid)
        )
        return Flow(pieces, at(self.height), parted, rigid)

    @cached_property
    def tops(self) -> list[float]:
        return [top for top, _ in self.parted or self.pieces]

    @cached_property
    def bottoms(self) -> list[float]:
        return [bottom for _, bottom in self.parted or self.pieces]


@dataclass(frozen=True)
class Placed:
    """A flow that begins `offset` mm down. Where it begins a page, it begins `led` mm down that page: below its
    picture."""

    flow: Flow
    offset: float = 0.0
    led: float = 0.0

    @property
    def bottom(self) -> float:
        return self.offset + self.flow.height


def pages(placed: Sequence[Placed], room: float) -> tuple[float, ...]:
    """How far down each page flows below each other reach, on pages of this room. A piece higher than a page goes over
    the turn."""
    return tuple(reached for reached, _ in page_turns(placed, room))


def first_pages(placed: Sequence[Placed], room: float) -> list[int]:
    """On which page each flow begins, counted from 0."""
    found = []
    for at, one in enumerate(placed):
        top = Flow(one.flow.pieces[:1], one.flow.pieces[0][1] if one.flow.pieces else 0.0)
        found.append(len(pages([*placed[:at], replace(one, flow=top)], room)) - 1)
    return found


def at_page_head(placed: Sequence[Placed], at: int, room: float) -> bool:
    """Whether a flow begins a page, because no piece of it goes on the page of the one before."""
    return at == 0 or first_pages(placed, room)[at] == len(pages(placed[:at], room))


def page_turns(placed: Sequence[Placed], room: float) -> Iterator[tuple[float, float]]:
    """For each page, how far down it reaches, and how much of a flow that it parts is carried over the turn: inf
    where the next page begins with a flow, and for the last page."""
    start = last = 0.0
    for one in placed:
        tops, bottoms, at = one.flow.tops, one.flow.bottoms, 0
        while at < len(bottoms):
            fitting = bisect_right(bottoms, start + room - one.offset, at)
            if fitting > at:
                at, last = fitting, one.offset + bottoms[fitting - 1]
                continue
            if last > start:
                reached = last - start
                start = one.offset + (tops[at] if at else -one.led)
                yield reached, one.bottom - start if at else inf
            last = one.offset + bottoms[at]
            while last - start > room:
                start += room
                yield room, inf
            at += 1
    yield last - start, inf


def _moved(pieces: Pieces, by: float) -> Pieces:
    return tuple((top + by, bottom + by) for top, bottom in pieces)


def _scaled(pieces: Pieces, factor: float) -> Pieces:
    return tuple((top * factor, bottom * factor) for top, bottom in pieces)
