"""content/translation-differs: what a translation has more or less of than the publication's main language.

Words are a translator's. What can be counted and must be the same is compared: parts, sessions and their times,
addresses, and in each section headings, list items, boxes, tables, notes, pictures and links. What would leave a reader
out, or lead them wrong, is an error; the rest is a warning, because a translator may have a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from publisher.content.publication import (
    PROGRAMME,
    PUBLICATION,
    Block,
    Publication,
    Section,
)
from publisher.content.reading.source_lines import BOXES
from publisher.content.schema import Day, Session
from publisher.content.times import Span, span
from publisher.datafiles.appearance import same_in_translations
from publisher.model import blocks as text
from publisher.model.findings import Finding, Place, Severity
from publisher.model.runs import Kind, Mark, Runs

# What is counted in a section, one word for one and for many; of a list or table also what is in it.
COUNTED: dict[tuple[str, str], type | str] = {
    ("heading", "headings"): text.Heading,
    ("paragraph", "paragraphs"): text.Paragraph,
    ("list", "lists"): text.Listing,
    ("quotation", "quotations"): text.Quote,
    ("table", "tables"): text.Table,
    ("note", "notes"): text.Note,
    ("picture", "pictures"): text.Figure,
    ("link", "links"): Mark,
    **{(f"box '{name}'", f"boxes '{name}'"): name for name in BOXES},
}
Found = tuple[Any, Place | None]  # a block, a note or the mark of a link, with its line
LONG_TEXT = 6  # words; a shorter text may be the same in two languages, as a name is


def differences(main: Publication, translation: Publication) -> Iterator[Finding]:
    """Where `translation` is not built as `main`, which both have been read without a fault."""
    yield from _Comparison(main, translation).findings()


@dataclass(frozen=True)
class _Comparison:
    main: Publication
    other: Publication

    def findings(self) -> Iterator[Finding]:
        yield from self._parts()
        yield from self._facts()
        yield from self._programme()
        if "-x-" not in self.other.info.language:  # easy to read: the same things, said in fewer or more words
            for id, section in self._sections(self.other).items():
                if original := self._sections(self.main).get(id):
                    yield from self._section(original, section)

    def _find(self, severity: Severity, message: str, fix: str, place: Place) -> Finding:
        return Finding("content/translation-differs", severity, message, fix, place)

    def _error(self, message: str, fix: str, place: Place) -> Finding:
        return self._find(Severity.ERROR, message, fix, place)

    def _warn(self, message: str, fix: str, place: Place) -> Finding:
        return self._find(Severity.WARNING, message, fix, place)

    @staticmethod
    def _sections(publication: Publication) -> dict[str, Section]:
        return {part.id: part for part in publication.parts if isinstance(part, Section)}

    def _parts(self) -> Iterator[Finding]:
        """The same sections and blocks, in the same order."""
        wanted, found = ({_key(part): part for part in one.parts} for one in (self.main, self.other))
        for key, part in wanted.items():
            if key not in found:
                add = f"- block: {part.kind.value}" if isinstance(part, Block) else f"- file: sections/{part.id}.md"
                fix = f"translate it and add '{add}'; if it exists under another id, write 'id: {key}' at its top"
                place = self.other.place(PUBLICATION, "sections")
                yield self._error(f"the part '{key}' ({part.place}) is missing from this language", fix, place)
        for key, part in found.items():
            if key not in wanted:
                fix = f"add it to {self.main.path} too, give it the id that it has there, or remove it here"
                yield self._error(f"the part '{key}' exists only in this language", fix, part.place)
        if set(wanted) == set(found) and list(wanted) != list(found):
            fix = f"put them in the order of {self.main.path}: {', '.join(wanted)}"
            place = self.other.place(PUBLICATION, "sections")
            yield self._warn("the parts are in a different order in this language", fix, place)

    def _facts(self) -> Iterator[Finding]:
        """What publication.yaml says besides words."""
        main, other = self.main.info, self.other.info
        if main.version != other.version:
            message = f"this is version {other.version}; in '{main.language}' it is version {main.version}"
            fix = f'update this text, then write version: "{main.version}"'
            yield self._warn(message, fix, self.other.place(PUBLICATION, "version"))
        yield from self._same_ids("person", [p.id for p in main.people], [p.id for p in other.people], "people")
        yield from self._same_ids("link", [x.id for x in main.links], [x.id for x in other.links], "links")
        addresses = {link.id: link.url for link in main.links}
        for index, link in enumerate(other.links):
            place = self.other.place(PUBLICATION, "links", index, "url")
            yield from self._same_site(addresses.get(link.id), link.url, place)
        if not (main.contact and other.contact):
            return
        for name in ("phone", "email", "visit", "post", "web"):
            there, here = getattr(main.contact, name), getattr(other.contact, name)
            place = self.other.place(PUBLICATION, "contact", name)
            if bool(there) != bool(here):
                message = f"the contact's '{name}' {_missing_or_extra(not here)} this language"
                yield self._warn(message, f"add it, or delete it in both ({self.main.path})", place)
            elif there and name in ("phone", "email") and _digits(there) != _digits(here):
                message = f"the contact's '{name}' differs from that in '{main.language}'"
                yield self._warn(message, f"there it is {_digits(there)}", place)
            elif there and name == "web":
                yield from self._same_site(there.url, here.url, place)

    def _same_ids(self, kind: str, wanted: Sequence[str], found: Sequence[str], field: str) -> Iterator[Finding]:
        place = self.other.place(PUBLICATION, field)
        for id in (id for id in wanted if id not in found):
            yield self._warn(f"the {kind} '{id}' is missing from this language", "add it, by the same id", place)
        for id in (id for id in found if id not in wanted):
            fix = f"add it to {self.main.path} too, or use the id that it has there"
            yield self._warn(f"the {kind} '{id}' exists only in this language", fix, place)

    def _same_site(self, wanted: str | None, found: str, place: Place) -> Iterator[Finding]:
        """A page may have an address for each language; the site is mostly one."""
        if wanted and urlsplit(wanted).netloc != urlsplit(found).netloc:
            message = f"the address {found} is on a different site from that in '{self.main.info.language}'"
            yield self._warn(message, f"check that this is intended; there it is {wanted}", place)

    def _programme(self) -> Iterator[Finding]:
        if self.main.programme is None or self.other.programme is None:
            return  # its block is already reported as a missing part
        there, here = _sessions(self.main), _sessions(self.other)
        for id, (_, session, _path) in there.items():
            if id not in here:
                place = self.other.place(PROGRAMME, "days")
                message = f"the session '{id}' ({session.title}) is missing from this language"
                yield self._error(message, "add it, by the same id", place)
        for id, (day, session, path) in here.items():
            place = self.other.place(PROGRAMME, *path, "id")
            if id not in there:
                fix = f"add it to {self.main.path} too, or use the id that it has there"
                yield self._error(f"the session '{id}' exists only in this language", fix, place)
                continue
            yield from self._session(there[id][0], there[id][1], day, session, path)

    def _session(
        self, day: Day, session: Session, other_day: Day, other: Session, path: tuple[str | int, ...]
    ) -> Iterator[Finding]:
        assert self.main.programme
        assert self.other.programme
        main_span, span_here = span(self.main.programme, day, session), span(self.other.programme, other_day, other)
        for name in ("start", "end"):
            there, here = _time(main_span, name), _time(span_here, name)
            if there != here:
                message = f"the session '{other.id}' has {name}: {here}; in '{self.main.info.language}' it is {there}"
                yield self._error(message, "correct the one that is wrong", self.other.place(PROGRAMME, *path, name))
        if session.cancelled is not other.cancelled:
            where = (f"in '{self.main.info.language}'", "in this language")
            called_off, held = where if session.cancelled else reversed(where)
            message = f"the session '{other.id}' is cancelled {called_off}, but not {held}"
            fix = "write 'cancelled: true' in both, or in neither"
            yield self._error(message, fix, self.other.place(PROGRAMME, *path, "id"))
        for name in same_in_translations(Session):
            if getattr(session, name) != getattr(other, name):
                message = f"'{name}' of the session '{other.id}' differs from that in '{self.main.info.language}'"
                place = self.other.place(PROGRAMME, *path, name)
                yield self._warn(
                    message, f"correct the one that is wrong; there it is: {_shown(getattr(session, name))}", place
                )
        people = [speaker.person for speaker in session.people]
        if people != [speaker.person for speaker in other.people]:
            message = f"the people of the session '{other.id}' differ from those in '{self.main.info.language}'"
            place = self.other.place(PROGRAMME, *path, "people")
            yield self._warn(message, f"correct the one that is wrong; there they are: {_shown(people)}", place)

    def _section(self, original: Section, section: Section) -> Iterator[Finding]:
        there, here = (list(_countable(part.blocks)) for part in (original, section))
        for (one, many), kind in COUNTED.items():
            wanted, found = ([thing for thing in part if _is(thing[0], kind)] for part in (there, here))
            if len(wanted) != len(found):
                message = f"this section has {_count(len(found), one, many)}, but {original.file} has {len(wanted)}"
                fix = f"find what is missing or too much; the lines there: {_lines(wanted) or 'none'}"
                yield self._warn(message, fix, _place(found, section))
            elif kind in (text.Listing, text.Table):
                yield from self._inside(one, wanted, found, section)
        yield from self._untranslated(original, section)
        for name in ("picture", "people"):
            if bool(getattr(original.front, name)) != bool(getattr(section.front, name)):
                differs = _missing_or_extra(bool(getattr(original.front, name)))
                message = f"'{name}' at the top of this section {differs} this language"
                yield self._warn(message, f"compare it with {original.file}", Place(section.file, 1))

    def _untranslated(self, original: Section, section: Section) -> Iterator[Finding]:
        """Texts that have been copied and not translated yet. Variants of a language (sv, sv-FI) may share them."""
        if _base(self.main.info.language) == _base(self.other.info.language):
            return
        originals = {_words(runs) for runs, _ in _texts(original.blocks)}
        long = [found for found in _texts(section.blocks) if len(_words(found[0])) >= LONG_TEXT]
        same = [found for found in long if _words(found[0]) in originals]
        if same:
            what = "this text has" if len(same) == 1 else f"{len(same)} texts of this section have"
            message = f"{what} the same words as in '{self.main.info.language}'"
            yield self._warn(message, f"translate, on the lines: {_lines(same)}", _place(same, section))

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
                message = f"this {kind} has {counted}, but that of '{self.main.info.language}' has {there}"
                yield self._warn(message, f"compare them one by one with {source}", _place([(block, place)], section))


def _missing_or_extra(missing: bool) -> str:
    return "is missing from" if missing else "exists only in"


def _key(part: Section | Block) -> str:
    return part.id if isinstance(part, Section) else part.kind.value


def _sessions(publication: Publication) -> dict[str, tuple[Day, Session, tuple[str | int, ...]]]:
    days = publication.programme.days if publication.programme else []
    return {
        session.id: (day, session, ("days", d, "sessions", s))
        for d, day in enumerate(days)
        for s, session in enumerate(day.sessions)
    }


def _time(held: Span, name: str) -> str:
    value: dt.datetime | None = getattr(held, name)
    return "nothing" if value is None else f"{value:%Y-%m-%d}" if held.all_day else f"{value:%Y-%m-%d %H.%M}"


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


def _digits(value: Any) -> str:
    """An e-mail address as it is; telephone numbers as their digits, however they are grouped."""
    return value if isinstance(value, str) else ", ".join("".join(filter(str.isdigit, one.number)) for one in value)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "nothing")


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _lines(found: Sequence[tuple[Any, Place | None]]) -> str:
    return ", ".join(dict.fromkeys(str(place.line) for _, place in found if place))


def _place(found: Sequence[tuple[Any, Place | None]], section: Section) -> Place:
    """The first of those that differ in number, or the heading of their section."""
    return next((place for _, place in found[:1] if place), section.place)
