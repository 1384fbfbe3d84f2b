"""Page boxes (ISO 32000-2, 14.11.2): trim, bleed, media."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf import PageObject
from pypdf.generic import NameObject, RectangleObject

from publisher.pdf.syntax.objects import pdf

BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


@dataclass(frozen=True)
class Sheet:
    """A page as the print shop gets it: the trim of `width` and `height`, the bleed around it, and around that a slug
    for marks. Points."""

    width: float
    height: float
    bleed: float
    slug: float = 0

    @property
    def margin(self) -> float:
        """From the edge of the sheet to the trim."""
        return self.bleed + self.slug

    @property
    def media(self) -> tuple[float, float]:
        """Width and height of it all."""
        return self.width + 2 * self.margin, self.height + 2 * self.margin

    def clip_to_bleed(self) -> bytes:
        """Keeps what is drawn after it out of the slug."""
        sides = self.width + 2 * self.bleed, self.height + 2 * self.bleed
        return b"%.4f %.4f %.4f %.4f re W n" % (self.slug, self.slug, *sides)


def cut_to_trim(page: PageObject) -> None:
    """Screen and home printing: the page is its trim; what bleeds lies outside and is not shown."""
    trim = RectangleObject(page.trimbox)
    for name in ("/TrimBox", "/BleedBox", "/ArtBox"):
        page.pop(NameObject(name), None)
    page[NameObject("/MediaBox")] = trim
    page[NameObject("/CropBox")] = RectangleObject(trim)


def open_to_sheet(page: PageObject, sheet: Sheet) -> tuple[float, float]:
    """Press: the boxes of a sheet, from 0,0. Returns how far the content has to move, right and up, in points."""
    trim = page.trimbox
    move = sheet.margin - float(trim.left), sheet.margin - float(trim.bottom)
    for name in BOXES:
        page.pop(NameObject(name), None)
    width, height = sheet.media
    for name, inset in (("/MediaBox", 0), ("/BleedBox", sheet.slug), ("/TrimBox", sheet.margin)):
        corners = (inset, inset, width - inset, height - inset)
        page[NameObject(name)] = pdf([round(float(corner), 4) for corner in corners])
    return move
