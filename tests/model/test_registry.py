"""Registries: the toolkit's own entries, those of other packages, and what becomes of broken ones."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from publisher.model import registry
from publisher.model.errors import UsageError
from publisher.model.findings import Place, Severity
from publisher.model.registry import OWN, Entry, Folders, Registry, entries
from support.plugins import install

GROUP = "publisher.things"
SOURCE = "from tests_thing import Thing\nA = Thing('a')\nB = Thing('b')\nPAIR = (A, B)\nNONE = 7\n"
Make = Callable[..., "Registry[Thing]"]


@dataclass(frozen=True)
class Thing:
    id: str


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """`make({"name": "module:attribute"})`: a registry of things, all of which are another package's."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "tests_thing", sys.modules[__name__])

    def build(lines: dict[str, str], *, named: bool = True, **modules: str) -> Registry[Thing]:
        files = {"thing_one.py": SOURCE} | {f"{name}.py": source for name, source in modules.items()}
        install(tmp_path, "things-one", {GROUP: lines}, files)
        registry._other_entries.cache_clear()
        return Registry(GROUP, "thing", Thing, lambda one: (one.id,), named=named)

    yield build
    registry._other_entries.cache_clear()
    sys.modules.pop("thing_one", None)


def test_the_toolkit_has_its_own_entries_in_the_order_of_pyproject() -> None:
    found = [entry for entry in entries("publisher.formats") if entry.is_own]
    assert [entry.name for entry in found][:2] == ["large-print", "web"]
    assert {entry.origin for entry in found} == {OWN}


def test_what_another_package_declares_is_found(make: Make) -> None:
    things = make({"b": "thing_one:B", "a": "thing_one:A"})
    assert things.names() == list(things) == ["a", "b"]
    assert things["b"] == Thing("b")
    assert (things.entry("a").origin, things.is_own("a")) == ("things-one 1.0", False)
    assert things.problems == []


def test_names_import_nothing(make: Make) -> None:
    assert make({"x": "thing_that_fails:X"}, thing_that_fails="raise RuntimeError").names() == ["x"]
    assert "thing_that_fails" not in sys.modules


def test_an_entry_may_name_several_where_the_name_is_no_id(make: Make) -> None:
    assert list(make({"both": "thing_one:PAIR"}, named=False)) == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"c": "no_such_module:C"}, "ModuleNotFoundError: No module named 'no_such_module'"),
        ({"c": "thing_one:C"}, "AttributeError: module 'thing_one' has no attribute 'C'"),
        ({"c": "thing_one:NONE"}, "TypeError: thing_one:NONE is of the type int and should be a "),
        ({"c": "thing_one:PAIR"}, "TypeError: thing_one:PAIR is of the type tuple and should be a "),
        ({"c": "thing_one:A"}, "ValueError: thing_one:A has the id 'a'; its entry is called 'c'"),
        ({"c": "leaves:C"}, "SystemExit: 3"),
    ],
)
def test_a_broken_one_is_a_finding_and_the_others_are_there(make: Make, line: dict[str, str], said: str) -> None:
    things = make({"b": "thing_one:B", **line}, leaves="raise SystemExit(3)")
    assert list(things) == ["b"]
    (found,) = things.problems
    assert (found.id, found.severity) == ("plugin/broken", Severity.WARNING)
    assert found.message.startswith(f"the thing 'c' of the plug-in things-one 1.0 cannot be used: {said}")
    assert "pip uninstall things-one" in found.fix
    with pytest.raises(UsageError, match="The thing 'c' of the plug-in things-one"):
        things.find("c")


@pytest.mark.parametrize(
    ("source", "line"),
    [("\nA = 1\nraise RuntimeError('out of paper')\n", 3), ("A = 1\nB = = 2\n", 2), ("def f():\n    g()\nf()\n", 2)],
)
def test_one_that_cannot_be_imported_is_reported_at_its_line(
    make: Make, tmp_path: Path, source: str, line: int
) -> None:
    (found,) = make({"c": f"thing_at_{line}:C"}, **{f"thing_at_{line}": source}).problems
    assert str(found.where) == f"{(tmp_path / f'thing_at_{line}.py').as_posix()}:{line}"


def test_one_that_fails_in_use_is_reported_at_its_line(make: Make, tmp_path: Path) -> None:
    """Also where the toolkit's own code, which it called, raised."""
    source = "from publisher.model.paths import shown_path\n\n\ndef use():\n    shown_path(None, None)\n"
    make({}, thing_used=source)
    entry = Entry(GROUP, "c", "thing_used:use", "things-one 1.0")
    with pytest.raises(AttributeError) as caught:
        entry.load()()
    assert registry.failure(entry, "the thing 'c'", caught.value).where == Place(str(tmp_path / "thing_used.py"), 5)


def test_one_that_is_there_already_is_not_replaced(make: Make) -> None:
    things = make({"a": "thing_one:A", "pair": "thing_one:PAIR"}, named=False)
    assert list(things) == ["a"]
    assert "there is a thing 'a' already, of things-one 1.0" in things.problems[0].message


def test_an_unknown_one_is_reported_with_the_known_ones(make: Make) -> None:
    with pytest.raises(UsageError, match="There is no thing 'z'") as caught:
        make({"a": "thing_one:A"}).find("z")
    assert caught.value.fix == "Use one of: a."


def test_a_fault_of_the_toolkit_is_raised(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    things = make({})
    monkeypatch.setattr(registry, "entries", lambda group: [Entry(group, "c", "no_such_module:C")])
    with pytest.raises(ModuleNotFoundError):
        list(things)


def test_damaged_metadata_of_a_stranger_harms_nobody(make: Make, tmp_path: Path) -> None:
    install(tmp_path, "strange", {}, {})
    (tmp_path / "strange-1.0.dist-info/entry_points.txt").write_bytes(b"[publisher.things\n\xff\xfe")
    assert list(make({"a": "thing_one:A"})) == ["a"]


def test_folders_of_packages(make: Make, tmp_path: Path) -> None:
    make({"pack": "thing_pack", "gone": "thing_one:NONE"}, **{"thing_pack/__init__": ""})
    folders = Folders(GROUP, "things")
    assert [folder.path for folder in folders] == [tmp_path / "thing_pack"]
    assert "NONE is of the type int and should be a folder" in folders.problems[0].message
