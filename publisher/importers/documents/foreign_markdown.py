"""Markdown of other tools, and pasted text -> blocks. What this toolkit writes otherwise is rewritten; marks for
programs (shortcodes, page breaks, comments) are left over."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from publisher.importers.budgets import read_bytes
from publisher.importers.documents.html import html_blocks
from publisher.importers.documents.read_blocks import Block
from publisher.importers.draft import Draft, Guess, LeftOver, Origin
from publisher.importers.tables.table_files import decode
from publisher.model.catalogue import say
from publisher.model.graphemes import beginning

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
# A mark for a program that stands alone on its line, and why it is left over.
MARKS_FOR_PROGRAMS = (
    (re.compile(r"^\s*\[TOC\]\s*$|^\s*\[\[_TOC_\]\]\s*$", re.I), say("importers:asks-for-contents")),
    (re.compile(r"^\s*\{\{[<%].*?[%>]\}\}\s*$"), say("importers:shortcode")),
    (
        re.compile(r"^\s*\\(?:newpage|pagebreak|clearpage|vspace\{.*?\}|tableofcontents)\s*$"),
        say("importers:command-of-another"),
    ),
    (re.compile(r"^\s*(?:<!--.*?-->)\s*$"), say("importers:comment")),
    (re.compile(r"^\s*(?:\*\s*){3,}$|^\s*(?:-\s*){3,}$|^\s*(?:_\s*){3,}$"), ""),  # a rule: no words in it
)
INLINE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str], ...] = (
    (re.compile(r"==(\S(?:.*?\S)?)=="), r"\1"),
    (re.compile(r"\[([^\]\n]+)\] \((https?://[^\s)]+)\)"), r"[\1](\2)"),  # a space between the two halves of a link
    (re.compile(r"(?<=\S) ?:[a-z0-9_+-]{2,}:(?=\s|$)"), ""),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)
HEADING_ATTRIBUTES = re.compile(r"^(#{1,6}\s.*?)\s*\{[#.][^}]*\}\s*$")
ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?)\s+(\w+)(?:\s+"(.*?)")?\s*$')
ALERT = re.compile(r"^>\s*\[!(\w+)\]\s*$")
BULLET = re.compile(r"^(\s*)([•●▪◦‣·–—]|[o](?=\t))[\t ]*(?=\S)")
DASH_WITHOUT_SPACE = re.compile(r"^-(?=[A-ZÅÄÖ])")
NUMBERED = re.compile(r"^(\s*)(\d{1,2})\)[\t ]+")
LETTERED = re.compile(r"^([a-h])\)[\t ]+")
YEAR = re.compile(r"^(\d{3,})\.(?=\s)")
INLINE_NOTE = re.compile(r"\^\[([^\]]+)\]")
ARITHMETIC = re.compile(r"(?<=\d)\*(?=\d)")
BARE = re.compile(r"(?<![\w@/(<\[\"'])((?:https?://|www\.)[^\s<>()\[\]\"]+[^\s<>()\[\]\".,;:!?])")
EMOJI = re.compile(r" ?:([a-z0-9_+-]{2,}):(?=\s|$)")


def read_markdown(path: Path) -> tuple[Draft, list[Block]]:
    """The text's blocks, in order."""
    text = decode(path, read_bytes(path)).replace("\r\n", "\n").replace("\r", "\n")
    draft = Draft()
    text = _front_matter(draft, text, path)
    lines = _Lines(draft, path, text).rewritten()
    parser = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(sub_plugin)
        .use(superscript_plugin)
    )
    html = parser.render(lines)
    html = re.sub(r'<a href="#fn(\d+)"[^>]*>\[\d+(?::\d+)?\]</a>', r'<a href="#footnote-\1">\1</a>', html)
    html = re.sub(r'<a href="#fnref[^"]*"[^>]*>.*?</a>', "", html)
    html = re.sub(r'<li id="fn(\d+)"', r'<li id="footnote-\1"', html)
    html = re.sub(r'<hr class="footnotes-sep"\s*/?>', "", html)
    root = lxml_html.fragment_fromstring(html or "<p></p>", create_parent="div")
    return draft, html_blocks(root, path)


def _front_matter(draft: Draft, text: str, path: Path) -> str:
    match = FRONT_MATTER.match(text)
    if not match:
        return text
    try:
        fields = yaml.safe_load(match[1])
    except yaml.YAMLError:
        fields = None
    if not isinstance(fields, dict):
        return text
    for name, value in fields.items():
        key, said = str(name).casefold(), str(value).strip()
        if key == "title" and not draft.title:
            draft.title = said
        elif key == "subtitle":
            draft.subtitle = said
        elif key in ("lang", "language"):
            draft.language = said
        elif key in ("author", "sender", "publisher"):
            draft.sender = draft.sender or said
        else:
            draft.left_over.append(
                LeftOver(
                    f"{name}: {said}",
                    say("importers:field-of-another"),
                    Origin(path.name, say("importers:spot-line", number=1)),
                )
            )
    return text[match.end() :]


