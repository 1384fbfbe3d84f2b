"""Links to the publication in other languages, for readers and for programs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from publisher.compose import Document
from publisher.formats import LANDING
from publisher.text.html_elements import Element, Node, element
from publisher.text.i18n import direction, label


def choice_of_language(document: Document, filename: Callable[[str], str]) -> list[Node]:
    """A line above the page, with the name of each other language in itself. `filename` says what the page is called,
    by the name that an edition's files begin with."""
    if not document.translations:
        return []
    items = []
    for other in document.translations:
        href = quote(f"{other.folder}/{filename(other.name)}")
        language = {"hreflang": other.language, "lang": other.language, "dir": direction(other.language)}
        items.append(element("li", {}, element("a", {"href": href, **language}, other.title)))
    name = label(document.language, "languages.title")
    return [element("nav", {"class": "languages", "aria-label": name}, element("ul", {}, items)), "\n"]


def language_links(document: Document, filename: Callable[[str], str]) -> list[Element]:
    """The same in the head. There, search engines need every language, this one too, by full addresses; and the one for
    readers who speak none of them, which is the main one."""
    if not document.translations:
        return []
    ways = {
        other.language: quote(f"{other.folder}/{LANDING if document.site else filename(other.name)}")
        for other in document.translations
    }
    # Of pages with the same content, only one is named to search engines: see `canonical` in head.
    own = {document.language: LANDING if document.site else quote(filename(document.name))}
    is_main = "/" not in document.path
    ways = own | ways if is_main else ways | own
    return [
        element("link", {"rel": "alternate", "type": "text/html", "hreflang": language, "href": document.address(href)})
        for language, href in (ways | {"x-default": next(iter(ways.values()))}).items()
    ]
