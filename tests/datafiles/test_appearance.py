"""Every field says how it appears: a schema that leaves one out, or says what cannot be, is not taken."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import create_model

from publisher.content.schema import SCHEMAS, Session
from publisher.datafiles.appearance import (
    HOLDS,
    PICTURE,
    STEERS,
    TEXT,
    Kind,
    appearances,
    as_text,
    labels_of,
    models_in,
)
from publisher.datafiles.fields import Settings, Strict
from publisher.datafiles.value_words import where_true


class Colour(StrEnum):
    RED = "red"


class Inner(Strict):
    name: Annotated[str, TEXT]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_of_the_content_is_declared(name: str) -> None:
    for model in models_in(SCHEMAS[name]):
        assert list(appearances(model)) == list(model.model_fields)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (str, "does not say how it appears to readers"),
        (Annotated[str, TEXT, STEERS], "says twice how it appears"),
        (Annotated[str, TEXT] | None, "does not say how it appears"),
        (Annotated[int, TEXT], "is a number without a label"),
        (Annotated[bool | None, as_text("Free")], "is no text as it is, but bool: say by shown_as(where_true(...))"),
        (Annotated[list[Colour], TEXT], "is no text as it is, but Colour: say by shown_as(label_of(...))"),
        (Annotated[dt.date, TEXT], "is no text as it is, but date: say by shown_as()"),
        (Annotated[list[Inner] | None, TEXT], "has fields of its own: write HOLDS"),
        (Annotated[str, HOLDS], "has no fields of its own: it cannot be HOLDS"),
        (Annotated[str, PICTURE], "has no fields of its own: it cannot be PICTURE"),
    ],
)
def test_a_field_that_does_not_say_how_it_appears_is_refused(kind: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        create_model("Extended", __base__=Session, age_limit=(kind, None))
    assert "Extended.age_limit" in str(caught.value)
    assert said in str(caught.value)


def test_settings_steer_unless_they_say_otherwise() -> None:
    class Machine(Settings):
        speed: int
        motto: Annotated[str, TEXT]

    assert {name: one.kind for name, one in appearances(Machine).items()} == {"speed": Kind.STEERS, "motto": Kind.TEXT}


def test_the_labels_of_a_schema_are_found() -> None:
    assert {"contact.phone", "access.label", "session.people"} <= labels_of(SCHEMAS["publication"]) | labels_of(
        SCHEMAS["programme"]
    )
    assert labels_of(SCHEMAS["brand"]) == set()


def test_a_yes_has_words_and_a_no_has_none() -> None:
    words = where_true("session.cancelled")
    assert (words(True, "sv"), words(False, "sv")) == ("Inställt", "")
