"""A field that there is not: what was meant, judged by its name, its place and how far it is indented."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import BaseModel

from publisher.datafiles.appearance import model_in
from publisher.datafiles.yaml_reader import YamlFile
from publisher.model.catalogue import Message, say
from publisher.model.nearest import nearest

FRONT_MATTER = 2  # the first line of the fields at the top of a section, below their ---
# What fields are called by people who write Swedish.
SWEDISH = {
    "titel": "title",
    "rubrik": "title",
    "underrubrik": "subtitle",
    "språk": "language",
    "datum": "date",
    "avsnitt": "sections",
    "beskrivning": "description",
    "avsändare": "sender",
    "kontakt": "contact",
    "telefon": "phone",
    "epost": "email",
    "e-post": "email",
    "mejl": "email",
    "namn": "name",
    "plats": "place",
    "fil": "file",
    "bild": "picture",
    "bildtext": "caption",
    "personer": "people",
    "länkar": "links",
    "dagar": "days",
    "programpunkter": "sessions",
    "slut": "end",
    "omslag": "cover",
    "adress": "address",
}


def fix_of_unknown(path: tuple[Any, ...], source: YamlFile, model: type[BaseModel]) -> Message:
    """What to do about the field at `path`, which `model` does not have there."""
    if holder := _indented_wrongly(path, source, model):
        return holder
    known, close = fields_at(model, path[:-1]), close_names(path, source, model)
    near = close[0] if close else nearest(str(path[-1]), known) or SWEDISH.get(str(path[-1]).lower(), "")
    if near in known:
        return say("datafiles:did-you-mean", close=near)
    if " " in str(path[-1]).strip():
        return say("datafiles:words-are-no-field", words=str(path[-1]))
    is_front_matter = source.first_line == FRONT_MATTER and len(path) == 1
    text = "datafiles:front-matter-of-another-program" if is_front_matter else "datafiles:use-one-fields"
    return say(text, known=", ".join(known))


def close_names(path: tuple[Any, ...], source: YamlFile, model: type[BaseModel]) -> list[str]:
    """The name of the field that an unknown one may mean, if there is one."""
    return difflib.get_close_matches(str(path[-1]), fields_at(model, written_path(path, source.data)[:-1]), 1)


def _indented_wrongly(path: tuple[Any, ...], source: YamlFile, model: type[BaseModel]) -> Message | None:
    """The fix for a field that belongs to the group around the one that it stands in, or to the group above it."""
    name, column = str(path[-1]), source.columns.get(path)
    if column is None:
        return None
    for depth in range(len(path) - 2, -1, -1):  # too far: the groups around it
        outer = path[:depth]
        siblings = [one for one in source.columns if len(one) == depth + 1 and one[:depth] == outer]
        if name in fields_at(model, outer) and siblings and (*outer, name) not in source.columns:
            return say("datafiles:belongs-to-outer", name=name, count=source.columns[siblings[0]])
    here = source.lines.get(path, 0)
    above = [one for one in source.columns if one[:-1] == path[:-1] and source.lines[one] < here]
    if above:  # not far enough: the group above it
        group = max(above, key=lambda one: source.lines[one])
        inner = [one for one in source.columns if len(one) == len(group) + 1 and one[:-1] == group]
        if inner and name in fields_at(model, group):
            return say("datafiles:belongs-to-group", name=name, group=str(group[-1]), count=source.columns[inner[0]])
    return None


def fields_at(model: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    """The names of the fields at `path`."""
    return list(model_at(model, path).model_fields)


def model_at(model: type[BaseModel], path: tuple[Any, ...]) -> type[BaseModel]:
    """Walks the schema along `path`."""
    for step in path:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        model = model_in(model.model_fields[step].annotation) or model
    return model


def written_path(path: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    """The path as the content has it: one value alone may stand where the schema has a list."""
    found: tuple[Any, ...] = ()
    for step in path:
        if isinstance(step, int) and not isinstance(data, (list, tuple)):
            continue
        found = (*found, step)
        known = step in data if isinstance(data, dict) else isinstance(step, int) and step < len(data or ())
        data = data[step] if known else None
    return found
