"""What a field is called elsewhere: by schema.org, iCalendar, stylesheets, and by people in tables and files.

A field says so beside its appearance:

    fee: Annotated[Text | None, as_text("session.fee"), SchemaOrg("description", within=OFFER)]

A field that says nothing stands in the description, in both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel


class Holder(NamedTuple):
    """The thing that a property belongs to, where that is not the session itself but a thing of this type that the
    session has in another property. `made`: a new one, where the session has none."""

    property: str
    type: str
    made: bool = False


@dataclass(frozen=True)
class SchemaOrg:
    """The property of schema.org that holds a field's value (https://schema.org/docs/full.html).

    `type`: each value is a thing of this type: what the field refers to, or one with the text as its name. `value`
    turns the value into that of the property, instead of the words that readers get.
    """

    property: str
    type: str = ""
    within: Holder | None = None
    value: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class ICalendar:
    """The property of iCalendar that holds a field's value (RFC 5545, 3.8; RFC 7986, 5). The value stands in the
    description, too, unless the property has it `instead`."""

    property: str
    instead: bool = False


@dataclass(frozen=True, init=False)
class Column:
    """A column of a table that holds a field's value, by what people write above it, in Swedish and English: the first
    word is the one that an export writes. Without one, the column is headed by the field's label or its name.

    `name`: the column's own name, where the field has several. `in_template`: it is in the table that colleagues fill
    in.
    """

    words: tuple[str, ...]
    name: str
    in_template: bool

    def __init__(self, *words: str, name: str = "", in_template: bool = False) -> None:
        for attribute, value in (("words", words), ("name", name), ("in_template", in_template)):
            object.__setattr__(self, attribute, value)


@dataclass(frozen=True)
class CssClass:
    """The class of a field's paragraph, where it is another than the field's name."""

    name: str


@cache
def css_classes(model: type[BaseModel]) -> dict[str, str]:
    """What the fields of a schema declare."""
    return {
        name: one.name
        for name, field in model.model_fields.items()
        for one in field.metadata
        if isinstance(one, CssClass)
    }


@cache
def schema_org(model: type[BaseModel]) -> dict[str, SchemaOrg]:
    """What the fields of a schema declare, in its order. Raises TypeError for a field that declares it twice."""
    found = {}
    for name, field in model.model_fields.items():
        declared = [one for one in field.metadata if isinstance(one, SchemaOrg)]
        if len(declared) > 1:
            raise TypeError(f"{model.__name__}.{name} names two properties of schema.org. Name one.")
        if declared:
            found[name] = declared[0]
    return found


@cache
def icalendar(model: type[BaseModel]) -> dict[str, tuple[ICalendar, ...]]:
    """What the fields of a schema declare: a field may fill several properties."""
    declared = (
        (name, tuple(one for one in field.metadata if isinstance(one, ICalendar)))
        for name, field in model.model_fields.items()
    )
    return {name: found for name, found in declared if found}


@cache
def columns(model: type[BaseModel]) -> dict[str, Column]:
    """The columns that the fields of a schema declare, by their names, in its order."""
    return {
        one.name or name: one
        for name, field in model.model_fields.items()
        for one in field.metadata
        if isinstance(one, Column)
    }


def outside_description(model: type[BaseModel]) -> frozenset[str]:
    """The fields that an iCalendar property has instead of the description."""
    return frozenset(name for name, ones in icalendar(model).items() if any(one.instead for one in ones))
