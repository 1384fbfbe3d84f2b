"""The usable part of a file with faults, so that one fault does not hide the others.

A list item with a fault is left out, an optional field with a fault is forgotten, and a required one is filled in. What
is salvaged is never built; and what can no longer be known, such as whether an id is missing, is not reported.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from publisher.datafiles.yaml_reader import YamlFile

Model = TypeVar("Model", bound=BaseModel)

UNKNOWN = "unknown"  # a layout and brand that no check asks for
MOST = 500  # faults in one file
# Findings that stay true whatever was left out.
SURE = frozenset(
    f"content/{id}"
    for id in ("duplicate-id", "end-before-start", "session-outside-day", "missing-picture", "picture-outside")
) | {
    "content/picture-type",
    "content/picture-broken",
    "content/picture-too-big",
    "content/time-zone",
    "content/unknown-layout",
    "content/reserved-id",
    "content/day-outside",
}


@dataclass(frozen=True)
class StandIn:
    """Beside the type of a required field: the value that the rest of the file is checked with, where the field's own
    cannot be read."""

    value: Any


@cache
def stand_ins(model: type[BaseModel]) -> dict[str, Any]:
    """What the fields of a schema declare."""
    return {
        name: one.value
        for name, field in model.model_fields.items()
        for one in field.metadata
        if isinstance(one, StandIn)
    }


def salvage(source: YamlFile, model: type[Model]) -> Model | None:
    """The model of what is sound in `source`; None where too little is. Lines of `source` follow what is left out."""
    rest = copy.deepcopy(source.data)
    for _ in range(MOST):
        try:
            return model.model_validate(rest)
        except ValidationError as error:
            if not _repair(rest, source, model, error.errors()[-1]["loc"]):
                return None
    return None


def _repair(rest: dict[str, Any], source: YamlFile, model: type[BaseModel], path: tuple[str | int, ...]) -> bool:
    """Leave out, forget or fill in what is at `path`. False where nothing can be done."""
    lists: list[tuple[list[Any], tuple[str | int, ...], int]] = []
    inner: Any = rest
    for depth, step in enumerate(path):
        if isinstance(inner, list) and isinstance(step, int) and step < len(inner):
            lists.append((inner, path[:depth], step))
            inner = inner[step]
        elif isinstance(inner, dict) and step in inner:
            inner = inner[str(step)]
        else:
            break
    if lists:
        items, parent, index = lists[-1]
        del items[index]
        _close_gap(source, parent, index)
        return True
    name = str(path[0]) if path else ""
    if name in stand_ins(model):
        rest[name] = copy.deepcopy(stand_ins(model)[name])
        return True
    return rest.pop(name, None) is not None or (name in source.data and source.data[name] is None)


def _close_gap(source: YamlFile, parent: tuple[str | int, ...], gone: int) -> None:
    """The items after the one that is gone move up by one, and so do their lines."""
    depth, moved = len(parent), {}
    for path, line in source.lines.items():
        if path[:depth] == parent and len(path) > depth and isinstance(index := path[depth], int) and index >= gone:
            if index > gone:
                moved[*parent, index - 1, *path[depth + 1 :]] = line
        else:
            moved[path] = line
    source.lines = moved
