"""`publisher tidy`: what is safe to correct in a section's Markdown. No word, digit or character that readers see is
added or removed: only how the markup around them is written."""

from __future__ import annotations

import re

from publisher.content.reading.leftover import DOZENS
from publisher.model.graphemes import normal

FRONT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n", re.DOTALL | re.MULTILINE)
SPACES_AT_END = re.compile(r"(?<=\S) {2,}$", re.MULTILINE)
LETTERS = re.compile(r"[^\W_]+")
CHANGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(\s{0,3}#{1,6})[\u00a0\u2007\u202f]+(?=\S)", re.M), r"\1 "),
    (re.compile(r"^(\s{0,3}#{2,6})(?=[^\s#])", re.M), r"\1 "),
    (re.compile(r"^(\s{0,3}#{1,6} .*?)[ \t]+\{#[^}\s]*\}[ \t]*$", re.M), r"\1"),
    (re.compile(r"^[ \t]*(?:[•●▪◦‣·][ \t]*|[o–—]\t+)(?=\S)", re.M), "- "),
    (re.compile(r"^(\s{0,3})-(?=\*\*\w)", re.M), r"\1- "),
    (re.compile(r"(?<![\w*\\])\*\* +(?=[^\W\d_])([^*\n]*[^*\s]) *\*\*(?![\w*])"), r"**\1**"),
    (re.compile(r"(?<![\w*\\])\*\*([^*\s\n][^*\n]*?) +\*\*(?![\w*])"), r"**\1**"),
    (re.compile(r"(?<!\!)(\[[^\]\[\n]+\]) (?=\((?:https?://|mailto:)[^)\s]*\))"), r"\1"),
    (re.compile(r"(?<=\d)\*(?=\d)"), r"\\*"),
    (re.compile(r"^(\d{3,9})\.(?=\s)", re.M), r"\1\\."),
    (re.compile(r"^\+(?= ?[\d(][\d ()-]{5,}$)", re.M), r"\\+"),
    (re.compile(r"(?<! )[ \t]$|(?<=^)[ \t]+$", re.M), ""),
)


def tidied(text: str) -> str:
    """The text of a section's file, tidied. The fields at its top stay as they are, in NFC."""
    text = normal(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    front = match[0] if (match := FRONT.match(text)) else ""
    body = before = text[len(front) :]
    for pattern, change in CHANGES:
        if pattern is CHANGES[2][0] and "](#" in before:
            continue  # a link leads to it: that is for the writer
        body = pattern.sub(change, body)
    if len(SPACES_AT_END.findall(body)) >= DOZENS:
        body = SPACES_AT_END.sub("", body)
    body = f"{body.rstrip()}\n" if body.strip() else body
    return front + (body if _words(body) == _words(_without_ids(before)) else before)


def _without_ids(text: str) -> str:
    return text if "](#" in text else CHANGES[2][0].sub(r"\1", text)


def _words(text: str) -> list[str]:
    """The words in their order; a bullet that is a letter is none."""
    return LETTERS.findall(re.sub(r"^[ \t]*o\t", "", text, flags=re.MULTILINE))
