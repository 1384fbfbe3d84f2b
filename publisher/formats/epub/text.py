"""The document as the XHTML files of an e-book: one for the cover, one for each section. Nothing is left out of it but
the QR codes: on the screen that they are read on they are of no use, and their addresses stand beside them as links."""

from __future__ import annotations

import base64
import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

from lxml import etree

from publisher.compose import Document
from publisher.compose.contract import has_class, of_class
from publisher.model.html_names import COVER_PICTURE, DAY, LOGO, PORTRAIT, QR, RUNNING, SOURCE
from publisher.pictures.cache import SCREEN_SIDE, SMALL_SIDE

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = f"{{{OPS}}}type"
# What only holds the sections together.
WRAPPERS = frozenset({"main", "footer", "div"})
# Where a picture is cut, what must be seen of it. Not every reading program knows custom properties.
FOCUS, POSITION = "--focal-point:", "object-position:"
CUT = frozenset({COVER_PICTURE, PORTRAIT})
ONLY_FOR_BUILDING = (SOURCE, RUNNING, "data-qr", "style")
# Reading systems know the one or the other name; each role of the document has both.
TYPES = {
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-endnotes": "footnotes",
    "doc-pagebreak": "pagebreak",
    "doc-chapter": "chapter",
    "doc-colophon": "colophon",
}
ROLES = {"section": "doc-chapter", "programme": "doc-chapter", "imprint": "doc-colophon"}
EXTENSIONS = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


@dataclass
class Part:
    """One XHTML file: the elements of the document that stand in it. `heading` names it, where it has one."""

    filename: str
    elements: list[etree._Element] = field(default_factory=list)

    @property
    def heading(self) -> etree._Element | None:
        return next((heading for element in self.elements for heading in element.iter("h1", "h2")), None)


def book_tree(document: Document) -> etree._Element:
    """A copy of the document, with the same elements in the same order as the printed pages were laid out of."""
    tree = copy.deepcopy(document.tree)
    etree.strip_tags(tree, etree.Comment)
    for stop in reversed(list(tree.iter("wbr"))):
        _close(stop)
    return tree


def adapt(tree: etree._Element, document: Document) -> None:
    """Change the marked tree into what a book needs."""
    logo = document.brand.logo
    for image in list(tree.iter("img")):
        classes = image.get("class", "").split()
        if QR in classes:
            image.drop_tree()  # type: ignore[attr-defined]  # every element is an HtmlElement
        elif CUT.intersection(classes) and image.get("style", "").startswith(FOCUS):
            image.set("style", image.get("style", "").replace(FOCUS, POSITION))
        elif LOGO in classes and logo and logo.negative:  # drawn for a dark ground, which the book has not
            image.set("src", image.get("src", "").removesuffix(quote(logo.negative)) + quote(logo.file))
    for day in of_class(tree, "section", DAY):
        day.set("id", f"day-{next(day.iter('time')).get('datetime')}")
    for note in tree.xpath("//section[@role='doc-endnotes']/p[@id]"):
        note.set("role", "doc-footnote")
    for section in tree.iter("section"):
        heading, name = section.find(".//h2"), next(iter(section.get("class", "").split()), "")
        if heading is not None and section.get("id"):
            heading.set("id", f"{section.get('id')}-heading")
            section.set("aria-labelledby", heading.get("id", ""))
            if name in ROLES:
                section.set("role", ROLES[name])


def split(tree: etree._Element) -> list[Part]:
    """The cover, then each section; what stands between sections goes with the one before it."""
    body = tree.find("body")
    assert body is not None
    parts = [Part("01-cover.xhtml")]
    for element in _blocks(body):
        if element.tag == "section":
            parts.append(Part(f"{len(parts) + 1:02}-{element.get('id') or 'part'}.xhtml"))
        parts[-1].elements.append(element)
    return [part for part in parts if part.elements]


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if (child.tag in WRAPPERS and child.find(".//section") is not None) or child.tag == "footer":
            yield from _blocks(child)
        else:
            yield child


def addresses(parts: list[Part]) -> dict[str, str]:
    """Where each id of the document stands in the book: 'skola' -> '04-skola.xhtml#skola'."""
    places = {"top": parts[0].filename, "content": parts[min(1, len(parts) - 1)].filename}
    for part in parts:
        for element in (element for block in part.elements for element in block.iter()):
            if id := element.get("id"):
                places[id] = f"{part.filename}#{id}"
    return places


def take_pictures(tree: etree._Element, document: Document) -> dict[str, bytes]:
    """The files of the pictures by their names in the book, each once; the tree then refers to these."""
    names, files = dict[str, str](), dict[str, bytes]()
    large = {image.get("src") for image in tree.iter("img") if not has_class(image, PORTRAIT)}
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
    title = document.title
    if part.heading is not None:  # an address in words is for paper
        title = " ".join("".join(part.heading.xpath(".//text()[not(ancestor::*[@class='link-address'])]")).split())
    root, body = xhtml(document.language, direction, title)
    body.set("class", document.layout.id)
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


def _close(stop: etree._Element) -> None:
    """The HTML parser takes what follows a <wbr> for its content: put it behind."""
    parent, after, kids = stop.getparent(), stop.tail or "", list(stop)
    assert parent is not None
    stop.text, stop.tail = None, stop.text
    for offset, kid in enumerate(kids, parent.index(stop) + 1):
        parent.insert(offset, kid)
    last = kids[-1] if kids else stop
    last.tail = (last.tail or "") + after or None
