"""SARIF 2.1.0: what its schema demands of a run, its rules and its results."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from publisher.model.catalogue import say, speak
from publisher.model.findings import Finding, Place, Severity
from publisher.report.sarif import sarif
from publisher.scaffold import make_publication
from support.cli import publisher

FOUND = Finding(
    "content/missing-alt", Severity.ERROR, say("content:no-alt-text", file="å b.svg"), "x", Place("blad/å b.md", 7)
)
PAGE = Finding("layout/near-empty-page", Severity.WARNING, "page 3", "fill it", None, 3, (1.0, 2.0, 3.0, 4.0))


STRUCTURE = tomllib.loads(Path(__file__).with_name("sarif_structure.toml").read_text("utf-8"))
PATTERNS = {
    "text": r".+",
    "uri": r"(?:[a-z]+:)?(?:[\w.~!$&'()*+,;=:@/?#-]|%[0-9A-F]{2})+",  # RFC 3986
    "language": r"[a-z]{2}(?:-[A-Z]{2})?",
    "version": r"\d+\.\d+\.\d+(?:[-+].+)?",
}


def faults(value: Any, kind: str, at: str = "log") -> Iterator[str]:
    """Where a value is not as the standard has it."""
    if kind.startswith("list of "):
        if not isinstance(value, list):
            yield f"{at} is no list"
            return
        for index, one in enumerate(value):
            yield from faults(one, kind.removeprefix("list of "), f"{at}[{index}]")
    elif kind in STRUCTURE:
        if not isinstance(value, dict):
            yield f"{at} is no object"
            return
        known = STRUCTURE[kind]
        yield from (f"{at} lacks {name}" for name in known["must"] if name not in value)
        for name, inner in value.items():
            if name not in known or name == "must":
                yield f"{at} has {name}, which the standard does not know there"
            else:
                yield from faults(inner, known[name], f"{at}.{name}")
    elif not _is_of(value, kind):
        yield f"{at} is {value!r}, not {kind}"


def _is_of(value: Any, kind: str) -> bool:
    if kind in PATTERNS:
        return isinstance(value, str) and re.fullmatch(PATTERNS[kind], value, re.DOTALL) is not None
    if kind in ("index", "line"):
        return type(value) is int and value >= (kind == "line")
    if kind == "bag":
        return isinstance(value, dict)
    return value in kind.split(" | ")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_log_has_the_structure_of_the_standard(language: str) -> None:
    plugin = Finding("braille/dots", Severity.NOTE, "six dots", "use eight", Place("/x/y z.md", None))
    speak(language)
    try:
        log = json.loads(json.dumps(sarif([FOUND, PAGE, plugin], Path("content"))))
    finally:
        speak("en")
    assert list(faults(log, "log")) == []
    assert list(faults({"version": "2.1.0", "runs": [{"results": [{"level": "bad"}]}]}, "log")) == [
        "log.runs[0] lacks tool",
        "log.runs[0].results[0] lacks message",
        "log.runs[0].results[0].level is 'bad', not none | note | warning | error",
    ]


def test_a_run_has_its_rules_and_results() -> None:
    log = sarif([FOUND, PAGE, FOUND], Path("content"))
    (run,) = log["runs"]
    assert (log["version"], run["language"], run["tool"]["driver"]["name"]) == ("2.1.0", "en", "publisher")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["content/missing-alt", "layout/near-empty-page"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert [rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]] == [True] * 3
    assert {result["level"] for result in run["results"]} <= {"error", "warning", "note"}


def test_a_place_is_a_file_and_a_line() -> None:
    (location,) = sarif([FOUND], Path("content"))["runs"][0]["results"][0]["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "content/blad/%C3%A5%20b.md"
    assert physical["region"] == {"startLine": 7}


def test_a_page_is_a_logical_place() -> None:
    result = sarif([PAGE], Path("content"))["runs"][0]["results"][0]
    assert result["locations"] == [{"logicalLocations": [{"name": "page 3", "kind": "page"}]}]
    assert result["properties"]["box"] == [1.0, 2.0, 3.0, 4.0]


def test_a_finding_of_a_plugin_that_explains_nothing() -> None:
    log = sarif([Finding("braille/dots", Severity.NOTE, "six dots", "use eight")], Path("content"))
    assert log["runs"][0]["tool"]["driver"]["rules"] == [{"id": "braille/dots"}]


def test_a_check_writes_it_in_the_language_that_was_chosen(tmp_path: Path) -> None:
    make_publication("blad", "leaflet-a5", tmp_path / "content")
    file = tmp_path / "findings.sarif"
    answer = publisher("--lang", "sv", "check", "--content", tmp_path / "content", "--sarif", file)
    assert answer.exit_code == 0
    (run,) = json.loads(file.read_text("utf-8"))["runs"]
    assert run["language"] == "sv"
    assert any("exempeltexten från start" in result["message"]["text"] for result in run["results"])
