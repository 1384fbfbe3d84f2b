"""Writing elements of HTML: a tag, its attributes and its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from publisher.model.label import Label

Attributes = dict[str, str]
# What has no end tag. <wbr> gets one: some parsers do not know that there is none.
VOID = frozenset({"br", "img"})


@dataclass
class Element:
    tag: str
    attributes: Attributes = field(default_factory=dict)
    kids: list[Node] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """It, and every element in it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all()

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        for kid in self.kids:
            yield from [kid] if isinstance(kid, str) else kid.texts()


Node = Element | str


def escaped(text: str) -> str:
    """Text as it stands in HTML, also in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def html(nodes: Iterable[Node]) -> str:
    """These nodes as HTML text."""
    return "".join(escaped(node) if isinstance(node, str) else _html(node) for node in nodes)


def _html(element: Element) -> str:
    attributes = "".join(f' {name}="{escaped(value)}"' for name, value in element.attributes.items())
    end = "" if element.tag in VOID else f"{html(element.kids)}</{element.tag}>"
    return f"<{element.tag}{attributes}>{end}"


def grown(root: Element) -> etree._Element:
    """The tree of an element and what stands in it."""
    tree = etree.Element(root.tag, root.attributes)
    grow(tree, root.kids)
    return tree


def grow(parent: etree._Element, nodes: Iterable[Node]) -> None:
    """Put these nodes into an element of a tree, after what is there."""
    last = parent[-1] if len(parent) else None
    for node in nodes:
        if isinstance(node, Element):
            last = etree.SubElement(parent, node.tag, node.attributes)
            grow(last, node.kids)
        elif last is None:
            parent.text = (parent.text or "") + node
        else:
            last.tail = (last.tail or "") + node


def element(tag: str, attributes: Mapping[str, str], *kids: Node | Iterable[Node]) -> Element:
    """An element with these nodes, or lists of nodes, in it. Attributes without a value are left out, but for `alt` and
    an option's `value`.
    A label in another language than the document's says so: on the element, if that has nothing else in it."""
    inner = [node for kid in kids for node in ([kid] if isinstance(kid, (str, Element)) else kid) if node != ""]
    own = {name: value for name, value in attributes.items() if value or name in ("alt", "value")}
    if len(inner) == 1 and isinstance(inner[0], Label):
        return Element(tag, own | inner[0].attributes, [str(inner[0])])
    return Element(tag, own, [_marked(node) if isinstance(node, Label) else node for node in inner])


def _marked(label: Label) -> Node:
    return Element("span", label.attributes, [str(label)]) if label.language else str(label)
