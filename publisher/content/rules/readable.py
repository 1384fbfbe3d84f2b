"""Every text that the writer wrote, with its field and its line, for rules that look at words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication, Section
from publisher.content.reading.inline_text import field_text
from publisher.datafiles.appearance import Kind, Leads, appearances
from publisher.model.blocks import Figure, texts, walk
from publisher.model.findings import Place
from publisher.model.runs import Runs, plain

WORDS = (Kind.TEXT, Kind.METADATA, Kind.ALTERNATIVE)


@dataclass(frozen=True)
class Written:
    """A text. `field` is where it stands: ("contact", "phone", "number") without the numbers of list items, or () for
    running text, whose `runs` keep the links. `link`: where the schema says that the field leads. `running`: the field
    may have short Markdown."""

    text: str
    field: tuple[str, ...]
    place: Place
    runs: Runs = ()
    link: Leads = Leads.NOWHERE
    running: bool = False


def written_texts(publication: Publication) -> Iterator[Written]:
    """Each text of the YAML fields that readers or files get, each address in them, and each block of running text."""
    for file, model in ((PUBLICATION, publication.info), (PROGRAMME, publication.programme)):
        if model is not None:
            yield from _fields(publication, file, model, ())
    for part in publication.parts:
        if not isinstance(part, Section):
            continue
        yield from _fields(publication, part.file, part.front, ())
        yield Written(plain(part.heading), (), part.place, part.heading)
        for block in walk(part.blocks):
            if isinstance(block, Figure) and block.alt:
                yield Written(block.alt, ("alt",), block.place or part.place)
            for runs, place in texts(block):
                if plain(runs).strip():
                    yield Written(plain(runs), (), place or part.place, runs)


def _fields(publication: Publication, file: str, model: BaseModel, path: tuple[str | int, ...]) -> Iterator[Written]:
    for name, one in appearances(type(model)).items():
        value: Any = getattr(model, name)
        for index, item in enumerate(value) if isinstance(value, list | tuple) else [(None, value)]:
            step = (*path, name, *([index] if index is not None else []))
            if isinstance(item, BaseModel):
                yield from _fields(publication, file, item, step)
            elif isinstance(item, str) and item and (one.kind in WORDS or item.startswith(("https://", "http://"))):
                field = tuple(str(part) for part in step if not isinstance(part, int))
                runs = field_text(item, publication.info.language) if one.running else ()
                yield Written(item, field, _place(publication, file, step), runs, one.link, one.running)


def _place(publication: Publication, file: str, path: tuple[str | int, ...]) -> Place:
    """The line of a field. Where one thing may stand for a list of them, the file has no number for it."""
    lines = publication.yaml[file].lines
    there = (part for at, part in enumerate(path) if isinstance(part, str) or path[: at + 1] in lines)
    return publication.place(file, *there)
