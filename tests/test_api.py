"""The public interface: what `publisher` offers to programs is what docs/api.md says, and its example runs."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import publisher
from publisher import ContentError, Severity, check, load
from publisher.model.errors import UsageError
from publisher.scaffold import make_publication
from support.cli import python, replace
from support.tools import ROOT
from support.waivers import ready_for_print

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    make_publication("framat", "leaflet-a5", tmp_path / "content")
    ready_for_print(tmp_path / "content" / "framat")
    return tmp_path / "content"


def test_the_example_runs(content: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    answer = python("-c", example, cwd=content.parent)
    assert answer.returncode == 0, answer.stderr
    assert "output/framat/framat-text.txt text/plain" in answer.stdout
    replace(content / "framat" / "publication.yaml", "language: sv", "language: svenska")
    answer = python("-c", example, cwd=content.parent)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("is no") + answer.stdout.count("is not a valid") >= 2, answer.stdout


def test_every_name_and_field_is_explained() -> None:
    assert [name for name in publisher.__all__ if f"`{name}" not in PAGE] == []
    for name in publisher.__all__:
        thing = getattr(publisher, name)
        if is_dataclass(thing):
            row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |"))
            assert [field.name for field in fields(thing) if f"`{field.name}`" not in row] == []
        elif inspect.isfunction(thing):
            row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}("))
            assert list(inspect.signature(thing).parameters) == re.findall(r"\w+", row.split("|")[1])[1:]
    assert set(publisher.__all__) <= set(dir(publisher))


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        publisher.nothing  # noqa: B018


def test_a_folder_may_be_given_as_text_and_from_inside(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(str(content / "framat")).name == "framat"
    monkeypatch.chdir(content / "framat")
    assert load(".").path == "framat"
    monkeypatch.chdir(content)
    assert load("framat").path == "framat"


def test_check_gives_errors_as_findings(content: Path) -> None:
    replace(content / "framat" / "publication.yaml", "language: sv", "language: svenska")
    found = check(content / "framat")
    assert [(finding.id, finding.severity) for finding in found] == [("content/language-tag", Severity.ERROR)]
    with pytest.raises(ContentError):
        load(content / "framat")
    with pytest.raises(UsageError):
        check(content / "nothing")
