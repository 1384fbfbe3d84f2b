"""Small steps from PDF to PDF: open the master, drop what a copy must not have, write it with fixed dates and id."""

from __future__ import annotations

import hashlib
import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject

from publisher.compose import Document
from publisher.pdf.paginate import Master


def open_master(master: Master) -> PdfWriter:
    """A writer that holds a copy of the master, in the master's version of PDF."""
    reader = PdfReader(io.BytesIO(master.pdf))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    return writer


def drop_interaction(writer: PdfWriter) -> None:
    """Take away links, bookmarks, named places, and the structure tree, whose link elements would point at nothing."""
    root = writer.root_object
    for key in (
        "/Outlines",
        "/PageMode",
        "/Names",
        "/Dests",
        "/StructTreeRoot",
        "/MarkInfo",
        "/OpenAction",
        "/Metadata",
    ):
        root.pop(NameObject(key), None)
    for page in writer.pages:
        for key in ("/Annots", "/StructParents", "/Tabs"):
            page.pop(NameObject(key), None)


def save(writer: PdfWriter, document: Document) -> bytes:
    """The bytes. The same content gives the same bytes: the file id is the content's digest, not the clock's."""
    writer.compress_identical_objects(remove_unreferenced=True, remove_duplicates=False)
    digest = ByteStringObject(hashlib.md5(document.html.encode(), usedforsecurity=False).digest())
    writer._ID = ArrayObject([digest, digest])
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
