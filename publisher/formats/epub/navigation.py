"""The navigation document of an e-book: contents, the pages of the printed version, and the places to begin at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from publisher.compose import Document
from publisher.formats.epub.page_list import page_id
from publisher.formats.epub.text import (
    EPUB_TYPE,
    XHTML,
    Part,
    add,
    text_of,
    written,
    xhtml,
)
from publisher.formats.web.contents import contents_entry
from publisher.text.i18n import direction, label

FILENAME = "nav.xhtml"
# What is listed below what: sections, the days of a programme, their sessions. Boxes within a text are not.
LISTED = "//h2 | //section[contains(@class, 'day')]/h3 | //article/h4"


def navigation(tree: etree._Element, document: Document, parts: list[Part], places: Mapping[str, str]) -> bytes:
    """The bytes of nav.xhtml."""
    language = document.language
    root, body = xhtml(language, direction(language), document.title)
    contents = _nav(body, "toc", label(language, "contents.title"))
    _list_contents(contents, tree, places)
    pages = _nav(body, "page-list", label(language, "epub.page-list"))
    listing = _sub(pages, "ol")
    for page, place in page_places(tree, places):
        _entry(listing, place, str(page))
    landmarks = _nav(body, "landmarks", label(language, "epub.landmarks"))
    listing = _sub(landmarks, "ol")
    for type, place, text in _landmarks(parts, language):
        _entry(listing, place, text).set(EPUB_TYPE, type)
    for extra in (pages, landmarks):
        extra.set("hidden", "hidden")  # reading systems show them in ways of their own
    return written(root)


def page_places(tree: etree._Element, places: Mapping[str, str]) -> list[tuple[int, str]]:
    """(page, place) of every mark, in the order of the text."""
    return [
        (int(mark.get("aria-label", "")), places[page_id(int(mark.get("aria-label", "")))])
        for mark in tree.iter("span")
        if mark.get("role") == "doc-pagebreak"
    ]


def _list_contents(parent: etree._Element, tree: etree._Element, places: Mapping[str, str]) -> None:
    """A list in which each heading stands below the last one of a higher rank."""
    above: list[tuple[int, etree._Element]] = [(1, parent)]  # (rank, what its list is put into)
    for heading in tree.xpath(LISTED):
        rank = int(heading.tag[1])
        while above[-1][0] >= rank:
            above.pop()
        holder = above[-1][1]
        listing = holder.find(f"{{{XHTML}}}ol")
        item = _sub(_sub(holder, "ol") if listing is None else listing, "li")
        add(item, _plain(contents_entry(heading)), places)
        above.append((rank, item))


def _plain(entry: etree._Element) -> etree._Element:
    """The entry without notes, and without elements that say nothing."""
    for note in entry.xpath(".//sup"):
        note.drop_tree()
    etree.strip_tags(entry, "time")
    for span in [span for span in entry.iter("span") if not span.attrib]:
        span.drop_tag()  # type: ignore[attr-defined]  # every element is an HtmlElement
    return entry


def _landmarks(parts: list[Part], language: str) -> Iterator[tuple[str, str, str]]:
    yield "titlepage", parts[0].filename, label(language, "epub.cover")
    if len(parts) > 1:
        heading = parts[1].heading
        yield "bodymatter", parts[1].filename, text_of(heading) if heading is not None else label(language, "epub.text")


def _nav(body: etree._Element, type: str, title: str) -> etree._Element:
    roles = {"toc": "doc-toc", "page-list": "doc-pagelist"}
    nav = _sub(body, "nav", {EPUB_TYPE: type, "id": type, "aria-labelledby": f"{type}-heading"})
    if type in roles:
        nav.set("role", roles[type])
    _sub(nav, "h2", {"id": f"{type}-heading"}).text = title
    return nav


def _entry(listing: etree._Element, place: str, text: str) -> etree._Element:
    link = _sub(_sub(listing, "li"), "a", {"href": place})
    link.text = text
    return link


def _sub(parent: etree._Element, tag: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{XHTML}}}{tag}", dict(attributes or {}))
