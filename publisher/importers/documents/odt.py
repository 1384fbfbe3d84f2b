"""Documents of Writer and other programs (odt, ODF 1.3) -> blocks, by way of the HTML elements they mean."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from publisher.importers.budgets import check_archive, import_error, protected, read_bytes
from publisher.importers.documents.html import ENDINGS, html_blocks
from publisher.importers.documents.read_blocks import Block, take_titles
from publisher.importers.draft import Draft, LeftOver, Origin
from publisher.model.catalogue import say

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
STYLED = ("title", "subtitle", "caption", "illustration", "figure")  # styles that say what a paragraph is
LEVEL_STYLE = re.compile(r"List_20_(?:Bullet|Number)_20_([2-5])")
KINDS = {ending: kind for kind, ending in ENDINGS.items()} | {"jpeg": "image/jpeg", "tiff": "image/tiff"}


def tag(name: str) -> str:
    """'text:p' -> the name as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def read_odt(path: Path) -> tuple[Draft, list[Block]]:
    """The document's blocks, in order. Raises ContentError where the file is damaged or protected."""
    data = read_bytes(path)
    check_archive(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise protected(path)
            reader = _Reader(archive)
            draft = reader.properties()
            draft.left_over += reader.outside(path)
            root = reader.body()
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, etree.LxmlError, SyntaxError) as error:
        fix = say("importers:open-and-save-again")
        raise import_error("damaged", say("importers:document-damaged-no-opendocument-text"), fix, path) from error
    return draft, take_titles(draft, html_blocks(root, path))


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.content = self._parse("content.xml")
        self.bold, self.italic, self.parents = set[str](), set[str](), dict[str, str]()
        self.ordered = set[str]()
        for root in (self.content, self._parse("styles.xml")):
            for style in root.iter(tag("style:style")):
                self._style(style)
            for listing in root.iter(tag("text:list-style")):
                first = next(iter(listing), None)
                if first is not None and first.tag == tag("text:list-level-style-number"):
                    self.ordered.add(listing.get(tag("style:name"), ""))
        self.notes: list[Any] = []

    def _parse(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self.archive.read(name), parser)

    def _style(self, style: Any) -> None:
        name = style.get(tag("style:name"), "")
        self.parents[name] = style.get(tag("style:parent-style-name"), "")
        for properties in style.iter(tag("style:text-properties")):
            if properties.get(tag("fo:font-weight")) in ("bold", "700", "800", "900"):
                self.bold.add(name)
            if properties.get(tag("fo:font-style")) == "italic":
                self.italic.add(name)

    def properties(self) -> Draft:
        draft = Draft()
        if "meta.xml" in self.archive.namelist():
            meta = self._parse("meta.xml")
            draft.title = next((e.text or "" for e in meta.iter(tag("dc:title"))), "").strip()
            draft.language = next((e.text or "" for e in meta.iter(tag("dc:language"))), "").split("-")[0]
        return draft

    def outside(self, path: Path) -> Iterator[LeftOver]:
        """Headers and footers of the pages, and comments."""
        for master in self._parse("styles.xml").iter(tag("style:header"), tag("style:footer")):
            kind = "header" if master.tag == tag("style:header") else "footer"
            if text := " ".join("".join(master.itertext()).split()):
                yield LeftOver(text, say("importers:in-page-part", kind=kind), Origin(path.name, kind))
        for note in self.content.iter(tag("office:annotation")):
            if text := " ".join("".join(note.itertext()).split()):
                yield LeftOver(text, say("importers:comment"), Origin(path.name, say("importers:spot-comment")))

    def body(self) -> Any:
        root = lxml_html.Element("div")
        body = next(self.content.iter(tag("office:text")))
        self._blocks(body, root)
        if self.notes:
            listing = etree.SubElement(root, "ol")
            listing.extend(self.notes)
        return root

    def _blocks(self, source: Any, target: Any) -> None:
        for element in source:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if element.tag == tag("text:h"):
                level = min(int(element.get(tag("text:outline-level")) or 1), 6)
                self._runs(element, etree.SubElement(target, f"h{level}"), element)
            elif element.tag == tag("text:p"):
                self._paragraph(element, target)
            elif element.tag == tag("text:list"):
                self._list(element, target)
            elif element.tag == tag("table:table"):
                self._table(element, target)
            elif element.tag in (tag("text:tracked-changes"), tag("office:forms"), tag("text:sequence-decls")):
                continue
            elif name == "frame":
                self._frame(element, target)
            else:  # sections, indexes and other boxes
                self._blocks(element, target)

    def _paragraph(self, element: Any, target: Any) -> None:
        style = element.get(tag("text:style-name"), "")
        names = self._lineage(style)
        made = etree.SubElement(target, "p")
        kind = next((one for one in STYLED if one in [name.casefold() for name in names]), "")
        if kind:
            made.set("class", kind if kind in ("title", "subtitle") else "caption")
        inner = etree.SubElement(made, "strong") if self.bold & {style} and not kind else made
        self._runs(element, inner, made)

    def _lineage(self, style: str) -> list[str]:
        names: list[str] = []
        while style and style not in names:
            names.append(style)
            style = self.parents.get(style, "")
        return names

    def _runs(self, source: Any, target: Any, block: Any) -> None:
        """Running text of `source` into `target`; frames go behind `block` as pictures."""
        _add_text(target, source.text)
        for child in source:
            self._run(child, target, block)
            _add_text(target, child.tail)

    def _run(self, child: Any, target: Any, block: Any) -> None:
        if child.tag == tag("text:s"):
            _add_text(target, " " * int(child.get(tag("text:c")) or 1))
        elif child.tag == tag("text:tab"):
            _add_text(target, "\t")
        elif child.tag == tag("text:line-break"):
            etree.SubElement(target, "br")
        elif child.tag == tag("text:a"):
            link = etree.SubElement(target, "a", {"href": child.get(tag("xlink:href"), "")})
            self._runs(child, link, block)
        elif child.tag == tag("text:span"):
            style = child.get(tag("text:style-name"), "")
            inner = target
            if style in self.bold:
                inner = etree.SubElement(inner, "strong")
            if style in self.italic:
                inner = etree.SubElement(inner, "em")
            if inner is target:
                inner = etree.SubElement(target, "span")
            self._runs(child, inner, block)
        elif child.tag == tag("text:note"):
            self._note(child, target)
        elif child.tag == tag("draw:frame"):
            self._frame(child, target)
        elif child.tag in (tag("office:annotation"), tag("office:annotation-end")):
            return
        else:
            self._runs(child, target, block)

    def _note(self, note: Any, target: Any) -> None:
        number = str(len(self.notes) + 1)
        link = etree.SubElement(target, "a", {"href": f"#footnote-{number}"})
        link.text = number
        item = lxml_html.Element("li", {"id": f"footnote-{number}"})
        self.notes.append(item)
        for body in note.iter(tag("text:note-body")):
            self._blocks(body, item)

    def _list(self, listing: Any, target: Any) -> None:
        kind = "ol" if listing.get(tag("text:style-name"), "") in self.ordered else "ul"
        made = etree.SubElement(target, kind)
        for _ in range(self._level(listing) - 1):  # some programs indent a list instead of nesting it
            made = etree.SubElement(made, kind)
        for item in listing:
            if item.tag in (tag("text:list-item"), tag("text:list-header")):
                self._blocks(item, etree.SubElement(made, "li"))

    def _level(self, listing: Any) -> int:
        """The level that the style of its first paragraph says: 'List Bullet 2'."""
        first = next(listing.iter(tag("text:p")), None)
        names = self._lineage(first.get(tag("text:style-name"), "")) if first is not None else []
        found = next((match for name in names if (match := LEVEL_STYLE.fullmatch(name))), None)
        return int(found[1]) if found and listing.getparent().tag != tag("text:list-item") else 1

    def _table(self, table: Any, target: Any) -> None:
        made = etree.SubElement(target, "table")
        for row in table.iter(tag("table:table-row")):
            line = etree.SubElement(made, "tr")
            for cell in row.iter(tag("table:table-cell")):
                span = cell.get(tag("table:number-columns-spanned"), "1")
                self._blocks(cell, etree.SubElement(line, "td", {"colspan": span}))

    def _frame(self, frame: Any, target: Any) -> None:
        """A picture with its alt text; a text box is its paragraphs."""
        for box in frame.iter(tag("draw:text-box")):
            self._blocks(box, target)
        for image in frame.iter(tag("draw:image")):
            name = image.get(tag("xlink:href"), "").removeprefix("./")
            alt = next((e.text or "" for e in frame.iter(tag("svg:desc"))), "") or next(
                (e.text or "" for e in frame.iter(tag("svg:title"))), ""
            )
            source, kind = name, KINDS.get(name.rpartition(".")[2].lower(), "")
            if kind and name in self.archive.namelist():
                source = f"data:{kind};base64,{base64.b64encode(self.archive.read(name)).decode()}"
            etree.SubElement(target, "img", {"src": source, "alt": alt})
            break


def _add_text(element: Any, text: str | None) -> None:
    if text and len(element):
        element[-1].tail = (element[-1].tail or "") + text
    elif text:
        element.text = (element.text or "") + text
