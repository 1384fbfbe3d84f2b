"""The structure tree of a finished PDF, read by qpdf and Poppler, and the words of a web page to hold against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html

from support import pdftext

INLINE = frozenset(("a", "abbr", "b", "em", "i", "q", "small", "span", "strong", "sub", "sup", "time", "wbr"))
# Only the web page has these: its list of contents stands in for the PDF's bookmarks.
WEB_ONLY = ("nav", "script", "style", "form")
UNHEARD = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))
# Bullets and numbers of lists: every reader has its own word for them.
LABEL = re.compile(r"[•◦▪]|\d+\.")


@dataclass
class Element:
    """A structure element: its role, its entries as qpdf writes them, and the elements in it."""

    role: str
    entries: dict[str, Any]
    kids: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def text(self, key: str) -> str:
        """A text among the entries: /Lang, /Alt, /E, /ID."""
        return str(self.entries.get(key, "")).removeprefix("u:").removeprefix("b:")


@dataclass(frozen=True)
class Tree:
    """The structure of one file."""

    path: Path

    @cached_property
    def document(self) -> pdftext.Document:
        return pdftext.document(self.path)

    @cached_property
    def tree_root(self) -> dict[str, Any]:
        return self.document.value(self.document.catalog["/StructTreeRoot"])

    @cached_property
    def root(self) -> Element:
        return next(self._elements(self.tree_root["/K"]))

    def _elements(self, kids: Any) -> Iterator[Element]:
        for kid in kids if isinstance(kids, list) else [kids]:
            entries = self.document.value(kid)
            if isinstance(entries, dict) and "/S" in entries:
                yield Element(entries["/S"][1:], entries, list(self._elements(entries.get("/K", []))))

    def all(self, *roles: str) -> list[Element]:
        """Every element with one of these roles, in the order of reading."""
        return [element for element in self.root.walk() if element.role in roles]

    def attribute(self, element: Element, name: str) -> Any:
        """An attribute of an element, None where it has none of that name."""
        attributes = self.document.value(element.entries.get("/A", []))
        for owned in attributes if isinstance(attributes, list) else [attributes]:
            if name in (values := self.document.value(owned)):
                return self.document.value(values[name])
        return None

    def annotations(self) -> list[dict[str, Any]]:
        """The annotations of all pages."""
        pages = [self.document.value(name) for name in self.document.page_names]
        return [self.document.value(item) for page in pages for item in self.document.value(page.get("/Annots", []))]


def words_by_tags(path: Path) -> list[str]:
    """What Poppler reads along the structure tree, in words. Alt texts are not among them."""
    text, in_label = "", None
    for line in pdftext.struct_text(path).splitlines():
        depth, said = len(line) - len(line.lstrip()), line.strip()
        if len(said) > 1 and said[0] == said[-1] == '"':
            is_label = in_label is not None and depth > in_label and LABEL.fullmatch(said[1:-1].strip())
            text += "" if is_label else said[1:-1].replace('\\"', '"')
        elif not said.startswith(("Object", "/")) and not said.endswith("(inline)"):
            text += "\n"
            if in_label is None or depth <= in_label:
                in_label = depth if said.startswith("Lbl") else None
    return text.translate(UNHEARD).split()


def words_of_page(path: Path) -> list[str]:
    """The words of a web page, in the order of its source."""
    body = html.fromstring(path.read_text(encoding="utf-8")).find("body")
    for element in [*body.iter(*WEB_ONLY), *body.find_class("skip")]:
        element.drop_tree()
    return "".join(texts_of(body)).translate(UNHEARD).split()


def texts_of(element: Any) -> Iterator[str]:
    """The texts of an element, with an end of line around each block."""
    edge = "" if element.tag in INLINE else "\n"
    yield edge
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from texts_of(child)
        yield child.tail or ""
    yield edge
