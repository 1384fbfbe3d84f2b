"""What a screen reader is given of a page: the accessibility tree, read in its order and compared with the document."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from support.browser import OpenPage

# What the document says, in its order: texts that are shown, and alt texts. A form's lists are no text of the document,
# and the words before the list of formats are the name of that navigation.
DOCUMENT = """() => {
  const said = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style, form, .ways > [aria-hidden]")) return;
    if (!node.checkVisibility({ visibilityProperty: true })) return;
    if (node.localName === "img") said.push(` ${node.alt} `);
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return said.join("");
}"""
TEXTS, PICTURES, UNREAD = {"StaticText"}, {"image", "img"}, {"ListMarker", "form", "search", "InlineTextBox"}


def spoken(opened: OpenPage) -> str:
    """The texts of the accessibility tree, without spaces."""
    session = opened.page.context.new_cdp_session(opened.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    known = {node["nodeId"]: node for node in nodes}
    return squash("".join(_read(known, nodes[0])))


def written(opened: OpenPage) -> str:
    """The texts of the document, without spaces."""
    return squash(opened.page.evaluate(DOCUMENT))


def squash(text: str) -> str:
    """The letters alone: where lines break, browsers differ in the spaces they report."""
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


def _read(known: dict[str, Any], node: dict[str, Any]) -> Iterator[str]:
    role = node.get("role", {}).get("value")
    if role in UNREAD:
        return
    if role in TEXTS | PICTURES and not node.get("ignored"):
        yield node.get("name", {}).get("value", "")
        return
    for child in node.get("childIds", ()):
        if child in known:
            yield from _read(known, known[child])


def difference(spoken: str, written: str) -> str:
    """Where the two part, for the message of a test."""
    at = next(
        (i for i, (a, b) in enumerate(zip(spoken, written, strict=False)) if a != b), min(len(spoken), len(written))
    )
    return f"read out: '...{spoken[max(at - 30, 0) : at + 30]}', written: '...{written[max(at - 30, 0) : at + 30]}'"
