"""What runs in the margins of the pages: cut at a word where it is longer than its one line."""

from __future__ import annotations

from lxml import etree

from publisher.compose import Document
from publisher.design.text_width import cut_at_word
from publisher.model.html_names import RUNNING
from publisher.model.units import mm_to_pt


def cut_running(document: Document, tree: etree._Element) -> None:
    """Shorten the running texts of a tree, a copy of the document's, to the room that the layout has for them."""
    for element in tree.xpath(f"//*[@{RUNNING}]"):
        element.set(RUNNING, shortened(document, element.get(RUNNING, "")))


def shortened(document: Document, text: str) -> str:
    """A running text that goes on one line."""
    size, room = document.layout.running
    return cut_at_word(text, mm_to_pt(room) / size, document.brand.fonts.text)
