"""Finds what a Markdown section must not contain, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from publisher.content.reading.source_lines import BOXES
from publisher.datafiles.fields import is_address
from publisher.model.blocks import Block
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning
from publisher.model.runs import Runs
from publisher.text.language_tags import closest_tag, is_language
from publisher.text.markup import html_of, inline_html
from publisher.text.wording import SAY_WHERE, nowhere, says_where

ALLOWED_ATTRIBUTES = {"lang", "class", "data-source", "href", "src", "alt", "title", "start", "abbr", "focus"}
ALLOWED_CLASSES = {"decorative", *BOXES}
BREAKS = ("softbreak", "hardbreak")
CELLS = ("th_open", "td_open")
BRACES = re.compile(r"\{\s*(abbr|lang|focus|\.?decorative)\b([^}]*)\}?")
DEEPEST = 12  # levels of blocks; a list in a list in a list in a box has eight

# What a construct is called when it has to be refused, and what to write instead.
REFUSED = {
    "html_block": ("raw HTML", "write it in Markdown; for a box use ::: note"),
    "html_inline": ("raw HTML", "write it in Markdown; for another language use [text]{lang=en}"),
    "fence": ("program code", "write it as ordinary text"),
    "code_block": ("program code (a line indented by four spaces)", "remove the spaces at the start of the line"),
    "code_inline": ("program code (backticks)", "remove the backticks, or use **bold**"),
    "hr": ("a horizontal rule", "use a heading (##) to divide the text"),
}
ABBREVIATION = 'for an abbreviation, write [UF]{abbr="Ung Företagsamhet"}'


@dataclass
class Body:
    """A section's heading and text. `pictures` are (file, line), `anchors` (id, line) of links within the document."""

    heading: Runs = ()
    title_line: int = 1
    blocks: tuple[Block, ...] = ()
    pictures: list[tuple[str, int]] = field(default_factory=list)
    anchors: list[tuple[str, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading in HTML."""
        return inline_html(self.heading)

    @property
    def html(self) -> str:
        """The text in HTML."""
        return html_of(self.blocks).strip()


class Checker:
    """Walks the parser's tokens and gathers what is wrong with them."""

    def __init__(self, body: Body, file: str, first_line: int) -> None:
        self.body = body
        self.file = file
        self.first_line = first_line
        self.line = first_line

    def find(self, id: str, message: str, fix: str, line: int | None = None) -> None:
        place = Place(self.file, line or self.line)
        finding = Finding(id, Severity.ERROR, message, fix, place)
        if finding not in self.body.findings:
            self.body.findings.append(finding)

    def line_of(self, token: Token) -> int:
        """The line of a block; of any other token, the line that the walk has come to."""
        return token.map[0] + self.first_line if token.map else self.line

    def refuse(self, tokens: Sequence[Token]) -> None:
        for token in self.numbered(tokens):
            if token.type in REFUSED:
                name, fix = REFUSED[token.type]
                self.find("content/unsupported-markdown", f"{name} is not supported here", fix)

    def numbered(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """Every token and its inline children, with `self.line` at the line it stands on."""
        for token in tokens:
            self.line = self.line_of(token)
            yield token
            for child in token.children or ():
                yield child
                if child.type in BREAKS:
                    self.line += 1

    def check_definitions(self, tokens: Sequence[Token], env: dict[str, Any]) -> None:
        """`[word]: address` is removed from the text: report it if no link uses it, because then its words are lost."""
        text = normalizeReference(" ".join(token.content for token in tokens if token.type == "inline"))
        references = env.get("references", {}).items()
        definitions = [(label.lower(), entry, f"[{label}]" in text) for label, entry in references]
        definitions += [(entry["label"], entry, False) for entry in env.get("duplicate_refs", [])]
        for label, entry, is_used in definitions:
            self.line = entry["map"][0] + self.first_line
            reported = any(finding.where == Place(self.file, self.line) for finding in self.body.findings)
            if not is_used and not reported:
                self.find(
                    "content/unused-address",
                    f"'[{label}]:' defines the address of a link, but no link uses it, so its words would be lost",
                    f"for text, remove the brackets: {label}: ...; for a link, write [{label}] in the text",
                )

    def check_heading(self, token: Token, previous: int) -> int:
        level = int(token.tag[1])
        if level == 1:
            self.find(
                "content/second-title",
                "the section has a second heading of the first level (#)",
                "write ## here, or move the text to its own section file",
            )
        elif level > 4:
            self.find("content/heading-too-deep", f"heading level {level} is too deep", "use ##, ### or ####")
        elif level > previous + 1:
            self.find(
                "content/heading-skips",
                f"the heading jumps from level {previous} to level {level}",
                f"write {'#' * (previous + 1)} instead of {'#' * level}",
            )
        return level

    def check_attributes(self, token: Token) -> None:
        if token.type in CELLS:
            return  # nobody can write attributes there
        for name in set(token.attrs or ()) - ALLOWED_ATTRIBUTES:
            self.find(
                "content/unknown-attribute",
                f"'{name}' in braces is unknown",
                "use {lang=en} for another language; {.decorative} for a decorative picture, "
                '{focus="60 30"} for the point that must stay visible',
            )
        for name in set(str((token.attrs or {}).get("class", "")).split()) - ALLOWED_CLASSES:
            self.find("content/unknown-attribute", f"'.{name}' in braces is unknown", "use {.decorative}, or none")
        language = str(token.attrs.get("lang", ""))
        if "lang" in token.attrs and not is_language(language):
            fix = f"write {{lang={closest_tag(language)}}}" if closest_tag(language) else "write for example {lang=en}"
            self.find("content/language-tag", f"'{language}' is not a language tag", fix)
        if "abbr" in token.attrs and not str(token.attrs["abbr"]).strip():
            self.find("content/abbreviation", "the expansion of the abbreviation is empty", ABBREVIATION)
        if "abbr" in token.attrs and token.type != "span_open":
            message = "'abbr' in braces belongs after words in square brackets"
            self.find("content/unknown-attribute", message, ABBREVIATION)
        if "focus" in token.attrs and token.type != "image":
            message = "'focus' in braces belongs after a picture"
            self.find(
                "content/unknown-attribute", message, 'write it directly after the picture: ![alt](file){focus="60 30"}'
            )
        if "title" in token.attrs and token.type == "span_open":
            message = "'title' in braces is not printed on paper"
            self.find("content/unknown-attribute", message, f"write it in the text; {ABBREVIATION}")

    def check_link(self, token: Token) -> None:
        href = str(token.attrGet("href") or "")
        if href.startswith("#"):
            self.body.anchors.append((href[1:], self.line))
        is_web = href.startswith(("https://", "http://"))
        scheme = re.match(r"https?://|mailto:|tel:|#", href)
        if not scheme or scheme[0] == href or (is_web and not is_address(href)):
            self.find(
                "content/link-address",
                f"'{href}' is not an address that a reader can follow",
                "write the full address: https://example.org/page",
            )

    def check_box(self, token: Token) -> None:
        name = token.type.removeprefix("container_").removesuffix("_open")
        reported = any(finding.where == Place(self.file, self.line) for finding in self.body.findings)
        if token.type.startswith("container_") and token.nesting == 1 and token.info.strip() != name and not reported:
            self.find(
                "content/unknown-box", f"'{token.info.strip()}' is no box", f"write ::: {name}, and the rest below"
            )
        if token.type == "inline" and token.content.startswith(":::") and not reported:
            self.find(
                "content/unknown-box", f"'{beginning(token.content, 40)}' is no box", f"use one of: {', '.join(BOXES)}"
            )

    def check_inline(self, children: Sequence[Token], in_heading: bool) -> None:
        for opening, closing in pairs(children, "link"):
            text = "".join(child.content for child in children[opening:closing]).strip()
            line = self.line + sum(child.type in BREAKS for child in children[:opening])
            if not text:
                fix = "describe its destination between the brackets: [text](address)"
                self.find("content/empty-link", "a link has no text", fix, line)
            elif not says_where(text):
                self.find("content/link-text", nowhere(text), SAY_WHERE, line)
            if children[opening].attrGet("title"):
                fix = "move it into the text, and delete the quoted title after the address"
                self.find("content/link-title", "the title of a link is never shown", fix)
        if any(child.type == "text" and "](" in child.content for child in children):
            fix = "write %20 for each space in the address, or put < and > around it"
            self.find("content/link-address", "a link or picture is not valid Markdown, and would become text", fix)
        if braces := unread_braces(children):
            message = f"'{braces[0]}' is not valid here, and would become text"
            self.find("content/unknown-attribute", message, _fix(braces))
        if in_heading and not any(char.isalnum() for child in children for char in child.content):
            self.find("content/empty-heading", "the heading is empty", "write the heading after the #, or delete the #")
        if in_heading and any(child.type == "image" for child in children):
            fix = "put it on its own line below the heading"
            self.find("content/picture-in-text", "a picture is in a heading", fix)


def pairs(tokens: Sequence[Token], kind: str) -> Iterator[tuple[int, int]]:
    """(index of the opening, index of the closing) of every `kind`, outer ones first."""
    for start, token in enumerate(tokens):
        if token.type == f"{kind}_open":
            end = next(i for i in range(start, len(tokens)) if closes(tokens[i], kind, token.level))
            yield start, end


def unread_braces(children: Sequence[Token]) -> re.Match[str] | None:
    """What stands between braces and was left in the text, because it is not written as it must be."""
    return next((found for child in children if (found := BRACES.search(child.content))), None)


def _fix(braces: re.Match[str]) -> str:
    name, said = braces.groups()
    if name in ("abbr", "lang"):
        return f"write it directly after ], with its value in quotation marks; {ABBREVIATION}"
    point = " ".join(re.findall(r"[\w.]+", said))
    braced = f'focus="{point or "60 30"}"' if name == "focus" else ".decorative"
    return f"write {{{braced}}} directly after the picture, without a space: ![alt](file){{{braced}}}"


def plain(inline: Token) -> str:
    """The words of an inline token."""
    return "".join(child.content for child in inline.children or ()).strip()


def closes(token: Token, kind: str, level: int) -> bool:
    return token.type == f"{kind}_close" and token.level == level
