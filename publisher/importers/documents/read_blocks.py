"""What a document consists of, in the form that every document reader makes: headings, paragraphs, lists, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publisher.importers.draft import Draft, DraftPicture, Origin


@dataclass(slots=True)
class Block:
    """One block of a document. `text` is inline Markdown of this toolkit, already escaped.

    `kind`: "heading" (`level` from 1), "paragraph", "item" (`level` from 1; `number` for an ordered one), "quote",
    "term", "definition" (of the term before it), "table" (`rows`), "picture" (`picture`), "note" (`name` is what a
    reference in a text is called).
    """

    kind: str
    text: str
    origin: Origin
    level: int = 1
    number: int | None = None
    rows: list[list[str]] = field(default_factory=list)
    picture: DraftPicture | None = None
    name: str = ""
    style: str = ""
    is_bold: bool = False  # the whole of it
    caption: str = ""


SPECIAL = re.compile(r"([\\`*_\[\]<>{}]|~|==|\^)")
LINE_START = re.compile(r"^(\s*)([#>+-](?=\s|$)|:::|\d+[.)](?=\s|$)|[=-]{3,}\s*$|\||: )")


def escape(text: str) -> str:
    """Plain text as Markdown that says just that: no character of it is taken for markup."""
    return SPECIAL.sub(r"\\\1", text)


def escape_start(markdown: str) -> str:
    """The same for what only means something at the beginning of a paragraph: '2028. Då', '+46', '# 1'."""

    def shield(match: re.Match[str]) -> str:
        mark = match[2]
        if mark[0].isdigit():
            return f"{match[1]}{mark[:-1]}\\{mark[-1]}"
        return f"{match[1]}\\{mark}"

    return LINE_START.sub(shield, markdown)


def take_titles(draft: Draft, blocks: list[Block]) -> list[Block]:
    """What has the style of a title or subtitle goes to the publication, before what the file's properties say; a
    caption goes to the picture or table before it."""
    result: list[Block] = []
    titles = {"title": "", "subtitle": ""}
    for block in blocks:
        before = result[-1] if result else None
        if block.style in titles and not titles[block.style]:
            titles[block.style] = plain(block.text)
            setattr(draft, block.style, titles[block.style])
            draft.has_title_style = True
        elif block.style == "caption" and before is not None and before.kind in ("picture", "table"):
            before.caption = block.text
        else:
            result.append(block)
    return result


def plain(markdown: str) -> str:
    """Inline Markdown of this toolkit as plain text."""
    text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", markdown)
    return re.sub(r"\\(?=\W)", "", re.sub(r"\*\*|(?<!\\)[~^]", "", text).replace("\\\n", " ")).strip()
