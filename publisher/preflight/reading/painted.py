"""What a page puts on paper: each text shown, line drawn, area filled, picture placed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publisher.preflight.reading.colours import Colour, Space
from publisher.preflight.reading.geometry import Box


class Kind(StrEnum):
    TEXT = "text"
    LINE = "line"
    AREA = "area"
    PICTURE = "picture"
    SHADING = "gradient"

    @property
    def one(self) -> str:
        """'an area', 'a picture'"""
        return f"{'an' if self is Kind.AREA else 'a'} {self.value}"


@dataclass(frozen=True, slots=True)
class Font:
    """A font as far as paper is concerned: whether its letters are in the file, and how wide they are (in thousandths
    of its size; `usual` where a code has no width of its own). `em` is how high its letters are at size 1, which is 1
    but for Type 3. A font that is `absent` has only a name in the content. `flaw` says what is wrong with its file, ""
    where nothing is."""

    name: str
    embedded: bool
    code_bytes: int
    widths: dict[int, float]
    usual: float
    is_type3: bool = False
    em: float = 1.0
    absent: bool = False
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its pixels, colour space, compression (names of its filters). A `stencil` is painted in a colour.
    `flaw` says what is wrong with its data, "" where nothing is."""

    width: int
    height: int
    bits: int
    space: Space | None
    filters: tuple[str, ...]
    stencil: bool = False
    soft_mask: bool = False
    flaw: str = ""

    @property
    def is_bitmap(self) -> bool:
        """Black and white, nothing between."""
        return self.stencil or (self.bits == 1 and self.space is not None and self.space.own.channels == 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """`box` is what is seen of it, `frame` what it is clipped to, None where it is not. `size` is a text's size, a
    line's width or the thickness of an area that is one rectangle, in points; `ppi` a picture's pixels per inch, the
    fewer of across and down. `order` counts the page's marks from the first painted.

    `overprint` says that overprint is on for it, `mode` is OPM; `transparent` that what is below shines through, or
    that it blends with it.
    """

    kind: Kind
    box: Box
    colour: Colour | None
    order: int
    size: float | None = None
    ppi: float | None = None
    overprint: bool = False
    mode: int = 0
    transparent: bool = False
    font: Font | None = None
    picture: Picture | None = None
    corners: int = 0  # of an area's path: a QR code has many
    frame: Box | None = None

    @property
    def is_white(self) -> bool:
        return self.colour is not None and self.colour.is_white

    @property
    def keeps_what_is_below(self) -> bool:
        """Whether inks that it does not use stay as they were painted before."""
        return self.overprint and self.colour is not None and self.colour.vanishes(self.mode)
