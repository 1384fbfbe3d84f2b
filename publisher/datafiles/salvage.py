"""The usable part of a file with faults, so that one fault does not hide the others.

A list item with a fault is left out, an optional field with a fault is forgotten, and a required one is filled in. What
is salvaged is never built; and what can no longer be known, such as whether an id is missing, is not reported.
"""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from publisher.datafiles.yaml_reader import YamlFile

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]

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
            if not _repair_all(rest, source, model, [one["loc"] for one in reversed(_brief(error))]):
                return None
    return None


def _brief(error: ValidationError) -> list[Any]:
    return error.errors(include_url=False, include_context=False, include_input=False)


def _repair_all(rest: dict[str, Any], source: YamlFile, model: type[BaseModel], paths: list[Path]) -> bool:
    """Repair what is at these paths, the last of the file first, so that no list moves under the next. What lies within
    what is repaired, or around it, waits for the next look. False where nothing can be done about the first."""
    repaired, around = set[Path](), set[Path]()
    gone = defaultdict[Path, list[int]](list)
    done = False
    for path in paths:
        place = _place(rest, path)
        if place in around or any(place[:depth] in repaired for depth in range(len(place) + 1)):
            continue
        if not _repair(rest, model, source, place):
            break
        done = True
        repaired.add(place)
        around.update(place[:depth] for depth in range(len(place)))
        if isinstance(place[-1], int):
            gone[place[:-1]].append(place[-1])
    if gone:
        source.lines = _moved(source.lines, {parent: sorted(indexes) for parent, indexes in gone.items()})
    return done


def _place(rest: Any, path: Path) -> Path:
    """Where the repair of `path` takes hold: the innermost item of a list, or the field at the top."""
    place, inner = path[:1], rest
    for depth, step in enumerate(path):
        if isinstance(inner, list) and isinstance(step, int) and step < len(inner):
            place, inner = path[: depth + 1], inner[step]
        elif isinstance(inner, dict) and step in inner:
            inner = inner[step]
        else:
            break
    return place


def _repair(rest: dict[str, Any], model: type[BaseModel], source: YamlFile, place: Path) -> bool:
    """Leave out, forget or fill in what is at `place`. False where nothing can be done."""
    if not place:
        return False
    if isinstance(place[-1], int):
        items: Any = rest
        for step in place[:-1]:
            items = items[step]
        del items[place[-1]]
        return True
    name = str(place[0])
    if name in stand_ins(model):
        rest[name] = copy.deepcopy(stand_ins(model)[name])
        return True
    return rest.pop(name, None) is not None or (name in source.data and source.data[name] is None)


def _moved(lines: dict[Path, int], gone: Mapping[Path, list[int]]) -> dict[Path, int]:
    """The lines of what is left, when items with these numbers are gone from the lists at these paths: the items after
    one that is gone move up by one."""
    moved = dict[Path, int]()
    for path, line in lines.items():
        steps = list[str | int]()
        for depth, step in enumerate(path):
            numbers = gone.get(path[:depth])
            if numbers and isinstance(step, int):
                before = bisect_left(numbers, step)
                if before < len(numbers) and numbers[before] == step:
                    break
                step -= before
            steps.append(step)
        else:
            moved[tuple(steps)] = line
    return moved
