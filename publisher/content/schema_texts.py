"""texts.yaml of a translation, as types: the texts of the main language's files, without their facts.

The schema is made from those of publication.yaml and programme.yaml, so a field that is added there can be translated
here. Things with an id stand below the name of their list, wherever they are in the main files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, ClassVar, Optional

from pydantic import BaseModel, Field, create_model
from pydantic.fields import FieldInfo

from publisher.content.schema_programme import ProgrammeFile
from publisher.content.schema_publication import PublicationFile
from publisher.datafiles.appearance import (
    FILE,
    HOLDS,
    STEERS,
    Appearance,
    Kind,
    Leads,
    appearances,
    model_in,
    value_types,
)
from publisher.datafiles.declared import key_field, stays
from publisher.datafiles.fields import Id, Several, Strict, Text
from publisher.datafiles.value_words import as_printed, yes_or_text

OWN_WORDS = (None, as_printed, yes_or_text)  # what stands in the file is what readers get, or an address
SPOKEN = (Kind.TEXT, Kind.METADATA, Kind.ALTERNATIVE)
MAIN_FILES: dict[str, type[Strict]] = {"publication.yaml": PublicationFile, "programme.yaml": ProgrammeFile}


class Texts(Strict):
    """Texts of something in the main files. `original` is the schema of that."""

    original: ClassVar[type[BaseModel]]


def is_translated(model: type[BaseModel], name: str) -> bool:
    """Whether a field holds a text, or the name of a picture's file, which may be another in another language."""
    one, info = appearances(model)[name], model.model_fields[name]
    if str not in value_types(info.annotation):
        return False
    if one.kind is Kind.FILE:
        return any(other.kind is Kind.ALTERNATIVE for other in appearances(model).values())  # of a picture
    return one.kind in SPOKEN and one.words in OWN_WORDS


def needs_translation(model: type[BaseModel], name: str) -> bool:
    """Whether it is a text that readers of another language do not understand: no name, address, number or file."""
    one = appearances(model)[name]
    return (
        is_translated(model, name)
        and one.kind is not Kind.FILE
        and one.words is not as_printed
        and one.link in (Leads.NOWHERE, Leads.URL)
        and name not in stays(model)
    )


def is_listed(info: FieldInfo) -> bool:
    """Whether a field holds a list."""
    return any(getattr(one, "__origin__", None) is list for one in _forms(info.annotation))


def is_mapping(annotation: Any) -> bool:
    """Whether a field of texts.yaml holds a mapping from the names of things to their texts."""
    return any(getattr(one, "__origin__", None) is dict for one in _forms(annotation))


def _forms(annotation: Any) -> Iterator[Any]:
    yield annotation
    if getattr(annotation, "__origin__", None) not in (list, dict):
        for inner in getattr(annotation, "__args__", ()):
            yield from _forms(inner)


@dataclass
class _Made:
    """Schemas being made: the lists of things with ids, by their names in the file."""

    lists: dict[str, type[BaseModel]] = field(default_factory=dict)
    made: dict[type[BaseModel], type[Texts]] = field(default_factory=dict)

    def texts(self, model: type[BaseModel]) -> type[Texts]:
        """The schema of the texts of a thing."""
        if model not in self.made:
            words = f"Texts of: {model.__name__}"
            made = create_model(f"{model.__name__}Texts", __base__=Texts, __doc__=words, **self.fields(model))
            made.original = model
            self.made[model] = made
        return self.made[model]

    def fields(self, model: type[BaseModel]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, one in appearances(model).items():
            info = model.model_fields[name]
            inner = model_in(info.annotation)
            if is_translated(model, name):
                found[name] = _optional(info, FILE if one.kind is Kind.FILE else one)
            elif inner and one.kind in (Kind.HOLDS, Kind.PICTURE):
                self.hold(found, name, inner, one, listed=is_listed(info))
        return found

    def hold(self, found: dict[str, Any], name: str, inner: type[BaseModel], one: Appearance, *, listed: bool) -> None:
        key = key_field(inner)
        if listed and key.has_id:
            self.lists[name] = inner
            self.texts(inner)  # what stands in it may have ids of its own
            return
        texts = self.texts(inner)
        if not texts.model_fields:
            return
        if listed and not key.name:
            found[name] = (Annotated[list[texts], Several(), one], Field(default_factory=list))  # type: ignore[valid-type]
        else:
            kind = dict[str, texts] if listed else texts  # type: ignore[valid-type]
            found[name] = (Annotated[Optional[kind], one], None)  # noqa: UP045 (made at run time)


def _optional(info: FieldInfo, one: Appearance) -> tuple[Any, Any]:
    """The type of a field that may be left out, with what the schema says of it."""
    others = [part for part in info.metadata if not isinstance(part, Appearance)]
    kind: Any = Annotated[(info.annotation, *others)] if others else info.annotation
    return Annotated[Optional[kind], one], Field(None, description=info.description)  # noqa: UP045


@cache
def texts_file() -> type[Texts]:
    """The schema of texts.yaml.

    Returns:
        A model whose fields are the texts of both main files, `words` and a mapping for each kind of thing with an id.
    """
    made = _Made()
    fields = {name: one for model in MAIN_FILES.values() for name, one in made.fields(model).items()}
    for name, inner in made.lists.items():
        fields[name] = (
            Annotated[dict[Id, made.texts(inner)], HOLDS],  # type: ignore[misc]
            Field(default_factory=dict, description=f"The texts of each, below its id in the list {name}."),
        )
    fields["words"] = (
        Annotated[dict[Text, Text | None], STEERS],
        Field(default_factory=dict, description="Words that come again, said once: Seminarium: Seminar"),
    )
    texts = create_model("TextsFile", __base__=Texts, __doc__="texts.yaml: the texts of a translation.", **fields)
    texts.original = PublicationFile
    return texts
