"""Tables: the first row names the columns, the first column names the rows, and a paragraph below is the caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from publisher.content.reading.markdown_checks import (
    CELLS,
    Checker,
    pairs,
    plain,
)

CAPTION = re.compile(r":(\s+|$)")
# A row of hyphens, or two lines with a | at both ends: where no table comes of them, somebody meant one.
MEANT = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|.*\|\s*\n\s*\|.*\|\s*$", re.MULTILINE)


def arrange_tables(tokens: list[Token], text: str, checker: Checker) -> None:
    """Mark the headings of each table in `tokens`, and move its caption inside. `text` is what was parsed."""
    lines = re.split(r"\r\n|\r|\n", text)
    for start, end in reversed(list(pairs(tokens, "table"))):
        table = tokens[start : end + 1]
        if sum(token.nesting for token in tokens[:start] if token.type.startswith(("list_item", "blockquote"))):
            fix = "move it below, with a blank line above it and no character before its lines"
            checker.find("content/table-place", "a table is in a list or a quotation", fix, checker.line_of(table[0]))
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
        fix = "write a list instead, with '- ' at the start of each line"
        checker.find("content/table-columns", "a table has only one column", fix, line)
        return
    if not body:
        fix = "write its rows directly below the line of hyphens, without a blank line"
        checker.find("content/table-row", "the table has no rows", fix, line)
    for number, head in enumerate(heads, 1):
        if number > 1 and not plain(head):
            fix = "say in the first row of the table what each column contains"
            checker.find("content/table-headers", f"column {number} of the table has no heading", fix, line)
    for row, cells in zip(rows[1:], body, strict=True):
        at = (row[0].map or [0])[0]
        _check_row(lines[at], plain(cells[0]), len(heads), checker, at + checker.first_line)


def _check_row(source: str, name: str, columns: int, checker: Checker, line: int) -> None:
    """`source` is asked, because the parser takes cells away and adds them to make the row fit."""
    count = len(escapedSplit(re.sub(r"^\s*\||(?<!\\)\|\s*$", "", source)))
    if count == 1 and CAPTION.match(source.strip()):
        fix = "add a blank line above it"
        checker.find("content/table-caption", "the caption would become a row of the table", fix, line)
    elif count != columns:
        fix = f"write {columns} cells, with | between them; a blank line ends the table; a | in a text is written \\|"
        message = f"this row has {count} cell{'s' if count > 1 else ''}, the table has {columns} columns"
        checker.find("content/table-row", message, fix, line)
    elif not name:
        fix = "say in its first cell what the row is about"
        checker.find("content/table-headers", "this row has no heading: its first cell is empty", fix, line)


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
        fix = "write the caption after the colon, or delete the line"
        checker.find("content/table-caption", "the caption of the table is empty", fix, checker.line_of(inline))
    return [Token("caption_open", "caption", 1), inline, Token("caption_close", "caption", -1, block=True)]


def _check_rest(tokens: Sequence[Token], checker: Checker) -> None:
    """Tables and captions that have become running text."""
    for opening, inline in pairwise(tokens):
        if opening.type != "paragraph_open":
            continue
        line = checker.line_of(inline)
        if MEANT.search(inline.content):
            message = "these lines look like a table, but would become ordinary text"
            fix = "add a line such as |---|---| below the first row, with one part for each cell of that row"
            checker.find("content/table-row", message, fix, line)
        if CAPTION.match(inline.content):
            message = "a line that begins with ': ' is the caption of a table, but there is no table above it"
            fix = "move it below its table, one caption for each; or delete the colon"
            checker.find("content/table-caption", message, fix, line)
