"""Running text that was reviewed elsewhere -> the section's file: only what says something else is replaced.

A word processor keeps the words, not how the writer broke the lines or marked languages and abbreviations. So a
paragraph, item or row that has the same words as before stays as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

BEGINS = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+|#{1,6}\s|:::|\||>|\[\^|!\[|: ")
ONE_LINE = re.compile(r"#{1,6}\s|:::")  # what no further line goes on from
ATTRIBUTES = re.compile(r"\[([^\]]*)\]\{[^}]*\}|!\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?|\[([^\]]*)\]\([^)]*\)")
NOTE = re.compile(r"\[\^[\w-]+\]:?")
MARKS = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+|^#{1,6}\s+|^\s*>\s?|[*_`\\|]|^: ", re.MULTILINE)


@dataclass(frozen=True)
class Chunk:
    """A paragraph, item, row or heading as it is written, with the blank lines before it."""

    blank: int
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """What it says, without markup."""
        text = NOTE.sub("", "\n".join(self.lines))
        text = ATTRIBUTES.sub(lambda match: next(filter(None, match.groups()), ""), text)
        return " ".join(MARKS.sub("", text).split()).replace('"', "”").replace("'", "’")


def chunks(text: str) -> list[Chunk]:
    """The pieces of a Markdown text, in order."""
    found: list[Chunk] = []
    blank = 0
    for line in text.splitlines():
        if not line.strip():
            blank += 1
        elif found and not blank and not BEGINS.match(line) and not ONE_LINE.match(found[-1].lines[0]):
            last = found.pop()
            found.append(Chunk(last.blank, (*last.lines, line)))
        else:
            found.append(Chunk(blank, (line,)))
            blank = 0
    return found


def merge_text(ours: str, theirs: str) -> str:
    """`theirs`, with every piece that says the same as in `ours` as it stands there. All the same: `ours` itself."""
    mine, new = chunks(ours), chunks(theirs)
    matcher = SequenceMatcher(None, [one.words for one in mine], [one.words for one in new], autojunk=False)
    merged: list[Chunk] = []
    for operation, first, last, start, end in matcher.get_opcodes():
        merged += mine[first:last] if operation == "equal" else new[start:end]
    if merged == mine:
        return ours
    return "\n".join(line for chunk in merged for line in (*[""] * chunk.blank, *chunk.lines)).lstrip("\n") + "\n"
