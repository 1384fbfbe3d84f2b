"""Running text that other programs write in their own way: HTML that means the same, addresses without brackets, boxes
to tick. Each becomes what it is in Markdown, before anything is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it.token import Token

from publisher.content.reading.token_blocks import BARE
from publisher.model.blocks import DONE, TO_DO
from publisher.text.i18n import label, quotation_marks

# The element: the token that says the same, and the attribute without which it says nothing.
EQUIVALENT = {
    **dict.fromkeys(("b", "strong", "mark", "kbd"), ("strong", "")),
    **dict.fromkeys(("i", "em", "cite", "u", "dfn"), ("em", "")),
    **dict.fromkeys(("s", "del", "strike"), ("s", "")),
    "sub": ("sub", ""),
    "sup": ("sup", ""),
    "a": ("link", "href"),
    "abbr": ("span", "title"),
    "span": ("span", "lang"),
}
# Elements that say nothing but how their words look, which is for the layout: the words stay.
UNSEEN = frozenset({"small", "big", "font", "ins", "tt", "span", "nobr"})
ATTRIBUTE = r"""\s+([a-z:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*)((?:{ATTRIBUTE})*)\s*(/?)>", re.IGNORECASE)
ATTRIBUTES = re.compile(ATTRIBUTE, re.IGNORECASE)
# A web address or a mailbox in running text; punctuation that ends a sentence is not part of it.
ADDRESS = re.compile(
    r"(?<![\w@/.-])(?:https?://[^\s<>()\[\]\"”“’]+(?:\([^\s<>()]*\))?[^\s<>()\[\]\"”“’]*"
    r"|www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>()\[\]\"”“’]*)?"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})"
)
HTML = "html"  # marks the tokens of HTML
MARKED = {"link": "a"}
ENDS_SENTENCE = ".,;:!?*_…'"
TICK = re.compile(r"\[([ xX])\] +")


def begins_with_equivalent(line: str) -> bool:
    """Whether a line begins with an element that Markdown has, too: it is then no block of HTML."""
    match = TAG.match(line)
    return match is not None and match[2].lower() in {"br", "q", *EQUIVALENT, *UNSEEN}


def read_inline_kinds(tokens: Sequence[Token], language: str) -> None:
    """Changes the children of every inline token."""
    for index, token in enumerate(tokens):
        if token.type == "inline" and token.children:
            token.children = list(_linked(_without_outer_breaks(_equivalents(token.children, language))))
            if index > 1 and tokens[index - 2].type == "list_item_open" and TICK.match(token.content):
                token.children[:1] = _ticked(token.children[0], language)


def _equivalents(children: Sequence[Token], language: str) -> list[Token]:
    """<b>words</b> as **words**, <q>words</q> in quotation marks, <br> as a line's end. What is not closed in this text
    stays, and is refused."""
    found, opened = list(children), list[tuple[str, int]]()
    for index, child in enumerate(children):
        tag = TAG.fullmatch(child.content) if child.type == "html_inline" else None
        if tag is None:
            continue
        name = tag[2].lower()
        if name == "br":
            found[index] = Token("hardbreak", "br", 0)
        elif not tag[1]:
            opened.append((name, index))
        elif opened and opened[-1][0] == name:
            at = opened.pop()[1]
            quoted = sum(one == "q" for one, _ in opened)
            if both := _both(name, attributes_of(children[at].content), quoted, language):
                found[at], found[index] = both
    return _leveled(found)


def _both(name: str, attributes: dict[str, str], quoted: int, language: str) -> tuple[Token, Token] | None:
    """The tokens where an element begins and ends, in `quoted` quotations; None where it has no equivalent."""
    kind, needed = EQUIVALENT.get(name, ("", ""))
    if kind and (not needed or attributes.get(needed, "").strip()):
        tag = MARKED.get(kind, kind)
        opening = Token(f"{kind}_open", tag, 1, attrs=_kept(name, attributes), markup=HTML)
        return opening, Token(f"{kind}_close", tag, -1, markup=HTML)
    if name == "q":
        left, right, inner_left, inner_right = quotation_marks(language)
        marks = (inner_left, inner_right) if quoted % 2 else (left, right)
        return Token("text", "", 0, content=marks[0]), Token("text", "", 0, content=marks[1])
    return (Token("text", "", 0), Token("text", "", 0)) if name in UNSEEN else None


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag, by their names in lower case."""
    found = ATTRIBUTES.findall(tag)
    return {name.lower(): unescape(value.strip("\"'")) for name, value in found}


def _kept(name: str, attributes: dict[str, str]) -> dict[str, str | int | float]:
    """What an element says besides; how it looks is for the layout."""
    kept: dict[str, str | int | float] = {key: attributes[key] for key in ("href", "lang") if attributes.get(key)}
    if name == "abbr":
        kept["abbr"] = attributes["title"]
    return kept


def _without_outer_breaks(children: list[Token]) -> list[Token]:
    """A line that ends where its paragraph begins or ends is none."""
    blank = ("hardbreak", "softbreak")
    while children and children[0].type in blank:
        del children[0]
    while children and children[-1].type in blank:
        del children[-1]
    return children


def without_empty_paragraphs(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the paragraphs that held a line's end alone."""
    empty = {
        index
        for index, token in enumerate(tokens)
        if token.type == "inline" and tokens[index - 1].type == "paragraph_open" and not token.children
    }
    return [token for index, token in enumerate(tokens) if not {index - 1, index, index + 1} & empty]


def _leveled(children: list[Token]) -> list[Token]:
    """Levels anew: pairs of tokens are found by them."""
    level = 0
    for child in children:
        level -= child.nesting < 0
        child.level = level
        level += child.nesting > 0
    return children


def _linked(children: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        if child.type != "text" or depth or child.meta.get("literal"):
            yield child
        else:
            yield from _addresses(child)


def _addresses(text: Token) -> Iterator[Token]:
    at = 0
    for match in ADDRESS.finditer(text.content):
        shown = match[0].rstrip(ENDS_SENTENCE)
        if "](" in text.content[max(0, match.start() - 2) : match.start() + 1]:
            continue  # a link that is not valid is reported
        yield from _text(text, text.content[at : match.start()])
        href = shown if "//" in shown else f"mailto:{shown}" if "@" in shown else f"https://{shown}"
        yield Token("link_open", "a", 1, attrs={"href": href}, level=text.level, info="auto", markup=BARE)
        yield Token("text", "", 0, content=shown, level=text.level + 1)
        yield Token("link_close", "a", -1, level=text.level, info="auto", markup=BARE)
        at = match.start() + len(shown)
    yield from _text(text, text.content[at:])


def _text(like: Token, content: str) -> Iterator[Token]:
    if content:
        yield Token("text", "", 0, content=content, level=like.level)


def _ticked(first: Token, language: str) -> list[Token]:
    """- [ ] and - [x] begin with an empty box and one that is ticked, and the box says so."""
    match = TICK.match(first.content) if first.type == "text" else None
    if match is None:
        return [first]
    is_done = match[1] != " "
    said = label(language, "task.done") if is_done else label(language, "task.to-do")
    first.content = f"\u00a0{first.content[match.end() :]}"
    return [Token("box", "", 0, content=DONE if is_done else TO_DO, meta={"says": said}), first]
