"""Small steps from PDF to PDF: open the pages as drawn, tag a copy, write it with fixed dates and id."""

from __future__ import annotations

import hashlib
import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject

from publisher.compose import Document
from publisher.pdf.layout.gradients import plain_gradients
from publisher.pdf.layout.paginate import Pages
from publisher.pdf.layout.photographs import fill_in
from publisher.pdf.metadata import describe
from publisher.pdf.tagging.accessible_standards import Standard
from publisher.pdf.tagging.tag_writer import add_tags
from publisher.pictures.prepare import Use
from publisher.text.i18n import label

KINDS = {"large-print": "format.large-print.title", "instructions": "booklet.title"}  # labels
HEADERS = {Standard.UA_1: "%PDF-1.7", Standard.UA_2: "%PDF-2.0"}


def open_pages(pages: Pages, use: Use) -> PdfWriter:
    """A writer that holds a copy of the pages, in their version of PDF, with plain gradients, and with photographs made
    for the use."""
    reader = PdfReader(io.BytesIO(pages.drawn.pdf))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    plain_gradients(writer)
    fill_in(writer, pages.originals, use)
    return writer


def make_accessible(writer: PdfWriter, pages: Pages, standard: Standard = Standard.UA_1) -> None:
    """Tags, links, bookmarks and metadata: PDF/UA-1 (and PDF/A-2a), or PDF/UA-2."""
    writer.pdf_header = HEADERS[standard]
    add_tags(writer, pages.structure, pages.drawn.links, standard)
    document = pages.document
    # Open side by side, the two files are recognised by their titles.
    kind = f" – {label(document.language, KINDS[pages.medium])}" if pages.medium in KINDS else ""
    describe(writer, document, document.title + kind, standard)


def save(writer: PdfWriter, document: Document, made_for: str = "") -> bytes:
    """The bytes. The same content gives the same bytes: the file id is the content's digest, not the clock's. What is
    made of it for a purpose of its own has an id of its own."""
    writer.compress_identical_objects(remove_unreferenced=True, remove_duplicates=False)
    digest = ByteStringObject(hashlib.md5(document.html.encode(), usedforsecurity=False).digest())
    other = hashlib.md5(f"{document.html}{made_for}".encode(), usedforsecurity=False).digest()
    writer._ID = ArrayObject([digest, ByteStringObject(other)])
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
