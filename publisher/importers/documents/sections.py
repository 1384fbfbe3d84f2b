"""Blocks of a document -> sections in this toolkit's Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from publisher.importers.documents.read_blocks import Block, escape, escape_start, plain
from publisher.importers.draft import Draft, DraftPicture, DraftSection, Guess, LeftOver, Origin
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning

LONGEST_HEADING = 80  # characters of a bold line that may be a heading
TITLE_WITHIN = 1  # blocks from the beginning
DEEPEST = 4  # levels of headings that a section's file has
SPLIT_WORD = re.compile(r"([a-zåäöéüæø]{2,})- (?!och\b|eller\b|and\b|or\b|samt\b|till\b)([a-zåäöéüæø]{2,})")
BULLET = re.compile(r"^\s*(?:[•●▪◦‣·o–—*]|\\?[-*])\s*\t?\s*(?=\S)")
BULLET_WANTS_SPACE = frozenset("o·*")
NOTE_PARAGRAPH = re.compile(r"\\\[(\d{1,3})\\\]")  # escaped, as plain text is
NUMBERED = re.compile(r"^\s*(\d{1,2}|[a-h])[.)]\s+(?=\S)")


def add_sections(draft: Draft, blocks: Sequence[Block], path: Path) -> None:
    """Put the blocks of one file into `draft` as sections. What cannot be placed is left over."""
    blocks = _with_headings(draft, _repaired(draft, blocks))
    title, blocks = _without_title(draft, blocks)
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    top = levels[0] if levels else 1
    parts: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if block.kind == "heading" and block.level == top:
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    parts = [(heading, _numbered_notes(number, inside)) for number, (heading, inside) in enumerate(parts)]
    notes = {block.name: block for _, inside in parts for block in inside if block.kind == "note"}
    for heading, inside in parts:
        inside = [block for block in inside if block.kind != "note"]
        if heading is None and not inside:
            continue
        if heading is None:
            name = draft.title or title or path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
            heading = Block("heading", escape(name), inside[0].origin)
            draft.guesses.append(
                Guess(
                    say("importers:guess-heading", text=name),
                    say("importers:begins-without-heading"),
                    0.5,
                    inside[0].origin,
                )
            )
        draft.sections.append(_section(draft, heading, inside, notes, levels))


def _numbered_notes(part: int, blocks: list[Block]) -> list[Block]:
    """Paragraphs that begin with '[1]' are notes, where the text before them has that number."""
    text = "\n".join(block.text for block in blocks)
    numbers = {match[1] for block in blocks if (match := NOTE_PARAGRAPH.match(block.text)) and text.count(match[0]) > 1}
    result = []
    for block in blocks:
        match = NOTE_PARAGRAPH.match(block.text)
        if match and match[1] in numbers and block.kind == "paragraph":
            block = replace(block, kind="note", name=f"{part}-{match[1]}", text=block.text[match.end() :].strip())
        else:
            for number in numbers:
                block = replace(block, text=block.text.replace(f"\\[{number}\\]", f"[^{part}-{number}]"))
        result.append(block)
    return result


def _without_title(draft: Draft, blocks: list[Block]) -> tuple[str, list[Block]]:
    """A single heading of the first level, before all others, is the title of the whole."""
    headings = [block for block in blocks if block.kind == "heading"]
    if draft.has_title_style or len(headings) < 2 or blocks.index(headings[0]) > TITLE_WITHIN:
        return "", blocks
    first = headings[0]
    if any(block.level <= first.level for block in headings[1:]):
        return "", blocks
    draft.title = plain(first.text)  # what is seen goes before what the file's properties say
    return draft.title, [block for block in blocks if block is not first]


def _repaired(draft: Draft, blocks: Sequence[Block]) -> list[Block]:
    """Words that a line's hyphen split are joined; bullets that were typed become list items."""
    result = []
    for block in blocks:
        text = SPLIT_WORD.sub(_join(draft, block.origin), block.text)
        block = replace(block, text=text)
        if block.kind == "paragraph":
            block = _typed_item(draft, block)
        result.append(block)
    return result


