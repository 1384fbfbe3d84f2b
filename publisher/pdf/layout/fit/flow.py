"""How much room a part takes, and where a page turn may part it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Flow:
    """Pieces that no page turn parts, as (top, lower edge) in mm from the first one's top, and the height of it all.
    `parted` are the pieces where boxes may be parted at their items, too; none where that makes no difference."""

    pieces: tuple[tuple[float, float], ...]
    height: float
    parted: tuple[tuple[float, float], ...] = ()

    def moved(self, by: float) -> Flow:
        """The same, further down."""
        return Flow(_moved(self.pieces, by), self.height + by, _moved(self.parted, by))

    def led(self, by: float) -> Flow:
        """The same, where its first piece begins further up: with a picture above it."""
        return Flow(_led(self.pieces, by), self.height, _led(self.parted, by) if self.parted else ())

    def joined(self, other: Flow) -> Flow:
        """With another one below."""
        below = other.moved(self.height)
        parted = (*(self.parted or self.pieces), *(below.parted or below.pieces))
        return Flow((*self.pieces, *below.pieces), below.height, parted if self.parted or other.parted else ())

    def stretched(self, factor: float) -> Flow:
        """The same with its lines further apart. What does not grow with the lines is counted as if it did."""
        return (
            self
            if factor == 1
            else Flow(_scaled(self.pieces, factor), self.height * factor, _scaled(self.parted, factor))
        )

    def pages(self, room: float) -> tuple[float, ...]:
        """How far down each page it reaches, on pages of this room. A piece higher than a page goes over the turn."""
        reached: list[float] = []
        start = last = 0.0
        for top, bottom in self.parted or self.pieces:
            if bottom - start > room and last > start:
                reached.append(last - start)
                start = top
            while bottom - start > room:
                reached.append(room)
                start += room
            last = bottom
        return (*reached, last - start)


def _moved(pieces: Sequence[tuple[float, float]], by: float) -> tuple[tuple[float, float], ...]:
    return tuple((top + by, bottom + by) for top, bottom in pieces)


def _led(pieces: Sequence[tuple[float, float]], by: float) -> tuple[tuple[float, float], ...]:
    (top, bottom), *others = pieces or ((by, by),)
    return ((top - by, bottom), *others)


def _scaled(pieces: Sequence[tuple[float, float]], factor: float) -> tuple[tuple[float, float], ...]:
    return tuple((top * factor, bottom * factor) for top, bottom in pieces)
