"""Finished files read back as text and addresses, by other means than those that wrote them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import html as lxml_html

from publisher.compose.texts import squash


@dataclass(frozen=True)
class ReadBack:
    """`pages` are squashed texts (see `squash`), one for the whole file where there are no pages."""

    pages: tuple[str, ...]
    addresses: frozenset[str]


def read_pdf(data: bytes) -> ReadBack:
    """By PDFium, page by page in the order of the content."""
    pages, addresses = [], set()
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text_page = page.get_textpage()
            pages.append(squash(text_page.get_text_range()))
            text_page.close()
            addresses |= _addresses(document, page)
            page.close()
    finally:
        document.close()
    return ReadBack(tuple(pages), frozenset(addresses))


def _addresses(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> set[str]:
    found, position, link = set(), ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if length:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, length)
            found.add(buffer.value.decode("utf-8", "replace"))
    return found


def read_html(data: bytes) -> ReadBack:
    """The text of header, main and footer, and where the links lead. What a form offers to choose is no content: a text
    that is lost would be found there."""
    root = lxml_html.document_fromstring(data.decode("utf-8"), parser=lxml_html.HTMLParser(huge_tree=True))
    parts = root.xpath("body/header | body/main | body/footer")
    text = squash("".join(text for part in parts for text in part.xpath(".//text()[not(ancestor::form)]")))
    addresses = frozenset(str(a.get("href")) for part in parts for a in part.iter("a") if a.get("href"))
    return ReadBack((text,), addresses)