def _join(draft: Draft, origin: Origin):  # type: ignore[no-untyped-def]
    def join(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        draft.guesses.append(
            Guess(
                say("importers:guess-word", word=whole), say("importers:as-at-line-end", written=match[0]), 0.9, origin
            )
        )
        return whole

    return join


def _typed_item(draft: Draft, block: Block) -> Block:
    if match := BULLET.match(block.text):
        mark, rest = match[0].strip().lstrip("\\"), block.text[match.end() :]
        has_space = match[0] != match[0].rstrip()
        dash = mark in "-–—"
        if (has_space or not (mark in BULLET_WANTS_SPACE or dash)) and not (
            dash and not has_space and rest[:1].isdigit()
        ):
            level = 2 if mark in ("o", "◦") else 1
            draft.guesses.append(
                Guess(
                    say("importers:guess-list-item", text=_short(rest)),
                    say("importers:begins-with", mark=mark),
                    0.9,
                    block.origin,
                )
            )
            return replace(block, kind="item", text=rest, level=level)
        if dash and rest[:1].isupper():
            draft.guesses.append(
                Guess(
                    say("importers:guess-list-item", text=_short(rest)),
                    say("importers:begins-with", mark=mark),
                    0.7,
                    block.origin,
                )
            )
            return replace(block, kind="item", text=rest, level=1)
    elif match := NUMBERED.match(block.text.replace("\\", "", 1) if "\\" in block.text[:4] else block.text):
        rest = (block.text.replace("\\", "", 1) if "\\" in block.text[:4] else block.text)[match.end() :]
        number = int(match[1]) if match[1].isdigit() else ord(match[1]) - ord("a") + 1
        draft.guesses.append(
            Guess(
                say("importers:guess-list-item", text=_short(rest)),
                say("importers:begins-with", mark=match[0].strip()),
                0.8,
                block.origin,
            )
        )
        return replace(block, kind="item", text=rest, level=1 if match[1].isdigit() else 2, number=number)
    return block


def _with_headings(draft: Draft, blocks: list[Block]) -> list[Block]:
    """A short line in bold with text below it is a heading, one level below the last real one."""
    result, level = [], 0
    real = [block.level for block in blocks if block.kind == "heading"]
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            level = block.level
        following = blocks[index + 1].kind if index + 1 < len(blocks) else ""
        line = plain(block.text)
        is_line = block.kind == "paragraph" and block.is_bold and 0 < len(line) <= LONGEST_HEADING
        if is_line and following not in ("", "heading") and not line.endswith((".", ",", ";")):
            made = replace(
                block,
                kind="heading",
                text=re.sub(r"^\*\*|\*\*$", "", block.text),
                level=(level or min(real, default=1) - 1) + 1,
            )
            if not real:
                made.level = 1
            draft.guesses.append(
                Guess(
                    say("importers:guess-heading", text=_short(line)), say("importers:line-in-bold"), 0.8, block.origin
                )
            )
            result.append(made)
        else:
            result.append(block)
    return result


def _section(
    draft: Draft, heading: Block, blocks: list[Block], notes: dict[str, Block], levels: list[int]
) -> DraftSection:
    pictures: list[DraftPicture] = []
    lines = [f"# {heading.text}", ""]
    previous = ""
    for block in blocks:
        made = _block(draft, block, levels, pictures)
        if made is None:
            continue
        kind = f"item {block.number is None}" if block.kind == "item" and block.level == 1 else block.kind
        follows = kind == "definition" and previous in ("term", "definition")
        same_list = follows or (
            block.kind == "item" and (previous.startswith("item") and (kind == previous or block.level > 1))
        )
        if lines[-1] and not same_list:
            lines.append("")
        lines += made.split("\n")
        previous = previous if block.kind == "item" and block.level > 1 and same_list else kind
    text = "\n".join(lines)
    used = list(dict.fromkeys(re.findall(r"(?<!\\)\[\^([\w-]+)\]", text)))
    for name in used:
        if note := notes.get(name):
            text += f"\n\n[^{name}]: {' '.join(note.text.split())}"
        else:
            text = text.replace(f"[^{name}]", "")
            draft.left_over.append(
                LeftOver(say("importers:left-note", name=name), say("importers:note-without-text"), heading.origin)
            )
    return DraftSection(plain(heading.text), text.strip() + "\n", heading.origin, pictures)


def _block(draft: Draft, block: Block, levels: list[int], pictures: list[DraftPicture]) -> str | None:
    if block.kind == "heading":
        depth = min(levels.index(block.level) + 1 if block.level in levels else 2, DEEPEST)
        return f"{'#' * max(depth, 2)} {block.text}"
    if block.kind == "item":
        mark = "-" if block.number is None else f"{block.number}."
        text = escape_start(block.text).replace("\n", "\n" + "  " * block.level)
        return f"{'   ' * (block.level - 1)}{mark} {text}"
    if block.kind == "term":
        return escape_start(" ".join(block.text.split()).replace("\\ ", ""))
    if block.kind == "definition":
        return f": {escape_start(block.text)}".replace("\n", "\n  ")
    if block.kind == "box":
        return f"::: {block.name}".strip()
    if block.kind == "quote":
        return "\n".join(f"> {line}".rstrip() for line in escape_start(block.text).split("\n"))
    if block.kind == "table":
        return _table(draft, block)
    if block.kind == "picture":
        return _picture(draft, block, pictures)
    if block.style == "continued":
        return "   " * block.level + escape_start(block.text)
    return escape_start(block.text) if block.text.strip() else None


def _table(draft: Draft, block: Block) -> str:
    """A table with a heading row and a first column that names its rows; a hole in them gets a dash, which is said."""
    wide = max(map(len, block.rows))
    rows = [
        [" ".join(cell.replace("|", "\\|").split()) for cell in [*row, *[""] * (wide - len(row))]] for row in block.rows
    ]
    if wide == 1:
        return "\n".join(f"- {row[0]}" for row in rows)
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            if not cell and (index or number):
                row[index] = "–"
                draft.guesses.append(
                    Guess(
                        say("importers:guess-cell", cell=index + 1, row=number + 1),
                        say("importers:cell-empty"),
                        0.9,
                        block.origin,
                    )
                )
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = "\n".join([lines[0], f"|{'---|' * wide}", *lines[1:]])
    return f"{table}\n\n: {block.caption}" if block.caption else table


def _picture(draft: Draft, block: Block, pictures: list[DraftPicture]) -> str | None:
    if block.picture is None:
        what = f"picture {block.name}" if block.name and not block.name.startswith("data:") else "a picture"
        why = say("importers:not-in-file") if block.name else say("importers:unusable-kind")
        draft.left_over.append(LeftOver(f"{what} ({block.text})" if block.text else what, why, block.origin))
        return None
    pictures.append(block.picture)
    caption = plain(block.caption).replace('"', "”")
    return f"\x00{len(pictures) - 1}\x00{caption}\x00"  # written when the picture has its name, see `writing`


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{beginning(text, 39)}…"
