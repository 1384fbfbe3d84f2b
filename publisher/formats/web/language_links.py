"""The choice of language: where a page's publication is in other languages, to see and for programs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from lxml import etree

from publisher.compose import Document
from publisher.formats import LANDING
from publisher.text.i18n import direction, label


def add_languages(root: etree._Element, document: Document, filename: Callable[[str], str]) -> None:
    """A line above the page, with the name of each other language in itself, and the same in the head. `filename` says
    what the page is called, by the name that an edition's files begin with.

    In the head, search engines need every language, this one too, by full addresses; and the one for readers who speak
    none of them, which is the main one.
    """
    head, body = root.find("head"), root.find("body")
    if not document.translations or head is None or body is None:
        return
    choice = etree.Element("nav", {"class": "languages", "aria-label": label(document.language, "languages.title")})
    listing = etree.SubElement(choice, "ul")
    ways = {}
    for other in document.translations:
        href, language = quote(f"{other.folder}/{filename(other.name)}"), other.language
        ways[language] = quote(f"{other.folder}/{LANDING}") if document.site else href
        item = etree.SubElement(listing, "li")
        name = etree.SubElement(item, "a", href=href, hreflang=language, lang=language, dir=direction(language))
        name.text = other.title
    # Of pages with the same content, only one is named to search engines: see `canonical` in web_head.
    own = {document.language: LANDING if document.site else quote(filename(document.name))}
    is_main = "/" not in document.path
    ways = own | ways if is_main else ways | own
    for language, href in (ways | {"x-default": next(iter(ways.values()))}).items():
        address = document.address(href)
        link = etree.SubElement(head, "link", rel="alternate", type="text/html", hreflang=language, href=address)
        link.tail = "\n"
    choice.tail = "\n"
    body.insert(1, choice)  # after the link that skips to the content
