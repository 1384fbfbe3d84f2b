"""What running text is made of: headings, paragraphs, lists, tables and the rest, as types.

The Markdown of a section is read into these blocks. A new kind is a class here, a line in `publisher/text/markup.py`
(how it is written in HTML), and a line in each text format that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from publisher.model.findings import Place
from publisher.model.runs import Run, Runs, plain, words

TO_DO, DONE = "☐", "☑"  # boxes to tick


def begins_with_box(text: str) -> bool:
    """Whether a text begins with a box to tick and a space."""
    return text[:1] in (TO_DO, DONE) and text[1:2].isspace()


@dataclass(frozen=True)
class Heading:
    """`rank` 1 is the publication's title, 2 a section's. `id` is set where a link leads to it."""

    rank: int
    runs: Runs
    place: Place | None = None
    id: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    place: Place | None = None


@dataclass(frozen=True)
class Item:
    """An item of a list. What stands `loose` in it is text without a paragraph of its own."""

    blocks: tuple[Block, ...]
    place: Place | None = None

    @property
    def is_task(self) -> bool:
        """Whether it begins with a box to tick, which stands for its bullet."""
        first = next(iter(self.blocks), None)
        return isinstance(first, Loose | Paragraph) and begins_with_box(plain(first.runs))


@dataclass(frozen=True)
class Loose:
    """Text that is an item of a list, or begins one, and no paragraph."""

    runs: Runs
    place: Place | None = None


@dataclass(frozen=True)
class Listing:
    """`start` is the first number; None where the items have none."""

    items: tuple[Item, ...]
    start: int | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Definition:
    """A term and what it means: one body, or several where it has more than one meaning."""

    term: Runs
    bodies: tuple[Item, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Definitions:
    """A definition list."""

    entries: tuple[Definition, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Quote:
    """`source` is who said it."""

    blocks: tuple[Block, ...]
    source: Runs = ()
    place: Place | None = None


@dataclass(frozen=True)
class Figure:
    """A picture that stands by itself. Without an alt text it decorates. `focus` is the point that must be seen.
    `photo`: it is no drawing."""

    file: str
    alt: str
    caption: Runs = ()
    focus: tuple[float, float] | None = None
    place: Place | None = None
    photo: bool = False


@dataclass(frozen=True)
class Cell:
    """`scope` is "col" or "row" where it is a heading; `side` "right" or "center" where it is not flush left."""

    runs: Runs
    scope: str = ""
    side: str = ""


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Table:
    """The first row names the columns, the first cell of each other row names that row."""

    caption: Runs
    head: Row
    rows: tuple[Row, ...]
    place: Place | None = None


BOX_NAMES = ("pledges", "facts", "note")


@dataclass(frozen=True)
class Box:
    """A part that stands out; `name` is one of `BOX_NAMES`."""

    name: str
    blocks: tuple[Block, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Note:
    """`id` is "skola-1", `number` what stands before it and in the text."""

    id: str
    number: int
    runs: Runs
    place: Place | None = None


@dataclass(frozen=True)
class Notes:
    """The notes of a section; `name` is its heading in words."""

    name: str
    notes: tuple[Note, ...]
    place: Place | None = None


Block = Heading | Paragraph | Loose | Listing | Definitions | Definition | Quote | Figure | Table | Box | Notes


def inside(block: Block) -> tuple[Block, ...]:
    """The blocks that a block holds."""
    match block:
        case Listing(items):
            return tuple(inner for item in items for inner in item.blocks)
        case Definitions(entries):
            return entries
        case Definition(_, bodies):
            return tuple(inner for body in bodies for inner in body.blocks)
        case Quote(blocks) | Box(_, blocks):
            return blocks
        case _:
            return ()


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block and those in it, in the order of reading."""
    for block in blocks:
        yield block
        yield from walk(inside(block))


def texts(block: Block) -> Iterator[tuple[Runs, Place | None]]:
    """Each text that a block itself holds, with its line: not those of the blocks in it."""
    match block:
        case Heading(_, runs, place) | Paragraph(runs, place) | Loose(runs, place):
            yield runs, place
        case Definition(term, _, place):
            yield term, place
        case Quote():
            yield block.source, block.place
        case Figure():
            yield block.caption, block.place
        case Table():
            yield block.caption, block.place
            yield from ((cell.runs, row.place) for row in (block.head, *block.rows) for cell in row.cells)
        case Notes():
            for note in block.notes:
                yield words(str(note.number)), note.place
                yield note.runs, note.place


def changed(block: Block, change: Callable[[Runs], Runs]) -> Block:
    """The same block, with another running text for each of its own and of those in it."""
    new: Block = _changed(block, change)
    return new


def _changed(value: Any, change: Callable[[Runs], Runs]) -> Any:
    if isinstance(value, tuple) and value:
        is_text = isinstance(value[0], Run)
        return change(value) if is_text else tuple(_changed(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, (Place, type)):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        new = {
            name: _changed(item, change) for name, item in held.items() if isinstance(item, tuple) or is_dataclass(item)
        }
        return replace(value, **new)
    return value
