"""Every finding is explained, in every language; nothing is explained that no code reports."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.checks import CHECKS
from publisher.model.catalogue import ENGLISH, languages
from publisher.model.findings import Explained, Severity
from publisher.preflight.rule import RULES
from publisher.report import explain
from publisher.report.explain import OF_FIELDS, OTHER_FILES, explanation_lines, explanations
from support.cli import publisher as run
from support.golden import Golden
from support.tools import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import findings as findings_page

KNOWN = explanations(ENGLISH)
ROOMS = "|".join(sorted({id.partition("/")[0] for id in KNOWN}))
WHOLE = re.compile(rf"({ROOMS})/[a-z0-9-]*[a-z0-9]")
OPENING = re.compile(rf"({ROOMS})/[a-z0-9-]*")


def trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "publisher").rglob("*.py"))]


def reported_ids() -> set[str]:
    """Every id in the code: as it is, or the short one that is given to a function that puts the rest before it."""
    modules = trees()
    shared = {name: opening for module in modules for name, opening in _helpers(module) if name[0] != "_"}
    shared |= {"unknown": "content/unknown-", "_find": "content/"}  # the second is inherited
    found: set[str] = set()
    for module in modules:
        helpers = {**shared, **dict(_helpers(module))}
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and WHOLE.fullmatch(node.value):
                found.add(node.value)
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                short = str(node.args[0].value)
                if (opening := helpers.get(_name(node.func))) and re.fullmatch(r"[a-z0-9-]+", short):
                    found.add(opening + short)
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _helpers(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions that complete an id, with what they put before it: fault('no-programme') -> content/no-programme."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            for joined in (node for node in ast.walk(function) if isinstance(node, ast.JoinedStr)):
                first = joined.values[0]
                if isinstance(first, ast.Constant) and OPENING.fullmatch(str(first.value)):
                    yield function.name, str(first.value)
                elif isinstance(first, ast.FormattedValue) and ast.unparse(first.value) == "source.room":
                    yield function.name, "content/"


def test_each_finding_is_explained_and_each_explanation_has_a_finding() -> None:
    of_fields = {f"{room}/{name}" for room in OTHER_FILES for name in OF_FIELDS} | {"fonts/toml-syntax"}
    openings = {"content/starter-text", "content/starter-picture", "content/starter-logo", "layout/toml-syntax"}
    reported = {id for id in reported_ids() if not id.endswith("-")}
    assert sorted(reported - KNOWN.keys()) == []
    assert sorted(KNOWN.keys() - reported - of_fields - openings) == []


@pytest.mark.parametrize("language", languages())
def test_an_explanation_is_complete(language: str) -> None:
    for one in explanations(language).values():
        parts = (one.what, one.why, one.fix, one.wrong, one.right, one.source, one.severities)
        assert all(parts), (
            f"say what {one.id} is in 'explained' of its check or rule (class Explained), or in the catalogue"
        )
        assert set(one.severities) <= {severity.value for severity in Severity}
        assert one.wrong != one.right, one.id
        assert one.what.endswith(".")
        assert one.fix[0].isupper()


def test_swedish_is_swedish() -> None:
    """But for what a check or rule says itself, until somebody translates it."""
    swedish = explanations("sv")
    own = {id for check in CHECKS.values() for id in check.explained} | {id for id in RULES if RULES[id].explained}
    same = {id for id, one in swedish.items() if (one.what, one.fix) == (KNOWN[id].what, KNOWN[id].fix)}
    assert sorted(same - own) == []


def test_a_check_and_a_rule_explain_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Explained("The title is long.", "Shorten it.", "title: A long title", "title: A title")
    check = replace(CHECKS["content/no-help"], ids=("mine/title",), explained={"mine/title": words})
    rule = replace(RULES["preflight/page-count"], id="mine/pages", explained=words)
    monkeypatch.setattr(explain, "CHECKS", {"mine/title": check})
    monkeypatch.setattr(explain, "RULES", {"mine/pages": rule})
    found = explanations("sv")
    for id, severities, why in (
        ("mine/title", ("warning",), check.rationale),
        ("mine/pages", tuple(rule.severities), rule.rationale),
    ):
        one = found[id]
        assert (one.what, one.fix, one.wrong, one.right) == (words.what, words.fix, words.wrong, words.right)
        assert (one.severities, one.why) == (severities, why)


@pytest.mark.parametrize("language", languages())
def test_the_page_is_made_of_the_catalogue(language: str, golden: Golden) -> None:
    path = ROOT / "docs" / findings_page.page_name(language)
    if golden.renew:
        path.write_text(findings_page.page(language), "utf-8")
    assert path.read_text("utf-8") == findings_page.page(language), "run tools/findings.py"


def test_explain_says_what_why_and_how() -> None:
    answer = run("explain", "missing-alt")
    assert answer.exit_code == 0
    assert answer.stdout.splitlines() == list(explanation_lines(KNOWN["content/missing-alt"], ENGLISH))


def test_explain_in_swedish() -> None:
    answer = run("--lang", "sv", "explain", "content/missing-alt")
    assert answer.stdout.splitlines()[:2] == ["content/missing-alt  (fel)", "  En bild saknar alternativtext."]


def test_explain_without_an_id_lists_all() -> None:
    lines = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(KNOWN)


@pytest.mark.parametrize("given", ["mising-alt", "content/mising-alt", "Content/Missing-Alts"])
def test_an_id_that_there_is_not_leads_to_the_nearest(given: str) -> None:
    answer = run("explain", given)
    assert answer.exit_code == 2
    assert "Did you mean 'content/missing-alt'?" in answer.stderr


def test_explain_for_programs() -> None:
    (data,) = json.loads(run("--lang", "sv", "explain", "content/missing-alt", "--json").stdout)
    assert (data["id"], data["lang"], data["severities"]) == ("content/missing-alt", "sv", ["error"])


def test_a_language_that_lacks_an_entry_has_the_english_one(tmp_path: Path) -> None:
    assert explanations("fi")["content/missing-alt"] == KNOWN["content/missing-alt"]
