"""Finds what a Markdown section must not contain, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any
from urllib.parse import unquote

from lxml.html.defs import tags as ELEMENTS
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from publisher.content.reading.html_fixes import html_fix
from publisher.content.reading.source_lines import BOXES
from publisher.content.reading.token_pairs import pairs
from publisher.datafiles.fields import is_address
from publisher.datafiles.meant import link
from publisher.model.blocks import Block
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning
from publisher.model.html_names import KEEP
from publisher.model.nearest import use_one_of
from publisher.model.runs import Runs
from publisher.text.anchors import anchor_of
from publisher.text.language_tags import closest_tag, is_language
from publisher.text.markup import html_of, inline_html
from publisher.text.wording import SAY_WHERE, nowhere, says_where

ALLOWED_ATTRIBUTES = {"lang", "class", "data-source", "href", "src", "alt", "title", "start", "abbr", "focus"}
ALLOWED_CLASSES = {"decorative", KEEP, *BOXES}
BREAKS = ("softbreak", "hardbreak")
CELLS = ("th_open", "td_open")
BRACES = re.compile(r"\{\s*(abbr|lang|focus|\.?decorative)\b([^}]*)\}?")
BRACKETS = re.compile(r"</?([A-Za-z][\w-]*)([^<>]*?)/?>")
COMMENT = re.compile(r"<!--.*-->", re.DOTALL)
DEEPEST = 12  # levels of blocks; a list in a list in a list in a box has eight

# What a construct is called when it has to be refused, and what to write instead: ids of the catalogue.
REFUSED = {
    "fence": ("content:program-code", "content:write-ordinary-text"),
    "code_block": ("content:program-code-line-indented-four-spaces", "content:remove-spaces-start-line"),
    "code_inline": ("content:program-code-backticks", "content:remove-backticks-use-bold"),
    "hr": ("content:horizontal-rule", "content:use-heading-divide-text"),
}
HTML = ("html_block", "html_inline")
ABBREVIATION = "content:abbreviation-write-uf"


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
        self._known: dict[int, list[Finding]] = {}  # by their lines: there may be very many
        self._counted = 0

    def found_at(self, line: int) -> list[Finding]:
        """What has been found so far at a line."""
        for finding in self.body.findings[self._counted :]:
            self._known.setdefault((finding.where and finding.where.line) or 0, []).append(finding)
        self._counted = len(self.body.findings)
        return self._known.get(line, [])

    def find(self, id: str, message: str, fix: str, line: int | None = None) -> None:
        place = Place(self.file, line or self.line)
        finding = Finding(id, Severity.ERROR, message, fix, place)
        if finding not in self.found_at(place.line or 0):
            self.body.findings.append(finding)

    def line_of(self, token: Token) -> int:
        """The line of a block; of any other token, the line that the walk has come to."""
        return token.map[0] + self.first_line if token.map else self.line

    def refuse(self, tokens: Sequence[Token]) -> None:
        for token in self.numbered(tokens):
            if token.type in REFUSED or token.type in HTML:
                what, fix = map(say, REFUSED[token.type]) if token.type in REFUSED else html_fix(token.content)
                if COMMENT.fullmatch(token.content.strip()):
                    what, fix = say("content:comment-of-html"), say("content:delete-the-comment")
                if words := words_in_brackets(token):
                    message = say("content:would-lost-in-brackets", shown=beginning(words, 40))
                    self.find("content/unsupported-markdown", message, say("content:backslash-before-bracket"))
                    continue
                self.find("content/unsupported-markdown", say("content:not-supported-here", name=what), fix)

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
            if not is_used and not self.found_at(self.line):
                self.find(
                    "content/unused-address",
                    say("content:defines-address-link-but-no-link", label=label),
                    say("content:text-remove-brackets-link-write-text", label=label),
                )

    def check_heading(self, token: Token, previous: int) -> int:
        level = int(token.tag[1])
        if level == 1:
            self.find(
                "content/second-title",
                say("content:section-has-second-heading-first-level"),
                say("content:write-here-move-text-own-section"),
            )
        elif level > 4:
            self.find(
                "content/heading-too-deep", say("content:heading-level-too-deep", level=level), say("content:use")
            )
        elif level > previous + 1:
            self.find(
                "content/heading-skips",
                say("content:heading-jumps-from-level-level", previous=previous, level=level),
                say("content:write-instead", p1="#" * (previous + 1), p3="#" * level),
            )
        return level

    def check_attributes(self, token: Token) -> None:
        if token.type in CELLS:
            return  # nobody can write attributes there
        for name in set(token.attrs or ()) - ALLOWED_ATTRIBUTES:
            self.find(
                "content/unknown-attribute",
                say("content:braces-unknown", name=name),
                say("content:use-another-language-decorative-picture-point"),
            )
        for name in set(str((token.attrs or {}).get("class", "")).split()) - ALLOWED_CLASSES:
            self.find("content/unknown-attribute", say("content:braces-unknown-2", name=name), say("content:use-none"))
        language = str(token.attrs.get("lang", ""))
        if "lang" in token.attrs and not is_language(language):
            fix = (
                say("content:write", closest_tag=closest_tag(language))
                if closest_tag(language)
                else say("content:write-example")
            )
            self.find("content/language-tag", say("content:not-language-tag", language=language), fix)
        if "abbr" in token.attrs and not str(token.attrs["abbr"]).strip():
            self.find("content/abbreviation", say("content:expansion-abbreviation-empty"), say(ABBREVIATION))
        if "abbr" in token.attrs and token.type != "span_open":
            message = say("content:abbr-braces-belongs-after-words-square")
            self.find("content/unknown-attribute", message, say(ABBREVIATION))
        if "focus" in token.attrs and token.type != "image":
            message = say("content:focus-braces-belongs-after-picture")
            self.find("content/unknown-attribute", message, say("content:write-directly-after-picture-alt-file"))
        if "title" in token.attrs and token.type == "span_open":
            message = say("content:title-braces-not-printed-paper")
            self.find("content/unknown-attribute", message, say("content:write-text", abbreviation=say(ABBREVIATION)))

    def check_link(self, token: Token) -> None:
        href = str(token.attrGet("href") or "")
        if href.startswith("#"):
            self.body.anchors.append((anchor_of(href), self.line))
        is_web = href.startswith(("https://", "http://"))
        scheme = re.match(r"https?://|mailto:|tel:|#", href)
        if not scheme or scheme[0] == href or (is_web and not is_address(href)):
            meant = link(unquote(href))
            self.find(
                "content/link-address",
                say("content:not-address-reader-can-follow", href=href),
                say("content:write-this-address", address=meant)
                if meant
                else say("content:write-full-address-https-example-org"),
            )

    def check_box(self, token: Token) -> None:
        name = token.type.removeprefix("container_").removesuffix("_open")
        is_unknown = token.type.startswith("container_") and token.nesting == 1 and token.info.strip() != name
        if is_unknown and not self.found_at(self.line):
            self.find(
                "content/unknown-box",
                say("content:no-box", info=token.info.strip()),
                say("content:write-rest-below", name=name),
            )
        if token.type == "inline" and token.content.startswith(":::") and not self.found_at(self.line):
            self.find(
                "content/unknown-box",
                say("content:no-box-2", shown=beginning(token.content, 40)),
                use_one_of(token.content.removeprefix(":::").strip(), BOXES),
            )

    def check_inline(self, children: Sequence[Token], in_heading: bool) -> None:
        breaks = list(accumulate((child.type in BREAKS for child in children), initial=0))
        for opening, closing in pairs(children, "link"):
            text = "".join(child.content for child in children[opening:closing]).strip()
            line = self.line + breaks[opening]
            if not text:
                fix = say("content:describe-destination-between-brackets-text-addre")
                self.find("content/empty-link", say("content:link-has-no-text"), fix, line)
            elif not says_where(text):
                self.find("content/link-text", nowhere(text), say(SAY_WHERE), line)
            if children[opening].attrGet("title"):
                fix = say("content:move-into-text-delete-quoted-title")
                self.find("content/link-title", say("content:title-link-never-shown"), fix)
        if any(child.type == "text" and "](" in child.content for child in children):
            written = "".join(child.content for child in children)
            number = re.search(r"\]\(\s*((?:tel:)?\s*\+?[\d\s()/-]{6,}?)\s*\)", written)
            fix = say("content:write-20-each-space-address-put")
            if number and (meant := link(number[1])):
                fix = say("content:write-this-address", address=meant)
            self.find("content/link-address", say("content:link-picture-not-valid-markdown-would"), fix)
        if braces := unread_braces(children):
            message = say("content:not-valid-here-would-become-text", braces=braces[0])
            self.find("content/unknown-attribute", message, _fix(braces))
        if in_heading and not any(char.isalnum() for child in children for char in child.content):
            self.find("content/empty-heading", say("content:heading-empty"), say("content:write-heading-after-delete"))
        if in_heading and any(child.type == "image" for child in children):
            fix = say("content:put-own-line-below-heading")
            self.find("content/picture-in-text", say("content:picture-heading"), fix)


def words_in_brackets(token: Token) -> str:
    """What stands between < and > and is no element of HTML: `<Namn>`, the middle of "a<b och c>d"; else ""."""
    found = BRACKETS.match(token.content.strip()) if token.type.startswith("html_") else None
    if found is None:
        return ""
    has_words = bool(found[2].strip()) and "=" not in found[2]
    is_unknown = found[1].lower() not in ELEMENTS and "-" not in found[1]
    return found[0] if is_unknown or has_words else ""


def unread_braces(children: Sequence[Token]) -> re.Match[str] | None:
    """What stands between braces and was left in the text, because it is not written as it must be."""
    return next((found for child in children if (found := BRACES.search(child.content))), None)


def _fix(braces: re.Match[str]) -> str:
    name, said = braces.groups()
    if name in ("abbr", "lang"):
        return say("content:write-directly-after-value-quotation-marks", abbreviation=say(ABBREVIATION))
    point = " ".join(re.findall(r"[\w.]+", said))
    braced = f'focus="{point or "60 30"}"' if name == "focus" else ".decorative"
    return say("content:write-directly-after-picture-without-space", braced=braced)


def plain(inline: Token) -> str:
    """The words of an inline token."""
    return "".join(child.content for child in inline.children or ()).strip()
