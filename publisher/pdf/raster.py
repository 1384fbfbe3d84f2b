"""Pages as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from publisher.pdf.paginate import Pages
from publisher.units import mm_to_pt

if TYPE_CHECKING:
    from PIL.Image import Image


def first_page(master: Pages, height: int) -> Image:
    """The first page as it is cut, `height` pixels high."""
    layout = master.document.layout
    pdf = pypdfium2.PdfDocument(master.first_page_pdf)
    try:
        page = pdf[0]
        page.set_cropbox(0, 0, mm_to_pt(layout.width), mm_to_pt(layout.height))
        picture = page.render(scale=height / mm_to_pt(layout.height)).to_pil()
        page.close()
    finally:
        pdf.close()
    return picture
