"""Tables: the first row names the columns, the first column names the rows, and a paragraph below is the caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from publisher.content.reading.markdown_checks import CELLS, Checker, plain
from publisher.content.reading.token_pairs import pairs
from publisher.model.catalogue import say

CAPTION = re.compile(r":(\s+|$)")
# A row of hyphens, or two lines with a | at both ends: where no table comes of them, somebody meant one.
MEANT = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|.*\|\s*\n\s*\|.*\|\s*$", re.MULTILINE)


def arrange_tables(tokens: list[Token], text: str, checker: Checker) -> None:
    """Mark the headings of each table in `tokens`, and move its caption inside. `text` is what was parsed."""
    lines = re.split(r"\r\n|\r|\n", text)
    for start, end in reversed(list(pairs(tokens, "table"))):
        table = tokens[start : end + 1]
        if sum(token.nesting for token in tokens[:start] if token.type.startswith(("list_item", "blockquote"))):
            fix = say("content:move-below-blank-line-above-no")
            checker.find("content/table-place", say("content:table-list-quotation"), fix, checker.line_of(table[0]))
        else:
            _check_rows(table, lines, checker)
        _mark_headings(table)
        caption = tokens[end + 1 : end + 4]
        if _is_caption(caption):
            table[1:1] = _as_caption(caption, checker)
            end += 3
        tokens[start : end + 1] = table
    _check_rest(tokens, checker)


def _mark_headings(table: Sequence[Token]) -> None:
    """<th scope> for the headings; a corner without text is a plain cell. Figures keep the side they were given."""
    first = False
    for token, inline, closing in zip(table, table[1:], table[2:], strict=False):
        if token.type in ("thead_open", "tbody_open"):
            token.map = None  # the rows have their lines
        elif token.type == "tr_open":
            first = True
        elif token.type in CELLS:
            side = str(token.attrs.get("style", "")).removeprefix("text-align:")
            names_column = token.type == "th_open" and bool(plain(inline) or not first)
            names_row = token.type == "td_open" and first
            token.tag = closing.tag = "th" if names_column or names_row else "td"
            token.attrs = {"scope": "col" if names_column else "row"} if token.tag == "th" else {}
            if side in ("right", "center"):
                token.attrs["class"] = side
            first = False


def _check_rows(table: Sequence[Token], lines: Sequence[str], checker: Checker) -> None:
    rows = [table[start:end] for start, end in pairs(table, "tr")]
    heads, *body = [[inline for cell, inline in pairwise(row) if cell.type in CELLS] for row in rows]
    line = checker.line_of(table[0])
    if len(heads) == 1:
        fix = say("content:write-list-instead-start-each-line")
        checker.find("content/table-columns", say("content:table-has-only-one-column"), fix, line)
        return
    if not body:
        fix = say("content:write-rows-directly-below-line-hyphens")
        checker.find("content/table-row", say("content:table-has-no-rows"), fix, line)
    for number, head in enumerate(heads, 1):
        if number > 1 and not plain(head):
            fix = say("content:say-first-row-table-what-each")
            checker.find("content/table-headers", say("content:column-table-has-no-heading", number=number), fix, line)
    for row, cells in zip(rows[1:], body, strict=True):
        at = (row[0].map or [0])[0]
        _check_row(lines[at], plain(cells[0]), len(heads), checker, at + checker.first_line)


def _check_row(source: str, name: str, columns: int, checker: Checker, line: int) -> None:
    """`source` is asked, because the parser takes cells away and adds them to make the row fit."""
    count = len(escapedSplit(re.sub(r"^\s*\||(?<!\\)\|\s*$", "", source)))
    if count == 1 and CAPTION.match(source.strip()):
        fix = say("content:add-blank-line-above")
        checker.find("content/table-caption", say("content:caption-would-become-row-table"), fix, line)
    elif count != columns:
        fix = say("content:write-cells-between-them-blank-line", columns=columns)
        message = say("content:this-row-has-table-has-columns", count=count, columns=columns)
        checker.find("content/table-row", message, fix, line)
    elif not name:
        fix = say("content:say-first-cell-what-row-about")
        checker.find("content/table-headers", say("content:this-row-has-no-heading-first"), fix, line)


def _is_caption(following: Sequence[Token]) -> bool:
    return (
        len(following) == 3
        and following[0].type == "paragraph_open"
        and bool(CAPTION.match(following[1].content))
    )  # fmt: skip


def _as_caption(paragraph: Sequence[Token], checker: Checker) -> list[Token]:
    inline = paragraph[1]
    children = inline.children or []
    children[0].content = CAPTION.sub("", children[0].content, count=1)
    if not plain(inline):
        fix = say("content:write-caption-after-colon-delete-line")
        checker.find("content/table-caption", say("content:caption-table-empty"), fix, checker.line_of(inline))
    return [Token("caption_open", "caption", 1), inline, Token("caption_close", "caption", -1, block=True)]


def _check_rest(tokens: Sequence[Token], checker: Checker) -> None:
    """Tables and captions that have become running text."""
    for opening, inline in pairwise(tokens):
        if opening.type != "paragraph_open":
            continue
        line = checker.line_of(inline)
        if MEANT.search(inline.content):
            message = say("content:these-lines-look-like-table-but")
            fix = say("content:add-line-such-below-first-row")
            checker.find("content/table-row", message, fix, line)
        if CAPTION.match(inline.content):
            message = say("content:line-begins-caption-table-but-there")
            fix = say("content:move-below-table-one-caption-each")
            checker.find("content/table-caption", message, fix, line)