class _Lines:
    """Goes through the lines and writes them as CommonMark has them."""

    def __init__(self, draft: Draft, path: Path, text: str) -> None:
        self.draft, self.path = draft, path
        self.lines = text.split("\n")
        self.result: list[str] = []
        self.notes = 0

    def rewritten(self) -> str:
        many_breaks = sum(line.endswith("  ") for line in self.lines) > 3
        numbered = enumerate(self.lines, 1)
        for number, line in numbered:
            origin = Origin(self.path.name, say("importers:spot-line", number=number))
            line = line.replace("\u00a0", " ") if re.match(r"^#+\u00a0", line) else line
            if many_breaks:
                line = line.rstrip()
            if self._for_programs(line, origin):
                continue
            if match := ADMONITION.match(line):
                self._title_of_box(match[2] or "", match[1])
            elif match := ALERT.match(line):
                self.draft.guesses.append(
                    Guess(say("importers:a-box"), say("importers:alert", kind=match[1]), 0.9, origin)
                )
            else:
                self.result.append(self._line(line, origin))
        return "\n".join(self.result)

    def _for_programs(self, line: str, origin: Origin) -> bool:
        for pattern, why in MARKS_FOR_PROGRAMS:
            if pattern.match(line) and not (set(line.strip()) <= set("-") and self.result and self.result[-1].strip()):
                if why:
                    self.draft.left_over.append(LeftOver(line.strip(), why, origin))
                self.result.append("")
                return True
        return False

    def _title_of_box(self, title: str, kind: str) -> None:
        if title:
            self.result += ["", f"**{title}**", ""]

    def _line(self, line: str, origin: Origin) -> str:
        if match := HEADING_ATTRIBUTES.match(line):
            line = match[1]
        inside_box = line.startswith("    ") and self._after_box()
        line = line[4:] if inside_box else line
        line = self._list_mark(line, origin)
        line = YEAR.sub(r"\1\\.", line)
        line = ARITHMETIC.sub(r"\\*", line)
        for emoji in EMOJI.finditer(line):
            self.draft.left_over.append(LeftOver(emoji[0].strip(), say("importers:emoji-code"), origin))
        for pattern, to in INLINE:
            line = pattern.sub(to, line)
        line = INLINE_NOTE.sub(self._note, line)
        return BARE.sub(_linked, line) if "](" not in line else line

    def _after_box(self) -> bool:
        above = [line for line in self.result[-3:] if line.strip()]
        return bool(above) and above[-1].startswith("**") and above[-1].endswith("**")

    def _list_mark(self, line: str, origin: Origin) -> str:
        """A bullet or number that was typed, as Markdown writes it; a continued line is indented below its item."""
        if match := BULLET.match(line):
            self._separate()
            indent = "  " if match[2] in "o◦" else match[1].replace("\t", "  ")
            self._say(line, match[2], origin)
            return f"{indent}- {line[match.end() :]}"
        if match := DASH_WITHOUT_SPACE.match(line):
            self._separate()
            self._say(line, "-", origin)
            return f"- {line[1:]}"
        if match := NUMBERED.match(line):
            self._separate()
            return f"{match[1]}{match[2]}. {line[match.end() :]}"
        if match := LETTERED.match(line):
            self._say(line, match[0].strip(), origin)
            return f"   {ord(match[1]) - ord('a') + 1}. {line[match.end() :]}"
        if line.startswith("\t") and self.result and re.match(r"\s*(?:-|\d+\.) ", self.result[-1]):
            return f"  {line.strip()}"
        return line

    def _separate(self) -> None:
        """A list begins after an empty line."""
        if self.result and self.result[-1].strip() and not re.match(r"\s*(?:[-*+]|\d+\.) |\s{2,}", self.result[-1]):
            self.result.append("")

    def _say(self, line: str, mark: str, origin: Origin) -> None:
        self.draft.guesses.append(
            Guess(
                say("importers:guess-list-item", text=beginning(line.strip(), 40)),
                say("importers:begins-with", mark=mark),
                0.9,
                origin,
            )
        )

    def _note(self, match: re.Match[str]) -> str:
        self.notes += 1
        self.lines.append("")
        name = f"inline-{self.notes}"
        self.lines += [f"[^{name}]: {match[1]}", ""]
        return f"[^{name}]"


def _linked(match: re.Match[str]) -> str:
    address = match[1] if "://" in match[1] else f"https://{match[1]}"
    return f"[{match[1]}]({address})"
