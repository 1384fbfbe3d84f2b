"""The operators of text (ISO 32000-2, 9.3 and 9.4)."""

from __future__ import annotations

from publisher.pdf.syntax.lexer import Operand
from publisher.preflight.reading.embedded_fonts import (
    ABOVE,
    BELOW,
    Run,
    read_run,
)
from publisher.preflight.reading.geometry import (
    IDENTITY,
    Box,
    Matrix,
    box_of,
    multiply,
    scale,
)
from publisher.preflight.reading.painted import Kind
from publisher.preflight.reading.painter import Handler, Painter, numbers

FILLED, STROKED = (0, 2, 4, 6), (1, 2, 5, 6)  # rendering modes; 3 and 7 show nothing


class TextPainter(Painter):
    matrix: Matrix = IDENTITY  # of the text
    line: Matrix = IDENTITY
    font_name: Operand = b""

    def handlers(self) -> dict[bytes, Handler]:
        return super().handlers() | {
            b"BT": self._begin,
            b"Tf": self._font,
            b"Tm": self._set_matrix,
            b"Td": self._move,
            b"TD": self._move_and_lead,
            b"T*": lambda operands: self._next_line(),
            b"Tc": lambda operands: self._set("letter_space", operands),
            b"Tw": lambda operands: self._set("word_space", operands),
            b"TL": lambda operands: self._set("leading", operands),
            b"Ts": lambda operands: self._set("rise", operands),
            b"Tz": self._stretch,
            b"Tr": self._rendering,
            b"Tj": lambda operands: self._show(operands[-1], False),
            b"TJ": lambda operands: self._show(operands[-1], True),
            b"'": self._show_next,
            b'"': self._show_spaced,
        }

    def _begin(self, operands: list[Operand]) -> None:
        self.matrix = self.line = IDENTITY

    def _font(self, operands: list[Operand]) -> None:
        self.font_name = operands[0]
        self.state.font = self.resources.font(operands[0])
        self.state.size = float(operands[1])

    def _set_matrix(self, operands: list[Operand]) -> None:
        a, b, c, d, e, f = numbers(operands)
        self.matrix = self.line = (a, b, c, d, e, f)

    def _move(self, operands: list[Operand]) -> None:
        x, y = numbers(operands)
        self.matrix = self.line = multiply((1, 0, 0, 1, x, y), self.line)

    def _move_and_lead(self, operands: list[Operand]) -> None:
        self.state.leading = -numbers(operands)[1]
        self._move(operands)

    def _next_line(self) -> None:
        self.matrix = self.line = multiply((1, 0, 0, 1, 0, -self.state.leading), self.line)

    def _set(self, name: str, operands: list[Operand]) -> None:
        setattr(self.state, name, float(operands[0]))

    def _stretch(self, operands: list[Operand]) -> None:
        self.state.stretch = float(operands[0]) / 100

    def _rendering(self, operands: list[Operand]) -> None:
        self.state.rendering = int(float(operands[0]))

    def _show_next(self, operands: list[Operand]) -> None:
        self._next_line()
        self._show(operands[-1], False)

    def _show_spaced(self, operands: list[Operand]) -> None:
        self.state.word_space, self.state.letter_space = numbers(operands)[:2]
        self._show_next(operands)

    def _show(self, raw: Operand, is_array: bool) -> None:
        state = self.state
        run = read_run(raw, state.font, is_array)
        em = state.size * state.stretch
        length = run.thousandths / 1000 * em + state.stretch * (
            run.letters * state.letter_space + run.spaces * state.word_space
        )
        if run.letters > run.spaces and state.clip and state.size:
            to_mm = multiply(self.matrix, state.matrix)
            size = state.size * state.font.em
            above, below = state.rise + ABOVE * size, state.rise - BELOW * size
            box = box_of(to_mm, 0, below, length, above)
            self._add_text(box, abs(size) * scale(to_mm)[1])
            if state.font.is_type3:
                self.show_glyphs(self.font_name, run, to_mm)
        self.matrix = multiply((1, 0, 0, 1, length, 0), self.matrix)

    def _add_text(self, box: Box, size: float) -> None:
        state = self.state
        if state.rendering in FILLED:
            self.add(Kind.TEXT, box, state.fill, size=size, font=state.font)
        if state.rendering in STROKED:
            self.add(Kind.TEXT, box, state.stroke, stroke=True, size=size, font=state.font)

    def show_glyphs(self, font_name: Operand, run: Run, to_mm: Matrix) -> None:
        """The pictures that letters of a Type 3 font are."""
