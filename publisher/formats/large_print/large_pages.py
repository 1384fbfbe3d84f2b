"""large-print: the document laid out anew on A4 for readers with low vision. PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

from publisher.formats import PDF, Format
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_pdf


def render(edition: Edition) -> bytes:
    """The PDF's bytes."""
    from publisher.pdf.finishing import make_accessible, open_pages, save
    from publisher.pictures.prepare import PAGES

    pages = edition.pages("large-print")
    writer = open_pages(pages, PAGES)
    make_accessible(writer, pages)
    return save(writer, edition.document)


FORMAT = Format(
    id="large-print",
    extension="pdf",
    media_type=PDF,
    title="format.large-print.title",
    purpose="format.large-print.purpose",
    render=render,
    read=read_pdf,
    medium="large-print",
    tagged=True,
)
