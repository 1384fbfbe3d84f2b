"""The pages of a finished PDF as pictures, for a report on them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pypdfium2

from publisher.model.findings import Box, PagePicture, Place
from publisher.model.units import MM_PER_INCH, POINTS_PER_INCH

DPI = 96
MOST = 40  # pages


def page_pictures(pdf: bytes, places: Mapping[int, tuple[tuple[Place, Box], ...]]) -> Iterator[PagePicture]:
    """A picture of each of the first pages; `places` are the lines of the content on each."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(1, min(len(document), MOST) + 1):
            page = document[number - 1]
            width, height = (length / POINTS_PER_INCH * MM_PER_INCH for length in page.get_size())
            buffer = io.BytesIO()
            page.render(scale=DPI / POINTS_PER_INCH).to_pil().convert("RGB").save(buffer, "PNG", optimize=True)
            yield PagePicture(number, round(width, 2), round(height, 2), buffer.getvalue(), places.get(number, ()))
            page.close()
    finally:
        document.close()
