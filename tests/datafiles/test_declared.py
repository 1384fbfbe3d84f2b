"""What a field declares is declared on it alone: no module keeps a list of fields beside the schema."""

from __future__ import annotations

import ast
from typing import Annotated

import pytest

from publisher.content.schema import SCHEMAS, ProgrammeFile, PublicationFile, Session
from publisher.datafiles.appearance import FILE, HOLDS, STEERS, TEXT, Kind, models_in
from publisher.datafiles.declared import ALONE, MAIN, OWN_WORDS, fields_of, main_field, main_fields, own_words
from publisher.datafiles.fields import Strict, Text
from publisher.datafiles.held_values import values
from publisher.datafiles.salvage import StandIn, salvage, stand_ins
from publisher.datafiles.unknown_fields import SWEDISH
from publisher.datafiles.vocabularies import Column, columns
from publisher.datafiles.yaml_reader import read_yaml
from support import tools


class Sound(Strict):
    """A new kind of thing, as somebody would add it to the schema."""

    file: Annotated[Text, FILE, MAIN]
    by: Annotated[Text | None, TEXT, OWN_WORDS] = None


class Band(Strict):
    name: Annotated[Text, TEXT, ALONE, Column("band", "grupp"), Column("telefon", name="call")]
    songs: Annotated[list[Sound], HOLDS] = []


class Evening(Strict):
    year: Annotated[Text, STEERS, StandIn("2000")]
    bands: Annotated[list[Band], HOLDS] = []
    jingle: Annotated[Sound | None, HOLDS] = None


def test_each_reader_of_the_schema_finds_a_new_field() -> None:
    assert fields_of(Evening, Kind.FILE) == {"file"}
    assert (main_field(Sound), main_field(Sound, alone=True), main_field(Band, alone=True)) == ("file", "", "name")
    assert main_fields(Evening) == {"bands": "name", "songs": "file", "jingle": "file"}
    assert own_words(Sound) == {"by"}
    assert {name: one.words for name, one in columns(Band).items()} == {"name": ("band", "grupp"), "call": ("telefon",)}
    assert stand_ins(Evening) == {"year": "2000"}


def test_the_main_value_may_stand_alone_and_editors_know_it() -> None:
    read = Evening.model_validate({"year": "1", "bands": ["Duo", {"name": "Trio", "songs": [{"file": "a.mp3"}]}]})
    assert [band.name for band in read.bands] == ["Duo", "Trio"]
    form = Evening.model_json_schema()["properties"]["bands"]["items"]["anyOf"]
    assert [one["type"] for one in form] == ["string", "object"]
    found = [(held.path, type(held.holder), held.value) for held in values(read) if held.appearance.kind is Kind.FILE]
    assert found == [(("bands", 1, "songs", 0, "file"), Sound, "a.mp3")]


def test_a_required_field_that_cannot_be_read_is_stood_in_for() -> None:
    read = salvage(read_yaml("bands: [Duo]\nyear: [1]\n", "evening.yaml"), Evening)
    assert read is not None
    assert (read.year, read.bands[0].name) == ("2000", "Duo")


def test_a_fix_names_the_main_field_of_what_the_file_holds() -> None:
    text = "jingle: a.mp3\n  by: Eva\n"
    (finding,) = read_yaml(text, "evening.yaml", schema=Evening).findings
    assert "file: a.mp3" in finding.fix
    (finding,) = read_yaml(text, "evening.yaml").findings
    assert "file: a.mp3" not in finding.fix


@pytest.mark.parametrize("model", [PublicationFile, ProgrammeFile])
def test_each_required_field_of_a_file_has_a_stand_in(model: type[Strict]) -> None:
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    assert set(stand_ins(model)) == required - {"days"}  # without a day there is nothing to check
    if model is PublicationFile:
        model.model_validate(stand_ins(model))


def test_words_for_fields_and_columns_mean_one_thing() -> None:
    names = {name for schema in SCHEMAS.values() for model in models_in(schema) for name in model.model_fields}
    assert set(SWEDISH.values()) <= names
    words = [word for one in columns(Session).values() for word in one.words]
    assert len(words) == len(set(words))


# Constants that name fields of a foreign format, the rows of an example, and what makes a session move.
OTHERS = {f"publisher/{one}.py" for one in ("importers/calendars/schedule", "exporters/spreadsheet", "importers/merge")}


def test_no_constant_lists_the_fields_of_a_thing() -> None:
    """A list that a new field would have to be added to is found by its beginning: three fields of one thing."""
    models = {model for name in ("publication", "programme", "section") for model in models_in(SCHEMAS[name])}
    found = []
    for path in sorted((tools.ROOT / "publisher").rglob("*.py")):
        file = str(path.relative_to(tools.ROOT))
        if file in OTHERS or path.name.startswith("schema_"):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        constants = [one for one in tree.body if isinstance(one, ast.Assign | ast.AnnAssign)]
        for node in (node for constant in constants for node in ast.walk(constant)):
            items = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
            words = {one.value for one in items if isinstance(one, ast.Constant)}
            if len(words) > 2 and any(words <= set(model.model_fields) for model in models):
                found.append(f"{file}:{node.lineno}: {sorted(words)}")  # type: ignore[attr-defined]
    assert not found
