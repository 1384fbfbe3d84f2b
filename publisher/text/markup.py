"""Running text and its blocks, written in HTML. The one place that says which element each kind is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import takewhile
from urllib.parse import quote

from publisher.model.blocks import (
    Block,
    Box,
    Figure,
    Heading,
    Listing,
    Loose,
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
)
from publisher.model.runs import Kind, Mark, Run
from publisher.text.addresses import encoded
from publisher.text.typography import breakable

WORD_BREAK = "<wbr></wbr>"  # the end tag is for parsers that do not know that there is none
LONGEST_ON_ONE_LINE = 34  # characters of an address; a longer one may be broken after its slashes and dots
MIDDLE = (50.0, 50.0)
Attributes = dict[str, str]
# Each mark: its element, and the attributes that its value makes. Two elements for the number of a note.
MARKUP: dict[Kind, tuple[str, Callable[[Mark], Attributes]]] = {
    Kind.STRONG: ("strong", lambda mark: {}),
    Kind.EMPHASIS: ("em", lambda mark: {}),
    Kind.LINK: ("a", lambda mark: {"href": encoded(mark.value)}),
    Kind.LANGUAGE: ("span", lambda mark: {}),
    Kind.ABBREVIATION: ("abbr", lambda mark: {}),
    Kind.NOTE: ("sup", lambda mark: {"class": NOTE_REF}),
    Kind.NOTE_COMMA: ("sup", lambda mark: {"class": NOTE_COMMA}),
    Kind.LINK_ADDRESS: ("span", lambda mark: {"class": LINK_ADDRESS}),
    Kind.ADDRESS: ("span", lambda mark: {"class": ADDRESS}),
    Kind.KEEP: ("span", lambda mark: {"class": KEEP}),
    Kind.LEFT_TO_RIGHT: ("span", lambda mark: {"dir": "ltr"}),
    Kind.ROLE: ("span", lambda mark: {"class": mark.value}),
}


def escaped(text: str) -> str:
    """Text as it stands in HTML, also in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def inline_html(runs: Iterable[Run], *, without: Kind | None = None) -> str:
    """Running text. Marks that several runs share are one element around them all. `without` an element for one kind,
    where what holds the text says it already."""
    parts: list[str] = []
    held: tuple[Mark, ...] = ()
    for run in runs:
        if run.has(Kind.BREAK):
            parts.append("<br>\n")
            continue
        marks = tuple(mark for mark in run.marks if mark.kind is not without)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(held, marks, strict=False)))
        parts += [_closing(mark) for mark in reversed(held[same:])]
        parts += [_opening(mark) for mark in marks[same:]]
        parts.append(address_html(run.text) if run.has(Kind.ADDRESS) else text_html(run.text))
        held = marks
    return "".join([*parts, *(_closing(mark) for mark in reversed(held))])


@lru_cache(maxsize=10_000)  # labels, names and places stand in a programme many times
def text_html(text: str) -> str:
    """Text with places where a word that is too long for a line may be broken."""
    return WORD_BREAK.join(map(escaped, breakable(text)))


def address_html(address: str) -> str:
    """An address as it is printed, with places where a long one may be broken."""
    if len(address) <= LONGEST_ON_ONE_LINE:
        return f'<span class="{KEEP}">{escaped(address)}</span>'
    return WORD_BREAK.join(map(escaped, re.split(r"(?<=[/?&=.-])", address)))


def _opening(mark: Mark) -> str:
    tag, attributes_of = MARKUP[mark.kind]
    attributes = {**({"class": mark.name} if mark.name else {}), **attributes_of(mark)}
    if mark.language:
        attributes |= {"hreflang": mark.target} if mark.target else {}
        attributes["lang"] = mark.language
    if mark.kind is Kind.ABBREVIATION:
        attributes["title"] = mark.value
    if mark.direction:
        attributes["dir"] = mark.direction
    opening = f"<{tag}{_written(attributes)}>"
    if mark.kind is Kind.NOTE:
        link = {"id": mark.id} if mark.id else {}
        opening += f"<a{_written({**link, 'href': f'#note-{mark.value}', 'role': ROLE_REF})}>"
    return opening


