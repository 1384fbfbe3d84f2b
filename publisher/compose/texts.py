"""Every text that a publication holds for its readers, with its line: what the document must contain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html
from pydantic import BaseModel

from publisher.content.publication import Publication, Section
from publisher.model.findings import Place
from publisher.text.addresses import printed
from publisher.text.typography import UNSEEN_SIGNS

# Spaces, what nobody sees, and hyphens of every kind: where lines break they come and go.
LOOSE = re.compile(rf"[\s{UNSEEN_SIGNS}\u2010\u2011\x00-\x1f\ufffe\uffff-]+")
# Fields that steer and are not read, or that are shown in another form (dates, times, languages, alt texts).
NOT_READ = frozenset(
    (
        "id",
        "language",
        "description",
        "sender",
        "date",
        "version",
        "layout",
        "brand",
        "sections",
        "file",
        "alt",
        "decorative",
        "block",
        "site",
        "press",
        "timezone",
        "start",
        "end",
        "place",
        "opens",
        "closes",
        "person",
        "stream",
        "qr",
        "accessibility",
    )
)


def squash(text: str) -> str:
    """Text without spaces and hyphens, in Unicode's compatibility form, so that line breaks make no difference."""
    return LOOSE.sub("", unicodedata.normalize("NFKC", text))


def publication_texts(publication: Publication) -> Iterator[tuple[str, Place]]:
    """(text, place) of everything that readers are to find."""
    yield from _fields(publication, "publication.yaml", publication.info, ())
    if publication.programme:
        yield from _fields(publication, "programme.yaml", publication.programme, ())
    for part in publication.parts:
        if isinstance(part, Section):
            yield from _fields(publication, part.file, part.front, ())
            for html in filter(str.strip, (part.title, part.html)):
                for text in lxml_html.fromstring(f"<div>{html}</div>").itertext():
                    if text.strip():
                        yield text, part.place


def _fields(
    publication: Publication, file: str, value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[str, Place]]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in NOT_READ or (name == "description" and path):
                yield from _fields(publication, file, getattr(value, name), (*path, name))
    elif isinstance(value, (list, tuple)):
        if path[-1] != "people" or not all(isinstance(item, str) for item in value):  # ids of people are not read
            for index, item in enumerate(value):
                yield from _fields(publication, file, item, (*path, index))
    elif isinstance(value, str):
        yield (
            printed(value) if path[-1] in ("url", "signup", "calendar") else value,
            publication.place(file, *path),
        )
