"""Descriptions of links for screen readers, and titles of bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.compose.contract import has_class
from publisher.model.html_names import LINK_ADDRESS, ROLE_BACK, ROLE_REF
from publisher.pdf.tagging.structure_elements import Node
from publisher.text.addresses import Address
from publisher.text.i18n import label


def heading_text(element: Any) -> str:
    """An element's text, with spaces as they are read; without the address that is printed after a link."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    if not has_class(element, LINK_ADDRESS):
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def link_text(link: Node, target: Node | None, language: str) -> str:
    """Where a link leads, in words: 'AlmeDalarnas webb, almedalarna.example.org', 'Call 0243-740 00'."""
    address, text = link.source.get("href", ""), heading_text(link.source) or _alternatives(link)
    role = link.source.get("role", "")
    if role == ROLE_REF:
        return label(language, "note.link", number=text)
    if role == ROLE_BACK:
        return label(language, "note.back", number=text)
    if address.startswith("tel:"):
        number = Address(address).printed
        return label(language, "link.phone", number=text) if _is_number(text) else f"{text}, {number}"
    if address.startswith("mailto:"):
        plain = Address(address).printed
        return label(language, "link.email", address=plain) if plain in text else f"{text}, {plain}"
    if target is not None:
        heading = next((node for node in target.walk() if node.role in ("H1", "H2", "H3", "H4", "H5")), None)
        title = heading_text(heading.source) if heading else ""
        first = next(target.pieces(), None)
        if title == text and first:  # in a list of contents: the page number beside it is drawn for the eye
            return f"{text}, {label(language, 'page.number', page=first.page + 1)}"
        return f"{text}: {title}" if title and title != text else text
    shown = Address(address).printed
    return text if shown.rstrip("/") in text else f"{text}, {shown}"


def _is_number(text: str) -> bool:
    return sum(char.isdigit() for char in text) > 2


def _alternatives(link: Node) -> str:
    return " ".join(node.alt for node in link.walk() if node.alt)
