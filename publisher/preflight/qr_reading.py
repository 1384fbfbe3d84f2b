"""The QR codes on a page, found and read as a telephone would: from the raster, also blurred and with noise."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageStat

from publisher.design.colour import contrast
from publisher.model.findings import Place
from publisher.model.units import MM_PER_INCH
from publisher.pictures.qr import QUIET_ZONE
from publisher.preflight.page_raster import Raster
from publisher.preflight.reading.geometry import Box
from publisher.preflight.reading.painted import Kind
from publisher.preflight.reading.print_file import PrintFile, Sheet

DPI = 300
SEARCH_DPI = 150
BLUR = 1  # pixel
ENOUGH = 8  # pixels for a square
NOISE = 0.4  # of the whole range
SEED = 18004  # ISO/IEC 18004
AROUND = 4.0  # mm looked at around a place where a code is expected
LEAST, MOST = 5.0, 150.0  # mm of the side of what may be a code by itself
PICTURE = 8.0  # mm; in a smaller picture no code could be read
MANY_CORNERS = 100
SMALL_SQUARE, MANY_SQUARES = 2.5, 60  # mm, number: a code may be drawn square by square
CLEAN = 0.97  # of a row beside the code must be light
TRIALS = ("as it is", "blurred", "blurred and with noise")


@dataclass(frozen=True)
class ExpectedCode:
    """A code of the content: where it leads, where it is drawn (with its quiet zone), and its line."""

    address: str
    page: int
    box: Box
    place: Place | None = None


@dataclass(frozen=True)
class Code:
    """A code on the page. `box` is without its quiet zone; `module` is the side of one square in mm; `quiet` the
    squares of free space on its narrowest side, 4 at most; `failed` the trials in which it was not read.

    One that is expected and cannot be read at all has no text.
    """

    page: int
    box: Box
    text: str | None = None
    module: float = 0.0
    quiet: int = QUIET_ZONE
    contrast: float = 21.0
    failed: tuple[str, ...] = ()
    expected: ExpectedCode | None = None


def find_codes(file: PrintFile, raster: Raster, expected: Sequence[ExpectedCode] | None = None) -> list[Code]:
    """Every code that is expected, read or not, and the others that are found."""
    found = list[Code]()
    for wanted in expected or ():
        sheet = file.sheet(wanted.page)
        region = wanted.box.grown(AROUND).within(sheet.boxes.media) or wanted.box
        read = [code for code in _read(sheet, raster, region) if code.box.within(wanted.box)]
        text = next((code for code in read if code.text == wanted.address), read[0] if read else None)
        found.append(_with(text, wanted) if text else Code(wanted.page, wanted.box, failed=TRIALS, expected=wanted))
    for sheet in file.sheets:
        known = [code.box for code in found if code.page == sheet.number]
        for region in _regions(sheet):
            if not any(box.grown(AROUND).holds(region) for box in known):
                fresh = [
                    code for code in _search(sheet, raster, region) if not any(code.box.within(box) for box in known)
                ]
                known += [code.box for code in fresh]
                found += fresh
    return sorted(found, key=lambda code: (code.page, round(code.box.top), code.box.left))


def _with(code: Code, wanted: ExpectedCode) -> Code:
    return Code(code.page, code.box, code.text, code.module, code.quiet, code.contrast, code.failed, wanted)


def _regions(sheet: Sheet) -> Iterator[Box]:
    """Where on a page a code could be, so that other pages need not be drawn."""
    squares = list[Box]()
    for mark in sheet.marks:
        box = mark.box
        if mark.kind is Kind.PICTURE and min(box.width, box.height) >= PICTURE:
            yield box
        elif mark.kind is Kind.AREA and mark.corners >= MANY_CORNERS:
            if min(box.width, box.height) >= LEAST and max(box.width, box.height) <= MOST and _is_square(box):
                yield box
        elif mark.kind is Kind.AREA and mark.size is not None and max(box.width, box.height) <= SMALL_SQUARE:
            squares.append(box)
    if len(squares) >= MANY_SQUARES:
        yield Box(
            min(box.left for box in squares),
            min(box.top for box in squares),
            max(box.right for box in squares),
            max(box.bottom for box in squares),
        )


def _is_square(box: Box) -> bool:
    return 0.8 <= box.width / box.height <= 1.25


def _search(sheet: Sheet, raster: Raster, region: Box) -> Iterator[Code]:
    """A large place is looked through coarsely first."""
    whole = region.grown(AROUND).within(sheet.boxes.media)
    if whole is None:
        return
    if max(region.width, region.height) <= MOST / 2:
        yield from _read(sheet, raster, whole)
        return
    picture = raster.picture(sheet, whole, SEARCH_DPI)
    for barcode in _barcodes(picture.convert("L")) if picture else ():
        near = _box(barcode, whole, SEARCH_DPI).grown(AROUND).within(sheet.boxes.media)
        if near is not None:
            yield from _read(sheet, raster, near)


def _read(sheet: Sheet, raster: Raster, region: Box) -> list[Code]:
    picture = raster.picture(sheet, region, DPI)
    if picture is None:
        return []
    grey = picture.convert("L")
    return [_measured(barcode, sheet, picture, grey, region) for barcode in _barcodes(grey)]


def _barcodes(grey: Image.Image) -> list[Any]:
    import zxingcpp  # a moment to load, and most files have no code

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [code for code in zxingcpp.read_barcodes(grey, formats=formats) if code.valid]


def _measured(barcode: Any, sheet: Sheet, picture: Image.Image, grey: Image.Image, region: Box) -> Code:
    box, modules = _box(barcode, region, DPI), _modules(barcode)
    module = (box.width + box.height) / 2 / modules
    pixels = module * DPI / MM_PER_INCH
    place = (
        round((box.left - region.left) * DPI / MM_PER_INCH),
        round((box.top - region.top) * DPI / MM_PER_INCH),
        round((box.right - region.left) * DPI / MM_PER_INCH),
        round((box.bottom - region.top) * DPI / MM_PER_INCH),
    )
    inside = grey.crop(place)
    middle = sum(inside.getextrema()) / 2  # type: ignore[arg-type]
    upright = min(abs(barcode.orientation) % 90, 90 - abs(barcode.orientation) % 90) < 2
    quiet = _quiet(grey, place, pixels, middle) if upright else QUIET_ZONE
    ratio = _contrast(picture.crop(place), inside, middle)
    failed = tuple(_failed(grey, barcode.text, pixels))
    return Code(sheet.number, box, barcode.text, module, quiet, ratio, failed)


def _modules(barcode: Any) -> int:
    """Squares along a side (ISO/IEC 18004, 5.3.1)."""
    return 17 + 4 * int(barcode.extra["Version"])


def _box(barcode: Any, region: Box, dpi: float) -> Box:
    position = barcode.position
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    mm = MM_PER_INCH / dpi
    across, down = [corner.x * mm for corner in corners], [corner.y * mm for corner in corners]
    return Box(region.left + min(across), region.top + min(down), region.left + max(across), region.top + max(down))


def _quiet(grey: Image.Image, place: tuple[int, int, int, int], pixels: float, middle: float) -> int:
    """How many squares beside the code are free, on the side where there are fewest."""
    left, top, right, bottom = place
    free = QUIET_ZONE
    for step in range(1, QUIET_ZONE + 1):
        off = round((step - 0.5) * pixels)
        rows = (
            (left - off, top, left - off + 1, bottom),
            (right + off - 1, top, right + off, bottom),
            (left, top - off, right, top - off + 1),
            (left, bottom + off - 1, right, bottom + off),
        )
        if any(not _is_light(grey, row, middle) for row in rows):
            free = min(free, step - 1)
    return free


def _is_light(grey: Image.Image, row: tuple[int, int, int, int], middle: float) -> bool:
    left, top, right, bottom = row
    if left < 0 or top < 0 or right > grey.width or bottom > grey.height:
        return True  # beyond the page's edge is nothing that could disturb
    values = grey.crop(row).tobytes()
    return sum(value > middle for value in values) >= CLEAN * len(values)


def _contrast(picture: Image.Image, grey: Image.Image, middle: float) -> float:
    dark = grey.point(lambda value: 255 if value < middle else 0)
    means = [ImageStat.Stat(picture, mask).mean for mask in (dark, ImageChops.invert(dark))]
    one, other = ("#" + "".join(f"{round(part):02x}" for part in mean) for mean in means)
    return contrast(one, other)


def _failed(grey: Image.Image, text: str, pixels: float) -> Iterator[str]:
    """The trials in which the code is not read: through a cheap lens, and from rough paper as well. Of a large code one
    steps back."""
    if pixels > ENOUGH:
        part = ENOUGH / pixels
        grey = grey.resize((round(grey.width * part), round(grey.height * part)), Image.Resampling.BOX)
    lens = ImageFilter.GaussianBlur(BLUR)
    for name, trial in zip(TRIALS[1:], (grey.filter(lens), _noisy(grey).filter(lens)), strict=True):
        if text not in [barcode.text for barcode in _barcodes(trial)]:
            yield name


def _noisy(grey: Image.Image) -> Image.Image:
    """The same noise every time."""
    noise = Image.frombytes("L", grey.size, random.Random(SEED).randbytes(grey.width * grey.height))
    weak = noise.point(lambda value: round(value * NOISE))
    return ImageChops.add(grey, weak, offset=-round(255 * NOISE / 2))
