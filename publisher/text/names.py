"""Names of people as their bearers and readers write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from publisher.model.graphemes import first_character, has_marks, normal
from publisher.text.i18n import sort_key


@dataclass(frozen=True)
class PersonName:
    """A name as it is `printed`, whole and in NFC, with what is made of it: initials, and its place in an index."""

    written: str

    @cached_property
    def printed(self) -> str:
        return normal(" ".join(self.written.split()))

    @cached_property
    def words(self) -> list[str]:
        """Its words; what stands in brackets after a name, such as the party in "Anna Berg (S)", is none."""
        return [word for word in self.printed.split() if word[0].isalpha()]

    @property
    def initials(self) -> str:
        """The first letters of the first and last word: 'PÅ' of 'Per-Olof Åkerblom'. "" in scripts without capitals,
        whose letters do not stand for a word, and where a letter has a mark that is no part of its outline."""
        letters = [first_character(word).upper() for word in (self.words[:1] + self.words[1:][-1:])]
        return "".join(letters) if all(one.lower() != one and not has_marks(one) for one in letters) else ""

    def order(self, language: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """For an index: by the last word, then by the whole name, in the alphabet of `language`."""
        last = self.words[-1] if self.words else self.printed
        return sort_key(language, last), sort_key(language, self.printed)
