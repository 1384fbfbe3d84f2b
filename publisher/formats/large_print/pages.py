"""large-print: the document laid out anew on A4 for readers with low vision. PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

from publisher.formats.edition import Edition
from publisher.pdf.finishing import make_accessible, open_pages, save
from publisher.pictures.prepare import PAGES


def render(edition: Edition) -> bytes:
    """The PDF's bytes."""
    pages = edition.pages("large-print")
    writer = open_pages(pages, PAGES)
    make_accessible(writer, pages)
    return save(writer, edition.document)
