"""The schema that editors read is the schema that the code checks by, and the sample content names it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from publisher.cli import main
from publisher.content.schema import SCHEMAS
from publisher.datafiles.yaml_reader import read_yaml
from support.tools import ROOT

CONTENT = ROOT / "content"
GUIDES = {"brand": "brands.md", "press": "printing.md"}
FILES = sorted(CONTENT.glob("*/*.yaml"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_what_the_command_prints(name: str) -> None:
    printed = CliRunner().invoke(main, ["schema", name])
    assert printed.exit_code == 0
    assert (CONTENT / ".schema" / f"{name}.schema.json").read_text("utf-8") == printed.stdout


def test_no_other_schema_is_published() -> None:
    assert {path.name for path in (CONTENT / ".schema").iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_the_command_writes_them_all(tmp_path: Path) -> None:
    written = CliRunner().invoke(main, ["schema", "--write", str(tmp_path)])
    assert written.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{name}.schema.json" for name in SCHEMAS)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_a_content_file_names_the_schema_it_is_of(file: Path) -> None:
    first = file.read_text("utf-8").splitlines()[0]
    (named,) = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", first)
    kind = "brand" if file.parent.name == "brands" else file.stem
    assert (file.parent / named).resolve() == CONTENT / ".schema" / f"{kind}.schema.json"


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_unknown_field_is_no_part_of_any_object(name: str) -> None:
    """An editor must mark it, as the check does."""
    schema = json.loads((CONTENT / ".schema" / f"{name}.schema.json").read_text("utf-8"))
    objects = [schema, *schema.get("$defs", {}).values()]
    assert [part["title"] for part in objects if part["type"] == "object" and part["additionalProperties"]] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_of_the_schema_is_in_the_guide(name: str) -> None:
    guide = (ROOT / "docs" / GUIDES.get(name, "content.md")).read_text("utf-8")
    fields = SCHEMAS[name].model_fields
    assert [field for field in fields if f"`{field}`" not in guide and f"{field}:" not in guide] == []


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_the_patterns_of_the_published_schema_take_the_sample_content(file: Path) -> None:
    """An editor must not mark as wrong what the check takes."""
    kind = "brand" if file.parent.name == "brands" else file.stem
    schema = json.loads((CONTENT / ".schema" / f"{kind}.schema.json").read_text("utf-8"))
    data = read_yaml(file.read_text("utf-8"), file.name).data
    assert list(_pattern_faults(data, schema, schema)) == []


def _pattern_faults(data: object, part: dict, schema: dict):  # type: ignore[type-arg, no-untyped-def]
    """Texts that do not match the `pattern` at their place, by a walk along the schema."""
    choices = [_resolved(choice, schema) for choice in part.get("anyOf", [part])]
    if isinstance(data, dict):
        properties = {name: value for choice in choices for name, value in choice.get("properties", {}).items()}
        for name, value in data.items():
            yield from _pattern_faults(value, _resolved(properties.get(name, {}), schema), schema)
    elif isinstance(data, list):
        items = next((choice["items"] for choice in choices if "items" in choice), {})
        for value in data:
            yield from _pattern_faults(value, _resolved(items, schema), schema)
    else:
        patterns = [choice["pattern"] for choice in choices if "pattern" in choice]
        yield from [data] if patterns and not any(re.search(pattern, str(data)) for pattern in patterns) else []


def _resolved(part: dict, schema: dict) -> dict:  # type: ignore[type-arg]
    return schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
