"""Names of places in a document that links lead to: made of words, in ASCII, which every reading program finds."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

# Letters that are no letter with a mark.
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ł": "l", "ŋ": "n"})


# What stands before the name of a letter in its Unicode name: CYRILLIC SMALL LETTER SHA, CJK UNIFIED IDEOGRAPH-4E2D.
BEFORE_NAME = re.compile(r".*\b(?:LETTER|CHARACTER|SYLLABLE|SIGN|CHOSEONG|JUNGSEONG|JONGSEONG|IDEOGRAPH|VOWEL)[ -]")


def anchor(text: str) -> str:
    """'Vad det kostar?' -> 'vad-det-kostar'. A letter that is not Latin is spelled by its Unicode name: 'Школа' ->
    'shakaoela'. "" where there is no letter or digit."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", "".join(map(_in_ascii, apart))).strip("-")


def _in_ascii(char: str) -> str:
    if char.isascii():
        return char
    if char.isdigit():
        return str(unicodedata.digit(char))
    name = unicodedata.name(char, "")
    if unicodedata.category(char)[0] not in "LM" or name.startswith("COMBINING"):
        return ""
    name = name.partition(" WITH ")[0] if name.startswith("LATIN") else name
    return re.sub(r"[^a-z0-9]", "", BEFORE_NAME.sub("", name).lower())


def anchor_of(href: str) -> str:
    """The name that a link within the document leads to: '#Vad-det-%C3%A4r' -> 'vad-det-ar'."""
    name = unquote(href.removeprefix("#"))
    return anchor(name) or name
