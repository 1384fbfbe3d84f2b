"""content/translation-differs: texts that a section of a translation lacks or adds, compared with the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.content.publication import (
    Publication,
    Section,
)
from publisher.content.reading.source_lines import BOXES
from publisher.datafiles import appearance
from publisher.model import blocks as text
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.runs import Kind, Mark, Runs

# What is counted in a section, one word for one and for many; of a list or table also what is in it.
COUNTED: dict[tuple[str, str], type | str] = {
    ("heading", "headings"): text.Heading,
    ("paragraph", "paragraphs"): text.Paragraph,
    ("list", "lists"): text.Listing,
    ("definition list", "definition lists"): text.Definitions,
    ("quotation", "quotations"): text.Quote,
    ("table", "tables"): text.Table,
    ("note", "notes"): text.Note,
    ("picture", "pictures"): text.Figure,
    ("link", "links"): Mark,
    **{(f"box '{name}'", f"boxes '{name}'"): name for name in BOXES},
}
Found = tuple[Any, Place | None]  # a block, a note or the mark of a link, with its line
SHOWN = (appearance.Kind.TEXT, appearance.Kind.REFERS, appearance.Kind.PICTURE)
LONG_TEXT = 6  # words; a shorter text may be the same in two languages, as a name is


@dataclass(frozen=True)
class Compared:
    """A publication and its translation. Both have been read without a fault."""

    main: Publication
    other: Publication

    def _find(self, severity: Severity, message: str, fix: str, place: Place) -> Finding:
        return Finding("content/translation-differs", severity, message, fix, place)

    def _error(self, message: str, fix: str, place: Place) -> Finding:
        return self._find(Severity.ERROR, message, fix, place)

    def _warn(self, message: str, fix: str, place: Place) -> Finding:
        return self._find(Severity.WARNING, message, fix, place)


class ComparedSections(Compared):
    """Their sections."""

    def section(self, original: Section, section: Section) -> Iterator[Finding]:
        there, here = (list(_countable(part.blocks)) for part in (original, section))
        for (one, many), kind in COUNTED.items():
            wanted, found = ([thing for thing in part if _is(thing[0], kind)] for part in (there, here))
            if len(wanted) != len(found):
                message = say(
                    "content:this-section-has-but-has",
                    count=_count(len(found), one, many),
                    file=original.file,
                    count_2=len(wanted),
                )
                fix = say("content:find-what-missing-too-much-lines", p1=_lines(wanted) or say("content:none"))
                yield self._warn(message, fix, _place(found, section))
            elif kind in (text.Listing, text.Table):
                yield from self._inside(one, wanted, found, section)
        yield from self._untranslated(original, section)
        for name, declared in appearance.appearances(type(section.front)).items():
            if declared.kind in SHOWN and bool(getattr(original.front, name)) != bool(getattr(section.front, name)):
                differs = missing_or_extra(bool(getattr(original.front, name)))
                message = say("content:top-this-section-this-language", name=name, differs=differs)
                yield self._warn(message, say("content:compare", file=original.file), Place(section.file, 1))

    def _untranslated(self, original: Section, section: Section) -> Iterator[Finding]:
        """Texts that have been copied and not translated yet. Variants of a language (sv, sv-FI) may share them."""
        if _base(self.main.info.language) == _base(self.other.info.language):
            return
        originals = {_words(runs) for runs, _ in _texts(original.blocks)}
        long = [found for found in _texts(section.blocks) if len(_words(found[0])) >= LONG_TEXT]
        same = [found for found in long if _words(found[0]) in originals]
        if same:
            what = (
                say("content:this-text-has")
                if len(same) == 1
                else say("content:texts-this-section-have", count=len(same))
            )
            message = say("content:same-words", what=what, language=self.main.info.language)
            yield self._warn(message, say("content:translate-lines", lines=_lines(same)), _place(same, section))

    def _inside(
        self, kind: str, wanted: Sequence[Found], found: Sequence[Found], section: Section
    ) -> Iterator[Finding]:
        """As many lists: each has as many items. As many tables: each has as many rows."""
        for (original, source), (block, place) in zip(wanted, found, strict=True):
            is_list = isinstance(block, text.Listing)
            name = "item" if is_list else "row"
            there, here = (len(one.items) if is_list else 1 + len(one.rows) for one in (original, block))
            if there != here:
                counted = _count(here, name, f"{name}s")
                message = say(
                    "content:this-has-but-has",
                    kind=kind,
                    counted=counted,
                    language=self.main.info.language,
                    there=there,
                )
                yield self._warn(
                    message, say("content:compare-them-one-one", source=source), _place([(block, place)], section)
                )


def missing_or_extra(missing: bool) -> str:
    return say("content:missing-from") if missing else say("content:exists-only")


def _base(language: str) -> str:
    return language.split("-")[0]


def _words(runs: Runs) -> tuple[str, ...]:
    return tuple("".join(run.text for run in runs).split())


def _countable(blocks: Iterable[text.Block]) -> Iterator[Found]:
    """Every block, note and link of a section, with its line."""
    for block in text.walk(blocks):
        yield block, block.place
        yield from ((note, note.place) for note in getattr(block, "notes", ()))
        for runs, place in text.texts(block):
            links = dict.fromkeys(mark for run in runs for mark in run.marks if mark.kind is Kind.LINK)
            yield from ((link, place) for link in links if not link.value.startswith("#"))


def _is(thing: Any, kind: type | str) -> bool:
    """Whether a block is of a kind, or a box of a name."""
    return isinstance(thing, text.Box) and thing.name == kind if isinstance(kind, str) else isinstance(thing, kind)


def _texts(blocks: Iterable[text.Block]) -> Iterator[tuple[Runs, Place | None]]:
    return (found for block in text.walk(blocks) for found in text.texts(block))


def _count(number: int, one: str, many: str) -> str:
    return (
        say("content:count-of", number=number, word=one if number == 1 else many)
        if number
        else say("content:none-of", word=many)
    )


def _lines(found: Sequence[tuple[Any, Place | None]]) -> str:
    return ", ".join(dict.fromkeys(str(place.line) for _, place in found if place))


def _place(found: Sequence[tuple[Any, Place | None]], section: Section) -> Place:
    """The first of those that differ in number, or the heading of their section."""
    return next((place for _, place in found[:1] if place), section.place)
