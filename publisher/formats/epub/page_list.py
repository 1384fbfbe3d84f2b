"""The page list: a mark in the text at each place where a printed page begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from publisher.model.document_ids import page_id
from publisher.model.html_names import ROLE_PAGE, SOURCE
from publisher.pdf.layout.contents import is_contents

if TYPE_CHECKING:
    from publisher.pdf.layout.paginate import Pages
    from publisher.pdf.tagging.drawn_text import Reader
    from publisher.pdf.tagging.marked_content import Pieces

# A mark stands in the part that begins with it, so it goes no further up than these.
PARTS = frozenset({"body", "header", "main", "footer", "section", "article"})
# These hold items, rows and cells only, and no text.
NO_TEXT = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"})

ENOUGH = 24  # characters, to know a place by what follows it
MARK = "\n"  # the place itself, which no solid text has


@dataclass(frozen=True)
class Place:
    """A picture or a line of text: its page, counted from 1, and where it is. `where` is "before" the element, in its
    "text" or in its "tail", at the character numbered `at`."""

    page: int
    element: Any
    where: str
    at: int = 0


def mark_pages(tree: etree._Element, master: Pages) -> list[int]:
    """Mark in `tree`, the text of the book, where each page of the printed version begins. The pages in the order of
    their marks.

    A layout may write a part in its own way. A place on its pages is found in the book by what the contract says of
    both (`publisher.compose.contract`): the nearest element that says where it stands in the content, and how many
    characters of that element come before the place.
    """
    from publisher.pdf.layout.pieces import gather
    from publisher.pdf.tagging.drawn_text import Reader

    pieces = gather(master.rendered)
    body, own = master.html.find("body"), tree.find("body")
    assert own is not None
    places = list(_places(body, pieces, Reader(pieces.texts)))
    book = _Book(body, own)
    starts: list[tuple[Place | None, list[int]]] = []
    for place, pages in page_starts(places, master.count):
        here = book.place(place) if place else None
        if starts and here and (last := starts[-1][0]) and replace(last, page=here.page) == here:
            starts[-1][1].extend(pages)  # they begin at one place
        else:
            starts.append((here, list(pages)))
    # From the end: what is put in later must not move places that are still to come.
    for place, pages in reversed(starts):
        if place:
            _insert(place, pages)
        else:
            own.extend(map(_mark, pages))
    return [page for _, pages in starts for page in pages]


def _by_source(body: Any) -> dict[tuple[str, int], Any]:
    """The elements that say where they stand in the content, by that and their number among those that say the same."""
    found: dict[tuple[str, int], Any] = {}
    count = Counter[str]()
    for element in body.iter():
        source = element.get(SOURCE) if isinstance(element.tag, str) else None
        if source:
            found[source, count[source]] = element
            count[source] += 1
    return found


class _Book:
    """Finds places of the laid-out <body> in that of the book."""

    def __init__(self, body: Any, own: Any) -> None:
        self.parents = {child: parent for parent in body.iter() for child in parent}
        book = _by_source(own)
        self.twins = {element: book[key] for key, element in _by_source(body).items() if key in book} | {body: own}

    def place(self, place: Place) -> Place:
        """The same place in the book. Where a layout adds words of its own, what follows the place is looked for; where
        that is not in the book, the beginning of its element counts."""
        laid_out = self.parents[place.element] if place.where == "tail" else place.element
        while laid_out not in self.twins:
            laid_out = self.parents[laid_out]
        before, after = "", ""
        for element, where, text in _walk(laid_out):
            if not after and not (element is place.element and where == place.where):
                before += _solid(text)
            elif not after:
                before += _solid(text[: place.at])
                after = MARK + _solid(text[place.at :])
            else:
                after += _solid(text)
        twin = self.twins[laid_out]
        wanted, own = after[len(MARK) :][:ENOUGH], "".join(_solid(text) for _, _, text in _walk(twin))
        found = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", own)]
        at = min(found, key=lambda one: abs(one - len(before)), default=0)
        return _at(place, twin, at) or Place(place.page, twin, "before")


def _solid(text: str) -> str:
    """Text without spaces, which writers differ in."""
    return "".join(text.split())


def _at(place: Place, root: Any, count: int) -> Place | None:
    """The place in an element before its character of that number, spaces not counted, or before the picture there."""
    for element, where, text in _walk(root):
        marks = [index for index, char in enumerate(text) if not char.isspace()]
        if where == place.where == "before" and count == 0:
            return Place(place.page, element, where)
        if count < len(marks):
            return Place(place.page, element, where, marks[count])
        count -= len(marks)
    return None


def _walk(root: Any) -> Iterator[tuple[Any, str, str]]:
    """Pictures, and every text with where it stands, in the order of the document: (element, "before", ""),
    (element, "text", ...), (element, "tail", ...)."""
    if not isinstance(root.tag, str):
        return
    if root.tag == "img":
        yield root, "before", ""
    yield root, "text", root.text or ""
    for child in root:
        yield from _walk(child)
        yield child, "tail", child.tail or ""


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


def _places(element: Any, pieces: Pieces, reader: Reader) -> Iterator[Place]:
    """Everything drawn of an element and what is in it, in the order of the document. The printed table of contents is
    not in the text of the book: a page with nothing else begins where the next one does."""
    yield from (Place(piece.page + 1, element, "before") for piece in pieces.pictures.get(element, [])[:1])
    for piece in reader.read(element, element.text):
        yield Place(piece.page + 1, element, "text", piece.at)
    for child in element:
        if isinstance(child.tag, str) and not is_contents(child):
            yield from _places(child, pieces, reader)
        for piece in reader.read(element, child.tail):
            yield Place(piece.page + 1, child, "tail", piece.at)


def _insert(place: Place, pages: Sequence[int]) -> None:
    """Put the marks in: in the midst of a text, or before all that begins with it."""
    element = place.element
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
    return etree.Element("span", {"id": page_id(page), "role": ROLE_PAGE, "aria-label": str(page)})


def _put_beside(element: etree._Element, offset: int, marks: Sequence[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element) + offset
    parent[index:index] = marks
