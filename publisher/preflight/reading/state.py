"""The graphics state (ISO 32000-2, 8.4), as far as it affects what is printed."""

from __future__ import annotations

import copy

from publisher.preflight.reading.colours import BLACK, Colour
from publisher.preflight.reading.embedded_fonts import NO_FONT
from publisher.preflight.reading.geometry import EVERYWHERE, Box, Matrix
from publisher.preflight.reading.painted import Font


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
        "seen_through",
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
        self.seen_through = False  # the group that all of it belongs to is transparent as a whole
        self.line_width = 1.0
        self.font: Font = NO_FONT
        self.size = self.rise = self.leading = self.letter_space = self.word_space = 0.0
        self.stretch = 1.0
        self.rendering = 0

    def copied(self) -> State:
        return copy.copy(self)

    def is_transparent(self, alpha: float) -> bool:
        return self.seen_through or alpha < 1 or self.masked or self.blend not in ("Normal", "Compatible")

    def begin_group(self) -> None:
        """What a transparency group begins with (ISO 32000-2, 11.6.6): it is opaque in itself, whatever it is as a
        whole."""
        self.seen_through = self.is_transparent(self.fill_alpha)
        self.fill_alpha = self.stroke_alpha = 1.0
        self.blend, self.masked = "Normal", False
