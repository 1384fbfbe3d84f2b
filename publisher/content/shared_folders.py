"""Layouts, brands and press profiles that publications share, also those that no publication uses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publisher.content.reading.folders import brand_files
from publisher.datafiles.whole_file import read_whole, unreadable
from publisher.design.brands import BrandFile
from publisher.design.layouts import read_layouts
from publisher.model.errors import AccessError, ContentError
from publisher.model.findings import Finding, Severity
from publisher.model.paths import shown_path
from publisher.presses.profiles import read_presses


def shared_faults(content: Path) -> list[Finding]:
    """What is wrong with any layout, brand or press profile, as warnings: what uses one of them is refused with the
    error."""
    faults = [*read_layouts(content)[1], *read_brands(content)[1], *read_presses(content)[1]]
    return [replace(fault, severity=Severity.WARNING) for fault in faults]


def read_brands(content: Path) -> tuple[dict[str, BrandFile], list[Finding]]:
    """Every sound brand by its id, and what is wrong with the others."""
    sound, faults = dict[str, BrandFile](), list[Finding]()
    for id, path in brand_files(content / "any").items():
        shown = shown_path(path, content)
        try:
            sound[id] = read_whole(path, shown, BrandFile)[0]
        except ContentError as error:
            faults += error.findings
        except AccessError as error:
            faults.append(unreadable(error, shown))
    return sound, faults
