"""PDF/X-4 (ISO 15930-7): the metadata and output intent of the file, and what it must not contain."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import NameObject

from publisher.compose import Document
from publisher.pdf.metadata import put_info, put_xmp
from publisher.pdf.syntax.objects import pdf, stream
from publisher.presses.profiles import CUSTOM, Press

HEADER = "%PDF-1.6"
CLAIM = "PDF/X-4"
SPACES = {"xmpMM": "http://ns.adobe.com/xap/1.0/mm/", "pdfxid": "http://www.npes.org/pdfx/ns/id/"}
CATALOG = frozenset(("/Type", "/Pages", "/Lang"))
PAGE = frozenset(("/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/BleedBox", "/TrimBox"))


def strip(writer: PdfWriter) -> None:
    """Leave nothing but pages: no links, actions, attachments, bookmarks, structure. What the standard forbids and what
    it merely has no use for go alike."""
    for thing, kept in ((writer.root_object, CATALOG), *((page, PAGE) for page in writer.pages)):
        for key in [key for key in thing if key not in kept]:
            del thing[key]


def declare(writer: PdfWriter, document: Document, press: Press, has_transparency: bool) -> None:
    """Header, output intent, XMP and Info of a PDF/X-4 file, with the dates of the content.

    Where there is transparency, each page blends in the inks of the press.
    """
    writer.pdf_header = HEADER
    writer.root_object[NameObject("/OutputIntents")] = pdf([_output_intent(writer, press)])
    group = {"/Type": "/Group", "/S": "/Transparency", "/CS": "/DeviceCMYK", "/I": True}
    for page in writer.pages if has_transparency else ():
        page[NameObject("/Group")] = pdf(group)
    put_info(writer, document, document.title, {"/Trapped": "/False", "/GTS_PDFXVersion": CLAIM})
    put_xmp(writer, document, document.title, SPACES, _entries(document, press))


def _output_intent(writer: PdfWriter, press: Press) -> Any:
    """The printing condition, by its registered name, and the profile itself (ISO 15930-7, 6.3)."""
    wants = press.wants.output_intent
    profile = stream(press.profile.read_bytes(), {"/N": 4})
    description = wants.description or press.profile_name
    return pdf(
        {
            "/Type": "/OutputIntent",
            "/S": "/GTS_PDFX",
            "/OutputConditionIdentifier": wants.condition,
            "/OutputCondition": description,
            "/Info": press.profile_name,
            **({"/RegistryName": wants.registry} if wants.condition != CUSTOM else {}),
            "/DestOutputProfile": writer._add_object(profile),
        }
    )


def _entries(document: Document, press: Press) -> str:
    """XMP's entries for the press. The same content and press have the same ids: they come of the content, not of the
    clock."""
    instance = _uuid(document.path, document.html, press.id, str(press.wants))
    return f"""<xmp:MetadataDate>{document.date:%Y-%m-%d}T00:00:00Z</xmp:MetadataDate>
   <xmpMM:DocumentID>uuid:{_uuid(document.path)}</xmpMM:DocumentID>
   <xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
   <xmpMM:VersionID>{escape(document.version)}</xmpMM:VersionID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
   <pdf:Trapped>False</pdf:Trapped>
   <pdfxid:GTS_PDFXVersion>{CLAIM}</pdfxid:GTS_PDFXVersion>"""


def _uuid(*parts: str) -> uuid.UUID:
    return uuid.UUID(bytes=hashlib.sha256("\0".join(parts).encode()).digest()[:16], version=4)
