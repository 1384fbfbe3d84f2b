"""Where the printed pages begin: a mark is put into the text at each of these places, from the pages as laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publisher.model.errors import RenderError
from publisher.pdf.layout.paginate import Pages
from publisher.pdf.layout.pieces import gather
from publisher.pdf.tagging.drawn_text import Reader
from publisher.pdf.tagging.marked_content import Pieces

# A mark stands in the part that begins with it, so it goes no further up than these.
PARTS = frozenset({"body", "header", "main", "footer", "section", "article"})
# These hold items, rows and cells only, and no text.
NO_TEXT = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"})


@dataclass(frozen=True)
class Place:
    """A picture or a line of text: its page, counted from 1, and where it is. `where` is "before" the element, in its
    "text" or in its "tail", at the character numbered `at`."""

    page: int
    element: Any
    where: str
    at: int = 0


def mark_pages(tree: etree._Element, master: Pages) -> None:
    """Mark in `tree`, a copy of the document's, where each page of the printed version begins.

    The tree that was laid out has the same elements in the same order: places in the one are places in the other.
    Raises RenderError where it has not.
    """
    pieces = gather(master.rendered)
    body = master.html.find("body")
    places = list(_places(body, pieces, Reader(pieces.texts)))
    laid_out, own = list(_elements(master.html)), list(_elements(tree))
    if [element.tag for element in laid_out] != [element.tag for element in own]:
        raise RenderError(
            f"The e-book of '{master.document.name}' cannot be made: its template has markup that browsers repair.",
            "Write <tbody> in tables, end what is begun, and put no block into a paragraph.",
        )
    twins = dict(zip(laid_out, own, strict=True))
    # From the end: what is put in later must not move places that are still to come.
    for place, pages in reversed(page_starts(places, master.count)):
        if place:
            _insert(twins[place.element], place, pages)
        else:
            twins[body].extend(map(_mark, pages))


def page_id(page: int) -> str:
    """The id of the mark of a page."""
    return f"page-{page}"


def page_starts(places: Sequence[Place], count: int) -> list[tuple[Place | None, list[int]]]:
    """The first place of each page, in the order of the text. A page with nothing on it begins where the next one does;
    None stands for the end of the text."""
    starts, waiting, cursor = list[tuple[Place | None, list[int]]](), list[int](), 0
    for page in range(1, count + 1):
        waiting.append(page)
        found = next((index for index in range(cursor, len(places)) if places[index].page == page), None)
        if found is not None:
            starts.append((places[found], waiting))
            waiting, cursor = [], found
    return [*starts, (None, waiting)] if waiting else starts


def _elements(tree: Any) -> Iterator[Any]:
    return (element for element in tree.iter() if isinstance(element.tag, str))


def _places(element: Any, pieces: Pieces, reader: Reader) -> Iterator[Place]:
    """Everything drawn of an element and what is in it, in the order of the document."""
    yield from (Place(piece.page + 1, element, "before") for piece in pieces.pictures.get(element, [])[:1])
    for piece in reader.read(element, element.text):
        yield Place(piece.page + 1, element, "text", piece.at)
    for child in element:
        if isinstance(child.tag, str):
            yield from _places(child, pieces, reader)
        for piece in reader.read(element, child.tail):
            yield Place(piece.page + 1, child, "tail", piece.at)


def _insert(element: etree._Element, place: Place, pages: Sequence[int]) -> None:
    """Put the marks in: in the midst of a text, or before all that begins with it."""
    marks = [_mark(page) for page in pages]
    if place.where == "tail":
        tail = element.tail or ""
        at = _after_word(tail, place.at)
        element.tail, marks[-1].tail = tail[:at], tail[at:]
        _put_beside(element, 1, marks)
        return
    text, first = element.text or "", None
    if place.where == "before" or not text[: place.at].strip():
        first = _outermost(element, element if place.where == "before" else None)
    if first is not None:
        _put_beside(first, 0, marks)
        return
    at = _after_word(text, place.at)
    element.text, marks[-1].tail = text[:at], text[at:]
    element[:0] = marks


def _outermost(element: etree._Element, found: etree._Element | None) -> etree._Element | None:
    """The outermost element that begins with this one and may have text before it, such as a whole list for the first
    word of its first item: so the mark stands neither in a heading nor behind a bullet."""
    while element.tag not in PARTS and (parent := element.getparent()) is not None:
        may_hold = parent.tag not in NO_TEXT and element.tag != "figcaption"
        found = element if may_hold else found
        if element.getprevious() is not None or (parent.text or "").strip():
            break
        element = parent
    return found


def _after_word(text: str, at: int) -> int:
    """No word is parted: a mark that would stand within one stands behind it."""
    if at and not text[at - 1].isspace():
        while at < len(text) and not text[at].isspace():
            at += 1
    return at


def _mark(page: int) -> etree._Element:
    return etree.Element("span", {"id": page_id(page), "role": "doc-pagebreak", "aria-label": str(page)})


def _put_beside(element: etree._Element, offset: int, marks: Sequence[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element) + offset
    parent[index:index] = marks
