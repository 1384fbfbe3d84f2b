"""Findings, results and the lists of publications, layouts, formats and presses for programs (--json)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.model.catalogue import Message, shown, spoken
from publisher.model.errors import PublisherError
from publisher.model.findings import Finding, Result
from publisher.report.report_lines import file_text, place_text

if TYPE_CHECKING:
    from publisher.design.brands import BrandFile


def finding_data(finding: Finding, content: Path) -> dict[str, Any]:
    """For --json. `box` is left, top, width, height in mm from the trim's upper left corner; `message` and `fix` are in
    the language `lang`, and `texts` are their ids in the catalogue with what was filled in."""
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "message": shown(finding.message),
        "fix": shown(finding.fix),
        "lang": spoken(),
        "texts": {name: _text_data(text) for name, text in (("message", finding.message), ("fix", finding.fix))},
        "file": file_text(finding.where.file, content) if finding.where else None,
        "line": finding.where.line if finding.where else None,
        "page": finding.page,
        "box": list(finding.box) if finding.box else None,
        "values": dict(finding.values),
    }


def _text_data(text: str) -> dict[str, Any] | None:
    """The id and the parameters of a message; None for a text that is in no catalogue, as of a plug-in."""
    if not isinstance(text, Message):
        return None
    return {"id": text.id, "parameters": {name: _value(value) for name, value in text.values.items()}}


def _value(value: object) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, int | float):
        return value
    return [_value(one) for one in value] if isinstance(value, list | tuple) else str(value)


def result_data(result: Result, content: Path) -> dict[str, Any]:
    """For --json."""
    return {
        "name": result.name,
        "title": result.title,
        "folder": str(result.folder),
        "written": result.written,
        "removed": list(result.removed),
        "held": list(result.held),
        "fit": {
            "layouts": result.layouts,
            "chosen": [
                {"name": one.name, "page": one.page, "chosen": one.chosen, "filled": one.filled, "why": one.why}
                for one in result.fit
            ],
        },
        "files": [
            {
                "format": artifact.format,
                "path": str(result.folder / artifact.filename),
                "type": artifact.media_type,
                "size": len(artifact.data),
                "pages": artifact.pages,
            }
            for artifact in result.artifacts
        ],
        "findings": findings_data(result.findings, content),
    }


def findings_data(findings: Iterable[Finding], content: Path) -> list[dict[str, Any]]:
    return [finding_data(finding, content) for finding in findings]


def preflight_data(name: str, pages: int | None, press: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """For --json."""
    return {"file": name, "pages": pages, "press": press, "findings": findings_data(findings, Path())}


def unread_data(name: str, press: str, error: PublisherError) -> dict[str, Any]:
    """For --json: of a file among others that could not be looked at."""
    return {**preflight_data(name, None, press, ()), "error": shown(error.message), "fix": shown(error.fix)}


def errors_data(errors: Sequence[PublisherError], content: Path) -> dict[str, Any]:
    """For --json: the same of one error or several."""
    return {
        "error": " ".join(shown(error.message) for error in errors),
        "fix": " ".join(dict.fromkeys(shown(error.fix) for error in errors if error.fix)),
        "findings": findings_data((one for error in errors for one in getattr(error, "findings", ())), content),
    }


def listing(content: Path) -> dict[str, dict[str, str]]:
    """What there is to choose from, by kind and id, each with a line that says what it is; under "broken", where
    there is any, what cannot be used, and why. Raises UsageError."""
    from publisher.content.load import edition_names
    from publisher.content.shared_folders import read_brands
    from publisher.design.layouts import read_layouts
    from publisher.formats import FORMATS
    from publisher.model.registry import problems
    from publisher.presses.profiles import read_presses

    presses, faults = read_presses(content)
    known, broken = read_layouts(content)
    brands, wrong = read_brands(content)
    cannot = _broken([*broken, *wrong, *faults, *problems()], content)
    return {
        "publications": {name: str(content / name) for name in edition_names(content)},
        "layouts": {layout.id: layout.description for layout in known.values()},
        "brands": _brands(brands),
        "formats": {
            format.id: f"{_label(format.title)} (.{format.extension}). {_label(format.purpose)}"
            for format in FORMATS.values()
        },
        "presses": {press.id: f"{press.wants.title}: {press.summary}. {press.wants.description}" for press in presses},
        **({"broken": cannot} if cannot else {}),
    }


def _brands(brands: Mapping[str, BrandFile]) -> dict[str, str]:
    """Each brand with its name, colour and letters."""
    listed = {}
    for id, brand in brands.items():
        families = ", ".join(dict.fromkeys((brand.fonts.text, brand.fonts.display)))
        pair = f"pair {brand.fonts.pair} ({families})" if brand.fonts.pair else families
        listed[id] = f"{brand.name}: {brand.colours['primary'].rgb}, {pair}"
    return listed


def _broken(findings: Sequence[Finding], content: Path) -> dict[str, str]:
    """Where each fault is, or which plug-in has it, and what to do about it: several may be at one line."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        where = place_text(finding, content) or str(dict(finding.values).get("entry", finding.id))
        found.setdefault(where, []).append(f"{shown(finding.message)}; {shown(finding.fix)}")
    return {where: "\n".join(texts) for where, texts in found.items()}


def _label(id: str) -> str:
    from publisher.text.i18n import label

    return label(spoken(), id)
