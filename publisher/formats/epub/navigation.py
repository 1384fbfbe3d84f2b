"""The navigation document of an e-book: contents, the pages of the printed version, and the places to begin at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from publisher.compose import Document
from publisher.compose.entries import EntryMarkup, heading_of
from publisher.compose.part_types import Programme
from publisher.formats.epub.text import (
    EPUB_TYPE,
    XHTML,
    XML_LANG,
    Part,
    add,
    written,
    xhtml,
)
from publisher.model.document_ids import day_id, heading_id, page_id
from publisher.model.label import Label
from publisher.text.html_elements import Node, grow
from publisher.text.i18n import direction, label

FILENAME = "nav.xhtml"


def navigation(document: Document, parts: list[Part], places: Mapping[str, str], pages_marked: Sequence[int]) -> bytes:
    """The bytes of nav.xhtml. `pages_marked` are the printed pages in the order of their marks."""
    language = document.language
    root, body = xhtml(language, direction(language), document.title)
    contents = _nav(body, "toc", label(language, "contents.title"))
    _list_contents(contents, document, places)
    pages = _nav(body, "page-list", label(language, "epub.page-list"))
    listing = _sub(pages, "ol")
    for page in pages_marked:
        _entry(listing, places[page_id(page)], str(page))
    landmarks = _nav(body, "landmarks", label(language, "epub.landmarks"))
    listing = _sub(landmarks, "ol")
    for type, place, text in _landmarks(parts, language):
        _entry(listing, place, text).set(EPUB_TYPE, type)
    for extra in (pages, landmarks):
        extra.set("hidden", "hidden")  # reading systems show them in ways of their own
    return written(root)


def _list_contents(parent: etree._Element, document: Document, places: Mapping[str, str]) -> None:
    """A list in which each heading stands below the last one of a higher rank."""
    above: list[tuple[int, etree._Element]] = [(1, parent)]  # (rank, what its list is put into)
    for rank, id, text in _entries(document):
        while above[-1][0] >= rank:
            above.pop()
        holder = above[-1][1]
        listing = holder.find(f"{{{XHTML}}}ol")
        item = _sub(_sub(holder, "ol") if listing is None else listing, "li")
        entry = etree.Element("a", {"href": f"#{id}"})
        grow(entry, text)
        add(item, entry, places)
        above.append((rank, item))


def _entries(document: Document) -> Iterator[tuple[int, str, list[Node]]]:
    """(rank, id, text) of what is listed: parts, the days of a programme, their sessions. Boxes in a text are not."""
    markup = EntryMarkup()
    for part in document.parts:
        for id, heading in heading_of(part):
            yield 2, id, markup.inline(heading)
        for day in part.days if isinstance(part, Programme) else ():
            yield 3, day_id(day.date), markup.inline(day.heading)
            for session in day.sessions:
                yield 4, session.view.id, markup.session(session, document.language)


def _landmarks(parts: list[Part], language: str) -> Iterator[tuple[str, str, str]]:
    yield "titlepage", parts[0].filename, label(language, "epub.cover")
    if len(parts) > 1:
        yield "bodymatter", parts[1].filename, parts[1].title or label(language, "epub.text")


def _nav(body: etree._Element, type: str, title: str) -> etree._Element:
    roles = {"toc": "doc-toc", "page-list": "doc-pagelist"}
    nav = _sub(body, "nav", {EPUB_TYPE: type, "id": type, "aria-labelledby": heading_id(type)})
    if type in roles:
        nav.set("role", roles[type])
    _sub(nav, "h2", {"id": heading_id(type), **_language(title)}).text = title
    return nav


def _entry(listing: etree._Element, place: str, text: str) -> etree._Element:
    link = _sub(_sub(listing, "li"), "a", {"href": place, **_language(text)})
    link.text = text
    return link


def _language(text: str) -> dict[str, str]:
    found = text.attributes if isinstance(text, Label) else {}
    return found | ({XML_LANG: found["lang"]} if "lang" in found else {})


def _sub(parent: etree._Element, tag: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{XHTML}}}{tag}", dict(attributes or {}))
