"""Letters with marks that no font has as one glyph: which family can draw them, and how they are written for it.

A font that lacks "ǩ" may have "k" and a caron; a layout engine looks for one character in one font. So the letter is
written in parts for it (Unicode Standard Annex #15, NFD). Where a font does not say at which point of a letter a mark
belongs, the mark is drawn beside it (OpenType 1.9, GPOS lookup types 4 to 6).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from publisher.design.fonts import Family, shipped_fonts
from publisher.model.graphemes import cuts, has_marks, normal

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "blockquote"})  # elements that are set in a brand's family for headings


def spelled(text: str, family: str) -> str:
    """The text, with the letters that no font of the family's stack has in parts, where one has these."""
    if text.isascii():
        return text
    fonts = shipped_fonts()
    stack = [fonts.families[name].covered for name in fonts.stack(family)]
    return "".join(_spelled(char, stack) for char in text)


def needs_parts(text: Iterable[str], family: str) -> bool:
    """Whether some letter of a text is in no font of the family's stack as one glyph."""
    fonts = shipped_fonts()
    covered = frozenset().union(*(fonts.families[name].covered for name in fonts.stack(family)))
    return not {ord(char) for char in set(text)} <= covered


def _spelled(char: str, stack: list[frozenset[int]]) -> str:
    if char.isascii() or any(ord(char) in covered for covered in stack):
        return char
    parts = unicodedata.normalize("NFD", char)
    return parts if any(all(ord(part) in covered for part in parts) for covered in stack) else char


def misplaced(text: str, family: str) -> list[str]:
    """The letters of `text` whose marks would stand beside them, each once: the family that draws them has no place for
    these."""
    if not has_marks(normal(text)):
        return []
    fonts = shipped_fonts()
    stack = [fonts.families[name] for name in fonts.stack(family)]
    marked = [one for one in dict.fromkeys(_clusters(normal(text))) if has_marks(one)]
    there = [one for one in marked if not fonts.missing(one, family)]  # what no font has is another finding
    return [one for one in there if not _is_placed(one, stack)]


def can_place(letter: str) -> list[str]:
    """The families that can draw a letter with its marks in their places."""
    return [name for name, one in shipped_fonts().families.items() if _is_placed(letter, [one])]


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not cuts(text, index):
            yield text[start:index]
            start = index


def _is_placed(cluster: str, stack: list[Family]) -> bool:
    """Whether the first family of the stack that has the letter has its marks, too, and their places."""
    letters = [char for char in cluster if unicodedata.category(char)[0] != "M"]
    if not letters or not letters[0].isalpha():
        return True
    family = next((one for one in stack if ord(letters[0]) in one.covered), None)
    if family is None or not all(ord(char) in family.covered for char in cluster):
        return False
    names, bases, marks = _places(family)
    base = names[ord(letters[0])]
    for char in cluster[len(letters) :]:
        mark = names[ord(char)]
        below = [names.get(ord(one)) for one in cluster]
        if not bases.allow(base, mark) and not any(marks.allow(one, mark) for one in below):
            return False
    return True


class _Pairs:
    """Whether a mark has a place on a glyph: one of these tables says so."""

    def __init__(self, tables: list[tuple[frozenset[str], frozenset[str]]]) -> None:
        self.tables = tables

    def allow(self, below: str | None, mark: str) -> bool:
        return any(below in bases and mark in marks for bases, marks in self.tables)


@cache
def _places(family: Family) -> tuple[dict[int, str], _Pairs, _Pairs]:
    """(character -> glyph, places of marks on letters, places of marks on marks) of a family's first face."""
    from fontTools.ttLib import TTFont

    bases: list[tuple[frozenset[str], frozenset[str]]] = []
    marks: list[tuple[frozenset[str], frozenset[str]]] = []
    with TTFont(family.faces[0].file, lazy=True) as opened:
        names = dict(opened.getBestCmap())
        for table in _tables(opened):
            if table.LookupType == 4:
                bases.append((frozenset(table.BaseCoverage.glyphs), frozenset(table.MarkCoverage.glyphs)))
            elif table.LookupType == 6:
                marks.append((frozenset(table.Mark2Coverage.glyphs), frozenset(table.Mark1Coverage.glyphs)))
    return names, _Pairs(bases), _Pairs(marks)


def _tables(opened: Any) -> Iterator[Any]:
    lookups = opened["GPOS"].table.LookupList if "GPOS" in opened else None
    for lookup in lookups.Lookup if lookups else ():
        for table in lookup.SubTable:
            yield getattr(table, "ExtSubTable", table)
