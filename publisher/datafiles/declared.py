"""What the fields of a schema declare besides how they appear: the main field of a thing, the words of the sender."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from publisher.datafiles.appearance import Kind, appearances, model_in, models_in


class OwnWords:
    """Beside a field's type: its words are the sender's own, however short, so those of the starter must go."""


@dataclass(frozen=True)
class Main:
    """Beside the type of the one field of a thing that people write where they write no other, and which a fix names.
    `alone`: the content may write its value for the whole thing."""

    alone: bool = False


class Stays:
    """Beside a field's type: its text mostly stays as it is in other languages. A name, an address."""


class Key:
    """Beside the type of a field without an id: by its value a translation finds the thing."""


OWN_WORDS, MAIN, ALONE, STAYS, KEY = OwnWords(), Main(), Main(alone=True), Stays(), Key()


@cache
def own_words(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a schema whose words are the sender's own."""
    return frozenset(name for name, field in model.model_fields.items() if OWN_WORDS in field.metadata)


@cache
def stays(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a schema whose texts mostly stay as they are in other languages."""
    return frozenset(name for name, field in model.model_fields.items() if STAYS in field.metadata)


@dataclass(frozen=True)
class KeyField:
    """The field by whose value a thing in a list is found again. `name` is "" for none, `has_id`: it is an id, which no
    other thing of the list's name has, wherever it stands."""

    name: str = ""
    has_id: bool = False


@cache
def key_field(model: type[BaseModel]) -> KeyField:
    """By which field of a schema its things are found again in a list."""
    for name, one in appearances(model).items():
        if one.kind is Kind.IDENTIFIES or KEY in model.model_fields[name].metadata:
            return KeyField(name, one.kind is Kind.IDENTIFIES)
    return KeyField()


def main_field(model: type[BaseModel], *, alone: bool = False) -> str:
    """The name of a schema's main field, "" for none. `alone`: only where its value may stand for the whole."""
    return next(
        (
            name
            for name, field in model.model_fields.items()
            for one in field.metadata
            if isinstance(one, Main) and (one.alone or not alone)
        ),
        "",
    )


def main_fields(model: type[BaseModel]) -> dict[str, str]:
    """The main field of what each field in a schema holds: "phone": "number"."""
    return {
        name: found
        for part in models_in(model)
        for name in part.model_fields
        if (held := model_in(part.model_fields[name].annotation)) and (found := main_field(held))
    }


def fields_of(model: type[BaseModel], kind: Kind) -> frozenset[str]:
    """The fields of this kind in a schema, and in those that its fields hold."""
    return frozenset(name for part in models_in(model) for name, one in appearances(part).items() if one.kind is kind)
