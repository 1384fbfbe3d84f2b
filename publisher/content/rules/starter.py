"""Content that is unchanged from the starter: texts, names, addresses, dates, pictures and logo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication
from publisher.content.reading.markdown import render_markdown
from publisher.content.rules.pictures import named_pictures
from publisher.content.rules.readable import Written
from publisher.datafiles.yaml_reader import read_yaml
from publisher.design.layouts import layout_folders
from publisher.model.blocks import texts, walk
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.model.graphemes import beginning, read_text
from publisher.model.paths import STARTER_BRANDS
from publisher.model.runs import plain

FEWEST = 20  # characters of a text that nobody else writes by chance
STARTER = "starter"


@dataclass(frozen=True)
class _Starter:
    values: frozenset[tuple[str, str]]  # (the field's name, its value)
    texts: frozenset[str]  # blocks of running text
    pictures: frozenset[str]  # digests


def starter_rules(publication: Publication, written: Iterable[Written]) -> Iterator[Finding]:
    """A warning for each field, stretch of running text, picture and logo that is unchanged."""
    starter = _starters(tuple(sorted(layout_folders(publication.content).values())))
    stretches: list[list[tuple[Written, bool]]] = []
    for one in written:
        is_old = _key(one.text) in starter.texts if not one.field else _is_unchanged(one, starter)
        if is_old and one.field:
            message = say("content:starter-text", shown=_shown(one.text))
            yield _finding("text", message, say("content:write-your-own-delete-field"), one.place)
        if not one.field:
            if not stretches or stretches[-1][-1][0].place.file != one.place.file:
                stretches.append([])
            stretches[-1].append((one, is_old))
    for stretch in stretches:
        yield from _running_text(stretch)
    yield from _dates(publication, starter)
    yield from _pictures(publication, starter)


def _is_unchanged(one: Written, starter: _Starter) -> bool:
    return (one.field[-1], _key(one.text)) in starter.values and (one.is_own or len(one.text) >= FEWEST)


def _running_text(stretch: list[tuple[Written, bool]]) -> Iterator[Finding]:
    """One finding for texts that follow each other."""
    begun: Written | None = None
    for (one, is_old), (_, goes_on) in pairwise([*stretch, (stretch[-1][0], False)]):
        begun = (begun or one) if is_old else None
        if begun and not goes_on:
            first, last = begun.place.line or 1, one.place.line or 1
            if first == last and len(one.text) < FEWEST:
                continue
            lines = (
                say("content:lines-are", first=first, last=last)
                if last > first
                else say("content:is", shown=_shown(one.text))
            )
            yield _finding(
                "text", say("content:starter-own-text", lines=lines), say("content:write-your-own-delete"), begun.place
            )


def _dates(publication: Publication, starter: _Starter) -> Iterator[Finding]:
    if publication.programme:
        for name in ("start", "end"):
            value = getattr(publication.programme, name).isoformat()
            if (name, value) in starter.values:
                place = publication.place(PROGRAMME, name)
                yield _finding(
                    "text", say("content:starter-own-date", value=value), say("content:write-date-your-event"), place
                )
    value = publication.info.date.isoformat()
    if ("date", value) in starter.values and publication.place(PUBLICATION, "date").line:
        titles = ("title", _key(publication.info.title))
        if titles in starter.values:
            place = publication.place(PUBLICATION, "date")
            yield _finding("text", say("content:starter-own-date", value=value), say("content:write-today-date"), place)


def _pictures(publication: Publication, starter: _Starter) -> Iterator[Finding]:
    for file, place in named_pictures(publication):
        if _digest(publication.folder / file) in starter.pictures:
            message, fix = say("content:starter-own-picture", file=file), say("content:put-your-own-place-delete-lines")
            yield _finding("picture", message, fix, place)
    for field, logo_file in publication.brand.logo_files:
        if _digest(publication.brands / logo_file) in starter.pictures:
            place = publication.yaml[publication.brand_file].place(("logo", field))
            message = say("content:starter-logo-brand", logo_file=logo_file, brand=publication.info.brand)
            fix = say("content:put-your-own-logo-place-brand")
            yield _finding("logo", message, fix, place)


@cache
def _starters(layouts: tuple[Path, ...]) -> _Starter:
    """What the starters of these layouts hold, and the brand to begin with."""
    values, blocks, pictures = set[tuple[str, str]](), set[str](), set[str]()
    for folder in (*(layout / STARTER for layout in layouts), STARTER_BRANDS):
        for path in sorted(folder.rglob("*")):
            match path.suffix:
                case ".yaml":
                    values |= set(_values(read_yaml(read_text(path), path.name).data, ""))
                case ".md":
                    said = read_text(path)
                    _, front, body = said.split("---\n", 2) if said.startswith("---\n") else ("", "", said)
                    values |= set(_values(read_yaml(front, path.name).data, ""))
                    read = render_markdown(body, path.name)
                    found = [plain(read.heading), *(plain(r) for b in walk(read.blocks) for r, _ in texts(b))]
                    blocks |= {_key(text) for text in found if text.strip()}
                case ".svg" | ".png" | ".jpg":
                    pictures.add(_digest(path))
    return _Starter(frozenset(values), frozenset(blocks), frozenset(pictures))


def _values(data: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _values(value, str(key))
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, name)
    elif isinstance(data, str):
        yield name, _key(data)


def _key(text: str) -> str:
    return " ".join(text.split())


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _finding(kind: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(f"content/starter-{kind}", Severity.WARNING, message, fix, place)


def _shown(text: str) -> str:
    text = _key(text)
    return text if len(text) <= 60 else f"{beginning(text, 59)}…"
