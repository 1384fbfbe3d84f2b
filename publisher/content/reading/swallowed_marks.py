"""Characters that Markdown takes for markup and the writer most likely meant: asterisks between words, plus and minus
before a number, a year or date that becomes the number of a list, "> 65 år", the backslashes of a path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from publisher.content.reading.markdown_checks import BREAKS, Checker
from publisher.content.reading.token_pairs import pairs
from publisher.model.catalogue import Message, say
from publisher.model.graphemes import beginning
from publisher.text.i18n import month_names

ID = "content/swallowed"
LARGEST_NUMBER = 99  # of a list's item; "2026. " is a year at the end of a sentence
MINUS = re.compile(r"\d+([.,]\d+)?(\s*(°|%|grader|kr|degrees)\b|$)")
DAY_AND_MONTH = re.compile(r"\d{1,2}[.)]\s+\d{1,2}[.)]")
MORE_THAN = re.compile(r"[\d=]")
ENDS_SENTENCE = (".", ",", ";")
LONGEST_HEADING = 100  # characters above a line of hyphens; more is a paragraph
# Of Windows: C:\bilder\*.jpg, \\server
PATH = re.compile(r"(?<!\w)[A-Za-z]:(?=\\)(?:\\\\|[^\s\\]|\\(?=\w))*\\(?=[^\w\s\\])\S?|(?<!\S)\\\\(?=\w)\S*")
SPAN_MARKS = ("em", "strong", "sub", "sup")


def swallowed_characters(tokens: Sequence[Token], text: str, checker: Checker, language: str) -> None:
    """A finding for each place where a character of a section has become markup and most likely was not meant so.
    `language` is that of the text: the names of its months follow the number of a day."""
    lines = text.splitlines()
    swallowed_emphasis(tokens, checker)
    months = re.compile("|".join(map(re.escape, filter(None, month_names(language)))), re.IGNORECASE)
    for opening, item, text_of_item in _items(tokens):
        line = item.map[0] if item.map else 0
        source = lines[line].strip() if line < len(lines) else ""
        found = _item(opening, item, text_of_item, source, alone=_is_alone(opening, tokens), months=months)
        if found:
            checker.find(ID, *found, line + checker.first_line)
    for start, end in pairs(tokens, "blockquote"):
        _more_than(tokens[start : end + 1], lines, checker)
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.markup in ("-", "="):
            _underlined(inline, checker)
    for number, written in enumerate(lines, checker.first_line):
        if path := PATH.search(written):
            message = say("content:would-lose-backslash", shown=beginning(path[0], 40))
            checker.find(ID, message, say("content:write-two-backslashes"), number)


def _item(
    opening: Token, item: Token, text: str | None, source: str, *, alone: bool, months: re.Pattern[str]
) -> tuple[Message, Message] | None:
    """What is wrong with an item of a list, and the fix."""
    shown = beginning(source, 40)
    if text is None:
        if " " in source:  # a definition of an address, which is reported
            return None
        message = say("content:would-become-empty-item", shown=shown)
        return message, say("content:write-the-item", mark=f"{item.info}\\{item.markup}")
    if opening.type == "ordered_list_open":
        is_day = alone and (DAY_AND_MONTH.match(source) or months.match(text))
        if int(item.info or 0) > LARGEST_NUMBER or is_day:
            message = say("content:would-become-number-list", info=item.info, markup=item.markup)
            return message, say("content:put-backslash-before", info=item.info, markup=item.markup)
    elif item.markup == "+" and re.match(r"[\d(]", text):
        return say("content:would-lose-list", shown=shown), say(
            "content:number-write-without-space-backslash", shown=shown
        )
    elif item.markup == "-" and alone and MINUS.match(text):
        fix = say("content:write-minus-without-space", shown=beginning(text, 40))
        return say("content:would-lose-minus-list", shown=shown), fix
    return None


def _more_than(quote: Sequence[Token], lines: Sequence[str], checker: Checker) -> None:
    """`> 65 år` on a line of its own: a quotation has words before its numbers, or somebody who said it."""
    inline = [token for token in quote if token.type == "inline"]
    if len(inline) == 1 and "\n" not in inline[0].content and MORE_THAN.match(inline[0].content):
        line = quote[0].map[0] if quote[0].map else 0
        shown = beginning(lines[line].strip() if line < len(lines) else "", 40)
        fix = say("content:more-than-or-quotation", shown=shown)
        checker.find(ID, say("content:would-become-quotation", shown=shown), fix, line + checker.first_line)


def _underlined(inline: Token, checker: Checker) -> None:
    """A paragraph that hyphens directly below it make a heading."""
    text = inline.content.strip()
    if "\n" in text or text.endswith(ENDS_SENTENCE) or len(text) > LONGEST_HEADING:
        message = say("content:would-become-heading", shown=beginning(" ".join(text.split()), 40))
        checker.find(ID, message, say("content:blank-line-above-hyphens"), checker.line_of(inline))


def swallowed_emphasis(tokens: Sequence[Token], checker: Checker) -> None:
    """Marks between letters or digits that have become emphasis: `10*2*3`, `Leser*innen und Bürger*innen`."""
    for token in checker.numbered(tokens):
        if token.type == "inline":
            for kind in SPAN_MARKS:
                _emphasis(kind, token.children or [], checker)


def _emphasis(kind: str, children: Sequence[Token], checker: Checker) -> None:
    for start, end in pairs(children, kind):
        before, inner, after = (
            "".join(child.content or " " * (child.type in BREAKS) for child in part)
            for part in (children[:start], children[start + 1 : end], children[end + 1 :])
        )
        mark = children[start].markup
        if not before[-1:].isalnum() or not inner or mark not in ("*", "**", "_", "__", "~", "^"):
            is_swallowed = mark[:1] == "_" and bool(re.match(r"\.\w", after))
        elif kind in ("em", "strong") and after[:1].isalnum():
            is_swallowed = (before[-1].isdigit() and inner[0].isdigit()) or any(char.isspace() for char in inner)
        else:
            is_swallowed = all(char.isdigit() for char in (before[-1], inner[0], after[:1]))
        if is_swallowed:
            words = before.split()
            shown = words[-1] if words and before[-1:].isalnum() else ""
            message = say("content:would-lose-taken-emphasis", p1=shown, mark=mark, following=beginning(inner, 40))
            is_product = mark == "*" and inner[0].isdigit()
            fix = "content:write-times-backslash-before-each" if is_product else "content:backslash-before-each"
            line = checker.line + sum(child.type in BREAKS for child in children[:start])
            checker.find(ID, message, say(fix, mark=f"\\{mark[0]}" * len(mark) if not is_product else mark), line)


def _items(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token, str | None]]:
    """(list, item, its first text) of every item; None where it is empty."""
    opened: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            opened.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            opened.pop()
        elif token.type == "list_item_open":
            end = next(at for at in range(index, len(tokens)) if tokens[at].type == "list_item_close")
            texts = [one.content for one in tokens[index + 1 : end] if one.type == "inline"]
            yield opened[-1], token, None if end == index + 1 else "".join(texts[:1])


def _is_alone(opening: Token, tokens: Sequence[Token]) -> bool:
    """Whether a list has one item."""
    start = next(index for index, token in enumerate(tokens) if token is opening)
    items = 0
    for token in tokens[start + 1 :]:
        if token.level == opening.level and token.nesting == -1:
            break
        items += token.type == "list_item_open" and token.level == opening.level + 1
    return items == 1
