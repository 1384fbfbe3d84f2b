"""What a file says of itself, in XMP and in Info: the same, well-formed, and the same each time."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache

import pypdf
import pytest
from lxml import etree

from publisher.compose import Document
from publisher.model.version import __version__
from publisher.pdf.finishing import make_accessible, open_pages, save
from publisher.pdf.layout import paginate
from publisher.pdf.press.pdfx import strip
from publisher.pdf.tagging.accessible_standards import Standard
from publisher.pictures.prepare import PAGES
from support.laid_out import small_document, tagged

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
}
TITLE, SENDER, DESCRIPTION = 'Mat & <dryck> "gratis"', "Å & Ö", "1 < 2 > 0 & ]]> slut"


def risky() -> Document:
    """Signs that mean something in XML, wherever a text may hold them."""
    return small_document("<h1>a</h1>", title=TITLE, sender=SENDER, description=DESCRIPTION)


@cache
def pages() -> paginate.Pages:
    document = risky()
    return paginate.lay_out(document, "print", document.tree, [])


@cache
def made(standard: Standard) -> pypdf.PdfReader:
    writer = open_pages(pages(), PAGES)
    make_accessible(writer, pages(), standard)
    return pypdf.PdfReader(io.BytesIO(save(writer, pages().document)))


def xmp(standard: Standard) -> etree._Element:
    return etree.fromstring(made(standard).root_object["/Metadata"].get_data())  # type: ignore[attr-defined]


def value(standard: Standard, path: str) -> str:
    (found,) = xmp(standard).xpath(f"//{path}//text()[normalize-space()]", namespaces=SPACES)
    return str(found)


@pytest.mark.parametrize("standard", list(Standard))
def test_xmp_says_what_the_document_is(standard: Standard) -> None:
    assert value(standard, "dc:title") == TITLE
    assert value(standard, "dc:creator") == SENDER
    assert value(standard, "dc:description") == DESCRIPTION
    assert value(standard, "dc:language") == "sv"


@pytest.mark.parametrize("standard", list(Standard))
def test_info_says_the_same(standard: Standard) -> None:
    """ISO 19005-2, 6.6.2.2: where both say something, they must agree."""
    info = made(standard).metadata
    assert info is not None
    pairs = {"title": "dc:title", "author": "dc:creator", "subject": "dc:description"}
    pairs |= {"creator": "xmp:CreatorTool", "producer": "pdf:Producer"}
    for name, path in pairs.items():
        assert getattr(info, name) == value(standard, path), name
    assert info.producer == f"publisher {__version__}"
    for written, path in ((info.creation_date, "xmp:CreateDate"), (info.modification_date, "xmp:ModifyDate")):
        assert written == dt.datetime.fromisoformat(value(standard, path)) == dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def test_pdf_ua_1_comes_with_pdf_a_2a() -> None:
    assert value(Standard.UA_1, "pdfuaid:part") == "1"
    assert (value(Standard.UA_1, "pdfaid:part"), value(Standard.UA_1, "pdfaid:conformance")) == ("2", "A")
    (intent,) = made(Standard.UA_1).root_object["/OutputIntents"]  # type: ignore[misc]
    assert (intent["/S"], intent["/DestOutputProfile"]["/N"]) == ("/GTS_PDFA1", 3)
    assert len(intent["/DestOutputProfile"].get_data()) > 1000


def test_pdf_ua_2_claims_no_pdf_a_and_is_declared_well_tagged() -> None:
    assert (value(Standard.UA_2, "pdfuaid:part"), value(Standard.UA_2, "pdfuaid:rev")) == ("2", "2024")
    assert value(Standard.UA_2, "pdfd:conformsTo").endswith("wtpdf#accessibility1.0")
    assert not xmp(Standard.UA_2).xpath("//pdfaid:*", namespaces=SPACES)
    assert "/OutputIntents" not in made(Standard.UA_2).root_object


@pytest.mark.parametrize("standard", list(Standard))
def test_the_title_is_shown_and_the_language_declared(standard: Standard) -> None:
    catalog = made(standard).root_object
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True  # type: ignore[index]
    assert catalog["/MarkInfo"]["/Marked"].value is True  # type: ignore[index]
    assert catalog["/Lang"] == "sv"


def test_metadata_is_not_compressed() -> None:
    """Programs that know no PDF look for it (ISO 19005-2, 6.6.2.1)."""
    assert "/Filter" not in made(Standard.UA_1).root_object["/Metadata"]


@pytest.mark.parametrize("standard", list(Standard))
def test_bytes_are_the_same_in_two_builds(standard: Standard) -> None:
    body = "<h1>Rubrik</h1><p>Avstavningsregelverksamhet <a href='https://a.example.org'>en länk</a></p>"

    def built() -> bytes:
        document = small_document(body)
        pages = paginate.lay_out(document, "print", document.tree, ["p{hyphens:auto;width:20mm}"])
        writer = open_pages(pages, PAGES)
        make_accessible(writer, pages, standard)
        return save(writer, document)

    assert built() == built()


def test_id_is_the_content_s() -> None:
    identity = made(Standard.UA_1).trailer["/ID"]
    assert identity[0] == identity[1]  # type: ignore[index]
    other = pypdf.PdfReader(io.BytesIO(tagged("<h1>b</h1>")))
    assert other.trailer["/ID"] != identity


def test_what_only_a_screen_needs_can_be_dropped() -> None:
    document = small_document("<h1 id='a'>a</h1><p><a href='#a'>a</a></p>")
    writer = open_pages(paginate.lay_out(document, "print", document.tree, []), PAGES)
    strip(writer)
    bare = pypdf.PdfReader(io.BytesIO(save(writer, document)))
    assert not {"/Names", "/Dests", "/Outlines", "/StructTreeRoot", "/Metadata"} & set(bare.root_object)
    assert not {"/Annots", "/StructParents", "/Tabs"} & set(bare.pages[0])
