"""Names of places in a document that links lead to: made of words, in ASCII, which every reading program finds."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

# Letters that are no letter with a mark.
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ł": "l", "ŋ": "n"})


def anchor(text: str) -> str:
    """'Vad det kostar?' -> 'vad-det-kostar'; "" where no letter of it is Latin."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", apart.encode("ascii", "ignore").decode()).strip("-")


def anchor_of(href: str) -> str:
    """The name that a link within the document leads to: '#Vad-det-%C3%A4r' -> 'vad-det-ar'."""
    name = unquote(href.removeprefix("#"))
    return anchor(name) or name
