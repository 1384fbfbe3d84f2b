"""Faults that only the raw lines of a Markdown file show, because the parser takes them for text or drops them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publisher.model.blocks import BOX_NAMES
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.nearest import use_one_of

BOXES = BOX_NAMES
LIST_MARK = re.compile(r"\s{0,3}([-*•·](?=\w)|[–—•·]\s)")
NO_SPACE = re.compile(r"\s{0,3}-(?=[^\W\d_])")
ITEM = re.compile(r"\s{0,3}- +\S")
FENCE = re.compile(r"\s{0,3}:::+\s*(.*?)\s*$")


def _list_marks(text: str, first_line: int, error: Callable[[str, int, str, str], Finding]) -> Iterator[Finding]:
    """Lines that look like a list and are none. One alone may be a remark that begins with a dash."""
    lines = text.splitlines()
    marked = [bool(LIST_MARK.match(line)) for line in lines]
    for index, this in enumerate(marked):
        following, before = (marked[at] if 0 <= at < len(marked) else False for at in (index + 1, index - 1))
        if this and not before and (following or _is_in_list(lines, index)):
            message = say("content:these-lines-look-like-list-but")
            yield error("content/list-mark", index + first_line, message, say("content:begin-each-item"))


def _is_in_list(lines: list[str], index: int) -> bool:
    """Whether a line is like '-word' and stands beside an item of a list."""
    beside = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    return bool(NO_SPACE.match(lines[index])) and any(ITEM.match(line) for line in beside)


def check_lines(text: str, file: str, first_line: int) -> Iterator[Finding]:
    """Findings on boxes that are unknown or left open, and on lines that only look like a list."""

    def error(id: str, line: int, message: str, fix: str) -> Finding:
        return Finding(id, Severity.ERROR, message, fix, Place(file, line))

    yield from _list_marks(text, first_line, error)
    opened: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(), first_line):
        if fence := FENCE.match(line):
            if not fence[1]:
                opened = None
            elif fence[1] not in BOXES:
                fix = use_one_of(fence[1], BOXES)
                yield error("content/unknown-box", number, say("content:there-no-box-named", fence=fence[1]), fix)
                opened = (number, fence[1])
            else:
                if opened:
                    fix = say("content:close-before-line", number=number)
                    yield error("content/open-box", opened[0], say("content:box-not-closed", opened=opened[1]), fix)
                opened = (number, fence[1])
    if opened:
        message = say("content:box-not-closed", opened=opened[1])
        yield error("content/open-box", opened[0], message, say("content:end-line-only"))
