"""What all groups of operators share: the state, the marks gathered so far, how a mark is added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publisher.model.units import mm_to_pt
from publisher.pdf.syntax.lexer import Operand
from publisher.preflight.reading.colours import Colour
from publisher.preflight.reading.geometry import EVERYWHERE, Box, Matrix
from publisher.preflight.reading.painted import Kind, Mark
from publisher.preflight.reading.resources import Resources, TooMuch
from publisher.preflight.reading.state import State

Handler = Callable[[list[Operand]], None]
UNSEEN_ALPHA = 0.002
MOST_MARKS = 1_000_000  # of a page: some 20 seconds


class Gathered:
    """The marks of one page, and what could not be read of it."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.damage: list[str] = []
        self.too_much = False  # nobody can read it to its end, and no program draw it
        self.used: set[str] = set()  # other things that the page uses: "/TR", "/HT", "PS"
        self.groups: list[Any] = []  # colour spaces of transparency groups

    def harmed(self, what: str) -> None:
        if what not in self.damage:
            self.damage.append(what)


class Painter:
    """`level` is how deep forms lie in forms. `hidden` counts open layers that are not printed."""

    def __init__(
        self, resources: Resources, matrix: Matrix, gathered: Gathered, clip: Box = EVERYWHERE, level: int = 0
    ) -> None:
        self.resources = resources
        self.state = State(matrix, clip)
        self.base = matrix
        self.gathered = gathered
        self.level = level
        self.stack: list[State] = []
        self.marked: list[bool] = []
        self.hidden = 0

    def handlers(self) -> dict[bytes, Handler]:
        return {}

    def add(self, kind: Kind, box: Box, ink: Colour | None, *, stroke: bool = False, **more: Any) -> None:
        """One mark, if any of it is seen. Sizes (`size`) are given in mm and kept in points."""
        state = self.state
        seen = box.within(state.clip) if state.clip else None
        alpha = state.stroke_alpha if stroke else state.fill_alpha
        if seen is None or self.hidden or (alpha < UNSEEN_ALPHA and not state.masked):
            return
        if (size := more.get("size")) is not None:
            more["size"] = mm_to_pt(size)
        marks = self.gathered.marks
        if len(marks) >= MOST_MARKS:
            raise TooMuch
        marks.append(
            Mark(
                kind,
                seen,
                ink,
                len(marks),
                overprint=state.stroke_overprint if stroke else state.fill_overprint,
                mode=state.mode,
                transparent=state.is_transparent(alpha),
                frame=None if state.clip is EVERYWHERE else state.clip,
                **more,
            )
        )


def numbers(operands: list[Operand]) -> list[float]:
    return [operand for operand in operands if isinstance(operand, float)]
