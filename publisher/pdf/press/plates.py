"""One content stream -> the same drawing in inks, with black text and thin black lines printing over what is below.

Overprint (ISO 32000-1, 8.6.7): white text that overprints vanishes. So each text and path says what it needs, black
alone, opaque, small or thin; the state is changed only where it differs, and `q` and `Q` carry it along.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt
from typing import Protocol

from publisher.model.catalogue import say
from publisher.model.errors import REPORT, RenderError
from publisher.pdf.press.inks import BLACK, Ink
from publisher.pdf.syntax.lexer import cut_soundly, read_name, read_numbers

# All overprints, only what is stroked, nothing.
OVERPRINT, LINES_OVERPRINT, KNOCKOUT = "/Overprint", "/LinesOverprint", "/Knockout"
STRUCTURE = frozenset((b"BMC", b"BDC", b"EMC", b"MP", b"DP"))  # says what things mean, to nobody at the print shop
FILLS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
STROKES = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
DEVICE_SPACES = {b"g": "/DeviceGray", b"rg": "/DeviceRGB", b"k": "/DeviceCMYK"}
# How a text is drawn, by its rendering mode: (filled, stroked). Four more do the same, and clip.
TEXT_MODES = ((True, False), (False, True), (True, True), (False, False))


@dataclass(slots=True)
class State:
    """What of the graphics state decides about overprint; lengths are points after `scale`.

    An ink of None is not known: a pattern, or what was set before this stream began.
    """

    fill: Ink | None = None
    stroke: Ink | None = None
    fill_space: str = "/DeviceGray"
    stroke_space: str = "/DeviceGray"
    scale: float = 1
    line: float = 1
    size: float = 0
    glyphs_are_drawings: bool = False  # fonts of Type 3
    mode: int = 0
    fill_alpha: float = 1
    stroke_alpha: float = 1
    is_plain: bool = True  # no soft mask, no blending
    overprint: str = KNOCKOUT


PAGE = State(fill=Ink(BLACK), stroke=Ink(BLACK))


class House(Protocol):
    """What a stream asks of the file that it is part of. Names are those of its resources."""

    def kind(self, space: str) -> str:
        """'/Lab' for the name of a Lab colour space."""

    def colour(self, kind: str, operands: bytes, stroke: bool) -> tuple[Ink | None, bytes]:
        """The ink that a colour becomes, and the operation that sets it."""

    def small(self, ink: Ink, stroke: bool) -> tuple[Ink, bytes]:
        """The ink in which small text of this one is printed, and the operation that sets it."""

    def set(self, ink: Ink, stroke: bool) -> bytes:
        """The operation that sets an ink."""

    def set_state(self, name: str, state: State) -> None:
        """Do to `state` what a graphics state parameter dictionary does."""

    def draw(self, name: str, scale: float) -> None:
        """An XObject is drawn: it must be in inks."""

    def shade(self, name: str) -> None: ...

    def fill_with_pattern(self, name: str, scale: float) -> None: ...

    def glyphs_are_drawings(self, font: str) -> bool: ...


class Plates:
    """Rewrites one content stream. Black text smaller than `text_below` and black lines thinner than `lines_below`, in
    points, overprint; text smaller than `two_inks_below` has two inks at most."""

    def __init__(
        self, house: House, state: State, text_below: float, lines_below: float, two_inks_below: float = 0
    ) -> None:
        self.house, self.state = house, replace(state)
        self.text_below, self.lines_below, self.two_inks_below = text_below, lines_below, two_inks_below
        self.stack: list[State] = []
        self.out: list[bytes] = []
        self.text_scale = 1.0
        self.path: list[bytes] = []  # its operations; the first stands after an empty place in `out`
        self.path_start = 0
        self.steps: dict[bytes, Callable[[bytes, bytes, bytes], bytes]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._concatenate,
            b"gs": self._set_state,
            b"w": self._line_width,
            b"Do": self._draw,
            b"sh": self._shade,
            b"Tf": self._font,
            b"BT": self._begin_text,
            b"Tm": self._text_matrix,
            b"Tr": self._text_mode,
            **dict.fromkeys((b"rg", b"g", b"k", b"RG", b"G", b"K"), self._device_colour),
            **dict.fromkeys((b"cs", b"CS"), self._space),
            **dict.fromkeys((b"sc", b"scn", b"SC", b"SCN"), self._colour),
            **dict.fromkeys((b"m", b"l", b"c", b"v", b"y", b"h", b"re"), self._path),
            **dict.fromkeys((b"n", *FILLS, *STROKES), self._paint),
            **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), self._show),
            b"EI": self._inline_picture,
            **dict.fromkeys(STRUCTURE, lambda whole, operands, operator: b""),
        }

    def rewrite(self, data: bytes) -> bytes:
        """The stream in inks. Raises RenderError for what it cannot read."""
        steps, out = self.steps, self.out
        for whole, operands, operator in cut_soundly(data):
            step = steps.get(operator)
            out.append(step(whole, operands, operator) if step else whole)
        return b"".join(out)

    def _save(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.stack.append(replace(self.state))
        return whole

    def _restore(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        if self.stack:
            self.state = self.stack.pop()
        return whole

    def _concatenate(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.state.scale *= _scale(operands)
        return whole

    def _set_state(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.house.set_state(read_name(operands), self.state)
        return whole

    def _line_width(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.state.line = float(operands)
        return whole

    def _draw(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.house.draw(read_name(operands), self.state.scale)
        return self._set_overprint(KNOCKOUT) + whole

    def _inline_picture(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        raise RenderError(say("pdf:inline-picture"), REPORT)

    def _shade(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.house.shade(read_name(operands))
        return self._set_overprint(KNOCKOUT) + whole

    def _device_colour(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        return self._set_colour(DEVICE_SPACES[operator.lower()], operands, operator.isupper())

    def _space(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        kind, stroke = self.house.kind(read_name(operands)), operator.isupper()
        if kind != "/Pattern":
            # Whatever the space, its first colour is black, or what is nearest to it.
            first = {"/DeviceCMYK": b"0 0 0 1", "/DeviceGray": b"0"}.get(kind, b"0 0 0")
            return self._set_colour(kind, first, stroke)
        self._remember(kind, None, stroke)
        return whole

    def _colour(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        stroke = operator.isupper()
        kind = self.state.stroke_space if stroke else self.state.fill_space
        if kind != "/Pattern":
            return self._set_colour(kind, operands, stroke)
        self.house.fill_with_pattern(read_name(operands), self.state.scale)
        self._remember(kind, None, stroke)
        return whole

    def _set_colour(self, kind: str, operands: bytes, stroke: bool) -> bytes:
        ink, written = self.house.colour(kind, operands, stroke)
        self._remember(kind, ink, stroke)
        return written

    def _remember(self, kind: str, ink: Ink | None, stroke: bool) -> None:
        if stroke:
            self.state.stroke_space, self.state.stroke = kind, ink
        else:
            self.state.fill_space, self.state.fill = kind, ink

    def _path(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        if not self.path:  # no state may change within a path: room for it is left before
            self.path_start = len(self.out)
            self.out.append(b"")
        self.path.append(whole)
        return whole

    def _paint(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        if self.path and operator != b"n":
            stroked = operator in STROKES
            thickness = self.state.line if stroked else self._thickness()
            thin = thickness * self.state.scale < self.lines_below
            kind = OVERPRINT if operator not in FILLS or not stroked else LINES_OVERPRINT  # an area never does
            is_meant = thin and self._is_black(not stroked, stroked)
            self.out[self.path_start] = self._set_overprint(kind if is_meant else KNOCKOUT)
        self.path = []
        return whole

    def _thickness(self) -> float:
        """How thin a filled path is, where it is one rectangle: the engine draws most lines as such."""
        if len(self.path) == 1 and self.path[0].endswith(b"re"):
            _, _, width, height = read_numbers(self.path[0][:-2])
            return min(abs(width), abs(height))
        return float("inf")

    def _begin_text(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.text_scale = 1
        return whole

    def _font(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.state.glyphs_are_drawings = self.house.glyphs_are_drawings(read_name(operands))
        self.state.size = abs(read_numbers(operands)[-1])
        return whole

    def _text_matrix(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.text_scale = _scale(operands)
        return whole

    def _text_mode(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        self.state.mode = int(operands)
        return whole

    def _show(self, whole: bytes, operands: bytes, operator: bytes) -> bytes:
        state = self.state
        size = state.size * self.text_scale * state.scale
        filled, stroked = TEXT_MODES[state.mode % 4]
        usual, before, after = (state.fill, state.stroke), b"", b""
        if size < self.two_inks_below and not state.glyphs_are_drawings:
            if filled and state.fill and (small := self.house.small(state.fill, False))[0] != state.fill:
                state.fill, before, after = small[0], small[1], self.house.set(state.fill, False)
            if stroked and state.stroke and (small := self.house.small(state.stroke, True))[0] != state.stroke:
                after += self.house.set(state.stroke, True)
                state.stroke, before = small[0], before + small[1]
        is_meant = size < self.text_below and not state.glyphs_are_drawings and self._is_black(filled, stroked)
        state.fill, state.stroke = usual
        return self._set_overprint(OVERPRINT if is_meant else KNOCKOUT) + before + whole + after

    def _is_black(self, filled: bool, stroked: bool) -> bool:
        """Whether all that is painted is black alone, with nothing shining through."""
        state, inks = self.state, list[Ink | None]()
        if filled:
            inks.append(state.fill if state.fill_alpha == 1 else None)
        if stroked:
            inks.append(state.stroke if state.stroke_alpha == 1 else None)
        return state.is_plain and bool(inks) and all(ink is not None and ink.is_black for ink in inks)

    def _set_overprint(self, kind: str) -> bytes:
        if kind == self.state.overprint:
            return b""
        self.state.overprint = kind
        return f"\n{kind} gs".encode()


def _scale(operands: bytes) -> float:
    """How much a matrix makes lengths grow: the root of its determinant."""
    a, b, c, d, *_ = read_numbers(operands)
    return sqrt(abs(a * d - b * c))
