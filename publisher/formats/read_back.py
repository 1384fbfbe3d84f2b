"""Finished files read back as text and addresses, by other means than those that wrote them."""

from __future__ import annotations

import ctypes
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from publisher.compose.texts import squash

if TYPE_CHECKING:
    import pypdfium2

EPUB = "application/epub+zip"
# The list of addresses at the end of a plain text: lines of a mark and an address, which may stand below it.
ENTRY = re.compile(r"^(\[[^\]\n]+\])\s+(\S*(?:://|@)\S*|[+(\d][\d ()-]*)$", re.MULTILINE)
LISTED = re.compile(rf"(?:{ENTRY.pattern}\n)+\s*\Z", re.MULTILINE)
MARK = re.compile(r"\[[^\]\[\n]+\]")
PAGE_LINKS = "//*[local-name()='nav'][@*[local-name()='type']='page-list']//*[local-name()='a']"


@dataclass(frozen=True)
class ReadBack:
    """What a finished file says, read by other means than those that wrote it.

    Attributes:
        pages: The text of each page, squashed (see `squash`); one for the whole file where there are no pages.
        addresses: Where its links lead.
        dialled: The digits of a text in which a telephone number is dialled as it stands.
        links: The words of each link, squashed, and where it leads, in their order; None where that cannot be read.
        marked: Where each mark in the text leads whose address stands in a list, in their order; None where there are
            no such marks.
        alts: What its pictures show, squashed, in their order; None where that stands in the text, or nowhere.
    """

    pages: tuple[str, ...]
    addresses: frozenset[str]
    dialled: str = ""
    links: tuple[tuple[str, str], ...] | None = None
    alts: tuple[str, ...] | None = None
    marked: tuple[str, ...] | None = None

    @classmethod
    def of(cls, text: str, addresses: Iterable[str] = ()) -> ReadBack:
        """A file without pages, of which no more than its whole text and its addresses can be read."""
        return cls((squash(text),), frozenset(addresses))


def read_pdf(data: bytes) -> ReadBack:
    """By PDFium, page by page in the order of the content."""
    import pypdfium2

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
    import pypdfium2.raw as pdfium

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
    return _of_elements(root.xpath("body/header | body/main | body/footer"))


def read_fragment(data: bytes) -> ReadBack:
    """The same of a part of a page: everything in its article but the table of contents."""
    root = lxml_html.fragment_fromstring(data.decode("utf-8"), create_parent="div")
    return _of_elements(root.xpath("div/article/*[not(self::nav)]"))


def _of_elements(parts: Sequence[lxml_html.HtmlElement]) -> ReadBack:
    text = squash("".join(text for part in parts for text in part.xpath(".//text()[not(ancestor::form)]")))
    links = [_link(a) for part in parts for a in part.iter("a") if a.get("href")]
    alts = [squash(image.get("alt", "")) for part in parts for image in part.iter("img")]
    return ReadBack(
        (text,), frozenset(address for _, address in links), links=tuple(links), alts=tuple(filter(None, alts))
    )


def _link(element: etree._Element) -> tuple[str, str]:
    return squash("".join(map(str, element.itertext()))), str(element.get("href"))


def read_text(data: bytes) -> ReadBack:
    """Plain text. What looks like an address is one, with and without the punctuation at its end. Those of the list at
    the end are found by their marks in the text."""
    text = data.decode("utf-8-sig")
    listed = LISTED.search(text)
    body = text[: listed.start()] if listed else text
    entries = dict(ENTRY.findall(listed[0] if listed else ""))
    marks = MARK.findall(body) if entries else []
    words = [word.lstrip("([") for word in body.split()]
    found = {form for word in words for form in (word, word.rstrip(".,;:!?)]"))}
    return ReadBack(
        (squash(text),),
        frozenset(map(_with_scheme, filter(_is_address, found))),
        "".join(filter(str.isdigit, text)),
        marked=tuple(_with_scheme(entries[mark]) for mark in marks if mark in entries),
    )


def _is_address(word: str) -> bool:
    return "://" in word or "@" in word


def _with_scheme(word: str) -> str:
    return word if "://" in word or "@" not in word else f"mailto:{word}"


def read_markdown(data: bytes) -> ReadBack:
    """By a CommonMark parser with tables and notes; the notes stay where they are written."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).disable("footnote_tail")
    texts, links = [], list[tuple[str, str]]()
    for block in parser.parse(data.decode("utf-8")):
        begin, address = 0, ""
        for token in block.children or [block]:
            if token.type in ("text", "code_inline"):
                texts.append(token.content)
            elif token.type in ("footnote_ref", "footnote_reference_open"):
                texts.append(str(token.meta["label"]).rpartition("-")[2])
            elif token.type == "link_open":
                begin, address = len(texts), str(token.attrGet("href"))
            elif token.type == "link_close":
                links.append((squash("".join(texts[begin:])), address))
    return ReadBack((squash("".join(texts)),), frozenset(address for _, address in links), links=tuple(links))


def read_epub(data: bytes) -> ReadBack:
    """The files of the spine, one after the other, as a reading program goes through them."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        found_bodies = [etree.fromstring(book.read(name)).find("{*}body") for name in spine_files(book)]
    bodies = [body for body in found_bodies if body is not None]
    text = squash("".join("".join(map(str, body.itertext())) for body in bodies))
    links = [_link(link) for body in bodies for link in body.iter("{*}a") if link.get("href")]
    alts = [squash(image.get("alt", "")) for body in bodies for image in body.iter("{*}img")]
    found = frozenset(address for _, address in links)
    return ReadBack((text,), found, links=tuple(links), alts=tuple(filter(None, alts)))


def spine_files(book: zipfile.ZipFile) -> Iterator[str]:
    """The names of a book's XHTML files in their order."""
    place, package = _package(book)
    files = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        yield posixpath.join(place, files[reference.get("idref")])


def listed_pages(data: bytes) -> list[tuple[str, str]]:
    """(page, what the mark that it leads to is called) of each entry in a book's list of pages; "" where there is no
    mark."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        place, package = _package(book)
        (name,) = (item.get("href", "") for item in package.iter("{*}item") if item.get("properties") == "nav")
        found, pages = list[tuple[str, str]](), dict[str, etree._Element]()
        for link in etree.fromstring(book.read(posixpath.join(place, name))).xpath(PAGE_LINKS):
            file, _, id = link.get("href", "").partition("#")
            if file not in pages:
                pages[file] = etree.fromstring(book.read(posixpath.join(place, file)))
            marks = (mark for mark in pages[file].iter("{*}span") if mark.get("role") == "doc-pagebreak")
            named = (mark.get("aria-label", "") for mark in marks if mark.get("id") == id)
            found.append((link.text or "", next(named, "")))
    return found


def _package(book: zipfile.ZipFile) -> tuple[str, etree._Element]:
    """(its folder, package document)"""
    container = etree.fromstring(book.read("META-INF/container.xml"))
    name = next(file.get("full-path", "") for file in container.iter("{*}rootfile"))
    return posixpath.dirname(name), etree.fromstring(book.read(name))
