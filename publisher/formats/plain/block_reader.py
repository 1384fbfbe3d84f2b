"""The composed document -> its blocks.

Left out is what only paper or a page on a screen needs: QR codes, an address in brackets after its link, the way within
the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from publisher.compose import Document
from publisher.content.reading.source_lines import BOXES
from publisher.formats.plain.blocks import (
    Block,
    Box,
    Heading,
    Lines,
    Listing,
    Notes,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
)
from publisher.text.addresses import printed

INLINE = frozenset(
    ("a", "abbr", "b", "br", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span", "strong",
     "sub", "sup", "time", "u", "var", "wbr")
)  # fmt: skip
SPACES = re.compile(r"[ \t\r\n\f]+")


def document_blocks(document: Document) -> list[Block]:
    """The document's body from beginning to end."""
    body = document.tree.find("body")
    return _Reader().blocks(body) if body is not None else []


class _Reader:
    """Remembers which abbreviations have been explained: each is, where it comes first."""

    def __init__(self) -> None:
        self.explained: set[str] = set()

    def blocks(self, element: etree._Element) -> list[Block]:
        """Everything in an element. A picture at its head, be it a portrait, comes after what it belongs to."""
        found: list[Block] = []
        pictures: list[Block] = []
        loose = [Run(element.text or "")]
        for child in element:
            if child.tag in INLINE:
                loose += self._inline(child, Run(""))
            elif isinstance(child.tag, str):
                found += _paragraph(loose)
                loose = []
                blocks = self._block(child)
                if child.tag == "img":
                    pictures += blocks
                else:
                    found += [*blocks, *pictures]
                    pictures = []
            loose.append(Run(child.tail or ""))
        return [*found, *_paragraph(loose), *pictures]

    def _block(self, element: etree._Element) -> list[Block]:
        tag, names = str(element.tag), element.get("class", "").split()
        if re.fullmatch("h[1-6]", tag):
            return [Heading(int(tag[1]), self.runs(element))]
        if tag == "p":
            return [
                *_paragraph(self.runs(element)),
                *(block for image in element.iter("img") for block in _picture(image)),
            ]
        if tag in ("ul", "ol"):
            items = tuple(tuple(self.blocks(item)) for item in element.iter("li") if item.getparent() is element)
            return [Listing(items, int(element.get("start", "1")) if tag == "ol" else None)]
        if tag == "dl":
            return [Lines(tuple(self._entries(element)))]
        if tag == "table":
            return [self._table(element)]
        if tag == "img":
            return _picture(element)
        if tag in ("figure", "blockquote"):
            return self._figure(element)
        if "session-body" in names or "card-text" in names:
            return [Lines(tuple(self._lines(element)))]
        if tag == "section" and "notes" in names:
            return [Notes(tuple(self._notes(element)))]
        if tag == "div" and set(names) & set(BOXES):
            return [Box(tuple(self.blocks(element)))]
        return _headed(self.blocks(element))

    def runs(self, element: etree._Element) -> Runs:
        """The running text of an element, with single spaces."""
        return tuple(_tidy(self._inline(element, Run(""))))

    def _inline(self, element: etree._Element, style: Run) -> Iterator[Run]:
        names, tag = element.get("class", "").split(), element.tag
        if "link-address" in names or tag == "img" or element.get("role") == "doc-backlink":
            return
        if tag == "br":
            yield Run("\n")
        elif "note-ref" in names:
            (mark,) = element.iter("a")
            yield Run("".join(mark.itertext()), note=mark.get("href", "").removeprefix("#note-"))
        else:
            style = _styled(element, names, style)
            yield replace(style, text=element.text or "")
            for child in element:
                if isinstance(child.tag, str):
                    yield from self._inline(child, style)
                yield replace(style, text=child.tail or "")
            if (meaning := element.get("title", "")) and tag == "abbr" and self._is_new(element, meaning):
                yield replace(style, text=f" ({meaning})")

    def _is_new(self, abbr: etree._Element, meaning: str) -> bool:
        """Whether this is the first time, and the text around does not say what it means already."""
        around = next(ancestor for ancestor in abbr.iterancestors() if ancestor.tag not in INLINE)
        is_explained = meaning in self.explained or meaning in " ".join("".join(map(str, around.itertext())).split())
        self.explained.add(meaning)
        return not is_explained

    def _lines(self, element: etree._Element) -> Iterator[Runs]:
        """Each paragraph is a line, and each of a session's first facts."""
        for part in element:
            facts = part if "session-facts" in part.get("class", "").split() else [part]
            yield from filter(None, map(self.runs, facts))

    def _entries(self, element: etree._Element) -> Iterator[Runs]:
        """'Telefon: 0243-740 00'"""
        term: Runs = ()
        for part in element:
            if part.tag == "dt":
                term = tuple(replace(run, strong=True) for run in self.runs(part))
            else:
                yield (*term, Run(": "), *self.runs(part))

    def _notes(self, element: etree._Element) -> Iterator[tuple[str, str, Runs]]:
        for note in element:
            number = "".join(note.xpath("string(.//a[@role='doc-backlink'])"))
            yield note.get("id", "").removeprefix("note-"), number, self.runs(note)

    def _table(self, element: etree._Element) -> Table:
        rows = [[self.runs(cell) for cell in row] for row in element.iter("tr")]
        caption = element.find("caption")
        right = tuple("right" in cell.get("class", "").split() for cell in next(element.iter("tr")))
        caption_runs = self.runs(caption) if caption is not None else ()
        return Table(caption_runs, tuple(rows[0]), tuple(map(tuple, rows[1:])), right)

    def _figure(self, element: etree._Element) -> list[Block]:
        """A picture with its caption, or a quotation with its source."""
        caption = element.find("figcaption")
        below = self.runs(caption) if caption is not None else ()
        quote = element if element.tag == "blockquote" else element.find("blockquote")
        if quote is not None:
            return [Quote(tuple(self.blocks(quote)), below)]
        alt = next((image.get("alt", "") for image in element.iter("img") if _picture(image)), "")
        return [Picture(alt, below)] if alt else _paragraph(below)


