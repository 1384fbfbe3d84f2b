"""Pages as pictures, drawn by PDFium, for what the marks alone do not show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from PIL import Image, ImageChops

from publisher.model.catalogue import say
from publisher.model.units import MM_PER_INCH, POINTS_PER_INCH
from publisher.preflight.reading.geometry import Box
from publisher.preflight.reading.print_file import PrintFile, Sheet

EDGE_DPI = 100
PAPER = 247  # of 255: what is lighter is paper
INSIDE = 0.5  # mm from the trim, inwards, where a page is looked at
SHORTEST = 3.0  # mm of an edge; what is shorter is a corner of something, or a letter
# How the picture is turned so that a side of the trim becomes its upper one.
SIDES = (
    ("upper", None),
    ("left", Image.Transpose.ROTATE_270),
    ("lower", Image.Transpose.ROTATE_180),
    ("right", Image.Transpose.ROTATE_90),
)
FAILED = say("preflight:could-not-be-drawn")
BLUR = 2  # pixels by which an edge may seem to go beyond where it is


@dataclass(frozen=True)
class Gap:
    """A part of an edge where colour reaches the trim and stops `reach` mm beyond it."""

    side: str
    box: Box
    reach: float


class Raster:
    """The file's pages, drawn when they are asked for."""

    def __init__(self, file: PrintFile) -> None:
        self.file = file
        self.undrawn = dict[int, str]()  # numbers of pages that were asked for in vain, and why

    @cached_property
    def _document(self) -> pypdfium2.PdfDocument | None:
        try:
            return pypdfium2.PdfDocument(self.file.data)
        except pypdfium2.PdfiumError:
            return None

    def close(self) -> None:
        document = self.__dict__.pop("_document", None)
        if document is not None:
            document.close()

    def picture(self, sheet: Sheet, box: Box, dpi: float) -> Image.Image | None:
        """What lies in a box of the page, as RGB without blank margins for what is outside of the page; None where it
        cannot be drawn, and the page is then among the `undrawn`."""
        if hindrance := sheet.hindrance(box, dpi):
            self.undrawn[sheet.number] = say("preflight:to-be-drawn", hindrance=hindrance)
            return None
        drawn = self._drawn(sheet, box, dpi)
        if drawn is None:
            self.undrawn[sheet.number] = FAILED
        return drawn

    def _drawn(self, sheet: Sheet, box: Box, dpi: float) -> Image.Image | None:
        document = self._document
        if document is None or sheet.number > len(document):
            return None
        try:
            page = document[sheet.number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            # The whole medium, turned as it is shown; PDFium knows no UserUnit.
            media = sheet.boxes.media
            corners = sheet.corners["/MediaBox"]
            if corners:
                page.set_cropbox(*corners)
            mm = POINTS_PER_INCH / MM_PER_INCH / sheet.unit
            crop = (
                max(0.0, box.left - media.left) * mm,
                max(0.0, media.bottom - box.bottom) * mm,
                max(0.0, media.right - box.right) * mm,
                max(0.0, box.top - media.top) * mm,
            )
            scale = dpi / POINTS_PER_INCH * sheet.unit
            return page.render(scale=scale, crop=crop, rev_byteorder=True, may_draw_forms=False).to_pil().convert("RGB")
        except (pypdfium2.PdfiumError, ValueError):
            return None
        finally:
            page.close()

    def gaps(self, sheet: Sheet, bleed: float) -> Iterator[Gap]:
        """Where colour touches the trim and does not go on through the bleed."""
        cut = sheet.boxes.cut
        around = cut.grown(bleed)
        picture = self.picture(sheet, around, EDGE_DPI)
        if picture is None:
            return
        red, green, blue = picture.split()
        darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
        inked = darkest.point(lambda value: 255 if value < PAPER else 0)
        for side, turn in SIDES:
            turned = inked if turn is None else inked.transpose(turn)
            for start, end, reach in _open_runs(turned, bleed):
                yield Gap(side, _edge_box(side, start, end, reach, cut, bleed), reach)


def _open_runs(inked: Image.Image, bleed: float) -> Iterator[tuple[float, float, float]]:
    """(start, end, reach) in mm of every stretch of the upper edge where colour ends evenly before the bleed does."""
    pixel = MM_PER_INCH / EDGE_DPI
    trim, last = round(bleed / pixel), round(SHORTEST / pixel)
    inner = trim + round(INSIDE / pixel)
    width = inked.width
    # Most edges are whole, or white: no pixel inside stands before an empty one outside.
    outermost = inked.crop((0, 1, width, 2))
    if not ImageChops.subtract(inked.crop((0, inner, width, inner + 1)), outermost).getbbox():
        return
    rows = [inked.crop((0, y, width, y + 1)).tobytes() for y in range(inner + 1)]
    reaches = [_reach(rows, x, trim, inner) for x in range(width)]
    start = 0
    while start < width:
        end = start
        first = reaches[start]
        while end < width and first is not None and (here := reaches[end]) is not None and abs(here - first) <= 1:
            end += 1
        if first is not None and end - start >= last:
            left, right = max(start * pixel, bleed), min(end * pixel, width * pixel - bleed)
            if right - left >= SHORTEST:
                yield left - bleed, right - bleed, first * pixel if first > BLUR else 0.0
        start = max(end, start + 1)


def _reach(rows: list[bytes], x: int, trim: int, inner: int) -> int | None:
    """How many pixels beyond the trim the colour at the trim goes; None where there is none, or it goes all the way."""
    if not (rows[inner][x] and rows[trim + 1][x]):
        return None
    y = trim
    while y > 0 and rows[y][x]:
        y -= 1
    return None if y <= 1 else max(0, trim - y)


def _edge_box(side: str, start: float, end: float, reach: float, cut: Box, bleed: float) -> Box:
    """The empty part of the bleed. Sides are read clockwise from where they were turned up."""
    if side == "upper":
        return Box(start, -bleed, end, -reach)
    if side == "lower":
        return Box(cut.width - end, cut.height + reach, cut.width - start, cut.height + bleed)
    if side == "left":
        return Box(-bleed, cut.height - end, -reach, cut.height - start)
    return Box(cut.width + reach, start, cut.width + bleed, end)
