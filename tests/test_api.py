"""The public interface: what `publisher` offers to programs is what docs/api.md says, and its example runs."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import publisher
from publisher import ContentError, Severity, check, load
from publisher.model.errors import UsageError
from publisher.scaffold import make_publication
from support.cli import python, replace
from support.tools import ROOT
from support.waivers import ready_for_print

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")

# What is measured, and in which unit.
UNITS = {"size": "points", "box": "mm", "folds": "mm"}
# What a descriptor's functions are given or return, and what declares a field.
GIVEN = (
    ("publisher.checks", "Subject"),
    ("publisher.formats", "ListedIn"),
    ("publisher.formats.edition", "Edition"),
    ("publisher.preflight", "Inspection"),
    *(("publisher.datafiles.appearance", name) for name in ("as_text", "shown_as", "refers", "holds", "Appearance")),
    *(("publisher.datafiles.appearance", name) for name in ("Kind", "Leads", "Where")),
)


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


def section(thing: Any, title: str) -> dict[str, str]:
    """What the docstring says below "Args:", "Attributes:" or "Raises:", by the name before the colon."""
    found = re.search(rf"^{title}:\n((?:    .+\n?)+)", inspect.getdoc(thing) or "", re.MULTILINE)
    return dict(re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", found[1], re.MULTILINE)) if found else {}


def undocumented(thing: Any) -> Iterator[str]:
    """What a public name does not explain: arguments, result, errors; fields, with the unit of what is measured."""
    own = vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__
    if not own or own.startswith(f"{thing.__name__}("):
        yield "docstring"  # inherited, or made by dataclass
    elif inspect.isfunction(thing):
        yield from inspect.signature(thing).parameters.keys() ^ section(thing, "Args").keys()
        if inspect.signature(thing).return_annotation != "None" and "\nReturns:\n    " not in inspect.getdoc(thing):
            yield "Returns"
    elif issubclass(thing, Enum):
        yield from thing.__members__.keys() ^ section(thing, "Attributes").keys()
    elif is_dataclass(thing):
        said = section(thing, "Attributes")
        yield from {field.name for field in fields(thing)} ^ said.keys()
        yield from (f"{name} in {unit}" for name, unit in UNITS.items() if name in said and unit not in said[name])
    if (
        inspect.isclass(thing)
        and hasattr(thing, "__post_init__")
        and "raise " in inspect.getsource(thing.__post_init__)
    ):
        yield from (
            set(re.findall(r"raise (\w+)", inspect.getsource(thing.__post_init__))) ^ section(thing, "Raises").keys()
        )


def public_names() -> dict[str, Any]:
    """What programs import, and what the examples of the pages on adding to the toolkit import or are given."""
    names = {name: getattr(publisher, name) for name in publisher.__all__ if name != "__version__"}
    for page in ("extending", "fields"):
        text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
        for module, imported in re.findall(r"^from (publisher[\w.]*) import (.+)$", text, re.MULTILINE):
            names |= {name: getattr(import_module(module), name) for name in imported.split(", ")}
    for module, name in GIVEN:
        names[name] = getattr(import_module(module), name)
    return names


def test_every_public_name_says_its_arguments_units_and_errors() -> None:
    names = public_names()
    assert len(names) >= 34
    assert {name: missing for name, thing in names.items() if (missing := list(undocumented(thing)))} == {}


@pytest.mark.parametrize("name", ["load", "check", "build"])
def test_the_docstring_and_the_page_name_the_same_errors(name: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name}("))
    assert list(section(getattr(publisher, name), "Raises")) == re.findall(r"`(\w+Error)`", row.split("|")[-2])


def test_a_name_that_does_not_explain_itself_is_found() -> None:
    @dataclass
    class Sheet:
        """A sheet.

        Attributes:
            size: How large it is.
        """

        size: float
        folds: int

    def fold(sheet: Sheet, at: float) -> Sheet:
        """Fold a sheet.

        Args:
            sheet: The sheet.
        """
        return sheet

    assert sorted(undocumented(Sheet)) == ["folds", "size in points"]
    assert sorted(undocumented(fold)) == ["Returns", "at"]
    assert list(undocumented(type("Bare", (Exception,), {}))) == ["docstring"]


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
