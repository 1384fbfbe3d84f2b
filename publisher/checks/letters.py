"""Texts that run from right to left, compared by the letters that they have, whatever their order.

In a PDF they stand as the eye sees them, and each program that copies them has its own way to put them in order again;
none is right where numbers, brackets and other scripts stand between. The order is proven by the tags (`parity/tags`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from publisher.compose.texts import squash
from publisher.text.i18n import is_right_to_left


def runs_backwards(text: str) -> bool:
    """Whether a text has letters of a script that is written from right to left."""
    return any(map(is_right_to_left, text))


def lost(pieces: Iterable[str], text: str, running: Iterable[str]) -> Iterator[int]:
    """The numbers of the pieces for which `text` has too few letters left, when those before have taken theirs, and so
    has what is `running` along on the pages."""
    left = letters(text)
    for word in running:
        left.subtract(letters(word))
    for number, piece in enumerate(pieces):
        wanted = letters(piece)
        if any(left[letter] < count for letter, count in wanted.items()):
            yield number
        else:
            left.subtract(wanted)


def letters(text: str) -> Counter[str]:
    """Without brackets and their like, which readers take for one another, and without what is not seen."""
    unseen = ("Mn", "Cf")
    kept = (char for char in squash(text) if unicodedata.category(char) not in unseen)
    return Counter(char for char in kept if not unicodedata.mirrored(char))
