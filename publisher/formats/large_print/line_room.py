"""What fits on a line of large print, by the widths of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from publisher.design.text_width import text_width
from publisher.model.units import mm_to_pt

# The page of layouts/base/large-print.css: A4 with margins of 20 mm, and no line wider than this many ems.
PAGE, WIDEST = mm_to_pt(170), 27.5
BOLD = 700  # the widest weight: what fits in it fits in any
SPARE = 1.01  # for kerning, which the widths of the letters leave out
ROOM_FOR_NUMBER = "\u2003" * 3
INDENT = 1.8  # ems, the deepest that one level of a list or box is set in


@dataclass
class LineRoom:
    """Lines of text of `size` points in a family of fonts. `indent` is how far the text stands from the edge, in
    points."""

    family: str
    size: int
    indent: float = 0

    @property
    def line(self) -> float:
        """How wide a line is, in points."""
        return min(PAGE, WIDEST * self.size)

    def holds(self, text: str, before: str = "") -> bool:
        """Whether a text, after what stands before it on the line, fits on one line."""
        return self._ems(before + text) * self.size <= self.line - self.indent

    def at_foot(self, text: str) -> str:
        """What runs at the foot of the page, in the size of the text, where it has room beside the page's number."""
        return text if self.holds(text, ROOM_FOR_NUMBER) else ""

    def may_exceed(self, word: str) -> bool:
        """Whether a word has so many letters that it is worth measuring."""
        return len(word) * self.size > self.line - self.indent

    def largest(self, texts: Iterable[str], family: str = "", weight: int = BOLD) -> int:
        """The largest size in points in which each of these texts takes one line, in this family or else its own."""
        return int(self.line / max((self._ems(text, family, weight) for text in texts), default=1))

    @contextmanager
    def set_in(self) -> Iterator[None]:
        """Within a list or a box lines are shorter."""
        self.indent += INDENT * self.size
        try:
            yield
        finally:
            self.indent -= INDENT * self.size

    def _ems(self, text: str, family: str = "", weight: int = BOLD) -> float:
        return text_width(text, family or self.family, weight) * SPARE or 1
