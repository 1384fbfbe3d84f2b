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
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise

from markdown_it.token import Token

from publisher.content.reading.inline_kinds import TAG
from publisher.content.reading.markdown_checks import BREAKS, Checker
from publisher.model.blocks import Block, Figure, texts, walk
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning
from publisher.model.runs import Kind, Run, Runs, plain

WORD = re.compile(r"[^\W_]+")
INSIDE = str.maketrans("", "", "*~^")  # may stand in a word or mark a part of it: left out on both sides
REFUSED = ("unsupported-markdown", "note")  # how the ids of such findings begin
LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
LARGEST_NUMBER = 99  # of a list's item; "2026. " is a year at the end of a sentence
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
        reported = any(one.where and one.where.line == number for one in checker.body.findings)
        if missing and not reported:
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


def swallowed_characters(tokens: Sequence[Token], text: str, checker: Checker) -> None:
    """Asterisks inside words, plus and minus before numbers, and years that have become emphasis and lists."""
    lines = text.splitlines()
    swallowed_emphasis(tokens, checker)
    for opening, item, inner in _items(tokens):
        line = item.map[0] if item.map else 0
        source = lines[line].strip() if line < len(lines) else ""
        at = line + checker.first_line
        alone = _is_alone(opening, tokens)
        if opening.type == "ordered_list_open" and int(item.info or 0) > LARGEST_NUMBER:
            message = say("content:would-become-number-list", info=item.info, markup=item.markup)
            checker.find(
                "content/swallowed",
                message,
                say("content:put-backslash-before", info=item.info, markup=item.markup),
                at,
            )
        elif item.markup == "+" and re.match(r"[\d(]", inner):
            message = say("content:would-lose-list", shown=beginning(source, 40))
            fix = say("content:number-write-without-space-backslash", shown=beginning(source, 40))
            checker.find("content/swallowed", message, fix, at)
        elif item.markup == "-" and alone and re.match(r"\d+([.,]\d+)?(\s*(°|%|grader|kr|degrees)\b|$)", inner):
            message = say("content:would-lose-minus-list", shown=beginning(source, 40))
            checker.find(
                "content/swallowed", message, say("content:write-minus-without-space", shown=beginning(inner, 40)), at
            )


def swallowed_emphasis(tokens: Sequence[Token], checker: Checker) -> None:
    """Asterisks inside words that have become emphasis."""
    for token in checker.numbered(tokens):
        if token.type == "inline":
            _emphasis(token.children or [], checker)


def _emphasis(children: Sequence[Token], checker: Checker) -> None:
    line = checker.line
    for index, (before, token) in enumerate(pairwise([Token("", "", 0), *children])):
        if token.type in BREAKS:
            line += 1
        if token.type not in ("em_open", "strong_open"):
            continue
        following = children[index + 1].content if index + 1 < len(children) else ""
        if before.content[-1:].isdigit() and following[:1].isdigit():
            mark = token.markup
            message = say(
                "content:would-lose-taken-emphasis", p1=before.content.split()[-1], mark=mark, following=following
            )
            checker.find(
                "content/swallowed", message, say("content:write-times-backslash-before-each", mark=mark), line
            )


def _items(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token, str]]:
    """(list, item, its text) of every item."""
    opened: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            opened.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            opened.pop()
        elif token.type == "list_item_open":
            inner = next((one.content for one in tokens[index + 1 :] if one.type == "inline"), "")
            yield opened[-1], token, inner


def _is_alone(opening: Token, tokens: Sequence[Token]) -> bool:
    """Whether a list has one item."""
    start = next(index for index, token in enumerate(tokens) if token is opening)
    items = 0
    for token in tokens[start + 1 :]:
        if token.level == opening.level and token.nesting == -1:
            break
        items += token.type == "list_item_open" and token.level == opening.level + 1
    return items == 1
