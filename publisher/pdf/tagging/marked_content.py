"""What the pages hold, piece by piece, and the PDF in which each piece is marked by a number.

The engine's own tags are thrown away (they begin a paragraph, list or table anew on each page, drop languages, and say
nothing of what runs on from line to line). What is kept is its marking of each text and picture in the pages' content
streams. Around those marks `structure` builds the tree from the document itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publisher.text.i18n import is_right_to_left


@dataclass(eq=False, slots=True)
class Piece:
    """A text of one line, or a picture, as it is drawn. `page` counts from 0; `bounds` are points from the page's lower
    left corner; `box` is the engine's, and serves to know it again. `mcid` is its number in the page's content stream,
    None until it is drawn.

    `space`: a space belongs at the end, which the engine removes where a line ends. `hyphenated`: the last character is
    a hyphen that is not part of the word. `at` is where it begins in its text in the document; it is known when that
    has been read (see `reading`).
    """

    page: int
    box: Any
    bounds: tuple[float, float, float, float]
    text: str = ""
    right_to_left: bool = False
    mcid: int | None = None
    space: bool = False
    hyphenated: bool = False
    label: bool = False
    at: int = 0

    @property
    def runs_backwards(self) -> bool:
        """Whether its glyphs, or some of them, are drawn in another order than one reads them."""
        return bool(self.text) and (self.right_to_left or any(map(is_right_to_left, self.text)))

    @property
    def spaced_text(self) -> str:
        """The text with the space that it asks for."""
        return f"{self.text} " if self.space else self.text

    @property
    def read_out(self) -> str:
        """The same as programs copy it: a hyphen that is not part of the word is a soft one."""
        return f"{self.text[:-1]}\u00ad" if self.hyphenated else self.spaced_text


@dataclass(eq=False)
class Pieces:
    """What the pages hold, by the element of the source that it belongs to, in the order of the pages.

    What is in none of the three is an artifact: running heads, generated text, a table's head that is repeated.
    """

    texts: dict[Any, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[Any, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    pictures: dict[Any, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    running: dict[int, str] = field(default_factory=dict)  # id of a box in a margin -> its at-keyword


@dataclass(frozen=True)
class Drawn:
    """The PDF without structure. `links` says which annotations an element has: (page, index in /Annots), from 0."""

    pdf: bytes
    links: Mapping[Any, Sequence[tuple[int, int]]]
