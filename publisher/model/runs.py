"""Running text: pieces of it, each with the marks that it stands in.

A mark is what one piece of text has and the text around it has not: emphasis, a link, another language. Marks lie in
each other, the outermost first. A new kind of mark is a member of `Kind` here, a line in `MARKUP` of
`publisher/text/markup.py` (how it is written in HTML), and a line in each text format that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from publisher.model.graphemes import whole


class Kind(StrEnum):
    """What a mark says of its text. `value` of the mark is in brackets."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"  # no longer holds
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"  # (where it leads)
    LANGUAGE = "language"  # in another language, see `Mark.language`
    ABBREVIATION = "abbreviation"  # (what it stands for)
    BREAK = "break"  # the line ends here; there is no text
    NOTE = "note"  # the number of a note (the note's id)
    NOTE_COMMA = "note-comma"  # parts the numbers of two notes
    LINK_ADDRESS = "link-address"  # the address of the link before it, for paper
    ADDRESS = "address"  # spells out the address of a link beside it (that address)
    BOX = "box"  # is a box to tick (what it says: "To do")
    KEEP = "keep"  # stays on one line
    LEFT_TO_RIGHT = "left-to-right"  # runs its own way in a text from right to left
    ROLE = "role"  # (what it is for the layout: "hours", "label")


RAISED = (Kind.SUPERSCRIPT, Kind.SUBSCRIPT)


@dataclass(frozen=True)
class Mark:
    """`number` distinguishes two equal marks side by side. `direction` is set where it is another than around the
    text."""

    kind: Kind
    value: str = ""
    language: str = ""
    name: str = ""  # a class from the content
    id: str = ""
    direction: str = ""
    target: str = ""  # the language of what a link leads to
    number: int = 0


@dataclass(frozen=True)
class Run:
    """A piece of running text. White space in it is as it was written; a line's end that is meant is a mark."""

    text: str
    marks: tuple[Mark, ...] = ()

    def value(self, kind: Kind) -> str:
        """What the innermost mark of a kind says; "" where there is none."""
        return next((mark.value for mark in reversed(self.marks) if mark.kind is kind), "")

    def has(self, kind: Kind) -> bool:
        return any(mark.kind is kind for mark in self.marks)

    @property
    def href(self) -> str:
        """Where it leads."""
        return self.value(Kind.LINK)

    @property
    def address(self) -> str:
        """The address that it spells out."""
        return self.value(Kind.ADDRESS)

    @property
    def note(self) -> str:
        """The note that it is the mark of: "skola-1"."""
        return self.value(Kind.NOTE)

    @property
    def strong(self) -> bool:
        return self.has(Kind.STRONG)

    @property
    def emphasis(self) -> bool:
        return self.has(Kind.EMPHASIS)

    @property
    def struck(self) -> bool:
        return self.has(Kind.STRUCK)

    @property
    def raised(self) -> str:
        """Whether it stands above or below the line: Kind.SUPERSCRIPT, Kind.SUBSCRIPT, or ""."""
        return next((mark.kind for mark in reversed(self.marks) if mark.kind in RAISED), "")

    @property
    def box(self) -> str:
        """What the box to tick says that it is."""
        return self.value(Kind.BOX)

    @property
    def keep(self) -> bool:
        """Whether it must stay on one line."""
        return self.has(Kind.KEEP)

    def marked(self, *marks: Mark) -> Run:
        """The same within these marks."""
        return replace(self, marks=(*marks, *self.marks))


Runs = tuple[Run, ...]


def words(text: str, *marks: Mark) -> Runs:
    """One piece of text; nothing where there is no text."""
    return (Run(text, marks),) if text else ()


def plain(runs: Iterable[Run]) -> str:
    """The words alone, without the numbers of notes and the addresses that only paper needs."""
    left_out = (Kind.NOTE, Kind.NOTE_COMMA, Kind.LINK_ADDRESS)
    return "".join(run.text for run in runs if not any(mark.kind in left_out for mark in run.marks))


def joined(parts: Iterable[Runs], between: str) -> Runs:
    """One text of several, with the words `between` them."""
    runs: list[Run] = []
    for part in parts:
        runs += [*([Run(between)] if runs else []), *part]
    return tuple(runs)


def split(runs: Iterable[Run], find: Callable[[str], Sequence[tuple[int, int]]], mark: Mark) -> Iterator[Run]:
    """The same runs, with a mark within those that they have on each stretch that `find` finds in a piece of text."""
    number = 0
    for run in runs:
        at = 0
        for start, end in find(run.text) if run.text.strip() else ():
            start, end = whole(run.text, start, end)
            if start < at:
                continue  # what was found before it has grown over its beginning
            number += 1
            if start > at:
                yield replace(run, text=run.text[at:start])
            yield Run(run.text[start:end], (*run.marks, replace(mark, number=number)))
            at = end
        if at < len(run.text) or not run.text:
            yield replace(run, text=run.text[at:]) if at else run
