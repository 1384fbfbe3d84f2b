"""The document as the XHTML files of an e-book, written from its parts: one file for the cover, one for each part.
Nothing is left out but the QR codes: on the screen that they are read on they are of no use, and their addresses stand
beside them as links."""

from __future__ import annotations

import base64
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree

from publisher.compose import Document
from publisher.compose import part_types as blocks
from publisher.compose.part_markup import PartMarkup
from publisher.model.blocks import Note
from publisher.model.document_ids import MAIN, TOP, day_id, heading_id
from publisher.model.findings import Place
from publisher.model.html_names import (
    COVER_PICTURE,
    PORTRAIT,
    ROLE_CHAPTER,
    ROLE_COLOPHON,
    ROLE_NOTE,
    ROLE_NOTES,
    ROLE_PAGE,
    ROLE_REF,
    RUNNING,
    SOURCE,
)
from publisher.model.runs import Runs, plain
from publisher.pictures.cache import SCREEN_SIDE, SMALL_SIDE
from publisher.text.html_elements import Attributes, Element, Node

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = f"{{{OPS}}}type"
RANK_OF_PARTS = 2
# Where a picture is cut, what must be seen of it. Not every reading program knows custom properties.
FOCUS, POSITION = "--focal-point:", "object-position:"
CUT = frozenset({COVER_PICTURE, PORTRAIT})
ONLY_FOR_BUILDING = (SOURCE, RUNNING, "style")
# Reading systems know the one or the other name; each role of the document has both.
TYPES = {
    ROLE_REF: "noteref",
    ROLE_NOTE: "footnote",
    ROLE_NOTES: "footnotes",
    ROLE_PAGE: "pagebreak",
    ROLE_CHAPTER: "chapter",
    ROLE_COLOPHON: "colophon",
}
ROLES: dict[type, str] = {
    blocks.Section: ROLE_CHAPTER,
    blocks.Programme: ROLE_CHAPTER,
    blocks.Imprint: ROLE_COLOPHON,
}
EXTENSIONS = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


@dataclass
class Part:
    """One XHTML file: the elements of the document that stand in it. `title` is its heading, where it has one."""

    filename: str
    title: str = ""
    elements: list[etree._Element] = field(default_factory=list)


