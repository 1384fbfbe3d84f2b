"""Layouts, brands and press profiles that publications share, also those that no publication uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from publisher.content.reading.folders import brand_files
from publisher.datafiles.messages import schema_findings
from publisher.datafiles.yaml_reader import read_yaml
from publisher.design.brands import BrandFile
from publisher.design.layouts import read_layouts
from publisher.model.findings import Finding, Severity
from publisher.model.graphemes import normal
from publisher.model.paths import shown_path
from publisher.presses.profiles import read_presses


def shared_faults(content: Path) -> list[Finding]:
    """What is wrong with any layout, brand or press profile, as warnings: what uses one of them is refused with the
    error."""
    faults = [*read_layouts(content)[1], *_brand_faults(content), *read_presses(content)[1]]
    return [replace(fault, severity=Severity.WARNING) for fault in faults]


def sound_brands(content: Path) -> dict[str, BrandFile]:
    """Every brand that can be read, by its id."""
    sound = {}
    for id, path in brand_files(content / "any").items():
        source = read_yaml(normal(path.read_text("utf-8", errors="replace")), shown_path(path, content))
        try:
            sound[id] = BrandFile.model_validate(source.data)
        except ValidationError:
            continue  # reported by `shared_faults`
    return sound


def _brand_faults(content: Path) -> Iterator[Finding]:
    for path in brand_files(content / "any").values():
        source = read_yaml(normal(path.read_text("utf-8", errors="replace")), shown_path(path, content))
        yield from source.findings
        try:
            if not source.findings:
                BrandFile.model_validate(source.data)
        except ValidationError as error:
            yield from schema_findings(error, source, BrandFile)
