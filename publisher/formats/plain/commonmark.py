"""markdown: the document in CommonMark, to be pasted into a web system; tables and notes as GitHub writes them.

A paragraph is one line: some systems take every line's end for a break. A picture becomes its alt text, because its
file is not there; whoever pastes the text sees where one belongs, and what it must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from publisher.formats import Format, ListedIn
from publisher.formats.edition import Edition
from publisher.formats.plain.plain_blocks import (
    Block,
    Box,
    Definitions,
    Heading,
    Lines,
    Listing,
    Notes,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
)
from publisher.formats.plain.reading import document_blocks
from publisher.formats.read_back import read_markdown
from publisher.text.i18n import label

RULE = "***"
RAISED = {"superscript": "sup", "subscript": "sub"}
BREAK = "\\\n"  # a line's end that is meant
# Characters that mean something anywhere; an underscore does not within a word.
SPECIAL = re.compile(r"[\\`*\[\]<|~#]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# Characters that at the start of a line would make a list, a quotation or an underline.
FIRST = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|>|=+$|-+$))")
NO_ADDRESS = re.compile(r"[\s()<>]")


def render(edition: Edition) -> bytes:
    """The file's bytes, UTF-8."""
    document = edition.document
    return (markdown_text(document_blocks(document.parts, document.language), document.language) + "\n").encode("utf-8")


def markdown_text(blocks: Sequence[Block], language: str, gap: str = "\n\n") -> str:
    """Blocks with a blank line between them."""
    texts, mark, before = [], "-", None
    for block in blocks:
        if isinstance(block, Listing):
            # Two lists side by side would be taken for one, if their marks did not differ.
            beside = isinstance(before, Listing) and (before.start is None) == (block.start is None)
            mark = "*" if beside and mark == "-" else "-"
        texts.append(_block(block, language, mark))
        before = block
    return gap.join(filter(None, texts))


def _block(block: Block, language: str, mark: str) -> str:
    match block:
        case Heading(rank, runs, above):
            heading = f"{'#' * rank} {_text(runs).replace(BREAK, ' ')}"
            return f"{markdown_text(above, language)}\n\n{heading}" if above else heading
        case Paragraph(runs):
            return _text(runs)
        case Lines(lines):
            return BREAK.join(map(_text, lines))
        case Listing(items, start):
            return _listing(items, start, language, mark)
        case Definitions(entries):
            return "\n\n".join(_definition(term, bodies, language) for term, bodies in entries)
        case Quote(inner, source):
            shown = [*inner, Paragraph(source)] if source else inner
            return _indented(markdown_text(shown, language), "> ", "> ").replace("> \n", ">\n")
        case Box(inner):
            return f"{RULE}\n\n{markdown_text(inner, language)}\n\n{RULE}"
        case Table():
            return _table(block)
        case Picture(alt, caption):
            description = _escaped(f"[{label(language, 'text.picture', text=alt)}]")
            return BREAK.join(filter(None, (description, _text(caption))))
        case Notes(notes):
            return "\n\n".join(f"[^{id}]: {_text(runs)}" for id, _, runs in notes)


def _definition(term: Runs, bodies: Sequence[tuple[Block, ...]], language: str) -> str:
    """The term in bold, and below it what it means: CommonMark has no list of definitions."""
    name = _text(tuple(replace(run, strong=True, emphasis=False) for run in term))
    first, *others = (markdown_text(body, language) for body in bodies)
    begins = BREAK if bodies[0] and isinstance(bodies[0][0], Paragraph) else "\n\n"
    return "\n\n".join([f"{name}{begins}{first}", *others])


def _listing(items: Sequence[tuple[Block, ...]], start: int | None, language: str, mark: str) -> str:
    """Without blank lines, where each item is a paragraph with perhaps a list below it."""
    gap = "\n" if all(_is_tight(item) for item in items) else "\n\n"
    texts = []
    for number, item in enumerate(items, start or 0):
        first = f"{mark} " if start is None else f"{number}{'.' if mark == '-' else ')'} "
        texts.append(_indented(markdown_text(item, language, gap), " " * len(first), first))
    return gap.join(texts)


