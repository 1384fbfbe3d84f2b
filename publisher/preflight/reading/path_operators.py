"""The operators of paths: drawing lines, filling areas, clipping (ISO 32000-2, 8.5)."""

from __future__ import annotations

from publisher.pdf.syntax.lexer import Operand
from publisher.preflight.reading.geometry import Box, box_of, scale
from publisher.preflight.reading.painted import Kind
from publisher.preflight.reading.painter import Handler, Painter, numbers


class PathPainter(Painter):
    """Of a path is kept what surrounds it, how many corners it has, and whether it is one upright rectangle."""

    xs: list[float]
    ys: list[float]
    rectangles = 0
    others = 0
    clipping = False

    def handlers(self) -> dict[bytes, Handler]:
        self.xs, self.ys = [], []
        return super().handlers() | {
            b"m": self._point,
            b"l": self._point,
            b"c": self._curve,
            b"v": self._curve,
            b"y": self._curve,
            b"re": self._rectangle,
            b"h": lambda operands: None,
            b"W": self._clip,
            b"W*": self._clip,
            b"n": lambda operands: self._paint(False, False),
            b"S": lambda operands: self._paint(False, True),
            b"s": lambda operands: self._paint(False, True),
            b"f": lambda operands: self._paint(True, False),
            b"F": lambda operands: self._paint(True, False),
            b"f*": lambda operands: self._paint(True, False),
            b"B": lambda operands: self._paint(True, True),
            b"B*": lambda operands: self._paint(True, True),
            b"b": lambda operands: self._paint(True, True),
            b"b*": lambda operands: self._paint(True, True),
        }

    def _point(self, operands: list[Operand]) -> None:
        x, y = operands
        self.xs.append(x)  # type: ignore[arg-type]
        self.ys.append(y)  # type: ignore[arg-type]
        self.others += 1

    def _curve(self, operands: list[Operand]) -> None:
        self.xs += operands[::2]  # type: ignore[arg-type]
        self.ys += operands[1::2]  # type: ignore[arg-type]
        self.others += 1

    def _rectangle(self, operands: list[Operand]) -> None:
        x, y, width, height = numbers(operands)
        self.xs += (x, x + width)
        self.ys += (y, y + height)
        self.rectangles += 1

    def _clip(self, operands: list[Operand]) -> None:
        self.clipping = True

    def _paint(self, fill: bool, stroke: bool) -> None:
        state = self.state
        if self.xs:
            box = box_of(state.matrix, min(self.xs), min(self.ys), max(self.xs), max(self.ys))
            if fill and state.clip:
                self._fill(box)
            if stroke and state.clip:
                width = state.line_width * min(scale(state.matrix))
                self.add(Kind.LINE, box.grown(width / 2), state.stroke, stroke=True, size=width, corners=self.others)
            if self.clipping and state.clip:
                state.clip = box.within(state.clip)
        elif self.clipping:
            state.clip = None
        self.xs, self.ys = [], []
        self.rectangles = self.others = 0
        self.clipping = False

    def _fill(self, box: Box) -> None:
        corners = 4 * self.rectangles + self.others
        alone = self.rectangles == 1 and not self.others
        plain = not self.rectangles and self.others <= 5 and self._is_rectangle()
        thickness = min(box.width, box.height) if alone or plain else None
        self.paint_area(box, thickness, corners)

    def _is_rectangle(self) -> bool:
        return len(set(self.xs)) <= 2 and len(set(self.ys)) <= 2

    def paint_area(self, box: Box, thickness: float | None, corners: int) -> None:
        self.add(Kind.AREA, box, self.state.fill, size=thickness, corners=corners)
