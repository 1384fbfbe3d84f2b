"""The graphics state (ISO 32000-2, 8.4), as far as it decides what comes onto paper."""

from __future__ import annotations

import copy

from publisher.preflight.colours import BLACK, Colour
from publisher.preflight.fonts import NO_FONT
from publisher.preflight.geometry import EVERYWHERE, Box, Matrix
from publisher.preflight.marks import Font


class State:
    """`matrix` leads from the content's units to mm on the trim. Widths and sizes are in the content's units."""

    __slots__ = (
        "blend",
        "clip",
        "fill",
        "fill_alpha",
        "fill_overprint",
        "fill_pattern",
        "font",
        "leading",
        "letter_space",
        "line_width",
        "masked",
        "matrix",
        "mode",
        "rendering",
        "rise",
        "size",
        "stretch",
        "stroke",
        "stroke_alpha",
        "stroke_overprint",
        "stroke_pattern",
        "word_space",
    )

    def __init__(self, matrix: Matrix, clip: Box = EVERYWHERE) -> None:
        self.matrix = matrix
        self.clip: Box | None = clip  # None: nothing is seen any more
        self.fill: Colour = BLACK
        self.stroke: Colour = BLACK
        self.fill_pattern: bytes | None = None
        self.stroke_pattern: bytes | None = None
        self.fill_alpha = self.stroke_alpha = 1.0
        self.fill_overprint = self.stroke_overprint = False
        self.mode = 0
        self.blend = "Normal"
        self.masked = False
        self.line_width = 1.0
        self.font: Font = NO_FONT
        self.size = self.rise = self.leading = self.letter_space = self.word_space = 0.0
        self.stretch = 1.0
        self.rendering = 0

    def copied(self) -> State:
        return copy.copy(self)

    def is_transparent(self, alpha: float) -> bool:
        return alpha < 1 or self.masked or self.blend not in ("Normal", "Compatible")
