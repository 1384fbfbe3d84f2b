"""Photographs on the pages: the engine gets only their sizes, and draws frames without pixels. Each file that is
made of the pages fills them in with those that its use needs, made from the original.

What is put into the engine's cache of pictures, by their addresses, stands for its own `RasterImage`. The engine asks
it for its size when it lays out, to draw itself, once for each place, and for its XObject when all pages are drawn.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pypdf import PdfWriter
from pypdf.generic import EncodedStreamObject, StreamObject

from publisher.compose import Document
from publisher.model.units import MM_PER_INCH, POINTS_PER_INCH
from publisher.pdf.layout.engine_hooks import absolute_address, children, drawn_size, image_frame, page_boxes
from publisher.pdf.syntax.objects import pdf, plain_numbers
from publisher.pictures.cache import Pictures
from publisher.pictures.jpeg import has_adobe_marker
from publisher.pictures.kinds import is_drawing
from publisher.pictures.prepare import Prepared, Use

PX_PER_INCH = 96
# The key of a frame: which photograph it is, and how many inches wide in its largest place.
NUMBER, WIDEST = "Photograph", "Widest"
SPACES = {"RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}


class Photograph:
    """A raster picture as the engine draws it."""

    def __init__(self, pictures: Pictures, path: Path, number: int) -> None:
        self.pictures, self.path = pictures, path
        self.header = pictures.header(path)
        self.number, self.id = number, f"p{number}"
        self.width, self.height = self.header.width, self.header.height
        self.ratio = self.width / self.height
        self.widest = 0.0  # inches

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        return self.width / resolution, self.height / resolution, self.ratio

    def draw(self, stream: Any, concrete_width: float, concrete_height: float, style: Any) -> None:
        across, down, *_ = stream.ctm[0]
        self.widest = max(self.widest, concrete_width * math.hypot(across, down) / POINTS_PER_INCH)
        name = stream.add_image(self, False, 1)
        stream.transform(concrete_width, 0, 0, -concrete_height, 0, concrete_height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:
        widest, self.widest = self.widest, 0.0  # the next drawing may be of fewer pages
        return image_frame({NUMBER: self.number, WIDEST: widest})

    def pixels(self, use: Use, widest: float) -> Prepared:
        """The picture for a use, `widest` inches wide."""
        return self.pictures.for_pages(self.path, use, widest)


@dataclass(frozen=True)
class Placed:
    """A photograph in its place: `page` from 1, its address and the `data-source` of the block it stands in, the size
    in mm in which all of it is drawn, though a stylesheet may cut it."""

    page: int
    photograph: Photograph
    address: str
    source: str
    width: float
    height: float

    @property
    def resolution(self) -> float:
        """Pixels per inch, in the direction that has fewer."""
        across = self.photograph.width / self.width, self.photograph.height / self.height
        return min(across) * MM_PER_INCH


@dataclass(frozen=True)
class Shown:
    """A picture in its place, photograph or drawing: `page` from 1, its address, the `data-source` of the block it
    stands in, its shape (width by height), and how much of it is seen (0 to 1)."""

    page: int
    address: str
    source: str
    ratio: float
    seen: float


def photographs(document: Document, tree: etree._Element, base_url: str) -> dict[str, Any]:
    """What the engine's cache of pictures begins with: every photograph of the tree by its absolute address."""
    found: dict[str, Any] = {}
    for image in tree.iter("img"):
        address = image.get("src", "").strip()
        if address and not address.startswith("data:") and not is_drawing(address):
            url = absolute_address(base_url, address)
            if url not in found:
                found[url] = Photograph(document.pictures, document.picture_file(address), len(found))
    return found


def fill_in(writer: PdfWriter, photographs: Sequence[Photograph], use: Use) -> None:
    """Give every photograph that was drawn its pixels for a use."""
    for at, found in enumerate(writer._objects, 1):
        if isinstance(found, StreamObject) and f"/{NUMBER}" in found:
            number, widest = plain_numbers([found[f"/{NUMBER}"], found[f"/{WIDEST}"]])
            writer._replace_object(at, _x_object(photographs[int(number)].pixels(use, widest), writer))


