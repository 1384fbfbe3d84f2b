"""The parts of a document -> a row of blocks as they are read, for formats without pages and styles.

Left out is what only paper or a page on a screen needs: QR codes, an address in brackets after its link, the way within
the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.compose import part_types as parts
from publisher.formats.plain.plain_blocks import (
    Block,
    Box,
    Definitions,
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
from publisher.model import blocks as text
from publisher.model import runs as rich
from publisher.model.runs import Kind
from publisher.text.addresses import Address
from publisher.text.i18n import label

SPACES = re.compile(r"[ \t\r\n\f]+")
COLON = rich.Run(": ")
SPACE = rich.Run(" ")
DASH = rich.Run("–")


def document_blocks(document: Iterable[parts.Part], language: str) -> list[Block]:
    """Everything that a document says, from beginning to end."""
    reader = Reader(language)
    return [block for part in document for block in reader.part(part)]


class Reader:
    """Remembers which abbreviations have been explained: each is, where it comes first."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.explained: set[str] = set()

    def part(self, part: parts.Part) -> list[Block]:
        match part:
            case parts.Cover():
                return self._cover(part)
            case parts.Section():
                return self._section(part)
            case parts.Programme():
                return self._programme(part)
            case parts.Cards(_, heading, cards):
                items = tuple((self._card(card),) for card in cards)
                return [Heading(2, self.runs(heading)), Listing(items)]
            case parts.Contact():
                return self._contact(part)
            case parts.Imprint(heading, publisher, said, version, _, partners):
                lines = (publisher, *said, version)
                logos = (block for partner in partners for block in self._picture(partner))
                return [Heading(2, self.runs(heading)), *self._paragraphs(*(self.line(line) for line in lines)), *logos]
            case parts.Closing(picture):
                return self._picture(picture)

    def _cover(self, cover: parts.Cover) -> list[Block]:
        picture = self._picture(cover.picture)
        above = [
            *(picture if cover.picture and cover.picture.caption else []),
            *self._paragraphs(cover.kicker, cover.figure),
        ]
        below = [] if cover.picture and cover.picture.caption else picture
        heading = Heading(1, self.runs(cover.title), tuple(above))
        return [heading, *self._paragraphs(cover.subtitle, cover.lead), *self._picture(cover.logo), *below]

    def _section(self, section: parts.Section) -> list[Block]:
        """A picture comes after the heading; with a caption it stands above it, as on the page."""
        picture = self._picture(section.picture)
        has_caption = bool(section.picture and section.picture.caption)
        above = (*(picture if has_caption else ()), *self._paragraphs(section.kicker))
        found: list[Block] = [Heading(2, self.runs(section.heading), above), *([] if has_caption else picture)]
        found += self.blocks(section.blocks)
        if section.people:
            found += self._paragraphs(section.people_title)
            found.append(Listing(tuple(map(self._person, section.people))))
        return found

    def _person(self, person: parts.Person) -> tuple[Block, ...]:
        comma = rich.Run(label(self.language, "list.comma"))
        name = tuple(run.marked(rich.Mark(Kind.STRONG)) for run in person.name)
        line = rich.joined((name, *(self.line(fact) for fact in person.facts)), comma.text)
        return (*self._paragraphs(line), *self._picture(person.portrait))

    def _programme(self, programme: parts.Programme) -> list[Block]:
        found: list[Block] = [Heading(2, self.runs(programme.heading))]
        found += self._paragraphs(*map(self.line, programme.notes))
        found += [self._card(programme.calendar)] if programme.calendar else []
        for day in programme.days:
            found.append(Heading(3, self.runs(day.heading)))
            found += self._paragraphs(day.title, day.hours)
            found += [block for session in day.sessions for block in self._session(session)]
        for index in programme.indexes:
            entries = tuple((self._lines(entry),) for entry in index.entries)
            found += [Heading(3, self.runs(index.heading)), Listing(entries)]
        return found

    def _lines(self, lines: Iterable[parts.Line]) -> Block:
        return Lines(tuple(self.runs(self.line(line)) for line in lines))

    def _session(self, session: parts.Session) -> list[Block]:
        strong = tuple(run.marked(rich.Mark(Kind.STRONG)) for run in session.cancelled)
        cancelled = (*strong, COLON) if strong else ()
        heading = (*session.start, *session.between, *session.end, SPACE, *cancelled, *session.title)
        facts = (self.runs(self.line(line)) for line in (*session.lead, *session.brief, *session.lines))
        return [Heading(4, self.runs(heading)), Lines(tuple(filter(None, facts)))]

    def _card(self, card: parts.Card) -> Block:
        """The address is whole where the title leads, and spelled out below it."""
        said = (card.title, card.brief, *map(self.line, card.lines), card.address)
        return Lines(tuple(filter(None, map(self.runs, said))))

    def _contact(self, contact: parts.Contact) -> list[Block]:
        found: list[Block] = [Heading(2, self.runs(contact.heading)), *self._paragraphs(contact.name)]
        found += self._paragraphs(*map(self.line, contact.lines))
        found += map(self._card, contact.cards)
        strong = rich.Mark(Kind.STRONG)
        ways = ((*(run.marked(strong) for run in way.label), COLON, *way.runs) for way in contact.ways)
        return [*found, Lines(tuple(map(self.runs, ways)))]

    def line(self, line: parts.Line) -> rich.Runs:
        """A fact after its label."""
        return (*line.label, COLON, *line.runs) if line.label else line.runs

    def _picture(self, picture: parts.Picture | None) -> list[Block]:
        """Nothing where it only decorates."""
        return self._described(picture.alt, picture.caption) if picture else []

    def _described(self, alt: str, caption: rich.Runs) -> list[Block]:
        below = self.runs(caption)
        return [Picture(alt, below)] if alt.strip() else [Paragraph(below)] if below else []

    def _paragraphs(self, *texts: rich.Runs) -> list[Block]:
        return [Paragraph(runs) for runs in map(self.runs, texts) if runs]

    # Running text

    def blocks(self, blocks: Iterable[text.Block]) -> list[Block]:
        return [found for block in blocks for found in self._block(block)]

    def _block(self, block: text.Block) -> list[Block]:
        match block:
            case text.Heading(rank, runs):
                return [Heading(rank, self.runs(runs))]
            case text.Paragraph(runs) | text.Loose(runs):
                return self._paragraphs(runs)
            case text.Listing(items, start):
                return [Listing(tuple(tuple(self.blocks(item.blocks)) for item in items), start)]
            case text.Definitions(entries):
                return [Definitions(tuple(map(self._definition, entries)))]
            case text.Definition():
                return [Definitions((self._definition(block),))]
            case text.Quote(inner, source):
                return [Quote(tuple(self.blocks(inner)), self.runs(source))]
            case text.Figure(_, alt, caption):
                return self._described(alt, caption)
            case text.Table(caption, head, rows):
                cells = [tuple(self.runs(cell.runs) for cell in row.cells) for row in (head, *rows)]
                right = tuple(cell.side == "right" for cell in head.cells)
                return [Table(self.runs(caption), cells[0], tuple(cells[1:]), right)]
            case text.Box(_, inner):
                return [Box(tuple(self.blocks(inner)))]
            case text.Notes(_, notes):
                return [Notes(tuple((note.id, str(note.number), self.runs(note.runs)) for note in notes))]

    def _definition(self, entry: text.Definition) -> tuple[Runs, tuple[tuple[Block, ...], ...]]:
        return self.runs(entry.term), tuple(tuple(self.blocks(body.blocks)) for body in entry.bodies)

    def runs(self, runs: rich.Runs) -> Runs:
        """Running text with single spaces; each abbreviation is explained where it comes first."""
        around = " ".join("".join(run.text for run in runs).split())
        return tuple(tidy(self._flat(runs, around)))

    def _flat(self, runs: rich.Runs, around: str) -> Iterator[Run]:
        for number, run in enumerate(runs):
            kinds = {mark.kind for mark in run.marks}
            if kinds & {Kind.LINK_ADDRESS}:
                continue
            if Kind.BREAK in kinds:
                yield Run("\n")
                continue
            href = "" if run.href.startswith("#") else run.href
            address = run.address if Address(run.address).printed == run.text.strip() else ""
            style = Run(
                SPACES.sub(" ", run.text),
                href,
                address,
                run.note,
                run.strong,
                run.emphasis,
                run.keep,
                run.struck,
                run.raised,
                run.box,
            )
            yield style
            following = runs[number + 1].marks if number + 1 < len(runs) else ()
            for mark in run.marks:
                if mark.kind is Kind.ABBREVIATION and mark not in following and self._is_new(mark.value, around):
                    yield replace(style, text=f" ({mark.value})")

    def _is_new(self, meaning: str, around: str) -> bool:
        """Whether this is the first time, and the text around does not say what it means already."""
        known = meaning in self.explained or meaning in around
        self.explained.add(meaning)
        return not known


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with single spaces, and none at the ends of a line."""
    tidied: list[Run] = []
    before = " "
    for run in runs:
        text = run.text if run.text == "\n" else SPACES.sub(" ", run.text)
        if before in " \n":
            text = text.lstrip(" ")
        if text == "\n" and tidied:
            tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip(" "))
        if text:
            tidied.append(replace(run, text=text))
            before = text[-1]
    while tidied and not (end := tidied[-1].text.rstrip(" \n")):
        tidied.pop()
    return [*tidied[:-1], replace(tidied[-1], text=end)] if tidied else []
