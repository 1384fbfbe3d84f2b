"""The boxes of a page (ISO 32000-2, 14.11.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pypdf import PageObject

from publisher.model.catalogue import Message, say
from publisher.preflight.reading.geometry import Box
from publisher.preflight.reading.resources import read_corners

MOST_BLEED = 5.0  # mm


@dataclass(frozen=True)
class Boxes:
    """Page boxes (ISO 32000-2, 14.11.2) in mm from the trim's upper left corner, as the page is turned. What the file
    does not say is None; `cut` is where it will be cut: trim, else art, crop, media."""

    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None
    cut: Box

    @property
    def room(self) -> Box:
        """How far content may go: the bleed box, which is the crop box, or the media box, where the file says none."""
        return self.bleed or self.crop or self.media

    @property
    def printed(self) -> Box:
        """What counts as content: marks beyond it are the printer's. A file that declares no bleed may have both."""
        return (self.bleed or self.cut.grown(MOST_BLEED)).within(self.media) or self.media

    @property
    def bleed_amount(self) -> float:
        """mm of bleed on the side that has least."""
        room, cut = self.room.within(self.media) or self.media, self.cut
        return min(cut.left - room.left, cut.top - room.top, room.right - cut.right, room.bottom - cut.bottom)


class Sizeless(Exception):
    """A page of which nobody knows how large it is, and why."""


def read_box(found: Any) -> tuple[float, float, float, float] | None:
    """A rectangle in PDF units, lower left corner first; None where there is none that can be read, or has an area."""
    corners = _four(found)
    return corners if corners and corners[2] > corners[0] and corners[3] > corners[1] else None


def _four(found: Any) -> tuple[float, float, float, float] | None:
    try:
        return read_corners(found)
    except (AttributeError, TypeError, ValueError):
        return None


def why_sizeless(page: PageObject) -> Message:
    """Why a page has no MediaBox that says how large it is."""
    found = page.get("/MediaBox")
    if found is None:
        return say("preflight:page-without-media-box")
    four = _four(found)
    if four is None:
        return say("preflight:media-box-no-box")
    return say("preflight:media-box-size", width=four[2] - four[0], height=four[3] - four[1])
