"""Page boxes (ISO 32000-2, 14.11.2): trim, bleed, media."""

from __future__ import annotations

from pypdf import PageObject
from pypdf.generic import ArrayObject, FloatObject, NameObject, RectangleObject, StreamObject

BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


def cut_to_trim(page: PageObject) -> None:
    """Screen and home printing: the page is its trim; what bleeds lies outside and is not shown."""
    trim = RectangleObject(page.trimbox)
    for name in ("/TrimBox", "/BleedBox", "/ArtBox"):
        page.pop(NameObject(name), None)
    page[NameObject("/MediaBox")] = trim
    page[NameObject("/CropBox")] = RectangleObject(trim)


def open_to_bleed(page: PageObject, bleed: float) -> None:
    """Press: media = bleed box at 0,0, trim inside it by `bleed` points; the content moves along."""
    trim = page.trimbox
    width, height = float(trim.width), float(trim.height)
    _move_content(page, bleed - float(trim.left), bleed - float(trim.bottom))
    for name in BOXES:
        page.pop(NameObject(name), None)
    page[NameObject("/MediaBox")] = _box(0, 0, width + 2 * bleed, height + 2 * bleed)
    page[NameObject("/BleedBox")] = _box(0, 0, width + 2 * bleed, height + 2 * bleed)
    page[NameObject("/TrimBox")] = _box(bleed, bleed, bleed + width, bleed + height)


def _move_content(page: PageObject, right: float, up: float) -> None:
    """Put a short stream before and after the page's own ones: quicker than parsing and writing them again."""
    before, after = StreamObject(), StreamObject()
    before.set_data(f"q 1 0 0 1 {right:.4f} {up:.4f} cm\n".encode())
    after.set_data(b"\nQ")
    writer = page.indirect_reference.pdf  # type: ignore[union-attr]
    contents = page.raw_get("/Contents")
    middle = list(contents.get_object()) if isinstance(contents.get_object(), ArrayObject) else [contents]
    first, last = writer._add_object(before), writer._add_object(after)
    page[NameObject("/Contents")] = ArrayObject([first, *middle, last])


def _box(*corners: float) -> ArrayObject:
    return ArrayObject(FloatObject(round(corner, 4)) for corner in corners)
