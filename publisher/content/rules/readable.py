"""Every text that the writer wrote, with its field and its line, for rules that look at words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication, Section
from publisher.content.reading.inline_text import field_text
from publisher.datafiles.appearance import Kind, Leads
from publisher.datafiles.declared import own_words
from publisher.datafiles.held_values import values
from publisher.model.blocks import Figure, texts, walk
from publisher.model.findings import Place
from publisher.model.runs import Runs, plain

WORDS = (Kind.TEXT, Kind.METADATA, Kind.ALTERNATIVE)


@dataclass(frozen=True)
class Written:
    """A text. `field` is where it stands: ("contact", "phone", "number") without the numbers of list items, or () for
    running text, whose `runs` keep the links. `link`: where the schema says that the field leads. `is_own`: the field's
    words are the sender's own, however short. `running`: it may have short Markdown."""

    text: str
    field: tuple[str, ...]
    place: Place
    runs: Runs = ()
    link: Leads = Leads.NOWHERE
    is_own: bool = False
    running: bool = False


def written_texts(publication: Publication) -> Iterator[Written]:
    """Each text of the YAML fields that readers or files get, each address in them, and each block of running text."""
    for file, model in ((PUBLICATION, publication.info), (PROGRAMME, publication.programme)):
        if model is not None:
            yield from _fields(publication, file, model)
    for part in publication.parts:
        if not isinstance(part, Section):
            continue
        yield from _fields(publication, part.file, part.front)
        yield Written(plain(part.heading), (), part.place, part.heading)
        for block in walk(part.blocks):
            if isinstance(block, Figure) and block.alt:
                yield Written(block.alt, ("alt",), block.place or part.place)
            for runs, place in texts(block):
                if plain(runs).strip():
                    yield Written(plain(runs), (), place or part.place, runs)


def _fields(publication: Publication, file: str, model: BaseModel) -> Iterator[Written]:
    for held in values(model):
        item, one = held.value, held.appearance
        if isinstance(item, str) and item and (one.kind in WORDS or item.startswith(("https://", "http://"))):
            field = tuple(str(part) for part in held.path if not isinstance(part, int))
            is_own = field[-1] in own_words(type(held.holder))
            runs = field_text(item, publication.info.language) if one.running else ()
            place = place_in(publication, file, held.path)
            yield Written(item, field, place, runs, one.link, is_own=is_own, running=one.running)


def place_in(publication: Publication, file: str, path: tuple[str | int, ...]) -> Place:
    """The line of a field. Where one thing may stand for a list of them, the file has no number for it."""
    lines = publication.yaml[file].lines
    there = (part for at, part in enumerate(path) if isinstance(part, str) or path[: at + 1] in lines)
    return publication.place(file, *there)
