"""The choice of language: where a page's publication is in other languages, to see and for programs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from lxml import etree

from publisher.compose import Document
from publisher.i18n import direction, label


def add_languages(root: etree._Element, document: Document, filename: Callable[[str], str]) -> None:
    """A line above the page, with the name of each other language in itself, and the same in the head. `filename` says
    what the page is called, by the name that an edition's files begin with."""
    head, body = root.find("head"), root.find("body")
    if not document.translations or head is None or body is None:
        return
    choice = etree.Element("nav", {"class": "languages", "aria-label": label(document.language, "Languages")})
    listing = etree.SubElement(choice, "ul")
    for other in document.translations:
        href, language = quote(f"{other.folder}/{filename(other.name)}"), other.language
        link = etree.SubElement(head, "link", rel="alternate", type="text/html", hreflang=language, href=href)
        link.tail = "\n"
        item = etree.SubElement(listing, "li")
        name = etree.SubElement(item, "a", href=href, hreflang=language, lang=language, dir=direction(language))
        name.text = other.title
    choice.tail = "\n"
    body.insert(1, choice)  # after the link that skips to the content
