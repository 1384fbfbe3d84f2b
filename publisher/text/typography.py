"""Text that must stay on one line: times, dates, phone numbers, addresses, names, numbers with their units."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise

from publisher.model.graphemes import cuts
from publisher.model.runs import Kind, Mark, Run, Runs, split
from publisher.text.i18n import month_names

DATES = (
    r"(?:den )?\d{{1,2}}(?:[–-]\d{{1,2}})?\.? (?:{months})(?: \d{{4}})?",  # 1–8 juli 2018
    r"(?i:{months})[–-](?:{months})(?: \d{{4}})?",  # juni–augusti 2026
)
PATTERNS = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # e-mail
    r"(?:https?://)?(?:[\w-]+\.)+(?:org|se|com|nu|net|eu|info)(?:/[\w./#?=&%-]*[\w/])?",  # web address
    r"(?:kl(?:ockan|\.) )?\d{1,2}[.:]\d{2}(?:[–-]\d{1,2}(?:[.:]\d{2})?)?",  # kl. 12.00–13.00
    r"\d{1,2}[–-]\d{1,2}[.:]\d{2}",  # 8–16.30
    r"(?:den )?\d{1,2}/\d{1,2}(?:[–-]\d{1,2}/\d{1,2})?(?![\d/])",  # 30/6–4/7
    r"\d{1,4}–\d{1,4}",  # 10–18
    r"\d{1,4}-\d{2,3}(?: \d{2,3})+",  # 0243-740 00
    r"\d{1,3}(?: \d{3})+(?: (?:kronor|kr|km|m|%))?",  # 52 000 kr
    r"\d{3} \d{2} [A-ZÅÄÖ]\w+",  # 781 81 Borlänge
    r"\d+(?:,\d+)? (?:kronor|kr|procent|%|km|m|mm|cm|kg)\b",  # 1,5 m
)
WORD = re.compile(r"\w+")
# Neither seen nor heard: soft hyphen, zero-width spaces and joiners, marks of direction, byte order mark.
INVISIBLE_CHARACTERS = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"
SPACED, BREAK_AFTER = re.compile(r"(\s+)"), re.compile(r"(?<=[/?&=%_.-])(?=[^/?&=%_.-])")
LONG_WORD, LONGEST_WORD = 9, 24  # letters: a shorter word is never hyphenated, a longer one may fit on no line
LONGEST = 40  # characters; what is longer may not fit on a line at all
# Inside these nothing is marked: the text of a link may go on over lines, and an abbreviation is short.
ALONE = frozenset({Kind.LINK, Kind.ABBREVIATION, Kind.NOTE, Kind.KEEP, Kind.ADDRESS})

Span = tuple[int, int]
Finder = Callable[[str], Iterable[Span]]


def keep_together(runs: Iterable[Run], find: Finder) -> Runs:
    """Mark what must stay on one line, as `find` of `keeper` finds it in each piece of text."""
    kept: list[Run] = []
    for number, run in enumerate(runs):
        alone = any(mark.kind in ALONE for mark in run.marks)
        kept += [run] if alone else split([run], lambda text: list(find(text)), Mark(Kind.KEEP, number=1000 * number))
    return tuple(kept)


def keeper(language: str, names: Iterable[str] = (), wholes: Iterable[str] = ()) -> Finder:
    """Finds what must stay on one line: these names, numbers, times, addresses; and each word of `wholes`, names that
    may go on over lines but whose words are not hyphenated. Dates are known in `language` and in English.

    What is no known name is hyphenated by the patterns of its language: a capital letter makes no name, not in German
    and not at a sentence's start.
    """
    words = (word for name in wholes for word in WORD.findall(name) if LONG_WORD <= len(word) <= LONGEST_WORD)
    return _keeper((*names, *words), _pattern(language))


def breakable(text: str) -> list[str]:
    """The pieces of a text between which a line may be broken without a hyphen: words that may not fit on a line, after
    the characters that part an address or a file name."""
    if len(text) <= LONGEST or max(map(len, text.split()), default=0) <= LONGEST:
        return [text]
    joined = [""]
    for piece, opens in (piece for word in SPACED.split(text) for piece in _pieces(word)):
        joined[-1] += piece
        if opens:
            joined.append("")
    return joined


def _pieces(word: str) -> list[tuple[str, bool]]:
    """The pieces of a word, each with whether it may be broken after it."""
    if len(word) <= LONGEST:
        return [(word, False)]
    places = [match.start() for match in BREAK_AFTER.finditer(word) if not cuts(word, match.start())]
    pieces = [word[start:end] for start, end in pairwise([0, *places, len(word)]) if start < end]
    return [(piece, index < len(pieces) - 1) for index, piece in enumerate(pieces)]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    months = sorted({*month_names(language), *month_names("en")}, key=len, reverse=True)
    dates = (date.format(months="|".join(map(re.escape, months))) for date in DATES)
    return re.compile(rf"(?<![\w-])(?:{'|'.join((*dates, *PATTERNS))})(?![\w-])")


def _keeper(names: Iterable[str], pattern: re.Pattern[str]) -> Finder:
    """Finds the names and what `pattern` describes. A big programme has thousands of names: only those are looked for
    whose first word the text has."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=len, reverse=True):
        by_word[next(iter(WORD.findall(name)), name)].append(name)

    def find(text: str) -> list[Span]:
        candidates = [name for word in dict.fromkeys(WORD.findall(text)) for name in by_word.get(word, ())]
        found = [match.span() for name in candidates if name in text for match in _whole(name).finditer(text)]
        found += [match.span() for match in pattern.finditer(text)]
        # Of two that begin together the name goes first, and of two names the longer one.
        chosen: list[Span] = []
        for start, end in sorted(found, key=lambda span: span[0]):
            if (not chosen or start >= chosen[-1][1]) and end - start <= LONGEST:
                chosen.append((start, end))
        return chosen

    return find


@cache
def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(text)}(?![\w-])")
