"""What Markdown took for markup and the writer meant as text: the characters of the source that are missing from what
was read.

Markup may consume: the # of headings, * and _ around whole words, "- " and "1. " before list items, the > of
quotations, the lines of boxes, the | and hyphens of tables, brackets and addresses of links and pictures, braces after
them, the marks of notes, backslashes before a character, the names of characters (&amp;). Whatever else goes is a
finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from publisher.content.reading.inline_kinds import TAG
from publisher.content.reading.markdown_checks import Checker
from publisher.model.blocks import Block, Figure, texts, walk
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning
from publisher.model.runs import Kind, Run, Runs, plain

WORD = re.compile(r"[^\W_]+")
INSIDE = str.maketrans("", "", "*~^")  # may stand in a word or mark a part of it: left out on both sides
REFUSED = ("unsupported-markdown", "note", "picture-in-text")  # how the ids of such findings begin
LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
# What a line may lose, in this order.
CONSUMED = (
    re.compile(r"^\s{0,3}:::.*$"),
    re.compile(r"^\s*\[(?!\^)[^\]]+\]:\s*\S.*$"),  # the address of a link, reported where nothing uses it
    re.compile(r"(?<=\])\((?:<[^>]*>|(?:[^()\s]|\([^()\s]*\))*)(?=[\s)])|(?<=\])\[[^\]]*\]"),
    re.compile(r"\[\^[^\]\s]+\]:?|^(?:\s*[-*+]|\s*\d+[.)])\s+\[[ xX]\](?=\s)"),
    re.compile(r"(?<=[\])])\{[^}]*\}"),
    re.compile(r"^[\s>]*\d{1,9}[.)](?=\s|$)|(?<=[-*+]\s)\d{1,9}[.)](?=\s)"),
    TAG,
    re.compile(r"\\(?=[^\w\s])"),
)


def swallowed_words(text: str, heading: Runs, blocks: Iterable[Block], checker: Checker) -> None:
    """A finding for each line with words that no block has. None where something was refused, because that is left
    out."""
    if any(finding.id.removeprefix("content/").startswith(REFUSED) for finding in checker.body.findings):
        return
    there = Counter(_words(_said(heading)))
    for block in walk(blocks):
        held = [_said(runs) for runs, _ in texts(block)]
        if isinstance(block, Figure):
            held.append(block.alt)
        for said in held:
            there.update(_words(said))
    for number, line in enumerate(text.splitlines(), checker.first_line):
        missing = [word for word in _words(_bare(line)) if _is_missing(word, there)]
        if missing and not checker.found_at(number):
            message = say("content:would-lost-markdown-takes-markup", shown=beginning(" ".join(missing), 60))
            checker.find("content/swallowed", message, say("content:put-backslash-before-character-begins"), number)


def _said(runs: Runs) -> str:
    return plain(Run(" ") if run.has(Kind.BREAK) else run for run in runs)


def _words(text: str) -> list[str]:
    return WORD.findall(text.translate(INSIDE))


def _is_missing(word: str, there: Counter[str]) -> bool:
    there[word] -= 1
    return there[word] < 0


def _bare(line: str) -> str:
    line = LINE_END.sub(" ", line)
    for pattern in CONSUMED:
        line = pattern.sub("", line)
    return unescape(line)
