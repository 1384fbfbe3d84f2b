"""A specimen of the parts: of each kind of element one, shortened, so that one small layout says how all are set.

Two elements are of one kind where tag, classes, the element before and all that they stand in are alike: then a
stylesheet sets them alike, but for the number of their lines. What is no running text (a table, a picture, portraits)
stands in the specimen whole.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import etree

from publisher.pdf.layout.fit.measured import KIND

LEAVES = frozenset({"p", "h2", "h3", "h4", "h5", "li", "figcaption", "blockquote"})
HOLDERS = frozenset({"section", "div", "ul", "ol", "blockquote", "figure"})
INLINE = frozenset({"a", "abbr", "b", "br", "em", "i", "span", "strong", "sub", "sup", "time", "wbr"})
# Classes of what has no lines.
WHOLE = frozenset({"beside", "signers", "people", "picture", "notes", "partners", "cards", "card"})
LOOKS = re.compile("(accent|ground|boxes|with)-(?!lined)")  # classes by which nothing changes its size
SPACE, LINE_END = re.compile(r"[ \t\n]+"), "\v"
FEW = 24  # characters of a paragraph in the specimen


@dataclass
class Node:
    """An element of a part: its kind, and its text or what it holds."""

    kind: str
    form: Literal["text", "holder", "whole"]
    element: Any
    text: str = ""
    inside: list[Node] = field(default_factory=list)


class Specimen:
    """Sorts the elements of parts by kind, and gathers one of each."""

    def __init__(self) -> None:
        self.kinds: dict[tuple[Any, ...], str] = {}
        self.shown = set[str]()

    def add(self, elements: Sequence[etree._Element]) -> tuple[list[Node], list[etree._Element]]:
        """The nodes of a part, and what of it comes into the specimen: elements of kinds that are not in it yet."""
        nodes, shown = list[Node](), list[etree._Element]()
        before: etree._Element | None = None
        for element in elements:
            node, one = self._sorted(element, (), before)
            nodes.append(node)
            shown += [one] if one is not None else []
            before = element
        return nodes, shown

    def _sorted(
        self, element: etree._Element, above: tuple[Any, ...], before: etree._Element | None
    ) -> tuple[Node, etree._Element | None]:
        """The node of an element, and a copy for the specimen, with only what is new in it; None where nothing is."""
        names = tuple(sorted(name for name in (element.get("class") or "").split() if not LOOKS.match(name)))
        key = (*above, element.tag, names, (before.tag, before.get("class")) if before is not None else None)
        form = _form(element, names)
        if form == "text" and len(element) and not (element.text or "").strip():
            key = (*key, element[0].tag)  # a larger word may stand at its head
        if form == "whole":
            key = (*key, len(self.kinds))
        kind = self.kinds.setdefault(key, f"k{len(self.kinds)}")
        is_new = kind not in self.shown
        self.shown.add(kind)
        node = Node(kind, form, element)
        if form == "whole":
            return node, _marked(copy.deepcopy(element), kind)
        if form == "text":
            node.text = said_by(element)
            return node, _shortened(element, kind, node.text) if is_new else None
        made = _marked(element.makeelement(element.tag, dict(element.attrib)), kind)
        last: etree._Element | None = None
        skipped = False
        for child in element:
            inner, one = self._sorted(child, key, last)
            node.inside.append(inner)
            if one is not None:
                if skipped and last is not None:  # what it follows decides how it is set
                    etree.SubElement(made, last.tag, {"class": last.get("class") or ""})
                made.append(one)
            skipped = one is None
            last = child
        return node, made if is_new or len(made) else None


def _form(element: etree._Element, names: Sequence[str]) -> Literal["text", "holder", "whole"]:
    children = [child.tag for child in element]
    if WHOLE.intersection(names):
        return "whole"
    if element.tag in LEAVES and all(child.tag in INLINE for child in element.iterdescendants()):
        return "text"
    texts = [element.text, *(child.tail for child in element)]
    if (
        element.tag in HOLDERS
        and children
        and "img" not in children
        and not any((text or "").strip() for text in texts)
    ):
        return "holder"
    return "whole"


def _marked(element: etree._Element, kind: str) -> etree._Element:
    element.set(KIND, kind)
    element.tail = None
    return element


def _shortened(element: etree._Element, kind: str, text: str) -> etree._Element:
    made = _marked(element.makeelement(element.tag, dict(element.attrib)), kind)
    if len(element) and not (element.text or "").strip():
        made.append(copy.deepcopy(element[0]))
        made[0].tail = None
    else:
        made.text = text[:FEW].strip() or "–"
    return made


def said_by(element: etree._Element) -> str:
    """The text of an element, with LINE_END where it has a `br`."""
    return LINE_END.join(SPACE.sub(" ", line) for line in "".join(_said(element)).split(LINE_END))


def _said(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield LINE_END
        yield from _said(child)
        yield child.tail or ""
