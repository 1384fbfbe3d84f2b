"""Text in one form (NFC), cut only between graphemes: never between a letter and its marks.

A Mac, and a zip file or a copy that it made, writes "å" as "a" and a ring (NFD); a keyboard elsewhere as one
character (NFC). Both are the same letter (Unicode Standard Annex #15). What is read is brought into NFC; a file is
found whichever form its name on the disk has.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath

from publisher.model.file_access import read_bytes

JOINER = "\u200d"  # joins two emoji, or the letters of a conjunct, into one character
SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAG_LETTERS = range(0x1F1E6, 0x1F200)  # two of them are a flag


def normal(text: str) -> str:
    """The text in NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def read_text(path: Path) -> str:
    """A text file of the content in NFC, without a byte order mark. Raises OSError, UnicodeDecodeError."""
    return normal(read_bytes(path).decode("utf-8-sig"))


def on_disk(folder: Path, name: str) -> str:
    """The relative path `name` as the disk spells it: each part in the form in which it is there, else as written."""
    if name.isascii():
        return name
    found: list[str] = []
    for part in PurePosixPath(name).parts:
        here = folder.joinpath(*found)
        found.append(part if part.isascii() or os.path.lexists(here / part) else _twin(here, part))
    return PurePosixPath(*found).as_posix()


def _twin(folder: Path, name: str) -> str:
    try:
        return next((one.name for one in sorted(folder.iterdir()) if normal(one.name) == normal(name)), name)
    except (OSError, ValueError):
        return name


def cuts(text: str, index: int) -> bool:
    """Whether a cut before `index` would part what readers take for one character (a subset of the extended grapheme
    clusters of Unicode Standard Annex #29: marks, joined emoji, skin tones, flags, Hangul syllables in parts)."""
    if not 0 < index < len(text):
        return False
    char, before = text[index], text[index - 1]
    if char.isascii():
        return False
    if char == JOINER or unicodedata.category(char)[0] == "M" or ord(char) in SKIN_TONES:
        return not before.isspace()
    if before == JOINER:
        return unicodedata.category(char) in ("So", "Lo")
    if ord(char) in FLAG_LETTERS and ord(before) in FLAG_LETTERS:
        start = index
        while start and ord(text[start - 1]) in FLAG_LETTERS:
            start -= 1
        return (index - start) % 2 == 1
    return 0x1160 <= ord(char) <= 0x11FF and 0x1100 <= ord(before) <= 0x11FF


def has_marks(text: str) -> bool:
    """Whether a letter of the text, in NFC, has a mark that is a character of its own."""
    return not text.isascii() and any(unicodedata.category(char)[0] == "M" for char in text)


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of text, widened so that it begins and ends between characters."""
    while cuts(text, start):
        start -= 1
    while cuts(text, end):
        end += 1
    return start, end


def first_character(text: str) -> str:
    """What readers take for the first character: a letter with its marks."""
    end = 1
    while cuts(text, end):
        end += 1
    return text[:end]


def beginning(text: str, length: int) -> str:
    """At most `length` code points of a text, without a part of a character at the end."""
    while cuts(text, length):
        length -= 1
    return text[:length]
