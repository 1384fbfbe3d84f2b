"""What all publications share: the layouts and press profiles that nobody may be using."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publisher.design.layouts import read_layouts
from publisher.model.findings import Finding, Severity
from publisher.presses.profiles import read_presses


def shared_faults(content: Path) -> list[Finding]:
    """What is wrong with any layout or press profile, as warnings: what uses one of them is refused with the error."""
    faults = [*read_layouts(content)[1], *read_presses(content)[1]]
    return [replace(fault, severity=Severity.WARNING) for fault in faults]
