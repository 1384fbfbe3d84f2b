"""text: the document as plain text, for screen readers, braille displays and whoever likes it plain.

What is what is said in words and by spaces, with little punctuation: a voice reads it out. Lines end with
a line feed alone, which every program of today reads. The file begins with a byte order mark: many servers do not say
that a text is UTF-8, and browsers would then show "Ã¥" for "å".
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby

from publisher.formats import Format
from publisher.formats.edition import Edition
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
    plain,
)
from publisher.formats.plain.reading import document_blocks
from publisher.formats.read_back import read_text
from publisher.model.blocks import begins_with_box
from publisher.text.addresses import Address
from publisher.text.i18n import direction, label
from publisher.text.typography import INVISIBLE_CHARACTERS

WIDTH = 72
BYTE_ORDER_MARK = "\ufeff"
# Below a heading of the first, second and third rank; further ones have only the blank line above them.
UNDERLINES = {1: "=", 2: "-", 3: "."}
INDENT = 4  # of a quotation, and of what a term means
HANGING = 2  # of the second line of a fact
NARROWEST = 24  # a list in a list in a list still has room for words
NBSP = "\u00a0"
NUMBER = re.compile(r"\d(?:[\s-]*\d){4}")  # one that can be called
# Characters that have a form of their own above or below the line.
RAISED: dict[str, dict[str, str]] = {
    "superscript": dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True)),
    "subscript": dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
}
# Programs reverse the groups of a number unless the text marks its direction (UAX 9, 2.4).
LEFT_TO_RIGHT, POP = "\u2066", "\u2069"
JOINERS = "\u200c\u200d"  # part of the spelling: of Persian and Hindi words, and of emoji of several parts
INVISIBLE = dict.fromkeys(map(ord, set(INVISIBLE_CHARACTERS) - {LEFT_TO_RIGHT, POP, *JOINERS}))


def render(edition: Edition) -> bytes:
    """The file's bytes, UTF-8."""
    document = edition.document
    return (BYTE_ORDER_MARK + plain_text(document_blocks(document.parts, document.language), document.language)).encode(
        "utf-8"
    )


def plain_text(blocks: Sequence[Block], language: str) -> str:
    """The whole text, with the addresses of its links at the end."""
    writer = _Writer(language)
    lines = writer.blocks(blocks, WIDTH)
    if writer.links:
        heading = Heading(2, (Run(label(language, "text.addresses")),))
        addresses = [(Run(f"{writer.link_mark(number)} {href}"),) for href, number in writer.links.items()]
        lines += ["", "", *writer.blocks([heading, Lines(tuple(addresses))], WIDTH)]
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