def _is_tight(item: Sequence[Block]) -> bool:
    """Numbers that do not begin with 1 need a blank line before them."""
    return all(
        index > 0 and block.start in (None, 1) if isinstance(block, Listing) else index == 0
        for index, block in enumerate(item)
    )


def _table(table: Table) -> str:
    """The caption stands above it, in bold: a table has no caption of its own here."""
    rows = [[_text(cell).replace(BREAK, " ") for cell in row] for row in (table.columns, *table.rows)]
    marks = ["--:" if right else "---" for right in table.right]
    lines = [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in (rows[0], marks, *rows[1:])]
    caption = tuple(replace(run, address="", strong=True, emphasis=False, keep=False) for run in table.caption)
    return "\n\n".join(filter(None, (_text(caption), "\n".join(lines))))


def _text(runs: Runs) -> str:
    """Running text with its links, emphasis and the marks of its notes."""
    text = ""
    groups = [(href, list(group)) for href, group in groupby(_merged(runs), key=lambda run: run.href)]
    for index, (href, group) in enumerate(groups):
        after = groups[index + 1][1][0].text[:1] if index + 1 < len(groups) else ""
        words = _emphasised(group, text[-1:], after)
        if href:
            text = re.sub(r"!$", r"\\!", text)  # else the link would be a picture
            words = _link(words, "".join(run.text for run in group), href)
        text += words
    return BREAK.join(map(_line, text.split(BREAK)))


def _merged(runs: Runs) -> Iterator[Run]:
    """Runs that differ in nothing that is written here become one."""
    for style, group in groupby(
        runs, key=lambda run: replace(run, text=run.text if run.text == "\n" else "", address="", keep=False)
    ):
        yield style if style.text else replace(style, text="".join(run.text for run in group))


def _line(text: str) -> str:
    """A line that begins like something else says that it is text."""
    return FIRST.sub(r"\1\\", text)


def _link(words: str, text: str, href: str) -> str:
    if href in (text, f"mailto:{text}") and not NO_ADDRESS.search(href):
        return f"<{text}>"
    address = re.sub("[<>]", lambda char: quote(char[0]), href)
    return f"[{words}]({f'<{address}>' if NO_ADDRESS.search(address) else address})"


def _emphasised(runs: Sequence[Run], before: str, after: str) -> str:
    """Runs of one link, or of none, with asterisks around what is emphasised."""
    text = ""
    for index, run in enumerate(runs):
        following = runs[index + 1].text[:1] if index + 1 < len(runs) else after
        text += _marked(run, (before + text)[-1:], following)
    return text


def _marked(run: Run, before: str, after: str) -> str:
    """With the marks of what no longer holds (as GitHub writes it), and of what stands above or below the line, for
    which there is only HTML."""
    words = _starred(run, before, after)
    if run.note or not words.strip():
        return words
    if run.raised:
        words = f"<{RAISED[run.raised]}>{words}</{RAISED[run.raised]}>"
    return re.sub(r"^( *)(.*?)( *)$", r"\1~~\2~~\3", words, flags=re.DOTALL) if run.struck else words


def _starred(run: Run, before: str, after: str) -> str:
    """Asterisks are left out where they would not be understood: beside others, or between a letter and punctuation."""
    if run.note:
        return f"[^{run.note}]"
    if run.text == "\n":
        return BREAK
    words, stars = run.text.strip(" "), "**" * run.strong + "*" * run.emphasis
    if not words or not stars:
        return _escaped(run.text)
    lead, tail = run.text.split(words)
    opens = words[0].isalnum() or not (lead or before).isalnum()
    closes = words[-1].isalnum() or not (tail or after).isalnum()
    if not opens or not closes or (not lead and before == "*"):
        return _escaped(run.text)
    return f"{lead}{stars}{_escaped(words)}{stars}{tail}"


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _indented(text: str, indent: str, first: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(indent + line if line or indent == "> " else "" for line in lines[1:])])


FORMAT = Format(
    id="markdown",
    extension="md",
    media_type="text/markdown",
    title="format.markdown.title",
    purpose="format.markdown.purpose",
    render=render,
    read=read_markdown,
    printed_addresses=False,
    listed_in=ListedIn.TO_READ,  # for those who make a web page of it
)
