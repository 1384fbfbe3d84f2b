"""The language of a text, recognised by its small words, for files that do not state it."""

from __future__ import annotations

import re
from collections import Counter

SMALL_WORDS = {
    "sv": "och att det som en är på för av med till den har inte om ett vi så kan från hur ska",
    "en": "and the of to in is for that with you it on are this be at from or how we can",
    "fi": "ja on ei se että hän mutta joka tai myös ovat kun niin oli sen kuin",
    "da": "og at det som en er på for af med til den har ikke om et vi så kan fra hvordan skal",
    "nb": "og at det som en er på for av med til den har ikke om et vi så kan fra hvordan skal",
    "de": "und die der das ist in zu den mit von für nicht auf ein eine dem wir sie es auch",
    "fr": "et le la les des est en une un pour que dans du qui sur pas avec au nous",
    "es": "y el la los las de que en un una para con por es del se no al nos",
    "pl": "i w na z do że się nie jest to od dla po oraz jak przez",
}
# Letters that distinguish neighbouring languages.
LETTERS = {
    "sv": "åäö",
    "fi": "äö",
    "da": "æøå",
    "nb": "æøå",
    "de": "äöüß",
    "fr": "éèêàçœ",
    "es": "ñáíóú",
    "pl": "łąęśżźćń",
}
FEWEST = 2  # small words that must be found


def guess_language(text: str) -> tuple[str, float]:
    """(tag, how surely from 0 to 1); ('', 0) where nothing says it."""
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    letters = Counter(text.casefold())
    found = {
        tag: sum(words[word] for word in small.split()) + sum(letters[one] for one in LETTERS.get(tag, "")) / 2
        for tag, small in SMALL_WORDS.items()
    }
    best, *others = sorted(found, key=lambda tag: -found[tag])
    if found[best] < FEWEST:
        return "", 0.0
    return best, round(1 - found[others[0]] / (found[best] + 1), 2)
