"""Every fault that is planted is found, and nothing else is; the sound sheet passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.model.findings import Finding, Severity
from publisher.preflight import (
    RULES,
    Inspection,
    open_file,
    preflight,
)
from publisher.presses.profiles import find_press
from support import tools
from support.press_faults import FAULTS, SOUND, code, with_content, written

# What else is reported of a sheet with any code, for a person to look at.
REPORTED = "preflight/qr-found"


def checked(data: bytes, press: str = "generic-coated", folds: tuple[float, ...] = ()) -> list[Finding]:
    return preflight(Inspection(open_file(data, "prov.pdf"), find_press(press), folds))


def test_the_sound_sheet_has_no_finding() -> None:
    assert checked(SOUND.write()) == []


def test_outside_tools_find_no_fault_in_the_sound_sheet(tmp_path: Path) -> None:
    """Else the faults below would not be the only ones."""
    path = tmp_path / "sound.pdf"
    path.write_bytes(SOUND.write())
    qpdf = tools.run([tools.program("qpdf", "Debian: qpdf"), "--check", path])
    assert (qpdf.returncode, qpdf.stderr) == (0, ""), qpdf.stdout
    boxes = tools.run([tools.program("pdfinfo", "Debian: poppler-utils"), "-box", path])
    assert "TrimBox:             8.50     8.50   306.14   428.03" in boxes.stdout


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_the_only_finding(name: str) -> None:
    id, severity, maker = FAULTS[name]
    found = [finding for finding in checked(written(maker())) if finding.id != REPORTED]
    assert [(finding.id, finding.severity.value) for finding in found] == [(id, severity)], found
    assert len(found[0].fix) > 5


def test_every_rule_has_a_planted_fault() -> None:
    """But for those that need another press, a fold, a machine without Ghostscript, or content: they stand below."""
    elsewhere = {
        "preflight/near-fold",
        "preflight/transparency",
        "preflight/ink-not-measured",
        "preflight/not-drawn",
        "preflight/qr-unreadable",
        "preflight/qr-address",
        "preflight/qr-found",
    }
    assert set(RULES) == {id for id, _, _ in FAULTS.values()} | elsewhere


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_why_whose_it_is_and_how_severe(rule: object) -> None:
    severities = {severity for id, severity, _ in FAULTS.values() if id == rule.id}  # type: ignore[attr-defined]
    assert severities <= {severity.value for severity in rule.severities}  # type: ignore[attr-defined]
    assert len(rule.rationale) > 20  # type: ignore[attr-defined]
    assert rule.source  # type: ignore[attr-defined]


def test_a_code_is_reported_with_its_address() -> None:
    (found,) = checked(with_content(code("https://example.org/a", 0.7)).write())
    assert (found.id, found.severity) == (REPORTED, Severity.NOTE)
    assert "https://example.org/a" in found.message
    assert dict(found.values)["module"] == pytest.approx(0.7, abs=0.01)
