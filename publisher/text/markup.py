"""Running text and its blocks, written in HTML. The one place that says which element each kind is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from urllib.parse import quote

from publisher.model.blocks import (
    Block,
    Box,
    Definition,
    Definitions,
    Figure,
    Heading,
    Item,
    Listing,
    Loose,
    Note,
    Notes,
    Paragraph,
    Quote,
    Row,
    Table,
)
from publisher.model.findings import Place
from publisher.model.html_names import (
    ADDRESS,
    KEEP,
    LINK_ADDRESS,
    NOTE,
    NOTE_COMMA,
    NOTE_REF,
    NOTES,
    PHOTO,
    PICTURE,
    QUOTE,
    ROLE_BACK,
    ROLE_NOTES,
    ROLE_REF,
    SOURCE,
    TASK,
)
from publisher.model.runs import Kind, Mark, Run
from publisher.text.addresses import Address, pieces_of
from publisher.text.html_elements import Attributes, Element, Node, element, html
from publisher.text.typography import breakable

LONGEST_ON_ONE_LINE = 34  # characters of an address; a longer one may be broken after its slashes and dots
MIDDLE = (50.0, 50.0)
HEADS = (50.0, 15.0)  # of a picture that is as high as wide, or higher: where heads are
# Each mark: its element, and the attributes that its value makes. The number of a note has a link in it besides.
MARKUP: dict[Kind, tuple[str, Callable[[Mark], Attributes]]] = {
    Kind.STRONG: ("strong", lambda mark: {}),
    Kind.EMPHASIS: ("em", lambda mark: {}),
    Kind.STRUCK: ("s", lambda mark: {}),
    Kind.SUPERSCRIPT: ("sup", lambda mark: {"class": "raised"}),
    Kind.SUBSCRIPT: ("sub", lambda mark: {"class": "raised"}),
    Kind.LINK: ("a", lambda mark: {"href": Address(mark.value).coded}),
    Kind.LANGUAGE: ("span", lambda mark: {}),
    Kind.ABBREVIATION: ("abbr", lambda mark: {}),
    Kind.NOTE: ("sup", lambda mark: {"class": NOTE_REF}),
    Kind.NOTE_COMMA: ("sup", lambda mark: {"class": NOTE_COMMA}),
    Kind.LINK_ADDRESS: ("span", lambda mark: {"class": LINK_ADDRESS}),
    Kind.ADDRESS: ("span", lambda mark: {"class": ADDRESS}),
    Kind.BOX: ("span", lambda mark: {"role": "img", "aria-label": mark.value}),
    Kind.KEEP: ("span", lambda mark: {"class": KEEP}),
    Kind.LEFT_TO_RIGHT: ("span", lambda mark: {"dir": "ltr"}),
    Kind.ROLE: ("span", lambda mark: {"class": mark.value}),
}


def inline_html(runs: Iterable[Run], *, without: Kind | None = None) -> str:
    """Running text as HTML, see `Markup.inline`."""
    return html(Markup().inline(runs, without=without))


def html_of(blocks: Iterable[Block]) -> str:
    """Blocks as HTML, one after the other, each ending a line."""
    return html(Markup().blocks(blocks))


def source(place: Place | None) -> Attributes:
    """Where a block stands in the content, for the findings."""
    return {SOURCE: str(place)} if place else {}


def heading_attributes(heading: Heading) -> Attributes:
    return {**({"id": heading.id} if heading.id else {}), **source(heading.place)}


class Markup:
    """Writes running text and its blocks as elements. A format that needs another form of one has a class of its own,
    which writes that one."""

    def inline(self, runs: Iterable[Run], *, without: Kind | None = None) -> list[Node]:
        """Running text. Marks that several runs share are one element around them all. `without` an element for one
        kind, where what holds the text says it already."""
        parts: list[tuple[tuple[Mark, ...], Run]] = []
        for run in runs:
            marks = tuple(mark for mark in run.marks if mark.kind is not without)
            if run.has(Kind.BREAK):  # within what stands around it
                marks = parts[-1][0] if parts else ()
            parts.append((marks, run))
        return self._nested(parts)

    def _nested(self, parts: list[tuple[tuple[Mark, ...], Run]]) -> list[Node]:
        nodes: list[Node] = []
        for mark, group in groupby(parts, key=lambda part: part[0][0] if part[0] else None):
            inner = list(group)
            if mark is None:
                nodes += [node for _, run in inner for node in self._piece(run)]
            else:
                nodes += self.marked(mark, self._nested([(marks[1:], run) for marks, run in inner]))
        return nodes

    def _piece(self, run: Run) -> list[Node]:
        if run.has(Kind.BREAK):
            return [Element("br"), "\n"]
        return self.address(run.text) if run.has(Kind.ADDRESS) else self.text(run.text)

    def text(self, text: str) -> list[Node]:
        """Text with places where a word that is too long for a line may be broken."""
        return with_breaks(breakable(text))

    def address(self, address: str) -> list[Node]:
        """An address as it is printed, with places where a long one may be broken."""
        if len(address) <= LONGEST_ON_ONE_LINE:
            return [element("span", {"class": KEEP}, address)]
        return with_breaks(pieces_of(address))

    def marked(self, mark: Mark, kids: list[Node]) -> list[Node]:
        """What stands in a mark."""
        tag, attributes_of = MARKUP[mark.kind]
        attributes = {**({"class": mark.name} if mark.name else {}), **attributes_of(mark)}
        if mark.language:
            attributes |= {"hreflang": mark.target} if mark.target else {}
            attributes["lang"] = mark.language
        if mark.kind is Kind.ABBREVIATION:
            attributes["title"] = mark.value
        if mark.direction:
            attributes["dir"] = mark.direction
        if mark.kind is Kind.NOTE:
            link = {"id": mark.id} if mark.id else {}
            # The space is for the ear and for copies: a number that is only raised runs on into "19.302".
            kids = ["\u00a0", Element("a", {**link, "href": f"#note-{mark.value}", "role": ROLE_REF}, kids)]
        if mark.kind is Kind.NOTE_COMMA:
            kids = [","]  # the number after it brings its space
        return [Element(tag, attributes, kids)]

    def blocks(self, blocks: Iterable[Block]) -> list[Node]:
        """Blocks one after the other, each ending a line."""
        return [node for block in blocks for node in (*self.block(block), "\n")]

    def block(self, block: Block) -> list[Node]:
        match block:
            case Heading(rank, runs):
                return [Element(f"h{rank}", heading_attributes(block), self.inline(runs))]
            case Paragraph(runs, place):
                return [Element("p", source(place), self.inline(runs))]
            case Loose(runs):
                return self.inline(runs)
            case Listing():
                return [self.listing(block)]
            case Definitions(entries, place):
                inner = [node for entry in entries for node in self.definition(entry)]
                return [Element("dl", source(place), ["\n", *inner])]
            case Definition():
                return self.definition(block)
            case Quote(inner, said, place):
                quote = Element("blockquote", source(place), ["\n", *self.blocks(inner)])
                return [self.captioned({"class": QUOTE}, ["\n", quote, "\n"], said)] if said else [quote]
            case Figure():
                return [self.figure(block)]
            case Table():
                return [self.table(block)]
            case Box(name, inner, place):
                return [Element("div", {**source(place), "class": name}, ["\n", *self.blocks(inner)])]
            case Notes(name, notes):
                attributes = {"class": NOTES, "role": ROLE_NOTES, "aria-label": name}
                return [Element("section", attributes, ["\n", *ended(self.note(note) for note in notes)])]

    def listing(self, block: Listing) -> Element:
        start = {"start": str(block.start)} if block.start not in (None, 1) else {}
        listing = Element("ul" if block.start is None else "ol", {**start, **source(block.place)}, ["\n"])
        listing.kids += ended(self.item("li", item) for item in block.items)
        return listing

    def item(self, tag: str, item: Item) -> Element:
        """An item of a list, or what a term means."""
        kids = self.blocks(item.blocks)
        if kids and not isinstance(item.blocks[0], Loose):
            kids.insert(0, "\n")
        elif item.blocks and isinstance(item.blocks[-1], Loose):
            kids.pop()
        return Element(tag, {**source(item.place), **({"class": TASK} if item.is_task else {})}, kids)

    def definition(self, entry: Definition) -> list[Node]:
        """A term, and what it means."""
        term = Element("dt", source(entry.place), self.inline(entry.term))
        return ended([term, *(self.item("dd", body) for body in entry.bodies)])

    def figure(self, figure: Figure) -> Element:
        image = {"src": quote(figure.file), "alt": figure.alt, **picture_attributes(figure.focus, photo=figure.photo)}
        return self.captioned({"class": PICTURE, **source(figure.place)}, [self.image(image)], figure.caption)

    def captioned(self, attributes: Attributes, kids: list[Node], caption: Iterable[Run]) -> Element:
        """A picture or a quotation, with the words that go with it, if there are any."""
        written = self.inline(caption)
        return Element("figure", attributes, [*kids, *([Element("figcaption", {}, written)] if written else [])])

    def image(self, attributes: Attributes) -> Element:
        return Element("img", attributes)

    def table(self, table: Table) -> Element:
        parts = [Element("caption", {}, self.inline(table.caption))] if table.caption else []
        parts.append(Element("thead", {}, ["\n", self.row(table.head, table.head), "\n"]))
        if table.rows:
            rows = ended(self.row(row, table.head) for row in table.rows)
            parts.append(Element("tbody", {}, ["\n", *rows]))
        return Element("table", source(table.place), ["\n", *ended(parts)])

    def row(self, row: Row, head: Row) -> Element:
        """A row below `head`, or that row itself."""
        cells: list[Node] = ["\n"]
        for cell in row.cells:
            attributes = {name: value for name, value in (("scope", cell.scope), ("class", cell.side)) if value}
            cells += [Element("th" if cell.scope else "td", attributes, self.inline(cell.runs)), "\n"]
        return Element("tr", source(row.place), cells)

    def note(self, note: Note) -> Element:
        back = Element("a", {"href": f"#ref-{note.id}", "role": ROLE_BACK}, [str(note.number)])
        attributes = {"class": NOTE, "id": f"note-{note.id}", **source(note.place)}
        return Element("p", attributes, [back, " ", *self.inline(note.runs)])


def ended(elements: Iterable[Element]) -> list[Node]:
    """Elements, each ending a line."""
    return [node for element in elements for node in (element, "\n")]


def with_breaks(pieces: Iterable[str]) -> list[Node]:
    """Pieces of text between which a line may be broken."""
    first, *rest = pieces
    return [first, *(node for piece in rest for node in (Element("wbr"), piece))] if first or rest else []


def picture_attributes(focus: tuple[float, float] | None, *, photo: bool) -> Attributes:
    """Class and style of a picture. A drawing is made for its place; a photograph has any shape, and nothing may be
    written on it: it has the class "photo". Where it is cut, the point that must be seen is its middle, unless the
    content says another."""
    point = focus or (MIDDLE if photo else None)
    style = {"style": focus_style(point)} if point else {}
    name = {"class": PHOTO} if photo else {}
    return {**style, **name} if focus else {**name, **style}


def focus_style(point: tuple[float, float]) -> str:
    """The point as a property that the layouts know: '--focal-point:60% 30%'."""
    return f"--focal-point:{point[0]:g}% {point[1]:g}%"