class BookMarkup(PartMarkup):
    """Writes the parts as a book needs them: each part has a role and is named by its heading, each day has an id.

    Once written, `titles` has the heading of each part by its id, and `large` the addresses of the pictures that are
    shown as wide as the page."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.titles = dict[str, str]()
        self.large = set[str]()

    def body(self) -> list[Node]:
        return self.parts(self.document.parts)

    def whole(self, part: blocks.Part, id: str, *more: Any) -> Element:
        section = super().whole(part, id, *more)
        section.attributes["aria-labelledby"] = heading_id(id)
        if type(part) in ROLES:
            section.attributes["role"] = ROLES[type(part)]
        return section

    def heading_of(self, rank: int, attributes: Attributes, kids: list[Node], id: str) -> list[Node]:
        if rank == RANK_OF_PARTS and id:
            attributes = {**attributes, "id": heading_id(id)}
        return super().heading_of(rank, attributes, kids, id)

    def heading(self, rank: int, runs: Runs, id: str, place: Place | None = None) -> list[Node]:
        if rank <= RANK_OF_PARTS:
            self.titles[id] = " ".join(plain(runs).split())  # without the addresses that are for paper
        return super().heading(rank, runs, id, place)

    def image(self, attributes: Attributes) -> Element:
        if PORTRAIT not in attributes.get("class", "").split():
            self.large.add(attributes["src"])
        return super().image(attributes)

    def day_id(self, day: blocks.Day) -> str:
        return day_id(day.date)

    def code(self, url: str) -> list[Node]:
        return []

    def focus(self, point: tuple[float, float], role: str) -> str:
        return super().focus(point, role).replace(FOCUS, POSITION) if role in CUT else ""

    def note(self, note: Note) -> Element:
        written = super().note(note)
        written.attributes["role"] = ROLE_NOTE
        return written


def split(tree: etree._Element, titles: Mapping[str, str]) -> list[Part]:
    """The cover, then each part that has a section; what stands between goes with the one before it."""
    body = tree.find("body")
    assert body is not None
    parts = [Part("01-cover.xhtml", titles.get("", ""))]
    for element in body:
        if element.tag == "section":
            id = element.get("id", "")
            parts.append(Part(f"{len(parts) + 1:02}-{id or 'part'}.xhtml", titles.get(id, "")))
        parts[-1].elements.append(element)
    return [part for part in parts if part.elements]


def addresses(parts: list[Part]) -> dict[str, str]:
    """Where each id of the document stands in the book: 'skola' -> '04-skola.xhtml#skola'."""
    places = {TOP: parts[0].filename, MAIN: parts[min(1, len(parts) - 1)].filename}
    for part in parts:
        for element in (element for block in part.elements for element in block.iter()):
            if id := element.get("id"):
                places[id] = f"{part.filename}#{id}"
    return places


def take_pictures(tree: etree._Element, document: Document, large: Container[str]) -> dict[str, bytes]:
    """The files of the pictures by their names in the book, each once; the tree then refers to these. `large` are the
    addresses of those that are shown as wide as the page."""
    names, files = dict[str, str](), dict[str, bytes]()
    for image in tree.iter("img"):
        source = image.get("src", "")
        if source not in names:
            kind, data = _picture(source, document, SCREEN_SIDE if source in large else SMALL_SIDE)
            names[source] = f"pictures/{len(names) + 1:02}{kind}"
            files[names[source]] = data
        image.set("src", names[source])
    return files


def _picture(source: str, document: Document, longest: int) -> tuple[str, bytes]:
    """(".svg", its bytes) of an address."""
    if not source.startswith("data:"):
        made = document.pictures.for_screen(document.picture_file(source), longest)
        return EXTENSIONS[made.media_type], made.data
    head, _, data = source.removeprefix("data:").partition(",")
    kind = EXTENSIONS[head.split(";")[0]]
    return kind, base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)


def page_of(part: Part, document: Document, direction: str, places: Mapping[str, str]) -> bytes:
    """The XHTML file of a part."""
    root, body = xhtml(document.language, direction, part.title or document.title)
    body.set("class", document.layout.names)
    for element in part.elements:
        add(body, element, places)
    return written(root)


def xhtml(language: str, direction: str, title: str) -> tuple[etree._Element, etree._Element]:
    """An empty page: (root, body)."""
    root = etree.Element(
        f"{{{XHTML}}}html", {"lang": language, XML_LANG: language, "dir": direction}, nsmap={None: XHTML, "epub": OPS}
    )
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(head, f"{{{XHTML}}}link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"})
    return root, etree.SubElement(root, f"{{{XHTML}}}body")


def add(parent: etree._Element, element: etree._Element, places: Mapping[str, str]) -> etree._Element:
    """Put an HTML element and all in it into an XHTML page. Links lead to where the book has their targets."""
    attributes = {
        name: value
        for name, value in element.attrib.items()
        if name not in ONLY_FOR_BUILDING or value.startswith(POSITION)
    }
    if "lang" in attributes:
        attributes[XML_LANG] = attributes["lang"]
    if attributes.get("href", "").startswith("#"):
        attributes["href"] = places[attributes["href"][1:]]
    type = "titlepage" if element.tag == "header" else TYPES.get(attributes.get("role", ""))
    if type:
        attributes[EPUB_TYPE] = type
    twin = etree.SubElement(parent, f"{{{XHTML}}}{element.tag!s}", attributes)
    twin.text, twin.tail = element.text, element.tail
    for child in element:
        add(twin, child, places)
    return twin


def written(root: etree._Element) -> bytes:
    """The bytes of an XML file."""
    doctype = "<!DOCTYPE html>" if etree.QName(root).localname == "html" else None
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype) + b"\n"


def text_of(element: etree._Element) -> str:
    """An element's text with single spaces."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
