"""Short HTML as blocks and running text, so that a test can say in a line what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from lxml import etree
from lxml import html as lxml_html

from publisher.model.blocks import (
    Block,
    Box,
    Cell,
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
from publisher.model.runs import Kind, Mark, Run, Runs, words

INLINE = {"strong": Kind.STRONG, "b": Kind.STRONG, "em": Kind.EMPHASIS, "i": Kind.EMPHASIS, "a": Kind.LINK}
SPANS = {"keep": Kind.KEEP, "link-address": Kind.LINK_ADDRESS, "address": Kind.ADDRESS}
numbers = count(1)


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML such as '<p>a</p><ul><li>b</li></ul>'."""
    return tuple(_blocks(lxml_html.fragment_fromstring(html, create_parent="div")))


def runs_of(html: str) -> Runs:
    """The running text of one, such as 'a <b>c</b>'."""
    return tuple(_runs(lxml_html.fragment_fromstring(html, create_parent="div"), ()))


def _blocks(element: etree._Element) -> Iterator[Block]:
    loose = list(words(element.text or ""))
    for child in element:
        if block := _block(child):
            if any(run.text.strip() for run in loose):
                yield Loose(tuple(loose))
            yield block
            loose = []
        else:
            loose += _inline(child, ())
        loose += words(child.tail or "")
    if any(run.text.strip() for run in loose):
        yield Loose(tuple(loose))


def _block(element: etree._Element) -> Block | None:
    tag, name = str(element.tag), element.get("class", "")
    match tag:
        case "p":
            return Paragraph(tuple(_runs(element, ())))
        case "h1" | "h2" | "h3" | "h4":
            return Heading(int(tag[1]), tuple(_runs(element, ())))
        case "ul" | "ol":
            items = tuple(Item(tuple(_blocks(item))) for item in element)
            return Listing(items, int(element.get("start", "1")) if tag == "ol" else None)
        case "blockquote":
            return Quote(tuple(_blocks(element)))
        case "div":
            return Box(name, tuple(_blocks(element)))
        case "section":
            notes = (Note(p.get("id", "").removeprefix("note-"), 1, tuple(_runs(p, ()))) for p in element)
            return Notes("", tuple(notes))
        case "table":
            rows = [
                Row(tuple(Cell(tuple(_runs(c, ())), "", c.get("class", "")) for c in row)) for row in element.iter("tr")
            ]
            caption = element.find("caption")
            return Table(tuple(_runs(caption, ())) if caption is not None else (), rows[0], tuple(rows[1:]))
        case "figure":
            caption, quote = element.find("figcaption"), element.find("blockquote")
            below = tuple(_runs(caption, ())) if caption is not None else ()
            if quote is not None:
                return Quote(tuple(_blocks(quote)), below)
            return Figure("x", next(element.iter("img")).get("alt", ""), below)
        case _:
            return None


def _cell(element: etree._Element) -> Cell:
    return Cell(tuple(_runs(element, ())), "", element.get("class", ""))


def _runs(element: etree._Element, marks: tuple[Mark, ...]) -> Iterator[Run]:
    yield from words(element.text or "", *marks)
    for child in element:
        yield from _inline(child, marks)
        yield from words(child.tail or "", *marks)


def _inline(element: etree._Element, marks: tuple[Mark, ...]) -> Iterator[Run]:
    tag, name, number = element.tag, element.get("class", ""), next(numbers)
    language = element.get("lang", "")
    if not isinstance(tag, str) or element.get("role") == "doc-backlink":
        return
    if tag == "br":
        yield Run("", (*marks, Mark(Kind.BREAK, number=number)))
    elif tag == "sup":
        (link,) = element
        yield Run(
            link.text or "", (*marks, Mark(Kind.NOTE, link.get("href", "").removeprefix("#note-"), number=number))
        )
    elif tag == "abbr":
        yield from _runs(element, (*marks, Mark(Kind.ABBREVIATION, element.get("title", ""), language, number=number)))
    elif tag in INLINE:
        yield from _runs(element, (*marks, Mark(INLINE[tag], element.get("href", ""), language, number=number)))
    elif name in SPANS:
        value = "".join(element.itertext()) if name == "address" else ""
        yield from _runs(element, (*marks, Mark(SPANS[name], value, number=number)))
    elif language:
        yield from _runs(element, (*marks, Mark(Kind.LANGUAGE, "", language, number=number)))
    else:
        yield from _runs(element, marks)
