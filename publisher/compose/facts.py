"""What the content says of a session, person, place, link or contact: one list of facts, made from how the fields of
the schema are declared. The templates, the calendar, linked data and the proofs all read this list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from publisher.compose.programme_forms import WITH_INDEXES, chosen_form
from publisher.content.publication import PROGRAMME, PUBLICATION, Publication
from publisher.content.reading.inline_text import field_text
from publisher.content.schema import Person, Session, Stream, Venue
from publisher.datafiles.appearance import (
    Appearance,
    Kind,
    Leads,
    Where,
    appearances,
    href_of,
    labelled,
)
from publisher.datafiles.vocabularies import css_classes
from publisher.model.findings import Place
from publisher.model.label import label_runs, language_of
from publisher.model.runs import Kind as MarkKind
from publisher.model.runs import Mark, Run, Runs, joined, plain
from publisher.text.i18n import label

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fact:
    """One thing that is said: of which field of the schema it is, its label in the publication's language ("" for
    none), and what is said, as running text.

    `values` are one text for each item of a list; `things` are what they stand for, where they stand for something with
    facts of its own. `css_class` is that of its paragraph, where it is not the field's name.
    `language` is set where it is another than the publication's.
    """

    field: str
    label: str
    values: tuple[Runs, ...]
    between: str
    where: Where
    source: Place
    language: str = ""
    things: tuple[Thing, ...] = ()
    css_class: str = ""

    @property
    def runs(self) -> Runs:
        """All of it, without the label."""
        return joined(self.values, self.between)

    @property
    def text(self) -> str:
        """The words alone, without the label."""
        return plain(self.runs)


@dataclass(frozen=True)
class Thing:
    """A session, person, place, link or contact: what was read, and what is said of it. `line` is the same on one line,
    as it stands in another thing."""

    model: Any
    facts: tuple[Fact, ...]
    line: Runs

    def __getitem__(self, field: str) -> str:
        """What is said in a field, in words; "" for nothing."""
        return next((fact.text for fact in self.facts if fact.field == field), "")

    def stand(self, where: str) -> list[Fact]:
        """The facts that stand there: "lead", "brief", "flow", "apart", "heading"."""
        return [fact for fact in self.facts if fact.where == where]


class Facts:
    """The facts of one publication's things."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.language = publication.info.language
        self.lists: Mapping[str, Mapping[str, Any]] = {
            "people": publication.people,
            "places": publication.venues,
            "streams": publication.streams,
        }
        self.paths = dict(_paths(publication))
        self.made: dict[tuple[str, str], Thing] = {}
        self.form = chosen_form(publication.programme) if publication.programme else None
        # What an index says once: a session only names it.
        self.indexed = frozenset(("people", "places")) if self.form in WITH_INDEXES else frozenset[str]()
        programme = publication.programme
        declared = appearances(type(programme)) if programme else {}
        # What the programme says for all sessions: the place of those that name none, and the label before the people.
        self.shared = {name: getattr(programme, name) for name, one in declared.items() if one.kind is Kind.REFERS}
        self.labels = {one.labels: getattr(programme, name) for name, one in declared.items() if one.labels}

    def named(self, kind: str, id: str | None) -> Thing | None:
        """What an id stands for in a list ("people", "places", "streams"); None where it stands for nothing."""
        model = self.lists[kind].get(id or "")
        if model is None:
            return None
        key = (kind, model.id)
        if key not in self.made:
            self.made[key] = self.thing(model, self.paths[id_key(model)])
        return self.made[key]

    def thing(self, model: BaseModel, path: Path) -> Thing:
        """What is said of something that was read at `path`: ("publication.yaml", "contact")."""
        facts = tuple(self.facts(model, path))
        return Thing(model, facts, self._line(facts))

    def session(self, model: Session, path: Path, *, alone: bool) -> tuple[Fact, ...]:
        """What is said of a session besides its title and times. `alone`: not in the document, below what is said of
        the whole programme, but by itself, with what its place offers wherever that is."""
        own = text_language(model, self.language)
        return tuple(
            replace(fact, language=own) if is_own_text(model, fact) else fact
            for fact in self.facts(model, path, alone=alone)
            if fact.where is not Where.HEADING
        )

    def shares(self, model: Session) -> bool:
        """Whether a session is at the place of the whole programme, or has something else from it."""
        return any(value is not None and getattr(model, name) is None for name, value in self.shared.items())

    def facts(self, model: BaseModel, path: Path, *, alone: bool = False) -> Iterator[Fact]:
        """Every fact that the fields say, in the order of the schema."""
        declared = appearances(type(model))
        for name, usual in declared.items():
            if getattr(model, name) in (None, []) and not (usual.kind is Kind.REFERS or usual.also_of):
                continue  # most fields of most sessions
            one = labelled(usual, self.labels if isinstance(model, Session) else {}, name)
            values, things, whole = self._values(model, name, one, path, alone=alone)
            if one.also_of:
                values += [value for value in self._also(model, name, declared, alone=alone) if value not in values]
            if values:
                between = label(self.language, "list.semicolon" if things else "list.comma")
                title = label(self.language, one.label) if one.label == usual.label and one.label else one.label
                source = self.publication.place(str(path[0]), *path[1:], name)
                css = css_classes(type(model)).get(name, "")
                yield Fact(name, title, tuple(values), between, one.where, source, things=tuple(things), css_class=css)
            if not whole:
                continue
            merged = [field for field, other in declared.items() if other.also_of == name and len(whole) < 2]
            for thing in whole:
                for fact in thing.stand("apart"):
                    if fact.field not in merged:
                        # Of several places, each says which it is.
                        lead = (Run(f"{plain(thing.facts[0].runs)}: "),) if len(whole) > 1 else ()
                        said = ((*lead, *fact.runs),) if lead else fact.values
                        yield replace(fact, field=f"{name}_{fact.field}", where=Where.FLOW, values=said, css_class="")

    def _values(
        self, model: BaseModel, name: str, one: Appearance, path: Path, *, alone: bool
    ) -> tuple[list[Runs], list[Thing], list[Thing]]:
        """The texts of a field, the things that they stand for, and those of these that are to stand here whole."""
        value = getattr(model, name)
        items = one.items(value)
        if one.kind is Kind.REFERS:
            own = [thing for id in items if (thing := self.named(one.refers, id))]
            is_open = isinstance(model, Session) and value is None
            shared = self.named(one.refers, self.shared.get(name)) if is_open else None
            things = own or ([shared] if shared else [])
            if one.refers in self.indexed and isinstance(model, Session) and not alone:
                return [thing.facts[0].runs for thing in things], things, []
            return [thing.line for thing in things], things, (own or things if alone else own) if one.whole else []
        if one.kind is Kind.HOLDS:
            is_list = isinstance(value, (list, tuple))
            things = [
                self._held(item, (*path, name, *([index] if is_list else []))) for index, item in enumerate(items)
            ]
            lines = [
                self._named_only(item, thing) if self.indexed and not alone else thing.line
                for item, thing in zip(items, things, strict=True)
            ]
            return lines, things, []
        if not one.is_read:
            return [], [], []
        texts = [(item, text) for item in items if (text := one.text_of(item, self.language))]
        if one.running:
            other = text_language(model, self.language) if isinstance(model, Session) else ""
            return [self._running(name, one, field_text(text, other or self.language)) for _, text in texts], [], []
        return [(self._run(model, name, one, item, text),) for item, text in texts], [], []

    def _held(self, model: BaseModel, path: Path) -> Thing:
        """A thing within another. Where it only refers to one, it is that, with what is said of it just here."""
        for name, one in appearances(type(model)).items():
            if one.kind is Kind.REFERS and (thing := self.named(one.refers, getattr(model, name))):
                here = {field: value for field in appearances(type(model)) if (value := getattr(model, field))}
                if here.keys() == {name}:
                    return thing
                known = type(thing.model).model_fields
                changed = thing.model.model_copy(update={k: v for k, v in here.items() if k in known})
                said = {name, *vars(changed)}
                more = (fact for fact in self.facts(model, path) if fact.field not in said)
                facts = (*self.facts(changed, path), *more)
                return Thing(changed, facts, self._line(facts))
        return self.thing(model, path)

    def _named_only(self, model: BaseModel, thing: Thing) -> Runs:
        """The line of a thing within another: where an index says the rest, its name and what is said just here."""
        declared = appearances(type(model))
        if not any(one.kind is Kind.REFERS and one.refers in self.indexed for one in declared.values()):
            return thing.line
        name, *others = thing.facts
        here = [fact for fact in others if getattr(model, fact.field, None)]
        return self._line((name, *here))

    def _also(self, model: BaseModel, name: str, declared: Mapping[str, Appearance], *, alone: bool) -> Iterator[Runs]:
        """What the thing that another field refers to says under the same name."""
        other = declared[name].also_of
        things = self._values(model, other, declared[other], (), alone=alone)[2]
        for thing in things if len(things) == 1 else ():  # of several, each says what it offers itself
            for fact in thing.facts:
                if fact.field == name:
                    yield from fact.values

    def _run(self, model: BaseModel, name: str, one: Appearance, item: Any, text: str) -> Run:
        url = str(getattr(model, "url", ""))
        marks = []
        spells = one.link is Leads.SPELLS
        # An address without a title beside it leads there itself.
        if href := url if spells and not getattr(model, "title", True) else href_of(one, item, url):
            keep = "keep" if one.link in (Leads.PHONE, Leads.MAIL) else ""
            marks.append(Mark(MarkKind.LINK, href, name=keep))
        if spells and not href:
            marks.append(Mark(MarkKind.ADDRESS, url))
        if one.strong:
            marks.append(Mark(MarkKind.STRONG))
        if one.in_brackets:
            marks.append(Mark(MarkKind.ROLE, name))
        if language := language_of(text):
            marks.append(Mark(MarkKind.LANGUAGE, language=language))
        return Run(f"({text})" if one.in_brackets else text, tuple(marks))

    def _running(self, name: str, one: Appearance, runs: Runs) -> Runs:
        """A text that may have marks of its own, within those of its field."""
        if one.in_brackets:
            first, last = runs[0], runs[-1]
            if first is last:
                runs = (replace(first, text=f"({first.text})"),)
            else:
                runs = (replace(first, text=f"({first.text}"), *runs[1:-1], replace(last, text=f"{last.text})"))
        marks = [Mark(MarkKind.STRONG)] if one.strong else []
        marks += [Mark(MarkKind.ROLE, name)] if one.in_brackets else []
        return tuple(run.marked(*marks) for run in runs)

    def _line(self, facts: tuple[Fact, ...]) -> Runs:
        """All that does not stand apart."""
        comma = label(self.language, "list.comma")
        runs: Runs = ()
        for fact in facts:
            if fact.where is Where.FLOW:
                between = "" if not runs else " " if fact.runs[0].has(MarkKind.ROLE) else comma
                lead = label_runs(between, fact.label, ": " if fact.label else "")
                runs = (*runs, *lead, *fact.runs)
        return runs


def text_language(session: Session, language: str) -> str:
    """The language that a session's texts are in, where it is another than the document's; "" where it is that one. The
    language that it is held in says nothing of its description."""
    return session.text_language if session.text_language and session.text_language != language else ""


def id_key(model: Person | Venue | Stream) -> tuple[str, str]:
    """By which a thing with an id is found again: ids are unique among things of one kind."""
    return type(model).__name__, model.id


def _paths(publication: Publication) -> Iterator[tuple[tuple[str, str], Path]]:
    """Where each thing that has an id stands."""
    for file, source in ((PUBLICATION, publication.info), (PROGRAMME, publication.programme)):
        for name in type(source).model_fields if source else ():
            value = getattr(source, name)
            for index, item in enumerate(value if isinstance(value, list) else ()):
                if isinstance(item, Person | Venue | Stream):
                    yield id_key(item), (file, name, index)


def is_own_text(model: Session, fact: Fact) -> bool:
    """Whether it is running text that the session's own language is for."""
    one = appearances(type(model)).get(fact.field)
    return one is not None and one.is_read and not one.words and not one.label and fact.where is Where.FLOW
