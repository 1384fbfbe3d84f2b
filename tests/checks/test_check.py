"""The registry of checks is whole, and every finding that the toolkit can make stands in a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from publisher.checks import (
    CHECKS,
    Check,
    Subject,
    run_checks,
)
from support.press_faults import FAULTS
from support.tools import ROOT

TESTS = ROOT / "tests"
# The helpers that put 'content/' before the id, and the one that puts 'unknown-'.
CONTENT_HELPERS = {"_find", "_make", "_error", "fault"}
UNKNOWN_HELPER = "unknown"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")


# The rooms that report what is wrong with the files that they read; all other findings are those of checks.
READING = ("content", "datafiles", "design", "presses", "compose", "model")


def ids_in_source(without: tuple[str, ...] = ()) -> set[str]:
    """Every finding id in publisher/ but for the rooms `without`: texts 'room/name' with a room that the checks
    know, and what the helpers make."""
    rooms = {"content"} | {id.partition("/")[0] for check in CHECKS.values() for id in check.ids}
    found = set()
    for path in sorted((ROOT / "publisher").rglob("*.py")):
        if path.relative_to(ROOT / "publisher").parts[0] in without:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                found |= {node.value} if node.value.partition("/")[0] in rooms else set()
            elif isinstance(node, ast.Call):
                found |= set(_made(node))
    return found


def _made(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    first = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    if name in CONTENT_HELPERS and isinstance(first, str):
        yield f"content/{first}"
    if name == UNKNOWN_HELPER and isinstance(first, str):
        yield f"content/unknown-{first}"


def text_of_tests() -> str:
    """The text of all tests, with the golden texts."""
    files = [path for path in TESTS.rglob("*.py") if "node_modules" not in path.parts]
    files += (TESTS / "golden").rglob("*.txt")
    return "\n".join(path.read_text("utf-8") for path in files)


def test_the_ids_are_found() -> None:
    """Else the test below would hold nothing."""
    named = {
        "content/missing-alt",
        "content/unknown-stream",
        "content/yaml-syntax",
        "parity/order",
        "brand/low-contrast",
    }
    assert named <= ids_in_source()
    assert len(ids_in_source()) > 50


def test_every_finding_id_stands_in_a_test() -> None:
    """In full, or in the tables of tests/content without its room; those of preflight among the planted faults."""
    text = text_of_tests()
    planted = {f"preflight/{id.removeprefix('preflight/')}" for id, _, _ in FAULTS.values()}
    assert [
        id
        for id in sorted(ids_in_source() - planted)
        if id not in text and f' {id.removeprefix("content/")}"' not in text
    ] == []


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: next(iter(check.ids)))
class TestEveryCheck:
    def test_it_says_why_and_where_the_rule_comes_from(self, check: Check) -> None:
        assert len(check.rationale) > 20
        assert check.source

    def test_its_ids_are_well_formed(self, check: Check) -> None:
        assert check.ids
        assert [id for id in check.ids if not ID.fullmatch(id)] == []

    def test_it_runs_at_a_stage_that_there_is(self, check: Check) -> None:
        assert check.stage in ("document", "pages", "files", "reading")

    def test_it_passes_the_samples(self, check: Check, finished: Subject) -> None:
        assert [finding for finding in check.run(finished) if check.stage != "reading"] == []


def test_ids_are_given_once() -> None:
    ids = [id for check in CHECKS.values() for id in check.ids]
    assert sorted(ids) == sorted(set(ids))


def test_every_id_of_the_source_outside_the_content_belongs_to_a_check() -> None:
    registered = {id for check in CHECKS.values() for id in check.ids}
    assert registered <= ids_in_source()
    assert {id for id in ids_in_source(READING) - registered if not id.startswith("content/")} == set()


def test_every_module_of_checks_is_registered() -> None:
    modules = {path.stem for path in (ROOT / "publisher/checks").glob("*.py")} - {
        "__init__",
        "letters",
        "read_tags",
        "check",
    }
    assert modules == {check.run.__module__.rpartition(".")[2] for check in CHECKS.values()}


@pytest.mark.parametrize("stage", ["document", "pages", "files"])
def test_the_checks_of_a_stage_run_together(finished: Subject, stage: str) -> None:
    assert run_checks(finished, stage) == []
