"""Running text in short Markdown: the parser of sections, and the texts of YAML fields, which it reads, too.

A field has no blocks: a hyphen or number at its beginning is text. What a section's text may hold within a line, a
field may hold as well: emphasis, links, words in another language, abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from publisher.content.reading.definitions import definition_lists
from publisher.content.reading.inline_kinds import begins_with_equivalent, read_inline_kinds
from publisher.content.reading.markdown_checks import Body, Checker
from publisher.content.reading.source_lines import BOXES
from publisher.content.reading.swallowed_marks import swallowed_emphasis
from publisher.content.reading.token_blocks import runs_of
from publisher.content.reading.token_pairs import pairs
from publisher.model.catalogue import say
from publisher.model.findings import Finding
from publisher.model.label import language_of
from publisher.model.runs import Kind, Mark, Runs
from publisher.text.addresses import Address
from publisher.text.anchors import anchor_of
from publisher.text.i18n import quotation_marks

MARKS_WITHIN = re.compile(r"[*_~^]+(?=[\w/])")
BARE_ADDRESS = re.compile(r"(?<![\w@/.(<\[-])(?:https?://|www\.)[^\s<>()\[\]]+$")
LONGEST_ADDRESS = 2000
KEPT = 4096  # texts that are remembered: each is read for the check, the pages and the proof
MARKUP = re.compile(r"[*_~^`\[\]<>&\\\"'{}]|\.\.\.| -- |@|www\.|https?:")


def field_text(text: str, language: str) -> Runs:
    """The running text of a YAML field that is declared as such, in a document of `language`."""
    own = language_of(text)
    (runs,) = _read(str(text), own or language)
    mark = Mark(Kind.LANGUAGE, language=own)
    return tuple(run if run.has(Kind.LANGUAGE) else run.marked(mark) for run in runs) if own else runs


def field_findings(text: str, language: str, file: str, line: int) -> tuple[list[Finding], list[tuple[str, int]]]:
    """What is wrong with the text of a field, and the (id, line) of links in it that lead within the document."""
    if not MARKUP.search(text):
        return [], []
    body = Body()
    checker = Checker(body, file, line)
    tokens = _tokens(text, language)
    checker.refuse(tokens)
    swallowed_emphasis(tokens, checker)
    for token in tokens:
        for child in token.children or ():
            checker.check_attributes(child)
            if child.type == "link_open":
                checker.check_link(child)
            if child.type == "image":
                message, fix = say("content:picture-in-field"), say("content:picture-in-field-fix")
                checker.find("content/unsupported-markdown", message, fix)
            if child.type == "footnote_ref":
                checker.find("content/note-place", say("content:note-in-field"), say("content:note-in-field-fix"))
        checker.check_inline(token.children or [], False)
    return body.findings, body.anchors


@lru_cache(maxsize=KEPT)
def _read(text: str, language: str) -> tuple[Runs]:
    (inline,) = _tokens(text, language)
    inline.children = finished(inline.children or [])
    return (runs_of(inline),)


def _tokens(text: str, language: str) -> list[Token]:
    tokens = parser_of(language).parseInline(text)
    for token in tokens:
        token.map = None
    read_inline_kinds(tokens, language)
    return tokens


@cache
def parser_of(language: str) -> MarkdownIt:
    options = {"typographer": True, "quotes": list(quotation_marks(language)), "maxNesting": 100}
    parser = MarkdownIt("commonmark", options)
    parser.enable("smartquotes")  # not "replacements": it would turn every (c) into a symbol
    parser.enable(["table", "strikethrough"])
    parser.use(sub_plugin).use(superscript_plugin).use(definition_lists)
    parser.use(attrs_plugin, spans=True)
    parser.inline.ruler.after("text", "mark_in_address", _mark_in_address)
    parser.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.helpers = SimpleNamespace(**vars(helpers) | {"parseLinkLabel": _link_label})  # type: ignore[assignment]
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    for name in BOXES:
        parser.use(container_plugin, name)
    return parser


def _link_label(state: StateInline, start: int, disableNested: bool = False) -> int:
    """Where the text of a link ends: as the parser's own, but [words]{lang=en} may stand in it, which are no link."""
    before, level, found = state.pos, 1, -1
    state.pos = start + 1
    while state.pos < state.posMax and found < 0:
        char, at = state.src[state.pos], state.pos
        if char == "]":
            level -= 1
            if level == 0:
                found = state.pos
                continue
        state.md.inline.skipToken(state)
        if char == "[" and state.pos == at + 1:
            level += 1
        elif char == "[" and disableNested and state.src[state.pos - 1 : state.pos] != "}":
            break
    state.pos = before
    return found


def _mark_in_address(state: StateInline, silent: bool) -> bool:
    """A character of a bare address is no mark: https://example.org/a*b*c, www.example.org/_arkiv_/2026."""
    marks = MARKS_WITHIN.match(state.src, state.pos)
    if marks is None or not BARE_ADDRESS.search(state.src[max(0, state.pos - LONGEST_ADDRESS) : state.pos]):
        return False
    if not silent:
        state.pending += marks[0]
    state.pos = marks.end()
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with `<b>`, `<a href>` or `<br>` is running text, and no block of HTML."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return not begins_with_equivalent(line) and html_block(state, start, end, silent)


def finished(children: Sequence[Token]) -> list[Token]:
    """Checked children of an inline token as they are set: abbreviations, addresses of links, typography."""
    _expand(children)
    for child in children:
        if child.type == "link_open" and str(child.attrs.get("href", "")).startswith("#"):
            child.attrs["href"] = f"#{anchor_of(str(child.attrs['href']))}"
    found = list(_with_addresses(children))
    for before, token in pairwise([Token("", "", 0), *found]):
        if token.type == "text" and before.info != "auto":
            token.content = token.content.replace("...", "…").replace(" -- ", " – ")
    return found


def _expand(children: Sequence[Token]) -> None:
    """[UF]{abbr="..."} -> <abbr title="...">."""
    for opening, closing in pairs(children, "span"):
        if "abbr" in children[opening].attrs:
            children[opening].tag = children[closing].tag = "abbr"
            children[opening].attrs["title"] = children[opening].attrs.pop("abbr")


def _with_addresses(children: Sequence[Token]) -> Iterator[Token]:
    """After each link that does not show its address, the address in brackets: on paper it is all there is.

    The space before it is part of it, so that nothing is left of both where they are not shown.
    """
    links = {closing: opening for opening, closing in pairs(children, "link")}
    for index, child in enumerate(children):
        yield child
        if index in links:
            href = str(children[links[index]].attrGet("href") or "")
            shown = "".join(token.content for token in children[links[index] : index])
            if not href.startswith("#") and not Address(href).is_said_in(shown):
                yield Token("link_address", "", 0, content=f" ({Address(href).printed})")