def _closing(mark: Mark) -> str:
    return f"{'</a>' if mark.kind is Kind.NOTE else ''}</{MARKUP[mark.kind][0]}>"


def _written(attributes: Attributes) -> str:
    return "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())


def source(place: Place | None) -> Attributes:
    """Where a block stands in the content, for the findings."""
    return {SOURCE: str(place)} if place else {}


def html_of(blocks: Iterable[Block]) -> str:
    """Blocks one after the other, each ending a line."""
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(rank, runs, place):
            return f"<h{rank}{_written(source(place))}>{inline_html(runs)}</h{rank}>\n"
        case Paragraph(runs, place):
            return f"<p{_written(source(place))}>{inline_html(runs)}</p>\n"
        case Loose(runs):
            return f"{inline_html(runs)}\n"
        case Listing():
            return _listing(block)
        case Quote(inner, said, place):
            quote = f"<blockquote{_written(source(place))}>\n{html_of(inner)}</blockquote>\n"
            caption = f"<figcaption>{inline_html(said)}</figcaption>"
            return f'<figure class="{QUOTE}">\n{quote}{caption}</figure>\n' if said else quote
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Box(name, inner, place):
            return f"<div{_written({**source(place), 'class': name})}>\n{html_of(inner)}</div>\n"
        case Notes():
            return _notes(block)


def _listing(block: Listing) -> str:
    tag = "ul" if block.start is None else "ol"
    start = {"start": str(block.start)} if block.start not in (None, 1) else {}
    parts = [f"<{tag}{_written({**start, **source(block.place)})}>\n"]
    for item in block.items:
        inner = html_of(item.blocks)
        if inner and not isinstance(item.blocks[0], Loose):
            inner = f"\n{inner}"
        elif item.blocks and isinstance(item.blocks[-1], Loose):
            inner = inner.removesuffix("\n")
        parts.append(f"<li{_written(source(item.place))}>{inner}</li>\n")
    return "".join([*parts, f"</{tag}>\n"])


def _figure(figure: Figure) -> str:
    image = _written(
        {"src": quote(figure.file), "alt": figure.alt, **picture_attributes(figure.focus, photo=figure.photo)}
    )
    caption = f"<figcaption>{inline_html(figure.caption)}</figcaption>" if figure.caption else ""
    attributes = {"class": PICTURE, **source(figure.place)}
    return f"<figure{_written(attributes)}><img{image}>{caption}</figure>\n"


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


def _table(table: Table) -> str:
    caption = f"<caption>{inline_html(table.caption)}</caption>\n" if table.caption else ""
    body = "".join(map(_row, table.rows))
    body = f"<tbody>\n{body}</tbody>\n" if body else ""
    head = f"<thead>\n{_row(table.head)}</thead>\n"
    return f"<table{_written(source(table.place))}>\n{caption}{head}{body}</table>\n"


def _row(row: Row) -> str:
    cells = []
    for cell in row.cells:
        tag = "th" if cell.scope else "td"
        attributes = {name: value for name, value in (("scope", cell.scope), ("class", cell.side)) if value}
        cells.append(f"<{tag}{_written(attributes)}>{inline_html(cell.runs)}</{tag}>\n")
    return f"<tr{_written(source(row.place))}>\n{''.join(cells)}</tr>\n"


def _notes(notes: Notes) -> str:
    written = []
    for note in notes.notes:
        attributes = _written({"class": NOTE, "id": f"note-{note.id}", **source(note.place)})
        back = f'<a href="#ref-{escaped(note.id)}" role="{ROLE_BACK}">{note.number}</a> '
        written.append(f"<p{attributes}>{back}{inline_html(note.runs)}</p>\n")
    attributes = _written({"class": NOTES, "role": ROLE_NOTES, "aria-label": notes.name})
    return f"<section{attributes}>\n{''.join(written)}</section>\n"