class _Writer:
    """Numbers the links as they come; one address has one number."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.right_to_left = direction(language) == "rtl"
        self.links: dict[str, int] = {}

    def link_mark(self, number: int) -> str:
        return f"[{label(self.language, 'text.link', number=number)}]".replace(" ", NBSP)

    def note_mark(self, number: str) -> str:
        return f"[{label(self.language, 'text.note', number=number)}]".replace(" ", NBSP)

    def blocks(self, blocks: Sequence[Block], width: int, *, tight: bool = False) -> list[str]:
        """Blocks with a blank line between them, and two before a heading of the second rank."""
        lines: list[str] = []
        before: Block | None = None
        for block in blocks:
            if before and not tight:
                is_section = isinstance(block, Heading) and block.rank == 2
                belongs = isinstance(before, Heading) and before.rank > 3 and isinstance(block, Lines)
                lines += [""] * (2 if is_section else 0 if belongs else 1)
            lines += self._block(block, width)
            before = block
        return lines

    def _block(self, block: Block, width: int) -> list[str]:
        match block:
            case Heading(rank, runs, above):
                lines = _wrapped(self._text(runs), width)
                lines += [UNDERLINES[rank] * max(map(len, lines))] if rank in UNDERLINES else []
                return [*self.blocks(above, width), "", *lines] if above else lines
            case Paragraph(runs):
                return _wrapped(self._text(runs), width)
            case Lines(facts):
                spelled = {run.address for runs in facts for run in runs}
                return [line for runs in facts for line in _wrapped(self._text(runs, spelled), width, HANGING)]
            case Listing(items, start):
                return self._listing(items, start, width)
            case Definitions(entries):
                lines = [line for entry in entries for line in ("", *self._definition(*entry, width))]
                return lines[1:]
            case Quote(inner, source):
                shown = [*inner, Paragraph(source)] if source else inner
                return _indented(self.blocks(shown, width - INDENT), " " * INDENT)
            case Box(inner):
                begin, end = label(self.language, "text.box"), label(self.language, "text.box-end")
                return [f"[{begin}]", "", *self.blocks(inner, width), "", f"[{end}]"]
            case Table():
                return self._table(block, width)
            case Picture(alt, caption):
                description = label(self.language, "text.picture", text=alt)
                return [
                    *_wrapped(f"[{description}]", width),
                    *(_wrapped(self._text(caption), width) if caption else []),
                ]
            case Notes(notes):
                texts = (f"{self.note_mark(number)} {self._text(runs)}" for _, number, runs in notes)
                return [line for text in texts for line in _wrapped(text, width)]

    def _listing(self, items: Sequence[tuple[Block, ...]], start: int | None, width: int) -> list[str]:
        """Items stand line by line, unless one of them is more than a paragraph with a list below it."""
        tight = all(sum(not isinstance(block, (Listing, Picture)) for block in item) < 2 for item in items)
        tight = tight and not any(isinstance(block, Lines) for item in items for block in item)
        lines: list[str] = []
        for number, item in enumerate(items, start or 0):
            mark = "- " if start is None else f"{number}. "
            inner = self.blocks(item, max(width - len(mark), NARROWEST), tight=tight)
            lines += [""] if lines and not tight else []
            is_task = start is None and bool(inner) and begins_with_box(inner[0])
            lines += _indented(inner, " " * len(mark), "" if is_task else mark)  # its box stands for the mark
        return lines

    def _definition(self, term: Runs, bodies: Sequence[tuple[Block, ...]], width: int) -> list[str]:
        lines = [line for body in bodies for line in ("", *self.blocks(body, max(width - INDENT, NARROWEST)))]
        return [*_wrapped(self._text(term), width), *_indented(lines[1:], " " * INDENT)]

    def _table(self, table: Table, width: int) -> list[str]:
        """First what it is of, then each row: its heading, and each cell after the name of its column."""
        caption = self._text(table.caption)
        columns = [plain(column) for column in table.columns]
        named = label(self.language, "list.semicolon").join(filter(None, map(self._text, table.columns)))
        lines = _wrapped(
            label(self.language, "text.table-caption", text=caption) if caption else label(self.language, "text.table"),
            width,
        )
        lines += _wrapped(label(self.language, "text.columns", names=named), width, HANGING)
        for heading, *cells in table.rows:
            lines += ["", *_wrapped(self._text(heading), width)]
            for column, cell in zip(columns[1:], cells, strict=True):
                lines += _wrapped(f"{column}: {self._text(cell)}", width, HANGING)
        return lines

    def _text(self, runs: Runs, spelled: Iterable[str] = ()) -> str:
        """Running text with the marks of its notes and links. Addresses that are `spelled` out need no mark."""
        text = ""
        spelled = {*spelled, *(run.address for run in runs)}
        for (href, address), group in groupby(runs, key=lambda run: (run.href, run.address)):
            words = self._joined(group)
            to = Address(href)
            if address or (href and not to.is_phone and Address(words.replace(NBSP, " ")).printed == to.printed):
                text += Address(address or href).copied
            elif href and href.startswith("tel:") and NUMBER.search(words):
                text += f"{LEFT_TO_RIGHT}{words}{POP}" if self.right_to_left else words
            elif not href or href in spelled:
                text += words
            else:
                text += f"{words} {self.link_mark(self.links.setdefault(Address(href).copied, len(self.links) + 1))}"
        return text.translate(INVISIBLE)

    def _joined(self, runs: Iterable[Run]) -> str:
        text = ""
        for is_struck, group in groupby(runs, key=lambda run: run.struck):
            words = "".join(map(self._words, group))
            if is_struck and words.strip():
                said = label(self.language, "text.no-longer-valid", text=words.strip())
                words = words.replace(words.strip(), f"[{said}]")
            text += words
        return text

    def _words(self, run: Run) -> str:
        if run.note:
            return f" {self.note_mark(run.text)}"
        if run.box:  # a synthetic voice passes over the box itself
            return f"{run.text} {run.box}:"
        words = run.text.replace(" ", NBSP) if run.keep else run.text
        if run.raised and all(char in RAISED[run.raised] for char in words):
            words = "".join(RAISED[run.raised][char] for char in words)
        return words


def _wrapped(text: str, width: int, hanging: int = 0) -> list[str]:
    """Lines of at most `width` columns. No word is broken: one that is longer stands on a line of its own."""
    lines = [
        line
        for part in text.split("\n")
        for line in textwrap.wrap(
            part, width, subsequent_indent=" " * hanging, break_long_words=False, break_on_hyphens=False
        )
    ]
    return [line.replace(NBSP, " ") for line in lines]


def _indented(lines: Iterable[str], indent: str, first: str | None = None) -> list[str]:
    return [(first if first is not None and index == 0 else indent) + line for index, line in enumerate(lines)]


FORMAT = Format(
    id="text",
    extension="txt",
    media_type="text/plain",
    title="format.text.title",
    purpose="format.text.purpose",
    render=render,
    read=read_text,
    printed_addresses=False,
)
