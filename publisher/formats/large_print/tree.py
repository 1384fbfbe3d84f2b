"""Large print: the document, written from its parts, and its tokens as the stylesheets of large print need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from publisher.compose import Document
from publisher.compose.entries import EntryMarkup, contents_of
from publisher.compose.part_markup import PartMarkup
from publisher.compose.part_types import Cover, Line, Picture
from publisher.compose.tokens import brand_tokens, font_stack
from publisher.design.colour import WHITE, readable
from publisher.formats.web.palette import RUNNING
from publisher.model.blocks import Block, Figure, Heading, Row
from publisher.model.html_names import KEEP, LONG
from publisher.model.runs import Kind, Mark
from publisher.text.html_elements import Attributes, Element, Node, element
from publisher.text.i18n import count_label, direction, label
from publisher.text.markup import LONGEST_ON_ONE_LINE, heading_attributes, with_breaks

MEDIUM = "large-print"
# The text's width on the page of layouts/base/large-print.css, in points, where it is least: 27.5 em of 16 points.
MEASURE = 440
# How wide a letter is, in its own size: on the average of running text, and in bold headings with some to spare.
LETTER, BOLD_LETTER = 0.5, 0.6
# Bigger letters make headings stand out less in proportion, or no word would fit on a line: these are added, in points.
HEADINGS = {"h1": 22, "h2": 8, "h3": 4}
ADDRESS_LIKE = re.compile(r"[@/]|\w\.\w")
SHORT_TITLE = 40  # what is added for a title that has one line to itself
# Up to this size a session or a box is short enough to be kept on one page without leaving half a page blank.
KEPT_TOGETHER = 18
FEWEST_LISTED = 4  # sections; what has fewer needs no table of contents
ROOM_FOR_NUMBER = 6  # characters, at the foot of a page
PEOPLE = "people"  # the field of a session
FOLDED = 4  # pages a sheet: a booklet; otherwise it is a sheet


def large_print_styles(document: Document, size: int) -> list[str | Path]:
    """The stylesheets of the large print with letters of `size` points: tokens, the base's rules, the layout's own."""
    return [brand_tokens(document), large_print_tokens(document, size), *document.layout.stylesheets(MEDIUM)]


def large_print_tokens(document: Document, size: int) -> str:
    """`:root` with --size, --h1 to --h3, colours of 7:1 on white (WCAG 2.2, 1.4.6), and what else hangs on the size."""
    brand = {name: colour.rgb for name, colour in document.brand.colours.items()}
    text = readable(brand["ink"], (WHITE,), 2 * RUNNING)
    before, _, after = label(document.language, "page.number", page="#").replace(" ", "\u00a0").partition("#")
    tokens = {
        "font-text": font_stack(document.brand.fonts.large_print),
        "size": f"{size}pt",
        **{tag: f"{size + added}pt" for tag, added in HEADINGS.items()},
        "text": text,
        "heading": readable(brand["primary"], (WHITE,), RUNNING),
        "mark": readable(brand["secondary"], (WHITE,), RUNNING),
        "together": "avoid" if size <= KEPT_TOGETHER else "auto",
        "before-page": f'"{before}"',
        "after-page": f'"{after}"',
        "comma": '"،"' if direction(document.language) == "rtl" else '","',
        "columns": f'"{label(document.language, "large-print.columns")}: "',
    }
    return f":root{{{''.join(f'--{name}:{value};' for name, value in tokens.items())}}}"


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
        self.half_line = int(MEASURE / (LETTER * size) / 2)  # characters
        self.line_of_bold = int(MEASURE / (BOLD_LETTER * size))

    # The document

    def body(self) -> list[Node]:
        cover, *rest = super().body()
        return [cover, *self.contents(), *rest]

    def contents(self) -> list[Node]:
        """A table of contents between cover and text. The stylesheet adds the page numbers."""
        headings = contents_of(self.document)
        if len(headings) < FEWEST_LISTED:
            return []
        listing = [
            element("li", {"data-target": f"#{id}"}, element("a", {"href": f"#{id}"}, EntryMarkup().inline(runs)))
            for id, runs in headings
        ]
        title = element("h2", {}, label(self.document.language, "contents.title"))
        return [element("nav", {"class": "contents"}, title, element("ul", {}, listing))]

    def running(self, cover: Cover) -> str:
        """The title stands at the foot of the page, in the size of the text, where it has room beside the number."""
        title = self.document.title
        return title if len(title) <= self.line_of_bold - ROOM_FOR_NUMBER else ""

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
        """A short title is set bigger. A heading with a word too long for a line is set smaller: no word is parted."""
        heading = Element(f"h{rank}", attributes, kids)
        if heading.tag in HEADINGS:
            text, usual = " ".join("".join(heading.texts()).split()), self.size + HEADINGS[heading.tag]
            wish = max(usual, min(self.size + SHORT_TITLE, _widest([text]))) if rank == 1 else usual
            fitting = max(self.size, min(wish, _widest(text.split())))
            if fitting != usual:
                heading.attributes = {**attributes, "style": f"font-size:{fitting}pt"}
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
        nodes: list[Node] = []
        for index, piece in enumerate(re.split(rf"(\S{{{self.line_of_bold + 1},}})", text)):
            if index % 2 == 0:  # between such words
                nodes.append(piece)
            elif ADDRESS_LIKE.search(piece):
                nodes += with_breaks(re.split(r"(?<=[@/?&=.-])", piece))
            else:
                nodes.append(element("span", {"class": LONG}, piece))
        return [node for node in nodes if node != ""]

    def address(self, address: str) -> list[Node]:
        kept = len(address) <= LONGEST_ON_ONE_LINE
        return self.kept(Mark(Kind.KEEP), self.text(address)) if kept else self.text(address)

    def marked(self, mark: Mark, kids: list[Node]) -> list[Node]:
        if mark.kind is Kind.KEEP:
            return self.kept(mark, kids)
        if mark.name == KEEP and self.is_too_long(kids):
            mark = replace(mark, name="")
        return super().marked(mark, kids)

    def kept(self, mark: Mark, kids: list[Node]) -> list[Node]:
        """What is kept on one line elsewhere may be too long for one here. A word by itself needs no keeping, because
        nothing is hyphenated."""
        free = self.is_too_long(kids) or "".join(Element("", {}, kids).texts()).isalpha()
        return kids if free and not mark.direction else super().marked(mark, kids)

    def is_too_long(self, kids: list[Node]) -> bool:
        return len("".join(Element("", {}, kids).texts())) > self.half_line

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

    def line(self, line: Line) -> Element:
        """Where several people take part, each has a line."""
        written = super().line(line)
        names = [kid for kid in written.kids if isinstance(kid, Element) and kid.tag == "strong"]
        if line.name == PEOPLE and len(names) > 1:
            written.kids = _speakers(written.kids)
        return written


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


def _widest(texts: Iterable[str]) -> int:
    """The size in which the longest of these bold texts takes one line."""
    return int(MEASURE / (BOLD_LETTER * max(map(len, texts), default=1)))


def _page_text(document: Document, page: int) -> str:
    if document.layout.pages_multiple == FOLDED:
        return label(document.language, "large-print.booklet-page", page=page)
    return label(document.language, "large-print.sheet-page", page=page)


def _count_text(document: Document, count: int) -> str:
    language = document.language
    if document.layout.pages_multiple == FOLDED:
        return count_label(language, "count.booklet-pages", count)
    return count_label(language, "count.sheet-pages", count)
