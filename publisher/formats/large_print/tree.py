"""Large print: the document, written from its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from publisher.compose import Document
from publisher.compose.entries import EntryMarkup, contents_of, heading_of
from publisher.compose.part_markup import PartMarkup
from publisher.compose.part_types import Contact, Cover, Day, Line, Part, Person, Picture, Programme
from publisher.formats.large_print.line_room import BOLD, LineRoom
from publisher.model.blocks import Block, Box, Definitions, Figure, Heading, Listing, Quote, Row
from publisher.model.document_ids import day_id
from publisher.model.html_names import KEEP, LONG, PARTED_ADDRESS, RUNNING
from publisher.model.runs import Kind, Mark
from publisher.text.html_elements import Attributes, Element, Node, element
from publisher.text.i18n import count_label, label
from publisher.text.markup import heading_attributes, with_breaks
from publisher.text.typography import keeper

# Bigger letters make headings stand out less in proportion, or no word would fit on a line: these are added, in points.
HEADINGS = {"h1": 22, "h2": 8, "h3": 4}
ADDRESS_LIKE = re.compile(r"[@/]|\w\.\w")
SPACE = re.compile(r"[ \n]+")  # where a heading may go on to the next line; a no-break space is none
TITLE = 800  # the weight of a title
SHORT_TITLE = 40  # what is added for a title that has one line to itself
LEAST_SHARE = 0.75  # of its usual size: a heading is set no smaller for a name's sake
FEWEST_LISTED = 4  # sections; what has fewer needs no table of contents
PEOPLE = "people"  # the field of a session
DAY_HEADING, HOURS = "day-heading", "hours"
FOLDED = 4  # pages a sheet: a booklet; otherwise it is a sheet


def large_print_tree(
    document: Document, printed_pages: Mapping[str, int], page_count: int, size: int
) -> etree._Element:
    """The document for letters of `size` points, written from its parts. Every text and link of it stands in it, in its
    order.

    `printed_pages` says on which page of the ordinary version each id begins, `page_count` how many pages that has.
    """
    return LargePrint(document, printed_pages, page_count, size).tree()


class LargePrint(PartMarkup):
    """Writes the parts in large print."""

    def __init__(self, document: Document, printed_pages: Mapping[str, int], page_count: int, size: int) -> None:
        super().__init__(document)
        self.printed_pages, self.page_count, self.size = printed_pages, page_count, size
        self.last_page: int | None = None  # whose number was written last
        self.room = LineRoom(document.brand.fonts.large_print, size)
        self.find = keeper(document.language)

    # The document

    def body(self) -> list[Node]:
        cover, *rest = super().body()
        return [cover, *self.contents(), *rest]

    def contents(self) -> list[Node]:
        """A table of contents between cover and text. The stylesheet adds the page numbers."""
        headings = contents_of(self.document)
        if len(headings) < FEWEST_LISTED:
            return []
        listing = [item for part in self.document.parts for item in self.entries(part)]
        title = element("h2", {}, label(self.document.language, "contents.title"))
        return [element("nav", {"class": "contents"}, title, element("ul", {}, listing))]

    def entries(self, part: Part) -> list[Element]:
        """A part in the contents; of a programme its days, too."""
        found = [(id, runs, "") for id, runs in heading_of(part)]
        if isinstance(part, Programme) and len(part.days) > 1:
            found += [(self.day_id(day), day.heading, "day-entry") for day in part.days]
        return [
            element(
                "li",
                {"class": name, "data-target": f"#{id}"},
                element("a", {"href": f"#{id}"}, EntryMarkup().inline(runs)),
            )
            for id, runs, name in found
        ]

    def day_id(self, day: Day) -> str:
        return day_id(day.date)

    def running(self, cover: Cover) -> str:
        """The title stands at the foot of the page."""
        return self.room.at_foot(self.document.title)

    def cover_text(self, text: Element) -> list[Node]:
        """Below the title: what this version is, and how long the ordinary one."""
        said = label(self.document.language, "large-print.size", size=self.size)
        note = [said, " ", _count_text(self.document, self.page_count)]
        return [text, "\n", element("p", {"class": "large-print-note"}, note)]

    # Headings

    def heading_of(self, rank: int, attributes: Attributes, kids: list[Node], id: str) -> list[Node]:
        """Below the heading, where the page of the printed version begins, so that people reading together find the
        place. It stands there and not above: one who goes from heading to heading, by eye or by voice, meets it."""
        return [self.fitted(rank, attributes, kids), *self.printed_page(id)]

    def fitted(self, rank: int, attributes: Attributes, kids: list[Node]) -> Element:
        """A short title is set bigger. A heading with a word or name too long for a line is set smaller: no word is
        parted, and no name that fits on a line."""
        heading, fonts = Element(f"h{rank}", attributes, kids), self.document.brand.fonts
        if heading.tag in HEADINGS:
            text, usual = " ".join("".join(heading.texts()).split()), self.size + HEADINGS[heading.tag]
            face = (fonts.display, TITLE) if rank == 1 else (fonts.large_print, BOLD)
            wish = max(usual, min(self.size + SHORT_TITLE, self.room.largest([text], *face))) if rank == 1 else usual
            fitting = min(wish, self.room.largest(SPACE.split(_with_names_whole(kids)), *face))
            if fitting < max(self.size, LEAST_SHARE * usual):  # the names go on over lines
                heading.kids = [_without_keep(kid) for kid in kids]
                fitting = max(self.size, min(wish, self.room.largest(text.split(), *face)))
            if fitting != usual:
                apart = ";line-height:1.25" if fitting < usual else ""  # as small as text, it needs the text's space
                heading.attributes = {**attributes, "style": f"font-size:{fitting}pt{apart}"}
        if attributes.get("class") == DAY_HEADING:
            heading.attributes = {**heading.attributes, RUNNING: self.room.at_foot("".join(heading.texts()))}
        return heading

    def printed_page(self, id: str) -> list[Node]:
        page = self.printed_pages.get(id) if id else None
        if page is None or page == self.last_page:
            return []
        self.last_page = page
        return ["\n", element("p", {"class": "printed-page"}, _page_text(self.document, page))]

    def block(self, block: Block) -> list[Node]:
        match block:
            case Heading(rank, runs):
                return [self.fitted(rank, heading_attributes(block), self.inline(runs))]
            case Figure(alt="", caption=()):
                return []
            case Listing() | Definitions() | Quote() | Box():
                with self.room.set_in():
                    return super().block(block)
            case _:
                return super().block(block)

    # Pictures: one that only decorates is left out.

    def picture(self, picture: Picture | None) -> list[Node]:
        if picture is None or picture.alt:
            return super().picture(picture)
        caption = self.inline(picture.caption)
        return (
            [element("figure", {"class": f"{picture.role}-figure"}, Element("figcaption", {}, caption))]
            if caption
            else []
        )

    def stand_in(self, index: int, name: str) -> list[Node]:
        return []

    def figure(self, figure: Figure) -> Element:
        written = super().figure(figure)
        if not figure.alt:
            del written.kids[0]
        return written

    # Texts

    def text(self, text: str) -> list[Node]:
        """Words that are longer than a line may be broken: an address after its punctuation, others by syllables."""
        nodes: list[Node] = [""]
        for piece in re.split(r"(\s+)", text):
            if not self.room.may_exceed(piece) or self.room.holds(piece):
                nodes = [*nodes[:-1], nodes[-1] + piece] if isinstance(nodes[-1], str) else [*nodes, piece]
            elif ADDRESS_LIKE.search(piece):
                pieces = with_breaks(re.split(r"(?<=[@/?&=.-])", piece))
                nodes.append(element("span", {"class": PARTED_ADDRESS}, pieces))
            else:
                nodes.append(element("span", {"class": LONG}, piece))
        return [node for node in nodes if node != ""]

    def address(self, address: str) -> list[Node]:
        return self.kept(Mark(Kind.KEEP), self.text(address))

    def marked(self, mark: Mark, kids: list[Node]) -> list[Node]:
        if mark.kind is Kind.KEEP:
            return self.kept(mark, kids)
        if mark.name == KEEP and not self.fits(kids):
            mark = replace(mark, name="")
        if mark.kind is Kind.LINK and not mark.name:
            kids = [node for kid in kids for node in self.numbers_kept(kid)]
        return super().marked(mark, kids)

    def numbers_kept(self, node: Node) -> list[Node]:
        """Elsewhere the text of a link is short, and nothing in it is kept on one line. Here numbers and dates are."""
        if isinstance(node, Element):
            return [node]
        nodes: list[Node] = []
        at = 0
        for start, end in self.find(node):
            nodes += [node[at:start], *self.kept(Mark(Kind.KEEP), [node[start:end]])]
            at = end
        return [*nodes, node[at:]]

    def kept(self, mark: Mark, kids: list[Node]) -> list[Node]:
        """What is kept on one line elsewhere may be too long for one here. A word by itself needs no keeping, because
        nothing is hyphenated."""
        free = not self.fits(kids) or "".join(Element("", {}, kids).texts()).isalpha()
        return kids if free and not mark.direction else super().marked(mark, kids)

    def fits(self, kids: list[Node]) -> bool:
        return self.room.holds("".join(Element("", {}, kids).texts()))

    def row(self, row: Row, head: Row) -> Element:
        """A table's rows are set as blocks: each cell says what column it is of. The number of the column's note is not
        said again."""
        written = super().row(row, head)
        cells = [kid for kid in written.kids if isinstance(kid, Element)]
        for cell, column in zip(cells, head.cells, strict=False):
            if row is not head and cell.tag == "td":
                runs = (run for run in column.runs if not run.has(Kind.NOTE) and not run.has(Kind.NOTE_COMMA))
                cell.attributes["data-label"] = " ".join("".join(run.text for run in runs).split())
        return written

    def contact(self, part: Contact) -> list[Node]:
        """The hours of a telephone are a line of their own: what parts it from the next one belongs to that line."""
        written = super().contact(part)
        for one in (one for node in written if isinstance(node, Element) for one in node.all()):
            for hours, after in pairwise(one.kids):
                if isinstance(hours, Element) and hours.attributes.get("class") == HOURS and isinstance(after, str):
                    comma = after[: len(after) - len(after.lstrip(",;،؛"))]
                    hours.kids.append(comma)
                    one.kids[one.kids.index(after)] = after.removeprefix(comma)
        return written

    def person(self, person: Person, index: int) -> Element:
        """What a person is, and of what organisation, stays on one line each, if it fits on one."""
        written = super().person(person, index)
        for one in written.all():
            if one.tag == "span" and one.attributes.get("class") in [fact.name for fact in person.facts]:
                one.kids = self.kept(Mark(Kind.KEEP), one.kids)
        return written

    def line(self, line: Line) -> Element:
        """Where several people take part, each has a line."""
        written = super().line(line)
        if line.name == PEOPLE:
            written.kids = [node for kid in written.kids for node in self.phrases(kid)]
            if sum(isinstance(kid, Element) and kid.tag == "strong" for kid in written.kids) > 1:
                written.kids = _speakers(written.kids)
        return written

    def phrases(self, node: Node) -> list[Node]:
        """What stands between two commas stays on one line, if it fits on one: "vice ordförande, Älvsby kommun"."""
        if isinstance(node, Element):
            return [node]
        kept: list[Node] = []
        for piece in filter(None, re.split(r"([,;،] )", node)):
            kept += self.kept(Mark(Kind.KEEP), [piece]) if " " in piece.strip() else [piece]
        return kept


def _with_names_whole(nodes: Iterable[Node]) -> str:
    """The text, with no-break spaces in what must stay on one line."""
    return "".join(
        node
        if isinstance(node, str)
        else SPACE.sub("\u00a0", "".join(node.texts()))
        if node.attributes.get("class") == KEEP
        else _with_names_whole(node.kids)
        for node in nodes
    )


def _without_keep(node: Node) -> Node:
    """The same, free to go on over lines."""
    if isinstance(node, str):
        return node
    attributes = {name: value for name, value in node.attributes.items() if (name, value) != ("class", KEEP)}
    return Element(node.tag, attributes, [_without_keep(kid) for kid in node.kids])


def _speakers(kids: list[Node]) -> list[Node]:
    """Each name with what follows it is an element, with a space between two of them."""
    nodes: list[Node] = []
    speakers: list[Element] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.tag == "strong":
            speakers.append(element("span", {"class": "speaker"}, kid))
            nodes += [speakers[-1], " "]
        elif speakers:
            speakers[-1].kids.append(kid)
        else:
            nodes.append(kid)
    for speaker in speakers:
        # The space before the next one would be at the end of a line, where the engine may count it as part of it.
        if isinstance(last := speaker.kids[-1], str):
            speaker.kids[-1] = last.rstrip()
    return nodes


def _page_text(document: Document, page: int) -> str:
    if document.layout.pages_multiple == FOLDED:
        return label(document.language, "large-print.booklet-page", page=page)
    return label(document.language, "large-print.sheet-page", page=page)


def _count_text(document: Document, count: int) -> str:
    language = document.language
    if document.layout.pages_multiple == FOLDED:
        return count_label(language, "count.booklet-pages", count)
    return count_label(language, "count.sheet-pages", count)
