"""Findings as SARIF 2.1.0, the format that code hosts and editors show findings from (OASIS standard)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from publisher.model.catalogue import say, shown, spoken
from publisher.model.findings import Finding
from publisher.model.version import __version__
from publisher.report.data import finding_data
from publisher.report.explain import Explanation, explanations
from publisher.report.report_lines import file_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[Finding], content: Path) -> dict[str, Any]:
    """One run with every finding, in the language that was chosen. Rules are those of the findings."""
    known = explanations(spoken())
    ids = list(dict.fromkeys(finding.id for finding in findings))
    driver = {
        "name": "publisher",
        "semanticVersion": __version__,
        "rules": [_rule(id, known.get(id)) for id in ids],
    }
    run = {
        "tool": {"driver": driver},
        "language": spoken(),
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, ids.index(finding.id), content) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id: str, known: Explanation | None) -> dict[str, Any]:
    if known is None:  # of a plug-in that says nothing of it
        return {"id": id}
    return {
        "id": id,
        "shortDescription": {"text": known.what},
        "fullDescription": {"text": known.why},
        "help": {"text": known.fix},
        "properties": {"wrong": known.wrong, "right": known.right, "source": known.source},
    }


def _result(finding: Finding, index: int, content: Path) -> dict[str, Any]:
    data = finding_data(finding, content)
    kept = {name: data[name] for name in ("fix", "page", "box", "values", "texts") if data[name] is not None}
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": f"{shown(finding.message)}. {shown(finding.fix)}"},
        "properties": kept,
    }
    location: dict[str, Any] = {}
    if finding.where:
        uri = quote(file_text(finding.where.file, content))
        location["physicalLocation"] = {"artifactLocation": {"uri": f"file://{uri}" if uri.startswith("/") else uri}}
        if finding.where.line:
            location["physicalLocation"]["region"] = {"startLine": finding.where.line}
    if finding.page:
        location["logicalLocations"] = [{"name": shown(say("report:page", page=finding.page)), "kind": "page"}]
    if location:
        result["locations"] = [location]
    return result
