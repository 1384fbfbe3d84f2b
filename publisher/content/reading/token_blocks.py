"""Tokens of the parser -> blocks of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from markdown_it.token import Token

from publisher.content.reading.token_pairs import closes
from publisher.model.blocks import (
    Block,
    Box,
    Cell,
    Definition,
    Definitions,
    Heading,
    Item,
    Listing,
    Loose,
    Notes,
    Paragraph,
    Quote,
    Row,
    Table,
)
from publisher.model.findings import Place
from publisher.model.html_names import KEEP
from publisher.model.runs import Kind, Mark, Run, Runs

MARKS = {
    "em": Kind.EMPHASIS,
    "strong": Kind.STRONG,
    "s": Kind.STRUCK,
    "sup": Kind.SUPERSCRIPT,
    "sub": Kind.SUBSCRIPT,
    "link": Kind.LINK,
    "span": Kind.LANGUAGE,
}
BOX = "container_"
BARE = "bare"  # marks the tokens of an address that stands in the text without brackets


def blocks_of(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """Blocks of arranged tokens. What has been refused, such as program code, is left out."""
    found: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.nesting != 1:
            if isinstance(block := token.meta.get("block"), Block):
                found.append(block)
            elif token.type == "inline":
                found.append(Loose(runs_of(token)))
            index += 1
            continue
        kind = token.type.removesuffix("_open")
        end = next(at for at in range(index, len(tokens)) if closes(tokens[at], kind, token.level))
        found += _block(kind, token, tokens[index + 1 : end])
        index = end + 1
    return tuple(found)


def _block(kind: str, opening: Token, inner: Sequence[Token]) -> list[Block]:
    place = _place(opening)
    if kind.startswith(BOX):
        return [Box(kind.removeprefix(BOX), blocks_of(inner), place)]
    match kind:
        case "heading":
            return [Heading(int(opening.tag[1]), _text(inner), place)]
        case "paragraph":
            return [Loose(_text(inner), place) if opening.hidden else Paragraph(_text(inner), place)]
        case "bullet_list" | "ordered_list":
            start = int(str(opening.attrs.get("start", 1))) if kind == "ordered_list" else None
            items = (Item(blocks_of(part), _place(item)) for item, part in _parts(inner, "list_item"))
            return [Listing(tuple(items), start, place)]
        case "dl":
            return [Definitions(_definitions(inner), place)]
        case "blockquote":
            source = opening.meta.get("source")
            return [Quote(blocks_of(inner), runs_of(source) if source else (), place)]
        case "table":
            return [_table(inner, place)]
        case "notes":
            notes = tuple(token.meta["note"](runs_of(token)) for token in inner if "note" in token.meta)
            return [Notes(opening.content, notes, place)]
        case _:
            return list(blocks_of(inner))


def _definitions(inner: Sequence[Token]) -> tuple[Definition, ...]:
    found: list[Definition] = []
    for opening, part in sorted((*_parts(inner, "dt"), *_parts(inner, "dd")), key=lambda one: inner.index(one[0])):
        if opening.type == "dt_open":
            found.append(Definition(_text(part), (), _place(opening)))
        else:
            body = Item(blocks_of(part), _place(opening))
            found[-1] = replace(found[-1], bodies=(*found[-1].bodies, body))
    return tuple(found)


def _table(inner: Sequence[Token], place: Place | None) -> Table:
    rows = []
    for opening, part in _parts(inner, "tr"):
        cells = []
        for at, token in enumerate(part):
            if token.type in ("th_open", "td_open"):
                scope, side = (str(token.attrs.get(name, "")) for name in ("scope", "class"))
                cells.append(Cell(runs_of(part[at + 1]), scope, side))
        rows.append(Row(tuple(cells), _place(opening)))
    caption = next((runs_of(part[0]) for _, part in _parts(inner, "caption")), ())
    return Table(caption, rows[0], tuple(rows[1:]), place)


def _parts(tokens: Sequence[Token], kind: str) -> list[tuple[Token, Sequence[Token]]]:
    """Each opening token of a kind that is not inside another one, with what is in it."""
    found: list[tuple[Token, Sequence[Token]]] = []
    index = 0
    while index < len(tokens):
        if tokens[index].type == f"{kind}_open":
            level = tokens[index].level
            end = next(at for at in range(index, len(tokens)) if closes(tokens[at], kind, level))
            found.append((tokens[index], tokens[index + 1 : end]))
            index = end
        index += 1
    return found


def _text(inner: Sequence[Token]) -> Runs:
    return tuple(run for token in inner if token.type == "inline" for run in runs_of(token))


def _place(token: Token) -> Place | None:
    source = str(token.attrs.get("data-source", ""))
    file, _, line = source.rpartition(":")
    return Place(file, int(line)) if source else None


def runs_of(inline: Token) -> Runs:
    """Running text of an inline token. Two pieces with the same marks are one."""
    runs: list[Run] = []
    marks: list[Mark] = []
    for number, token in enumerate(inline.children or ()):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting == 1 and name in MARKS:
            marks.append(_mark(MARKS[name], token, number))
            if token.markup == BARE:
                marks.append(Mark(Kind.ADDRESS, marks[-1].value, number=number))
        elif token.nesting == -1 and name in MARKS:
            del marks[-2 if token.markup == BARE else -1 :]
        elif token.type in ("text", "code_inline", "softbreak"):
            _add(runs, "\n" if token.type == "softbreak" else token.content, marks)
        elif token.type == "hardbreak":
            runs.append(Run("", (*marks, Mark(Kind.BREAK, number=number))))
        elif token.type == "link_address":
            _add(runs, token.content, [*marks, Mark(Kind.LINK_ADDRESS, number=number)])
        elif token.type == "box":
            runs.append(Run(token.content, (*marks, Mark(Kind.BOX, token.meta["says"], number=number))))
        elif token.type == "note_mark":
            _add_note(runs, token, marks, number)
    return tuple(runs)


def _mark(kind: Kind, token: Token, number: int) -> Mark:
    language, name = (str(token.attrs.get(key, "")) for key in ("lang", "class"))
    if token.tag == "abbr":
        return Mark(Kind.ABBREVIATION, str(token.attrs.get("title", "")), language, name, number=number)
    if name == KEEP and not language:
        return Mark(Kind.KEEP, number=number)
    return Mark(kind, str(token.attrs.get("href", "")), language, name, number=number)


def _add(runs: list[Run], text: str, marks: Sequence[Mark]) -> None:
    if runs and runs[-1].marks == tuple(marks):
        runs[-1] = Run(runs[-1].text + text, tuple(marks))
    elif text:
        runs.append(Run(text, tuple(marks)))


def _add_note(runs: list[Run], token: Token, marks: Sequence[Mark], number: int) -> None:
    """The number of a note, with the punctuation before it that must stay on its line."""
    outer = [*marks, Mark(Kind.KEEP, number=number)] if token.meta["lead"] else list(marks)
    if token.meta["lead"]:
        runs.append(Run(token.meta["lead"], tuple(outer)))
    if token.meta["follows"]:
        runs.append(Run(",\u00a0", (*outer, Mark(Kind.NOTE_COMMA, number=number))))
    mark = Mark(Kind.NOTE, token.meta["note_id"], id=token.meta["ref"], number=number)
    runs.append(Run(token.content, (*outer, mark)))


def file_of(image: Token) -> str:
    """The path of a picture, as it is written in the folder."""
    return unquote(str(image.attrGet("src") or ""))
