"""What a voice or a telephone can do nothing with: a number that is spelled out in words, digit by digit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from publisher.content.rules.readable import Written
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity
from publisher.model.graphemes import beginning
from publisher.text.addresses import grouped

ID = "content/number-in-words"
FEWEST = 6  # digits in a row: a telephone number, and no count
SHOWN = 60  # characters of the words
SWEDISH = "noll ett två tre fyra fem sex sju åtta nio"
ENGLISH = "zero one two three four five six seven eight nine"
TEENS = "tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
# The digits in Swedish (also the tens, in which numbers are read aloud) and English, and what they stand for.
DIGITS = {
    **{word: str(digit) for words in (SWEDISH, ENGLISH) for digit, word in enumerate(words.split())},
    "en": "1",
    "oh": "0",
    **{word: str(10 + at) for at, word in enumerate(TEENS.split())},
    **{word: str(20 + 10 * at) for at, word in enumerate(TENS.split())},
}
ONE = "|".join(sorted(DIGITS, key=len, reverse=True))
ROW = re.compile(rf"(?i)\b(?:{ONE})(?:(?:[\s,–-]+(?:streck\s+)?)(?:{ONE})){{3,}}\b")


def number_in_words(written: Iterable[Written]) -> Iterator[Finding]:
    """A warning for each number of six digits or more in words."""
    for one in written:
        for found in ROW.finditer(one.text):
            values = [DIGITS[word.casefold()] for word in re.findall(rf"(?i)\b(?:{ONE})\b", found[0])]
            counts = all(int(after) == int(before) + 1 for before, after in pairwise(values))  # one, two, three ...
            if len("".join(values)) >= FEWEST and not counts:
                message = say("content:number-in-words", shown=beginning(found[0], SHOWN))
                fix = say("content:number-in-words-fix", digits=grouped("".join(values)))
                yield Finding(ID, Severity.WARNING, message, fix, one.place)
