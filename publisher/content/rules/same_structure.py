"""content/translation-differs: parts that a translation lacks or adds, compared with the main language.

Words are a translator's. What can be counted and must be the same is compared: parts, sessions and their times,
addresses, and in each section headings, list items, boxes, tables, notes, pictures and links. What would leave a reader
out, or lead them wrong, is an error; the rest is a warning, because a translator may have a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from publisher.content.publication import (
    PROGRAMME,
    PUBLICATION,
    Block,
    Publication,
    Section,
)
from publisher.content.rules.same_text import ComparedSections, missing_or_extra
from publisher.content.schema import Contact, Day, Link, Session
from publisher.content.times import Span, span
from publisher.datafiles.appearance import Leads, same_in_translations
from publisher.datafiles.held_values import values
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place


def differences(main: Publication, translation: Publication) -> Iterator[Finding]:
    """Where `translation` is not built as `main`, which both have been read without a fault."""
    yield from _Comparison(main, translation).findings()


class _Comparison(ComparedSections):
    def findings(self) -> Iterator[Finding]:
        yield from self._parts()
        yield from self._facts()
        yield from self._programme()
        if "-x-" not in self.other.info.language:  # easy to read: the same things, said in fewer or more words
            for id, section in self._sections(self.other).items():
                if original := self._sections(self.main).get(id):
                    yield from self.section(original, section)

    @staticmethod
    def _sections(publication: Publication) -> dict[str, Section]:
        return {part.id: part for part in publication.parts if isinstance(part, Section)}

    def _parts(self) -> Iterator[Finding]:
        """The same sections and blocks, in the same order."""
        wanted, found = ({_key(part): part for part in one.parts} for one in (self.main, self.other))
        for key, part in wanted.items():
            if key not in found:
                add = f"- block: {part.kind.value}" if isinstance(part, Block) else f"- file: sections/{part.id}.md"
                fix = say("content:translate-add-if-exists-under-another", add=add, key=key)
                place = self.other.place(PUBLICATION, "sections")
                yield self._error(say("content:part-missing-from-this-language", key=key, place=part.place), fix, place)
        for key, part in found.items():
            if key not in wanted:
                fix = say("content:add-too-give-id-has-there", path=self.main.path)
                yield self._error(say("content:part-exists-only-this-language", key=key), fix, part.place)
        if set(wanted) == set(found) and list(wanted) != list(found):
            fix = say("content:put-them-order", path=self.main.path, wanted=", ".join(wanted))
            place = self.other.place(PUBLICATION, "sections")
            yield self._warn(say("content:parts-are-different-order-this-language"), fix, place)

    def _facts(self) -> Iterator[Finding]:
        """What publication.yaml says besides words."""
        main, other = self.main.info, self.other.info
        if main.version != other.version:
            message = say(
                "content:this-version-version", version=other.version, language=main.language, version_2=main.version
            )
            fix = say("content:update-this-text-then-write-version", version=main.version)
            yield self._warn(message, fix, self.other.place(PUBLICATION, "version"))
        yield from self._same_ids("person", [p.id for p in main.people], [p.id for p in other.people], "people")
        yield from self._same_ids("link", [x.id for x in main.links], [x.id for x in other.links], "links")
        addresses = {link.id: link.url for link in main.links}
        for index, link in enumerate(other.links):
            place = self.other.place(PUBLICATION, "links", index, "url")
            yield from self._same_site(addresses.get(link.id), link.url, place)
        if not (main.contact and other.contact):
            return
        for name in type(main.contact).model_fields:
            there, here = getattr(main.contact, name), getattr(other.contact, name)
            place = self.other.place(PUBLICATION, "contact", name)
            if bool(there) != bool(here):
                message = say("content:contact-this-language", name=name, missing_or_extra=missing_or_extra(not here))
                yield self._warn(message, say("content:add-delete-both", path=self.main.path), place)
            elif isinstance(there, Link):
                yield from self._same_site(there.url, here.url, place)
            elif there and (wanted := _reached_at(main.contact, name)) != _reached_at(other.contact, name):
                message = say("content:contact-differs-from", name=name, language=main.language)
                yield self._warn(message, say("content:there", digits=wanted), place)

    def _same_ids(self, kind: str, wanted: Sequence[str], found: Sequence[str], field: str) -> Iterator[Finding]:
        place = self.other.place(PUBLICATION, field)
        for id in (id for id in wanted if id not in found):
            yield self._warn(
                say("content:missing-from-this-language", kind=kind, name=id), say("content:add-by-same-id"), place
            )
        for id in (id for id in found if id not in wanted):
            fix = say("content:add-to-too", path=self.main.path)
            yield self._warn(say("content:exists-only-this-language", kind=kind, name=id), fix, place)

    def _same_site(self, wanted: str | None, found: str, place: Place) -> Iterator[Finding]:
        """A page may have an address for each language; the site is mostly one."""
        if wanted and urlsplit(wanted).netloc != urlsplit(found).netloc:
            message = say("content:address-different-site-from", found=found, language=self.main.info.language)
            yield self._warn(message, say("content:check-this-intended-there", wanted=wanted), place)

    def _programme(self) -> Iterator[Finding]:
        if self.main.programme is None or self.other.programme is None:
            return  # its block is already reported as a missing part
        there, here = _sessions(self.main), _sessions(self.other)
        for id, (_, session, _path) in there.items():
            if id not in here:
                place = self.other.place(PROGRAMME, "days")
                message = say("content:session-missing-from-this-language", name=id, title=session.title)
                yield self._error(message, say("content:add-by-same-id"), place)
        for id, (day, session, path) in here.items():
            place = self.other.place(PROGRAMME, *path, "id")
            if id not in there:
                fix = say("content:add-to-too", path=self.main.path)
                yield self._error(say("content:session-exists-only-this-language", name=id), fix, place)
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
                message = say(
                    "content:session-has-2",
                    name=other.id,
                    name_2=name,
                    here=here,
                    language=self.main.info.language,
                    there=there,
                )
                yield self._error(message, say("content:correct-one-wrong"), self.other.place(PROGRAMME, *path, name))
        if session.cancelled is not other.cancelled:
            where = (say("content:in", language=self.main.info.language), say("content:this-language"))
            called_off, held = where if session.cancelled else reversed(where)
            message = say("content:session-cancelled-but-not", name=other.id, called_off=called_off, held=held)
            fix = say("content:write-cancelled-true-both-neither")
            yield self._error(message, fix, self.other.place(PROGRAMME, *path, "id"))
        for name in same_in_translations(Session):
            if getattr(session, name) != getattr(other, name):
                message = say(
                    "content:session-differs-from", name=name, name_2=other.id, language=self.main.info.language
                )
                place = self.other.place(PROGRAMME, *path, name)
                yield self._warn(
                    message, say("content:correct-one-wrong-there", shown=_shown(getattr(session, name))), place
                )
        people = [speaker.person for speaker in session.people]
        if people != [speaker.person for speaker in other.people]:
            message = say("content:people-session-differ-from-those", name=other.id, language=self.main.info.language)
            place = self.other.place(PROGRAMME, *path, "people")
            yield self._warn(message, say("content:correct-one-wrong-there-they-are", shown=_shown(people)), place)


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


def _reached_at(contact: Contact, field: str) -> str:
    """The e-mail address in a field; telephone numbers as their digits, however they are grouped."""
    found = []
    for held in values(contact):
        if held.path[0] == field and held.appearance.link in (Leads.PHONE, Leads.MAIL):
            is_number = held.appearance.link is Leads.PHONE
            found.append("".join(filter(str.isdigit, held.value)) if is_number else held.value)
    return ", ".join(found)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "nothing")
