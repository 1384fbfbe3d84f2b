"""What a document says as a row of blocks, for formats that have no pages and no styles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A piece of running text; a line's end is "\\n".

    `href` is where it leads, `address` the address that it spells out, `note` the note that it is the mark of
    ("skola-1"). What is `keep` must stay on one line. `raised` is
    "superscript" or "subscript". `box` is what a box to tick says that it is.
    """

    text: str
    href: str = ""
    address: str = ""
    note: str = ""
    strong: bool = False
    emphasis: bool = False
    keep: bool = False
    struck: bool = False
    raised: str = ""
    box: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """`above` is what stands above it and belongs to its part."""

    rank: int
    runs: Runs
    above: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Lines:
    """Facts that belong together, one a line."""

    lines: tuple[Runs, ...]


@dataclass(frozen=True)
class Listing:
    """`start` is the first number; None where the items have none."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True)
class Definitions:
    """Each term, with the one or more things that it means."""

    entries: tuple[tuple[Runs, tuple[tuple[Block, ...], ...]], ...]


@dataclass(frozen=True)
class Quote:
    blocks: tuple[Block, ...]
    source: Runs = ()


@dataclass(frozen=True)
class Box:
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Table:
    """The first cell of a row is its heading. `right` says which columns are flush right."""

    caption: Runs
    columns: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True)
class Picture:
    alt: str
    caption: Runs = ()


@dataclass(frozen=True)
class Notes:
    """Each note by its id, with its number."""

    notes: tuple[tuple[str, str, Runs], ...]


Block = Heading | Paragraph | Lines | Listing | Definitions | Quote | Box | Table | Picture | Notes


def plain(runs: Runs) -> str:
    """The words alone, without the marks of notes."""
    return "".join(run.text for run in runs if not run.note)
