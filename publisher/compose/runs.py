"""Running text: pieces of it, and what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A piece of running text; a line's end is "\\n".

    `href` is where it leads, `address` the address that it spells out, `note` the note that it is the mark of
    ("skola-1"). What is `keep` must stay on one line. `role` says what it is for the layout ("hours").
    """

    text: str
    href: str = ""
    address: str = ""
    note: str = ""
    strong: bool = False
    emphasis: bool = False
    keep: bool = False
    role: str = ""


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The words alone, without the marks of notes."""
    return "".join(run.text for run in runs if not run.note)


def joined(parts: Iterable[Runs], between: str) -> Runs:
    """One text of several, with the words `between` them."""
    runs: list[Run] = []
    for part in parts:
        runs += [*([Run(between)] if runs else []), *part]
    return tuple(runs)
