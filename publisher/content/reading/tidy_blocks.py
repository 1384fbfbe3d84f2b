"""What `publisher tidy` corrects in lines that belong together: bold lines that are headings, lists and rows of other
programs, notes within the text. Each only where nothing else can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.content.reading.leftover import BELOW_HEAD, BOLD_LINE, PIPED, TABBED

HEADING = re.compile(r"\s{0,3}(#{1,6})\s")
TIGHT_ITEM = re.compile(r"([-–—])(?=[^\W\d_])")
ORDINARY = re.compile(r"[^\W_]|[\"“”'«(]|[-*+] |\d")  # how a text below a heading begins
DEEPEST = 4
SENTENCE = re.compile(r"[.,:;!…]\W*$")  # how words end that are no heading
LEAST_ROWS = 2
NOTE = re.compile(r"(?<=\S)[ \t]?\^\[([^\[\]\n]+)\]")
NUMBERED_NOTE = re.compile(r"\[\^(\d+)\]")
NO_PLACE = re.compile(r"\s{0,3}[#|>]|:::")  # for a note
CELLS = re.compile(r"\s*\|\s*|\t+")
VALUE = re.compile(r"[\d–—-]")  # how a cell begins that is no heading


def with_blocks(lines: Sequence[str]) -> list[str]:
    """The lines, with what is safe to correct in several of them corrected."""
    return _without_notes(list(_rows(list(_items(list(_headings(lines)))))))


def _headings(lines: Sequence[str]) -> Iterator[str]:
    """A bold line with a blank one on either side, and text below it. One level below the heading that it follows."""
    level, is_first = 1, True
    for index, line in enumerate(lines):
        if found := HEADING.match(line):
            level, is_first = len(found[1]), False
        bold = BOLD_LINE.match(line)
        above = lines[index - 1] if index else ""
        below = lines[index + 1 : index + 2]
        if (
            bold
            and not SENTENCE.search(bold["words"])
            and not above.strip()
            and below == [""]
            and _begins_text(lines[index + 2 :])
        ):
            yield f"{'#' if is_first else '#' * min(level + 1, DEEPEST)} {line.strip().strip('*_').strip()}"
            is_first = False
        else:
            yield line
            is_first = is_first and not line.strip()


def _begins_text(lines: Sequence[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    return bool(ORDINARY.match(first))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """Lines that begin with a hyphen and no space. Dashes alone may be what people say."""
    for group in _groups(lines):
        tight = [TIGHT_ITEM.match(line) for line in group]
        is_list = len(group) >= LEAST_ROWS and all(tight) and any(one and one[1] == "-" for one in tight)
        yield from (f"- {line[1:]}" for line in group) if is_list else group


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """Rows between | or tabs whose first one has headings, and no line below it that says so."""
    for group in _groups(lines):
        rows = [[cell.strip() for cell in CELLS.split(line.strip().strip("|"))] for line in group]
        is_table = len(group) >= LEAST_ROWS and (all(map(PIPED.match, group)) or all(map(_is_tabbed, group)))
        if is_table and len({len(row) for row in rows}) == 1 and _has_head(rows) and not any(map(_is_rule, group)):
            first, *rest = (f"| {' | '.join(row)} |" for row in rows)
            yield from (first, f"|{'---|' * len(rows[0])}", *rest)
        else:
            yield from group


def _is_tabbed(line: str) -> bool:
    return bool(TABBED.match(line)) and "|" not in line


def _is_rule(line: str) -> bool:
    return bool(BELOW_HEAD.match(line))


def _has_head(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row has words alone, and one of its columns has only numbers below it."""
    head, *below = rows
    if not all(head) or any(VALUE.match(cell) for cell in head):
        return False
    return any(all(VALUE.match(row[column]) for row in below) for column in range(len(head)))


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines between blank ones, and each blank one by itself."""
    group: list[str] = []
    for line in lines:
        if line.strip():
            group.append(line)
            continue
        if group:
            yield group
        yield [line]
        group = []
    if group:
        yield group


def _without_notes(lines: list[str]) -> list[str]:
    """^[A note] as [^1], with the note at the end."""
    number = max((int(one) for line in lines for one in NUMBERED_NOTE.findall(line)), default=0)
    notes: list[str] = []
    for index, line in enumerate(lines):
        if NO_PLACE.match(line):
            continue
        while found := NOTE.search(lines[index]):
            number += 1
            notes.append(f"[^{number}]: {found[1].strip()}")
            lines[index] = f"{lines[index][: found.start()]}[^{number}]{lines[index][found.end() :]}"
    if notes:
        while lines and not lines[-1].strip():
            del lines[-1]
        lines += ["", *notes, ""]
    return lines
