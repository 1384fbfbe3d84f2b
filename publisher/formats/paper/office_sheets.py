"""The printed pages on sheets of an office printer; and the sheets read back, page by page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from publisher.compose import Document
from publisher.compose.texts import squash
from publisher.formats.edition import Edition
from publisher.formats.paper.ink_saving import Ink, change
from publisher.formats.read_back import ReadBack
from publisher.imposition.job import Job
from publisher.imposition.schemes import SCHEMES
from publisher.text.i18n import direction, label

if TYPE_CHECKING:
    import pypdfium2

    from publisher.imposition.impose import Imposed

PRINTER_MARGIN = 5.0  # mm: what the printers of offices leave white at each edge
MARKS = ("crop", "fold")


def on_sheets(edition: Edition, scheme: str, title: str, *, pair: bool = False, ink: Ink = Ink.FULL) -> Imposed:
    """The pages as they are printed, in the colours of the screen, on the smallest usual sheet. `title` is the id of
    the label of the format. Raises RenderError where the pages cannot be laid out, UsageError where no sheet is large
    enough."""
    from publisher.imposition.impose import impose

    document = edition.document
    binding = "right" if is_bound_right(document) else "left"
    job = Job(
        SCHEMES[scheme],
        binding=binding,
        blanks="end",
        margin=PRINTER_MARGIN,
        bleed=scheme == "booklet",
        marks=MARKS,
        sides=2 if edition.master.count > 1 else 1,
    )
    return impose(_pages(edition, title, ink), document.name, job, pair=pair)


def is_bound_right(document: Document) -> bool:
    """Whether its pages are turned from left to right."""
    return direction(document.language) == "rtl"


def _pages(edition: Edition, title: str, ink: Ink) -> bytes:
    from pypdf.generic import NameObject

    from publisher.pdf.finishing import open_pages, save
    from publisher.pdf.metadata import put_info
    from publisher.pdf.syntax.objects import pdf
    from publisher.pictures.prepare import PAGES

    document = edition.document
    writer = open_pages(edition.master, PAGES)
    change(writer, edition.master, ink)
    put_info(writer, document, f"{document.title} – {label(document.language, title)}")
    turned = "/R2L" if is_bound_right(document) else "/L2R"
    writer.root_object[NameObject("/ViewerPreferences")] = pdf({"/DisplayDocTitle": True, "/Direction": turned})
    return save(writer, document, title)


def read_booklet(data: bytes) -> ReadBack:
    """The texts of a booklet's pages as one reads them who folds the sheets: each side is cut in two in its middle.
    Blank pages at the end are no pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        halves = [halves for page in document for halves in [_halves(page)]]
        bound_right = _is_bound_right(document)
    finally:
        document.close()
    count = 2 * len(halves)
    pages = [""] * count
    for side, (left, right) in enumerate(halves):
        if bound_right:
            left, right = right, left
        sheet = side // 2 * 2
        # The last page is at the left of the first; behind them, the second is at the left of the last but one.
        at_left, at_right = (count - 1 - sheet, sheet) if side % 2 == 0 else (sheet + 1, count - 2 - sheet)
        pages[at_left], pages[at_right] = left, right
    while pages and not pages[-1]:
        pages.pop()
    return ReadBack(tuple(pages), frozenset())


def side_texts(data: bytes) -> Iterator[str]:
    """The text of each side."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            yield "".join(_halves(page))
    finally:
        document.close()


def _halves(page: pypdfium2.PdfPage) -> tuple[str, str]:
    """What is printed left and right of the middle."""
    text, (width, height) = page.get_textpage(), page.get_size()
    try:
        return (
            squash(text.get_text_bounded(0, 0, width / 2, height)),
            squash(text.get_text_bounded(width / 2, 0, width, height)),
        )
    finally:
        text.close()
        page.close()


def _is_bound_right(document: pypdfium2.PdfDocument) -> bool:
    """Whether viewers learn that its pages are turned from left to right."""
    import pypdfium2.raw as pdfium

    room = ctypes.create_string_buffer(16)
    pdfium.FPDF_VIEWERREF_GetName(document.raw, b"Direction", room, len(room))
    return room.value == b"R2L"