def _picture(image: etree._Element) -> list[Block]:
    """Nothing where it only decorates. A QR code's address stands beside it as text."""
    alt = image.get("alt", "").strip()
    return [Picture(alt)] if alt and "data-qr" not in image.attrib else []


def _headed(blocks: list[Block]) -> list[Block]:
    """What stands above a part's first heading goes with that heading; but a part does not begin with a logo."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            logos = [above for above in blocks[:index] if isinstance(above, Picture) and not above.caption]
            above = (*(above for above in blocks[:index] if above not in logos), *block.above)
            return [replace(block, above=above), *blocks[index + 1 :], *logos]
    return blocks


def _styled(element: etree._Element, names: list[str], style: Run) -> Run:
    """How the text in an element differs from that around it."""
    if element.tag in ("strong", "b"):
        return replace(style, strong=True)
    if element.tag in ("em", "i", "cite"):
        return replace(style, emphasis=True)
    if element.tag == "a" and not (href := element.get("href", "")).startswith("#"):
        return replace(style, href=href)
    if "address" in names:
        return replace(style, address=_spelled(element))
    return replace(style, keep=True) if "keep" in names else style


def _spelled(element: etree._Element) -> str:
    """The address that an element spells out: that of a link beside it. Empty where there is none."""
    text, parent = "".join(map(str, element.itertext())).strip(), element.getparent()
    links = parent.iter("a") if parent is not None else ()
    return next((href for link in links if printed(href := link.get("href", "")) == text), "")


def _paragraph(runs: Iterable[Run]) -> list[Block]:
    tidy = tuple(_tidy(runs))
    return [Paragraph(tidy)] if tidy else []


def _tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with single spaces, and none at the ends of a line."""
    tidy: list[Run] = []
    before = " "
    for run in runs:
        text = run.text if run.text == "\n" else SPACES.sub(" ", run.text)
        if before in " \n":
            text = text.lstrip(" ")
        if text == "\n" and tidy:
            tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(" "))
        if text:
            tidy.append(replace(run, text=text))
            before = text[-1]
    while tidy and not (end := tidy[-1].text.rstrip(" \n")):
        tidy.pop()
    return [*tidy[:-1], replace(tidy[-1], text=end)] if tidy else []
