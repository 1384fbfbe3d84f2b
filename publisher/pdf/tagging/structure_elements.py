"""A structure element, and which role each element of the source has (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from publisher.model.blocks import BOX_NAMES
from publisher.model.html_names import NOTE
from publisher.pdf.tagging.marked_content import Piece

# What holds blocks. Text that stands in one of these by itself gets a paragraph of its own.
GROUPS = {
    "header": "Sect",
    "footer": "Sect",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Aside",
    "main": "Part",
    "article": "Art",
    "blockquote": "BlockQuote",
    "figure": "Aside",
    "div": "",
    "body": "",
}
# Boxes of the content, by class.
BOXES = {name: "Aside" if name == NOTE else "Sect" for name in BOX_NAMES}
BLOCKS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "address": "P",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "table": "Table",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
# Runs of text. "": nothing but the text; it becomes a Span where it says something of its own, such as its language.
INLINE = {
    "a": "Link",
    "abbr": "Span",
    "b": "Strong",
    "strong": "Strong",
    "em": "Em",
    "i": "Em",
    "q": "Quote",
    "s": "Span",
    **dict.fromkeys(("cite", "small", "span", "sub", "sup", "time"), ""),
}
BULLETS = {"•": "Disc", "◦": "Circle", "▪": "Square"}
RUNS = frozenset({"Link", "Span", "Strong", "Em", "Quote", "Reference"})
KEPT_EMPTY = frozenset({"TD", "TH"})  # a table without its empty cells would be crooked


@dataclass(eq=False)
class Node:
    """A structure element. `source` is the element it is made from, `headers` are the ids of a cell's headings,
    `refers_to` is the id of a note's or reference's other end, `actual` is its text where that cannot be read off its
    glyphs, `attributes` are by owner: {"Table": {"Scope": "Row"}}.
    """

    role: str
    source: Any = None
    kids: list[Kid] = field(default_factory=list)
    language: str = ""
    alt: str = ""
    expansion: str = ""
    actual: str = ""
    id: str = ""
    headers: list[str] = field(default_factory=list)
    refers_to: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def pieces(self) -> Iterator[Piece]:
        """Everything drawn that belongs to it, in the order of reading."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.pieces()
            else:
                yield kid


Kid: TypeAlias = Node | Piece