def _x_object(made: Prepared, writer: PdfWriter) -> StreamObject:
    """An image XObject (ISO 32000-1, 8.9.5): JPEG data as they are, PNG data as its rows are packed already. Four inks
    are for a press alone."""
    extra: dict[str, Any] = {
        "/Type": "/XObject",
        "/Subtype": "/Image",
        "/Width": made.width,
        "/Height": made.height,
        "/ColorSpace": SPACES.get(made.mode, "/DeviceGray"),
        "/BitsPerComponent": 1 if made.mode == "1" else 8,
    }
    if made.mask:
        packing = {"/ColorSpace": "/DeviceGray", **_packing(made.width, 1, 8)}
        extra["/SMask"] = writer._add_object(_packed(_rows(made.mask), {**extra, **packing}))
    if made.media_type == "image/jpeg":
        if made.mode == "CMYK" and has_adobe_marker(made.data):
            extra["/Decode"] = [1, 0] * 4
        return _packed(made.data, {**extra, "/Filter": "/DCTDecode"})
    if made.mode == "CMYK":
        return _packed(made.data, {**extra, "/Filter": "/FlateDecode"})
    packing = _packing(made.width, 3 if made.mode == "RGB" else 1, extra["/BitsPerComponent"])
    return _packed(_rows(made.data), {**extra, **packing})


def _packed(data: bytes, entries: dict[str, Any]) -> StreamObject:
    """A stream of data that are packed already, as the entries say."""
    made = EncodedStreamObject()
    made.update(pdf(entries))
    made._data = data
    return made


def _packing(width: int, colours: int, bits: int) -> dict[str, Any]:
    """Flate with the predictors of PNG (ISO 32000-1, 7.4.4.4)."""
    parameters = {"/Predictor": 15, "/Colors": colours, "/BitsPerComponent": bits, "/Columns": width}
    return {"/Filter": "/FlateDecode", "/DecodeParms": parameters}


def _rows(png: bytes) -> bytes:
    """The packed rows of a PNG: the data of its IDAT chunks."""
    found, at = [], 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            found.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(found)


def placed(rendered: Any) -> Iterator[Placed]:
    """Every photograph of the pages, in each of its places."""
    for number, box, source in _picture_boxes(rendered):
        if isinstance(box.replacement, Photograph):
            width, height = drawn_size(box)
            if width > 0 and height > 0:
                across, down = (length / PX_PER_INCH * MM_PER_INCH for length in (width, height))
                yield Placed(number, box.replacement, _address(box), source, across, down)


def shown(rendered: Any) -> Iterator[Shown]:
    """Every picture of the pages that is a file, in each of its places."""
    for number, box, source in _picture_boxes(rendered):
        address = _address(box)
        width, height = drawn_size(box) if address and not address.startswith("data:") else (0.0, 0.0)
        if width > 0 and height > 0:
            seen = min(1.0, box.width / width) * min(1.0, box.height / height)
            yield Shown(number, address, source, width / height, seen)


def picture_places(rendered: Any) -> Iterator[tuple[int, Any, tuple[float, float, float, float]]]:
    """Every picture of the pages, drawings included: its page from 1, its element, and left, top, right and lower edge
    of its place in mm on the trim."""
    for number, box, _ in _picture_boxes(rendered):
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, top, left + box.width, top + box.height)
        a, b, c, d = (edge / PX_PER_INCH * MM_PER_INCH for edge in edges)
        yield number, box.element, (a, b, c, d)


def _address(box: Any) -> str:
    address: str = box.element.get("src", "").strip()
    return address


def _picture_boxes(rendered: Any) -> Iterator[tuple[int, Any, str]]:
    for number, root in enumerate(page_boxes(rendered), 1):
        for box, source in _boxes(root, ""):
            if getattr(box, "replacement", None) is not None and box.element is not None:
                yield number, box, source


def _boxes(box: Any, source: str) -> Iterator[tuple[Any, str]]:
    """Every box below this one, with the data-source that it belongs to."""
    element = getattr(box, "element", None)
    source = (element.get("data-source") if element is not None else None) or source
    yield box, source
    for child in children(box):
        yield from _boxes(child, source)
