"""SARIF 2.1.0: what its schema demands of a run, its rules and its results."""

from __future__ import annotations

import json
from pathlib import Path

from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.report.sarif import sarif
from publisher.scaffold import make_publication
from support.cli import publisher

FOUND = Finding(
    "content/missing-alt", Severity.ERROR, say("content:no-alt-text", file="å b.svg"), "x", Place("blad/å b.md", 7)
)
PAGE = Finding("layout/near-empty-page", Severity.WARNING, "page 3", "fill it", None, 3, (1.0, 2.0, 3.0, 4.0))


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
