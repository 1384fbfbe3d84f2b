"""CommonMark sections, as blocks that remember their source lines.

Only constructs that every format can carry are let through; any other is a finding with its line. Headings move one
level down, because the publication's title is the document's first level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from markdown_it.token import Token
from pydantic_core import PydanticCustomError

from publisher.content.reading.definitions import check_definition_lists
from publisher.content.reading.inline_kinds import read_inline_kinds, without_empty_paragraphs
from publisher.content.reading.inline_text import field_findings, field_text, finished, parser_of
from publisher.content.reading.leftover import ID as LEFTOVER
from publisher.content.reading.leftover import leftover_markup
from publisher.content.reading.markdown_checks import CELLS, DEEPEST, Body, Checker, unread_braces
from publisher.content.reading.notes import arrange_notes
from publisher.content.reading.source_lines import check_lines
from publisher.content.reading.swallowed import swallowed_words
from publisher.content.reading.swallowed_marks import swallowed_characters
from publisher.content.reading.tables import arrange_tables
from publisher.content.reading.token_blocks import blocks_of, file_of, runs_of
from publisher.content.reading.token_pairs import pairs
from publisher.datafiles.focal_points import focal_point
from publisher.model.blocks import Figure
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place
from publisher.pictures.kinds import is_drawing
from publisher.text.wording import DESCRIBE, describes, no_description

NUMBERED = re.compile(r"^\d+[.)]\s", re.MULTILINE)
NO_HEADING = "content/no-heading"
# Where the three hyphens above a section's fields are meant.
MISWRITTEN_FRONT = re.compile(r"-{1,2}|-{4,}|[–—]+|\*{3}|_{3}|={3,}|\+{3}")
FRONT_FIELD = re.compile(r"(kicker|picture|people|people_title|id|fit|look):(\s|$)")
LINE_ENDS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), " ")  # of word processors: in Markdown no line ends there
ATTRIBUTION = re.compile(r"^[—–]\s+")


def render_markdown(
    text: str,
    file: str,
    first_line: int = 1,
    language: str = "sv",
    section: str = "",
    spelt: Callable[[str], str] = str,
) -> Body:
    """Read one section's Markdown.

    `file` and `first_line` say where `text` stands, for the findings and for the place that each block carries.
    The ids of notes begin with the id of the `section`, or without one with the name of its file. `spelt` gives the
    path of a picture the spelling that it has on the disk.
    """
    body, text = Body(), text.translate(LINE_ENDS)
    reader = _SectionReader(body, file, first_line, spelt, language, text)
    env: dict[str, Any] = {}
    tokens = parser_of(language).parse(text, env)
    read_inline_kinds(tokens, language)
    tokens = without_empty_paragraphs(tokens)
    body.findings += [*check_lines(text, file, first_line), *leftover_markup(text, file, first_line)]
    reader.refuse(tokens)
    swallowed_characters(tokens, text, reader, language)
    reader.check_definitions(tokens, env)
    arrange_tables(tokens, text, reader)
    check_definition_lists(tokens, text, reader)
    tokens = reader.arrange(arrange_notes(tokens, section or PurePosixPath(file).stem, reader))
    body.blocks = blocks_of(tokens)
    swallowed_words(text, body.heading, body.blocks, reader)
    body.findings = _one_cause(body.findings, reader.first_words)
    return body


def _one_cause(findings: list[Finding], first: str) -> list[Finding]:
    """Without what follows from a heading that does not come first: the one that comes later is no second one, and
    fields in the text are no headings."""
    without = [one for one in findings if one.id == NO_HEADING]
    if without and MISWRITTEN_FRONT.fullmatch(first):
        return without
    if without and any(one.id == LEFTOVER and one.where == without[0].where for one in findings) and first[:1] == "#":
        findings = [one for one in findings if one.id != NO_HEADING]  # it does, in a way
    later = [one for one in findings if one.id == "content/second-title"]
    return [one for one in findings if not (without and later[:1] == [one])]


class _SectionReader(Checker):
    """Walks the parser's tokens once: refuses, numbers, and arranges them."""

    def __init__(
        self, body: Body, file: str, first_line: int, spelt: Callable[[str], str], language: str, source: str
    ) -> None:
        super().__init__(body, file, first_line)
        self.spelt, self.language = spelt, language
        self.first_words = next((line.strip() for line in source.splitlines() if line.strip()), "")

    def arrange(self, tokens: list[Token]) -> list[Token]:
        previous_level, before = 1, None
        for token in self.numbered(tokens):
            if token.nesting == 1 and token.block and token.map:
                token.attrSet("data-source", f"{self.file}:{self.line}")
            self.check_attributes(token)
            self.check_box(token)
            if token.level > DEEPEST:
                self.find("content/too-deep", say("content:too-deep"), say("content:use-fewer-levels"))
            if token.type == "heading_open" and token is not tokens[0]:
                previous_level = self.check_heading(token, previous_level)
            if token.type == "link_open":
                self.check_link(token)
            if token.type == "inline":
                in_heading = before is not None and before.type == "heading_open"
                self.check_inline(token.children or [], in_heading)
                if len(NUMBERED.findall(token.content)) > 1:
                    fix = say("content:blank-line-above-number")
                    self.find("content/list-mark", say("content:numbered-lines-would-become-ordinary-text"), fix)
            before = token if token.block else before
        for token in tokens:
            if token.type == "inline" and token.children:
                token.children = finished(token.children)
        self._take_title(tokens)
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{int(token.tag[1]) + 1}"
        self._tighten_lists(tokens)
        return list(self._lift_quotes(list(self._lift_pictures(tokens))))

    def _take_title(self, tokens: list[Token]) -> None:
        """The first heading is the section's title: it leaves the body."""
        if not tokens or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
            where = tokens[0].map[0] + self.first_line if tokens and tokens[0].map else self.first_line
            fix = say("content:write-heading-first-line-text")
            if MISWRITTEN_FRONT.fullmatch(self.first_words):
                fix = say("content:front-begins-with-hyphens", written=self.first_words)
            elif FRONT_FIELD.match(self.first_words):
                fix = say("content:move-field-up", line=self.first_words)
            self.find(NO_HEADING, say("content:section-does-not-begin-heading"), fix, where)
            return
        inline = tokens[1]
        self.body.title_line = (tokens[0].map or [0])[0] + self.first_line
        self.body.heading = runs_of(inline)
        del tokens[:3]

    def _tighten_lists(self, tokens: list[Token]) -> None:
        """An item that is one paragraph is set without the paragraph, blank lines between the items or not."""
        for start, end in (*pairs(tokens, "list_item"), *pairs(tokens, "dd")):
            depth = tokens[start].level + 1
            paragraphs = [t for t in tokens[start:end] if t.type == "paragraph_open" and t.level == depth]
            closings = [t for t in tokens[start:end] if t.type == "paragraph_close" and t.level == depth]
            if len(paragraphs) == 1:
                paragraphs[0].hidden = closings[0].hidden = True

    def _lift_pictures(self, tokens: list[Token]) -> Iterator[Token]:
        """A picture that is a paragraph of its own becomes <figure>."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            inline = tokens[index + 1] if index + 1 < len(tokens) else None
            self.line = self.line_of(token)
            if token.type == "paragraph_open" and inline and _is_lone_picture(inline):
                yield self._figure(next(c for c in inline.children or () if c.type == "image"))
                index += 3
                continue
            children = token.children or []
            is_reported = unread_braces(children) is not None
            if token.type == "inline" and not is_reported and any(child.type == "image" for child in children):
                breaks = ("softbreak", "hardbreak", "image")
                kinds = [child.type for child in children if child.type in breaks]
                self.line += kinds.index("image")
                in_cell = index > 0 and tokens[index - 1].type in CELLS
                self.find(
                    "content/picture-in-text",
                    say("content:picture-in-table" if in_cell else "content:picture-middle-line-text"),
                    say("content:picture-in-table-fix" if in_cell else "content:put-own-line-blank-line-above"),
                )
            yield token
            index += 1

    def _figure(self, image: Token) -> Token:
        file, alt = self.spelt(file_of(image)), image.content.strip()
        decorative = "decorative" in str(image.attrGet("class") or "").split()
        if not alt and not decorative:
            self.find(
                "content/missing-alt",
                say("content:no-alt-text", file=file),
                say("content:write-what-shows-between-brackets-what"),
            )
        elif alt and not decorative and not describes(alt, file):
            self.find("content/alt-no-description", no_description(alt), say(DESCRIBE))
        if alt and decorative:
            self.find(
                "content/alt-and-decorative",
                say("content:alt-and-decorative", file=file),
                say("content:keep-only-one"),
            )
        self.body.pictures.append((file, self.line))
        caption = str(image.attrGet("title") or "")
        if caption and decorative:
            fix = say("content:write-alt-text-between-brackets-remove")
            self.find("content/alt-and-decorative", say("content:decorative-but-caption", file=file), fix)
        if "[^" in alt:
            fix = say("content:refer-note-from-text")
            self.find("content/note-place", say("content:alt-text-caption-picture-refers-note"), fix)
        focus = self._focus(str(image.attrs["focus"])) if "focus" in image.attrs else None
        findings, anchors = field_findings(caption, self.language, self.file, self.line)
        self.body.findings += findings
        self.body.anchors += anchors
        figure = Figure(
            file,
            alt,
            field_text(caption, self.language),
            focus,
            Place(self.file, self.line),
            photo=not is_drawing(file),
        )
        return Token("figure", "", 0, meta={"block": figure})

    def _focus(self, value: str) -> tuple[float, float] | None:
        """{focus="60 30"}: the point of the picture that must be seen."""
        try:
            return focal_point(value)
        except PydanticCustomError:
            message = say("content:focus-not-valid-focal-point", value=value)
            fix = say("content:write-example-percent-from-left-from")
            self.find("content/wrong-form", message, fix)
            return None

    def _lift_quotes(self, tokens: list[Token]) -> Iterator[Token]:
        """A quotation whose last paragraph begins with a dash names its source below it."""
        attributions = {}
        for start, end in pairs(tokens, "blockquote"):
            inline = tokens[end - 2] if end - start > 5 else None
            if inline is not None and inline.type == "inline" and ATTRIBUTION.match(inline.content):
                attributions[start] = end
                tokens[start].meta = {"source": inline}
        for index, token in enumerate(tokens):
            if not any(end - 3 <= index < end for end in attributions.values()):
                yield token


def _is_lone_picture(inline: Token) -> bool:
    children = [c for c in inline.children or () if not (c.type == "text" and not c.content.strip())]
    return len(children) == 1 and children[0].type == "image"
