"""The pages as a draft: marked on every page, with what is wrong framed. For looking at, never for print."""

from __future__ import annotations

import io

from pypdf import PdfReader

from publisher.compose.tokens import brand_tokens
from publisher.pdf.finishing import open_pages, save
from publisher.pdf.layout.engine import file_fetcher, load_engine, shipped_fonts_only
from publisher.pdf.layout.page_use import PX_TO_MM
from publisher.pdf.layout.paginate import Pages
from publisher.pictures.prepare import PAGES
from publisher.text.i18n import direction, label

AROUND = 0.8  # mm between a text and its frame
STYLE = (
    "@page{{size:{width}mm {height}mm;margin:0}}body{{margin:0}}"
    ".page{{position:relative;width:{width}mm;height:{height}mm;break-after:page;overflow:hidden}}"
    ".page:last-child{{break-after:auto}}"
    ".stamp{{position:absolute;inset:0 0 auto 0;text-align:center;font:700 8pt/6mm var(--font-text);"
    "color:#fff;background:#c00000}}"
    ".frame{{position:absolute;border:0.6mm solid #c00000}}"
)


def draft(pages: Pages) -> bytes:
    """The PDF's bytes: each page with a line across its head that says what it is, and each text that leaves its place
    in a frame."""
    writer = open_pages(pages, PAGES)
    marks = PdfReader(io.BytesIO(_marks(pages)))
    for page, mark in zip(writer.pages, marks.pages, strict=True):
        page.merge_page(mark)
    return save(writer, pages.document, "draft")


def _marks(pages: Pages) -> bytes:
    """What is drawn over the pages, as a PDF of as many pages of their size."""
    document, engine = pages.document, load_engine()
    stamp = label(document.language, "draft.stamp")
    width, height = _size(pages)
    body = "".join(
        f'<div class="page">{"".join(_frame(pages, number))}<div class="stamp">{stamp}</div></div>'
        for number in range(1, pages.count + 1)
    )
    html = f'<html lang="{document.language}" dir="{direction(document.language)}"><body>{body}</body></html>'
    with shipped_fonts_only():
        sheet = engine.CSS(string=brand_tokens(document) + STYLE.format(width=width, height=height))
        source = engine.HTML(string=html, url_fetcher=file_fetcher(()))
        data: bytes = source.render(stylesheets=[sheet]).write_pdf()
    return data


def _frame(pages: Pages, number: int) -> list[str]:
    width, height = _size(pages)
    frames = []
    for overflow in (overflow for overflow in pages.overflows if overflow.page == number):
        left, top, across, down = overflow.box
        # A text beyond the trim has its frame at the trim.
        right, bottom = min(left + across + AROUND, width), min(top + down + AROUND, height)
        left, top = max(left - AROUND, 0), max(top - AROUND, 0)
        sides = f"left:{left:.1f}mm;top:{top:.1f}mm;width:{right - left:.1f}mm;height:{max(2, bottom - top):.1f}mm"
        frames.append(f'<div class="frame" style="{sides};box-sizing:border-box"></div>')
    return frames


def _size(pages: Pages) -> tuple[float, float]:
    """Width and height of the first page, in mm."""
    page = pages.rendered.pages[0]
    return page.width * PX_TO_MM, page.height * PX_TO_MM
