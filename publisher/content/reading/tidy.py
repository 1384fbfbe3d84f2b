"""`publisher tidy`: what is safe to correct in a section's Markdown. No word, digit or character that readers see is
added or removed: only how the markup around them is written. What can be meant in two ways is left to the writer: rows
that may have no head, lines that begin with a dash, words split by a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.content.reading.leftover import BELOW_BOX, CLOSE, DOZENS, EMPHASIS, ROUND
from publisher.content.reading.tidy_blocks import with_blocks
from publisher.model.graphemes import normal
from publisher.text.anchors import anchor_of

FRONT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
SPACES_AT_END = re.compile(r"(?<=\S) {2,}$", re.MULTILINE)
BLANK_LINES = re.compile(r"\n{3,}")
LETTERS = re.compile(r"[^\W_]+")
# Goes only where no link leads to it, or the heading has that id by itself.
ID = re.compile(r"^(?P<before>.*\S)[ \t]+\{#(?P<id>[^}\s]*)(?:[ \t]+\.[\w-]+)*\}[ \t]*$", re.M)
LINKED = re.compile(r"\]\(#([^)\s]+)\)")
# What another program reads and no reader sees: it goes with its words.
UNSEEN = (
    re.compile(r"^[ \t]*\\(?:newpage|pagebreak|clearpage|noindent)\b[ \t]*$\n?", re.M),
    re.compile(r"^[ \t]*(?:\[TOC\]|\[\[_?TOC_?\]\])[ \t]*$\n?", re.M | re.I),
    re.compile(r"^[ \t]*\{\{[<%][ \t]*pagebreak[ \t]*/?[>%]\}\}[ \t]*$\n?", re.M),
    re.compile(r"(?<=\S)[ \t]+\{(?:-|\.unnumbered)\}[ \t]*$", re.M),
    re.compile(r"(?<=\))\{[ \t]*(?:(?:width|height)=[\w.%\"]+[ \t]*)+\}"),
    re.compile(r"^\{:[ \t]*[.#][^}\n]*\}[ \t]*$\n?", re.M),
)
CHANGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(\s{0,3}#{1,6})[\u00a0\u2007\u202f]+(?=\S)", re.M), r"\1 "),
    (re.compile(r"^(\s{0,3}#{2,6})(?=[^\s#])", re.M), r"\1 "),
    (re.compile(r"^==[ \t]+([^=\n]*[^=\s])(?:[ \t]+==)?[ \t]*$", re.M), r"## \1"),
    (re.compile(r"^===[ \t]+([^=\n]*[^=\s])(?:[ \t]+===)?[ \t]*$", re.M), r"### \1"),
    (re.compile(r"^[ \t]*(?:[•●▪◦‣·][ \t]*|[–—]\t+)(?=\S)", re.M), "- "),
    (re.compile(r"^(\s{0,3})-(?=\*\*\w)", re.M), r"\1- "),
    (re.compile(r"^([ \t]*[-*+][ \t]+)\[\](?=[ \t]+\S)", re.M), r"\1[ ]"),
    (re.compile(r"^\[([ xX])\](?=[ \t]+\S)", re.M), r"- [\1]"),
    (re.compile(r"^☐(?=[ \t]+\S)", re.M), "- [ ]"),
    (re.compile(r"^[☑☒](?=[ \t]+\S)", re.M), "- [x]"),
    (re.compile(r"(?<![\w'])'''(?=[^\s'])([^'\n]*[^\s'])'''(?![\w'])"), r"**\1**"),
    (re.compile(r"(?<![\w=\\])==(?=[^\s=])([^=\n]*\w[^=\n]*)(?<=[^\s=])==(?![\w=])"), r"**\1**"),
    (re.compile(r"(?<!\!)(\[[^\]\[\n]+\]) (?=\((?:https?://|mailto:)[^)\s]*\))"), r"\1"),
    (re.compile(r"(?<![\]!])\[(https?://[^\s\]]+)[ \t]+([^\]\n]+)\](?!\()"), r"[\2](\1)"),
    (re.compile(r"\blink:(https?://[^\s\[\]]+)\[([^\]\n]+)\]"), r"[\2](\1)"),
    (re.compile(r"`([^`<\n]*[^`<\s])[ \t]*<(https?://[^>\s]+)>`_{1,2}"), r"[\1](\2)"),
    (re.compile(r"(?<=\d)\*(?=\d)(?!\d+\*(?!\d))"), r"\\*"),
    (re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])([^*\n]*\s[^*\n]*[^\W\d_])\*(?=[^\W\d_])"), r"\\*\1\\*"),
    (re.compile(r"^(\d{3,9})\.(?=\s)", re.M), r"\1\\."),
    (re.compile(r"^\+(?= [\d(][\d ()-]{5,}$)", re.M), r"\\+"),
    (re.compile(r"(?<! )[ \t]$|(?<=^)[ \t]+$", re.M), ""),
)
BOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w*\\])(\*{2,3}) +(?=[^\W\d_])([^*\n]*[^*\s]) *\1(?![\w*])"), r"\1\2\1"),
    (re.compile(r"(?<![\w*\\])(\*{2,3})([^*\s\n][^*\n]*?) +\1(?![\w*])"), r"\1\2\1"),
)
NOTE_BOX = re.compile(r"!!! +note(?: +\"(?P<title>[^\"*_]+)\")?[ \t]*|> *\[!NOTE\][ \t]*", re.IGNORECASE)
NUMBER = re.compile(r"^(\s*\d{1,2}[.)])(?=[^\W\d_])")
NO_WORD = re.compile(r"^[ \t]*o[ \t]+|^(?:- )?\[[xX]\]|\blink:(?=https?://)|\[\^\d+\](?::(?= ))?", re.M)


def tidied(text: str) -> str:
    """The text of a section's file, tidied. The fields at its top stay as they are, in NFC."""
    text = normal(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    front = match[0] if (match := FRONT.match(text)) else ""
    before = text[len(front) :]
    before = _without_ids(before)
    for pattern in UNSEEN:
        before, count = pattern.subn("", before)
        before = BLANK_LINES.sub("\n\n", before) if count else before
    body = before
    for change in CHANGES:
        body = change[0].sub(change[1], body)
    body = "\n".join(_lines([_bold(line) for line in body.split("\n")]))
    body = "\n".join(with_blocks(body.split("\n")))
    if len(SPACES_AT_END.findall(body)) >= DOZENS:
        body = SPACES_AT_END.sub("", body)
    body = f"{body.rstrip()}\n" if body.strip() else body
    return front + (body if _words(body) == _words(before) else before)


def _without_ids(text: str) -> str:
    linked = set(LINKED.findall(text))

    def heading(found: re.Match[str]) -> str:
        is_own = found["before"].startswith("##") and anchor_of(found["before"].lstrip("# ")) == found["id"]
        return found["before"] if is_own or found["id"] not in linked else found[0]

    return ID.sub(heading, text)


def _bold(line: str) -> str:
    """Without spaces inside the asterisks. Emphasis that is right stays: its asterisks are no pair with the next."""
    parts, at = [], 0
    for found in [*EMPHASIS.finditer(line), None]:
        between = line[at : found.start() if found else len(line)]
        for pattern, change in BOLD:
            between = pattern.sub(change, between)
        parts += [between, found[0] if found else ""]
        at = found.end() if found else at
    return "".join(parts)


def _lines(lines: Sequence[str]) -> Iterator[str]:
    """Lists whose items have no space after their number or a letter for a bullet, and boxes with a note."""
    is_box = is_below = False  # an item with a ring stands below one with a bullet
    for index, line in enumerate(lines):
        if is_box and not (inner := BELOW_BOX.match(line)):
            yield ":::"
            is_box = False
        if is_box and inner:
            yield line[inner.end() :]
        elif (box := NOTE_BOX.fullmatch(line)) and index + 1 < len(lines) and BELOW_BOX.match(lines[index + 1]):
            yield "::: note"
            yield from [f"**{box['title']}**", ""] if box["title"] else []
            is_box = True
        else:
            beside = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
            if ROUND.match(line) and ("o\t" in line or any(map(ROUND.match, beside))):
                is_below = is_below or (index > 0 and lines[index - 1].startswith("- "))
                yield re.sub(r"^\s*o\s+", "  - " if is_below else "- ", line)
                continue
            is_below = False
            yield NUMBER.sub(r"\1 ", line) if CLOSE.match(line) and any(map(CLOSE.match, beside)) else line
    if is_box:
        yield ":::"


def _words(text: str) -> list[str]:
    """The words, in any order, because the words of a link may move before its address. A bullet that is a letter is
    none, nor is the name of AsciiDoc's links."""
    return sorted(LETTERS.findall(NO_WORD.sub("", text).casefold()))
