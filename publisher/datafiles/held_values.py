"""The values that a file of the content holds, each with its place and its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from publisher.datafiles.appearance import Appearance, appearances

Path = tuple[str | int, ...]


class Held(NamedTuple):
    """A value, or one item of a list, in the field of `holder` that the last name of `path` is."""

    path: Path
    holder: BaseModel
    appearance: Appearance
    value: Any


def values(model: BaseModel, path: Path = ()) -> Iterator[Held]:
    """Every value below a model that has no fields of its own, in the order of the schema. A field without a value is
    left out."""
    for name, one in appearances(type(model)).items():
        value = getattr(model, name)
        for index, item in enumerate(value) if isinstance(value, list | tuple) else [(None, value)]:
            there = (*path, name, *([index] if index is not None else []))
            if isinstance(item, BaseModel):
                yield from values(item, there)
            elif item is not None:
                yield Held(there, model, one, item)
