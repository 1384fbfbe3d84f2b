"""How long the words and sentences of a text are: LIX (C.-H. Björnsson, Läsbarhet, 1968) and what it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG = 6  # letters; a word with more is long
# From this LIX on a text is called so. The scale was made for Swedish, and holds for its neighbours.
LEVELS = ((60, "very hard"), (50, "hard"), (40, "medium"), (30, "easy"), (0, "very easy"))
SCALED = frozenset({"sv", "da", "nb", "nn", "no"})

WORD = re.compile(r"[^\W_]+(?:[-'’.,:/@&][^\W_]+)*")
# A sentence ends with punctuation and closing quotation marks or brackets, before a space and the start of another.
END = re.compile(r"[.!?…؟۔]+[”’\"'»)\]]*(?=\s+[“”\"'‘«»(\[–—-]*([^\W_]))")
# Words whose full stop ends no sentence, even if a capital letter or a digit follows.
ABBREVIATIONS = frozenset(
    (
        *("kl", "ca", "nr", "tel", "s", "sid", "st", "dr", "prof", "t.ex", "bl.a", "dvs", "jfr", "resp", "f.d"),
        *("mr", "mrs", "ms", "no", "vol", "p", "pp", "e.g", "i.e", "cf", "vs", "approx"),
    )
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, its words, and how many of them are long."""

    text: str
    words: int
    long_words: int


@dataclass(frozen=True)
class Reading:
    """What can be counted in a text."""

    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        return sum(sentence.words for sentence in self.sentences)

    @property
    def mean(self) -> float:
        """Words a sentence."""
        return self.words / len(self.sentences)

    @property
    def longest(self) -> Sentence:
        return max(self.sentences, key=lambda sentence: sentence.words)

    @property
    def lix(self) -> int:
        """Words a sentence, plus the part of the long words in percent."""
        long_words = sum(sentence.long_words for sentence in self.sentences)
        return round(self.mean + 100 * long_words / self.words)


def read(blocks: Iterable[str]) -> Reading | None:
    """Count the text of paragraphs and list items; no sentence goes on from one to the next. None where no word is."""
    sentences = tuple(
        Sentence(text, len(words), sum(map(_is_long, words)))
        for block in blocks
        for text in split_sentences(block)
        if (words := WORD.findall(text))
    )
    return Reading(sentences) if sentences else None


def split_sentences(block: str) -> list[str]:
    """'Kom kl. 10. Ta med en filt!' -> 'Kom kl. 10.', 'Ta med en filt!'"""
    text, begin, sentences = " ".join(block.split()), 0, []
    for end in END.finditer(text):
        before = text[begin : end.start()].rpartition(" ")[2].casefold().lstrip("(“”\"'")
        if end[1].islower() or (end[0].startswith(".") and before in ABBREVIATIONS):
            continue
        sentences.append(text[begin : end.end()])
        begin = end.end() + 1
    return [*sentences, text[begin:]] if text[begin:] else sentences


def level(lix: int, language: str) -> str:
    """What a LIX is called ('easy'), where the scale holds for the language; '' elsewhere."""
    named = next(name for least, name in LEVELS if lix >= least)
    return named if language.split("-")[0] in SCALED else ""


def is_latin(reading: Reading) -> bool:
    """Whether most letters are Latin: elsewhere words are built otherwise, and LIX says nothing."""
    letters = [char for sentence in reading.sentences for char in sentence.text if char.isalpha()]
    return 2 * sum(ord(char) < 0x250 for char in letters) > len(letters)


def _is_long(word: str) -> bool:
    return sum(char.isalpha() for char in word) > LONG
