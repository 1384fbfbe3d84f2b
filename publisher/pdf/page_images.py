"""Pages as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
from pypdf import PdfReader, PdfWriter

from publisher.model.units import mm_to_pt
from publisher.pdf.layout.paginate import Pages
from publisher.pdf.layout.photographs import fill_in
from publisher.pictures.prepare import PAGES

if TYPE_CHECKING:
    from PIL.Image import Image


def first_page(master: Pages, height: int) -> Image:
    """The first page as it is cut, `height` pixels high."""
    return _picture(master, master.first_page_pdf, height)


def page_picture(master: Pages, number: int, height: int) -> Image:
    """A page, counted from 1, as it is cut, `height` pixels high."""
    return _picture(master, master.page_pdf(number), height)


def _picture(master: Pages, data: bytes, height: int) -> Image:
    """The first page of a PDF that was made of the master."""
    layout, target = master.document.layout, io.BytesIO()
    writer = PdfWriter()
    writer.add_page(PdfReader(io.BytesIO(data)).pages[0])
    fill_in(writer, master.originals, PAGES)
    writer.write(target)
    pdf = pypdfium2.PdfDocument(target.getvalue())
    try:
        page = pdf[0]
        page.set_cropbox(0, 0, mm_to_pt(layout.width), mm_to_pt(layout.height))
        picture = page.render(scale=height / mm_to_pt(layout.height)).to_pil()
        page.close()
    finally:
        pdf.close()
    return picture
