"""Every text that a publication has for its readers, with its line. The document must contain them all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel

from publisher.compose.facts import text_language
from publisher.content.publication import PROGRAMME, PUBLICATION, Publication, Section
from publisher.content.reading.inline_text import field_text
from publisher.content.schema import Session
from publisher.datafiles.appearance import Appearance, Kind, appearances
from publisher.model.blocks import texts, walk
from publisher.model.findings import Place
from publisher.text.i18n import label
from publisher.text.typography import INVISIBLE_CHARACTERS

# Spaces, what nobody sees, and hyphens of every kind: where lines break they come and go.
LOOSE = re.compile(rf"[\s{INVISIBLE_CHARACTERS}\u2010\u2011\x00-\x1f\ufffe\uffff-]+")

SHORT = 4  # characters


def squash(text: str) -> str:
    """Text without spaces and hyphens, so that line breaks make no difference.

    Args:
        text: Any text.

    Returns:
        The same in the compatibility form of Unicode (NFKC, UAX 15), without spaces and hyphens.
    """
    return LOOSE.sub("", unicodedata.normalize("NFKC", text))


def publication_texts(publication: Publication, common: Collection[str] = ()) -> Iterator[tuple[str, Place]]:
    """(text, place) of everything that readers are to find: each field of the schema that is declared as text.

    `common` are the fields of a session that are the same in all sessions, and said once.
    """
    fields = _Walk(publication, common)
    yield from fields.texts(PUBLICATION, publication.info, ())
    if publication.programme:
        yield from fields.texts(PROGRAMME, publication.programme, ())
    for part in publication.parts:
        if isinstance(part, Section):
            yield from fields.texts(part.file, part.front, ())
            held = ((text, place or part.place) for block in walk(part.blocks) for text, place in texts(block))
            for runs, place in ((part.heading, part.place), *held):
                yield from ((run.text, place) for run in runs if run.text.strip())


class _Walk:
    """Along the declarations of the schema."""

    def __init__(self, publication: Publication, common: Collection[str]) -> None:
        self.publication = publication
        self.common, self.said = common, set[str]()
        self.language = publication.info.language
        self.venues = publication.venues

    def texts(self, file: str, model: BaseModel, path: tuple[str | int, ...]) -> Iterator[tuple[str, Place]]:
        for name, one in appearances(type(model)).items():
            if isinstance(model, Session) and name in self.common:
                if name in self.said:
                    continue
                self.said.add(name)
            for index, item in self._items(model, name, one):
                step = (*path, name, *([index] if index is not None else []))
                if isinstance(item, BaseModel):
                    yield from self.texts(file, item, step)
                elif text := one.text_of(item, self.language):
                    # A number or a short word may stand anywhere by chance: it goes with what it is the number of.
                    alone = one.label and index is None and (not isinstance(item, str) or len(text) < SHORT)
                    lead = f"{label(self.language, one.label)}: " if alone else ""
                    place = self.publication.place(file, *step)
                    if not one.running:
                        yield f"{lead}{text}", place
                        continue
                    for number, run in enumerate(field_text(text, self._language_of(model))):
                        if run.text.strip():
                            yield f"{lead if number == 0 else ''}{run.text}", place

    def _language_of(self, model: BaseModel) -> str:
        own = text_language(model, self.language) if isinstance(model, Session) else ""
        return own or self.language

    def _items(self, model: BaseModel, name: str, one: Appearance) -> Iterator[tuple[int | None, Any]]:
        """What a field holds, if that is for readers: its value, or each item of a list."""
        value = getattr(model, name)
        if value is None or one.kind not in (Kind.TEXT, Kind.HOLDS, Kind.PICTURE):
            return
        if one.together or not isinstance(value, (list, tuple)):
            yield None, value
            return
        # What the place offers as well stands there once.
        places: list[str] = (getattr(model, one.also_of) or []) if one.also_of else []
        venue = self.venues.get(places[0]) if len(places) == 1 else None
        for index, item in enumerate(value):
            if venue is None or item not in getattr(venue, name):
                yield index, item
