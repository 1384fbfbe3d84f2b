"""CommonMark sections, as semantic HTML that remembers its source lines.

Only constructs that every format can carry are let through; any other is a finding with its line. Headings move one
level down, because the publication's title is the document's first level.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin

from publisher.content.source_lines import BOXES, check_lines
from publisher.model import Finding, Place, Severity

QUOTES = {"sv": "””’’", "fi": "””’’", "en": "“”‘’", "da": "»«›‹", "nb": "«»‘’", "nn": "«»‘’", "de": "„“‚‘"}
ALLOWED_ATTRIBUTES = {"lang", "class", "data-source", "href", "src", "alt", "title", "start", "id"}
LANGUAGE_OF_PART = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
DEEPEST = 12  # levels of blocks; a list in a list in a list in a box has eight
ATTRIBUTION = re.compile(r"^[—–]\s+")

# What a construct is called when it has to be refused, and what to write instead.
REFUSED = {
    "html_block": ("raw HTML", "write it in Markdown; for a box use ::: note"),
    "html_inline": ("raw HTML", "write it in Markdown; for another language use [text]{lang=en}"),
    "fence": ("program code", "write it as ordinary text"),
    "code_block": ("program code (a line that is indented by four spaces)", "take away the spaces at the line's start"),
    "code_inline": ("program code (backticks)", "take away the backticks, or use **bold**"),
    "hr": ("a rule across the page", "use a heading (##) to part the text"),
}


@dataclass
class Body:
    """A section's text. `title` and `html` are HTML; `pictures` are (file, line), `anchors` (id, line) of links
    within the document."""

    title: str = ""
    title_line: int = 1
    html: str = ""
    pictures: list[tuple[str, int]] = field(default_factory=list)
    anchors: list[tuple[str, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def render_markdown(text: str, file: str, first_line: int = 1, language: str = "sv") -> Body:
    """Turn one section's Markdown into HTML.

    `file` and `first_line` say where `text` stands, for the findings and for the `data-source` that each block carries.
    """
    body = Body()
    reader = _SectionReader(body, file, first_line)
    tokens = _parser(language).parse(text)
    body.findings += check_lines(text, file, first_line)
    reader.refuse(tokens)
    tokens = reader.arrange(tokens)
    body.html = _parser(language).renderer.render(tokens, _parser(language).options, {}).strip()
    return body


@cache
def _parser(language: str) -> MarkdownIt:
    quotes = QUOTES.get(language.split("-")[0], QUOTES["en"])
    parser = MarkdownIt("commonmark", {"typographer": True, "quotes": quotes, "maxNesting": 100})
    parser.enable(["replacements", "smartquotes"])
    parser.use(attrs_plugin, spans=True)
    for name in BOXES:
        parser.use(container_plugin, name)
    return parser


class _SectionReader:
    """Walks the parser's tokens once: refuses, numbers, and arranges them."""

    def __init__(self, body: Body, file: str, first_line: int) -> None:
        self.body = body
        self.file = file
        self.first_line = first_line
        self.line = first_line

    def find(self, id: str, message: str, mend: str, line: int | None = None) -> None:
        place = Place(self.file, line or self.line)
        finding = Finding(id, Severity.ERROR, message, mend, place)
        if finding not in self.body.findings:
            self.body.findings.append(finding)

    def refuse(self, tokens: Sequence[Token]) -> None:
        for token in self.numbered(tokens):
            if token.type in REFUSED:
                name, mend = REFUSED[token.type]
                self.find("content/unsupported-markdown", f"{name} is not supported here", mend)

    def numbered(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """Every token and its inline children, with `self.line` at the line it stands on."""
        for token in tokens:
            if token.map:
                self.line = token.map[0] + self.first_line
            yield token
            for child in token.children or ():
                yield child
                if child.type in ("softbreak", "hardbreak"):
                    self.line += 1

    def arrange(self, tokens: list[Token]) -> list[Token]:
        self._take_title(tokens)
        previous_level = 1
        for token in self.numbered(tokens):
            if token.nesting == 1 and token.block and token.map:
                token.attrSet("data-source", f"{self.file}:{self.line}")
            self._check_attributes(token)
            if token.level > DEEPEST:
                self.find("content/too-deep", "lists or quotations lie too deep in each other", "write it flatter")
            if token.type == "heading_open":
                previous_level = self._check_heading(token, previous_level)
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{int(token.tag[1]) + 1}"
            if token.type == "link_open":
                self._check_link(token)
            if token.type == "inline":
                self._check_link_texts(token.children or [])
        self._tighten_lists(tokens)
        return list(self._lift_quotes(list(self._lift_pictures(tokens))))

    def _take_title(self, tokens: list[Token]) -> None:
        """The first heading is the section's title: it leaves the body."""
        if not tokens or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
            where = tokens[0].map[0] + self.first_line if tokens and tokens[0].map else self.first_line
            self.find(
                "content/no-heading",
                "a section begins with its heading",
                "write '# The heading' as the first line of the text",
                where,
            )
            return
        inline = tokens[1]
        self.body.title_line = (tokens[0].map or [0])[0] + self.first_line
        if not (inline.content or "").strip():
            self.find(
                "content/empty-heading", "the heading is empty", "write the heading after the #", self.body.title_line
            )
        self.body.title = _inline_html(inline)
        del tokens[:3]

    def _check_heading(self, token: Token, previous: int) -> int:
        level = int(token.tag[1])
        if level == 1:
            self.find(
                "content/second-title",
                "a section has one heading of the first level (#)",
                "write ## here, or move the text into a section file of its own",
            )
        elif level > 3:
            self.find("content/heading-too-deep", f"heading level {level} is too deep", "use ## or ###")
        elif level > previous + 1:
            self.find(
                "content/heading-skips",
                f"the heading jumps from level {previous} to level {level}",
                f"write {'#' * (previous + 1)} instead of {'#' * level}",
            )
        return level

    def _check_attributes(self, token: Token) -> None:
        for name in set(token.attrs or ()) - ALLOWED_ATTRIBUTES:
            self.find(
                "content/unknown-attribute",
                f"'{name}' between braces is not known",
                "use {lang=en} for another language, {.decorative} for a picture that only decorates",
            )
        language = (token.attrs or {}).get("lang")
        if language is not None and not LANGUAGE_OF_PART.fullmatch(str(language)):
            self.find("content/language-tag", f"'{language}' is no language tag", "write for example {lang=en}")

    def _check_link(self, token: Token) -> None:
        href = str(token.attrGet("href") or "")
        if href.startswith("#"):
            self.body.anchors.append((href[1:], self.line))
        if not href.startswith(("https://", "http://", "mailto:", "tel:", "#")):
            self.find(
                "content/link-address",
                f"'{href}' is no address that a reader can follow",
                "write the whole address: https://example.org/page",
            )

    def _check_link_texts(self, children: Sequence[Token]) -> None:
        for opening, closing in _pairs(children, "link"):
            if not any(child.content.strip() for child in children[opening:closing]):
                self.find(
                    "content/empty-link",
                    "a link has no text",
                    "write between the brackets where it leads: [text](address)",
                )

    def _tighten_lists(self, tokens: list[Token]) -> None:
        """An item that is one paragraph is set without the paragraph, blank lines between the items or not."""
        for start, end in _pairs(tokens, "list_item"):
            depth = tokens[start].level + 1
            paragraphs = [t for t in tokens[start:end] if t.type == "paragraph_open" and t.level == depth]
            closings = [t for t in tokens[start:end] if t.type == "paragraph_close" and t.level == depth]
            if len(paragraphs) == 1:
                paragraphs[0].hidden = closings[0].hidden = True
            elif len(paragraphs) > 1 and not paragraphs[0].hidden:
                tokens[start].attrJoin("class", "loose")

    def _lift_pictures(self, tokens: list[Token]) -> Iterator[Token]:
        """A picture that is a paragraph of its own becomes a figure."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            inline = tokens[index + 1] if index + 1 < len(tokens) else None
            if token.map:
                self.line = token.map[0] + self.first_line
            if token.type == "paragraph_open" and inline and _is_lone_picture(inline):
                yield self._figure(next(c for c in inline.children or () if c.type == "image"))
                index += 3
                continue
            if token.type == "inline" and any(child.type == "image" for child in token.children or ()):
                breaks = ("softbreak", "hardbreak", "image")
                kinds = [child.type for child in token.children or () if child.type in breaks]
                self.line += kinds.index("image")
                self.find(
                    "content/picture-in-text",
                    "a picture stands in the middle of a line of text",
                    "put it on a line of its own, with a blank line above and below",
                )
            yield token
            index += 1

    def _figure(self, image: Token) -> Token:
        file, alt = str(image.attrGet("src") or ""), image.content.strip()
        decorative = "decorative" in str(image.attrGet("class") or "").split()
        if not alt and not decorative:
            self.find(
                "content/missing-alt",
                f"the picture {file} has no alt text",
                "write what it shows between the brackets: ![what it shows](file), or add {.decorative} after it",
            )
        if alt and decorative:
            self.find(
                "content/alt-and-decorative",
                f"the picture {file} has an alt text and is marked as decorative",
                "keep one of the two",
            )
        self.body.pictures.append((file, self.line))
        caption = str(image.attrGet("title") or "")
        figcaption = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
        source = f'data-source="{html.escape(self.file)}:{self.line}"'
        picture = f'<img src="{html.escape(file)}" alt="{html.escape(alt)}">'
        return _raw(f'<figure class="picture" {source}>{picture}{figcaption}</figure>\n')

    def _lift_quotes(self, tokens: list[Token]) -> Iterator[Token]:
        """A quotation whose last paragraph begins with a dash names its source below it."""
        attributions = {}
        for start, end in _pairs(tokens, "blockquote"):
            inline = tokens[end - 2] if end - start > 5 else None
            if inline is not None and inline.type == "inline" and ATTRIBUTION.match(inline.content):
                attributions[start] = (end, _inline_html(inline))
        ends = dict(attributions.values())
        for index, token in enumerate(tokens):
            if index in attributions:
                yield _raw('<figure class="quote">\n')
            if any(end - 3 <= index < end for end in ends):
                continue
            yield token
            if index in ends:
                yield _raw(f"<figcaption>{ends[index]}</figcaption></figure>\n")


def _is_lone_picture(inline: Token) -> bool:
    children = [c for c in inline.children or () if not (c.type == "text" and not c.content.strip())]
    return len(children) == 1 and children[0].type == "image"


def _pairs(tokens: Sequence[Token], kind: str) -> Iterator[tuple[int, int]]:
    """(index of the opening, index of the closing) of every `kind`, outer ones first."""
    for start, token in enumerate(tokens):
        if token.type == f"{kind}_open":
            end = next(i for i in range(start, len(tokens)) if _closes(tokens[i], kind, token.level))
            yield start, end


def _closes(token: Token, kind: str, level: int) -> bool:
    return token.type == f"{kind}_close" and token.level == level


def _inline_html(inline: Token) -> str:
    return RendererHTML().renderInline(inline.children or [], _parser("sv").options, {}).strip()


def _raw(text: str) -> Token:
    return Token("html_block", "", 0, content=text)
