"""Writing directions: a text that runs the other way than the text around it gets a `dir`.

A browser finds the way of letters by itself, but not of a telephone number between Arabic words, whose groups it would
turn round. The layout engine lays out each element by itself, and turns round whatever is parted by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from publisher.model.runs import Kind, Mark, Run, Runs, split
from publisher.text.i18n import direction, is_right_to_left

RIGHT_TO_LEFT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
LETTER = rf"[^\W_{RIGHT_TO_LEFT}]"  # or a digit
# From the first letter or digit to the last, with everything between them that is not in the other script.
RUN = re.compile(rf"(?:\+|\((?=\d+\)))?{LETTER}(?:[^{RIGHT_TO_LEFT}]*{LETTER})?")
# Groups of digits: 52 000, 0243-740 00, +46 243 740 00. Times, and ranges of times, run with the text.
GROUPS = re.compile(r"[+(]?\d[\d\s()-]*[\s()-][\d\s()-]*\d|\+\d+")


def direct(runs: Iterable[Run], base: str, around: str) -> Runs:
    """Mark which way running text goes where that is another than around it. `base` is the direction of the document,
    `around` that of the element which the text is in."""
    marked = tuple(_with_languages(run, around) for run in runs)
    if base != "rtl" or around == "ltr":
        return marked
    found: list[Run] = []
    for mark, group in groupby(marked, key=_whole):
        parts = list(group)
        if mark is None:
            for number, run in enumerate(parts, len(found)):
                own = any(one.direction == "ltr" for one in run.marks) or run.has(Kind.NOTE)
                found += [run] if own else split([run], _own_ways, Mark(Kind.LEFT_TO_RIGHT, number=1000 * number))
            continue
        text = "".join(run.text for run in parts).strip()
        towards = mark.direction or ("ltr" if runs_left_to_right(text) and not any(map(is_right_to_left, text)) else "")
        changed = replace(mark, direction=towards)
        found += [Run(run.text, tuple(changed if one == mark else one for one in run.marks)) for run in parts]
    return tuple(found)


def _with_languages(run: Run, around: str) -> Run:
    """Each mark of another language says its direction, where that is not the one around it."""
    marks: list[Mark] = []
    for mark in run.marks:
        if mark.language and direction(mark.language) != around:
            marks.append(replace(mark, direction=direction(mark.language)))
            around = direction(mark.language)
        else:
            marks.append(mark)
    return replace(run, marks=tuple(marks)) if tuple(marks) != run.marks else run


def _whole(run: Run) -> Mark | None:
    """The mark that nothing is put inside of."""
    return next((mark for mark in run.marks if mark.kind in (Kind.LINK, Kind.ABBREVIATION)), None)


def _own_ways(text: str) -> list[tuple[int, int]]:
    return [run.span() for run in RUN.finditer(text) if runs_left_to_right(run[0])]


def runs_left_to_right(text: str) -> bool:
    """Whether a text without letters of the other script has a direction of its own: words, or groups of digits."""
    return any(char.isalpha() for char in text) or bool(GROUPS.fullmatch(text))
