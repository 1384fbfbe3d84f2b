"""PDFs whose pages can be distinguished in a picture: each of its own colour, with a black corner at its upper left."""

from __future__ import annotations

import io
from pathlib import Path

import numpy
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

from support import raster

MM = 72 / 25.4
LEVELS = (40, 90, 140, 190, 240)  # of red, green and blue: 125 colours
CORNER = 0.2  # of the shorter side
DPI = 72


def colour(page: int) -> tuple[int, int, int]:
    """Of a page, counted from 0."""
    return LEVELS[page % 5], LEVELS[page // 5 % 5], LEVELS[(page // 25 + 2) % 5]


def numbered(
    count: int, width: float = 105, height: float = 148, bleed: float = 0, boxes: bool = True, **entries: object
) -> bytes:
    """`count` pages of so many mm. `entries`, without their slash, are put on each page as they are."""
    writer = PdfWriter()
    for number in range(count):
        _add(writer, number, width, height, bleed, boxes, entries)
    return _bytes(writer)


def mixed(*sizes: tuple[float, float]) -> bytes:
    """A page of each size, without bleed."""
    writer = PdfWriter()
    for number, (width, height) in enumerate(sizes):
        _add(writer, number, width, height, 0, True, {})
    return _bytes(writer)


def _add(
    writer: PdfWriter, number: int, width: float, height: float, bleed: float, boxes: bool, entries: dict[str, object]
) -> None:
    page = writer.add_blank_page((width + 2 * bleed) * MM, (height + 2 * bleed) * MM)
    tint = " ".join(f"{part / 255:.4f}" for part in colour(number))
    side = CORNER * min(width, height) * MM
    top = (bleed + height) * MM - side
    drawn = f"{tint} rg 0 0 9999 9999 re f 0 g {bleed * MM:.3f} {top:.3f} {side:.3f} {side:.3f} re f"
    content = StreamObject()
    content.set_data(drawn.encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    if boxes:
        inset = (bleed * MM, bleed * MM, (bleed + width) * MM, (bleed + height) * MM)
        page[NameObject("/TrimBox")] = ArrayObject(FloatObject(part) for part in inset)
        page[NameObject("/BleedBox")] = page["/MediaBox"]
    for key, value in entries.items():
        page[NameObject(f"/{key}")] = value  # type: ignore[assignment]


def _bytes(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def pictures(data: bytes, folder: Path, dpi: float = DPI) -> list[Image.Image]:
    """Each side as a picture."""
    path = folder / "sheets.pdf"
    path.write_bytes(data)
    return raster.pages(path, dpi)


def page_at(picture: Image.Image, across: float, down: float) -> int | None:
    """The page whose colour is at that part of the picture; None where the paper is white."""
    found = picture.getpixel((int(picture.width * across), int(picture.height * down)))
    if min(found) > 250:  # type: ignore[type-var]
        return None
    distances = [max(abs(a - b) for a, b in zip(colour(page), found, strict=True)) for page in range(125)]  # type: ignore[arg-type]
    assert min(distances) <= 3, f"{found} is no page's colour"
    return distances.index(min(distances))


def panels(picture: Image.Image, columns: int, rows: int) -> list[list[int | None]]:
    """The pages that stand in the cells, from their middles."""
    return [
        [page_at(picture, (column + 0.5) / columns, (row + 0.5) / rows) for column in range(columns)]
        for row in range(rows)
    ]


def coloured_box(picture: Image.Image, page: int, dpi: float = DPI) -> tuple[float, float, float, float]:
    """left, top, right, bottom of a page's colour in mm."""
    pixels = numpy.asarray(picture.convert("RGB"), dtype=numpy.int16)
    seen = numpy.abs(pixels - numpy.array(colour(page))).max(axis=2) <= 2
    rows, columns = numpy.flatnonzero(seen.any(axis=1)), numpy.flatnonzero(seen.any(axis=0))
    assert len(rows), f"page {page + 1} is not there"
    mm = 25.4 / dpi
    return columns[0] * mm, rows[0] * mm, (columns[-1] + 1) * mm, (rows[-1] + 1) * mm


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def link(address: str, *rect: float) -> DictionaryObject:
    """A link annotation."""
    from publisher.pdf.syntax.objects import pdf

    entries = {"/Type": "/Annot", "/Subtype": "/Link", "/Rect": list(rect), "/A": {"/S": "/URI", "/URI": address}}
    made: DictionaryObject = pdf(entries)
    return made
