"""Findings and results, for people and for programs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from publisher.model.errors import PublisherError
from publisher.model.findings import Finding, Result, Severity
from publisher.model.units import human_size

OF_PRESS = ("layout/picture-resolution", "layout/bitmap-resolution")  # errors where a press file is made
PAGES_SHOWN = 3  # of a fault that is on many pages


def finding_lines(finding: Finding, content: Path) -> list[str]:
    """What and where on the first line, the fix on the second."""
    where = place_text(finding, content)
    head = f"{where}: " if where else ""
    return [f"{head}{finding.severity.value}: {finding.message}  [{finding.id}]", f"    -> {finding.fix}"]


def place_text(finding: Finding, content: Path) -> str:
    """'content/framat/publication.yaml:12', as the user can open it from here; with the page where there is one."""
    parts = []
    if finding.where:
        line = f":{finding.where.line}" if finding.where.line else ""
        parts.append(f"{_file_text(finding.where.file, content)}{line}")
    if finding.page:
        parts.append(f"page {finding.page}")
        if finding.box:
            left, top = (max(0, round(length)) for length in finding.box[:2])
            parts.append(f"{left} mm across and {top} mm down")
    return ", ".join(parts)


def _file_text(file: str, content: Path) -> str:
    """A file of the content, or one elsewhere, which has its whole path."""
    return _from_here(Path(file)) if Path(file).is_absolute() else f"{_from_here(content)}/{file}"


def finding_data(finding: Finding, content: Path) -> dict[str, Any]:
    """For --json. `box` is left, top, width, height in mm from the trim's upper left corner."""
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "message": finding.message,
        "fix": finding.fix,
        "file": _file_text(finding.where.file, content) if finding.where else None,
        "line": finding.where.line if finding.where else None,
        "page": finding.page,
        "box": list(finding.box) if finding.box else None,
        "values": dict(finding.values),
    }


def result_lines(result: Result, content: Path) -> list[str]:
    """The files of one publication, then what the checks found."""
    from publisher.formats import FORMATS

    lines = [f"{result.title} ({result.name})"]
    if result.written:
        lines += _file_lines(result)
        lines.append(f"  {_from_here(result.folder)}/index.html")
        if result.removed:
            lines.append(f"  removed, because they are older than the content: {', '.join(result.removed)}")
        lines += _held_lines(result)
    else:
        lines.append("  nothing was written: correct the errors below first; the earlier files are unchanged")
        if _is_of_press_alone(result):
            without = " ".join(f"--without {format.id}" for format in FORMATS.values() if format.for_press)
            lines.append(f"  the other formats have no errors: to make them, build again with {without}")
    lines += _grouped(result.findings, content, lambda finding: (finding.id, finding.where, finding.message), 1)
    return lines


def fit_lines(result: Result) -> Iterator[str]:
    """How the pages of one publication were fitted, and why."""
    if result.fit:
        yield f"{result.title} ({result.name}), how the pages were fitted; layouts to measure: {result.layouts}"
    for choice in result.fit:
        page = f"page {choice.page}, " if choice.page else ""
        yield f"  {page}{choice.name}: {choice.chosen}"
        yield f"      {choice.why}"


def _held_lines(result: Result) -> Iterator[str]:
    if result.held:
        names = ", ".join(result.held)
        yield f"  not written, because of the errors in the layout below: {names}; earlier ones stay as they were"
        yield "  the draft shows the pages with what is wrong in frames; it is not for print"


def _is_of_press_alone(result: Result) -> bool:
    """Whether nothing but the press file keeps the others from being written."""
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    return all(finding.id in OF_PRESS or finding.id.startswith(("preflight/", "press/")) for finding in errors)


def _file_lines(result: Result) -> Iterator[str]:
    """A line for each format; of one that has many files, the main one stands for all but its companions."""
    for _, group in groupby(result.artifacts, key=lambda artifact: artifact.format):
        first, *rest = group
        others = [artifact for artifact in rest if not artifact.companion]
        pages = f", {first.pages} pages" if first.pages else ""
        more = f", and {len(others)} more in this format" if others else ""
        yield f"  {_from_here(result.folder)}/{first.filename}  {human_size(len(first.data))}{pages}{more}"
        for artifact in rest:
            if artifact.companion:
                yield f"  {_from_here(result.folder)}/{artifact.filename}  {human_size(len(artifact.data))}"


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


def preflight_lines(title: str, press: str, findings: Sequence[Finding]) -> list[str]:
    """What was found in a PDF, the worst first. Of a fault on many pages the first ones are shown, and where the others
    are; --json has them all."""
    lines = [f"{title}, for {press}"]
    lines += _grouped(findings, Path(), lambda finding: (finding.id, finding.severity), PAGES_SHOWN)
    return [*lines, f"  {_count(findings)}"]


def _grouped(
    findings: Iterable[Finding], content: Path, alike: Callable[[Finding], Hashable], most: int
) -> Iterator[str]:
    """The lines of the findings, indented; of those that are `alike`, the first `most`, and on which pages the others
    are."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(alike(finding), []).append(finding)
    for group in groups.values():
        shown, others = group[:most], [finding for finding in group[most:] if finding.page]
        for finding in shown:
            yield from ("  " + line for line in finding_lines(finding, content))
        if others:
            yield f"      the same on {_pages(others)} (--json lists each)"


def preflight_data(name: str, pages: int | None, press: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """For --json."""
    return {"file": name, "pages": pages, "press": press, "findings": findings_data(findings, Path())}


def unread_data(name: str, press: str, error: PublisherError) -> dict[str, Any]:
    """For --json: of a file among others that could not be looked at."""
    return {**preflight_data(name, None, press, ()), "error": error.message, "fix": error.fix}


def _pages(findings: Sequence[Finding]) -> str:
    """'page 7', 'pages 4-9, 12'"""
    numbers = sorted({finding.page for finding in findings if finding.page})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    ranges = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {ranges}"


def _count(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    parts = [f"{count} {word}{'s' if count > 1 else ''}" for word in Severity if (count := counts[word])]
    return ", ".join(parts) or "nothing found: ready for the press"


def error_lines(error: PublisherError, content: Path) -> list[str]:
    """A fault that ended the run, with every finding it carries."""
    lines: list[str] = []
    findings: Sequence[Finding] = getattr(error, "findings", ())
    for finding in findings:
        lines += finding_lines(finding, content)
    return [*lines, " ".join(filter(None, [error.message, error.fix]))]


def errors_data(errors: Sequence[PublisherError], content: Path) -> dict[str, Any]:
    """For --json: the same of one error or several."""
    return {
        "error": " ".join(error.message for error in errors),
        "fix": " ".join(dict.fromkeys(error.fix for error in errors if error.fix)),
        "findings": findings_data((one for error in errors for one in getattr(error, "findings", ())), content),
    }


def listing(content: Path) -> dict[str, dict[str, str]]:
    """What there is to choose from, by kind and id, each with a line that says what it is; under "broken", where
    there is any, what cannot be used, and why. Raises UsageError."""
    from publisher.content.load import edition_names
    from publisher.design.layouts import read_layouts
    from publisher.formats import FORMATS
    from publisher.model.registry import problems
    from publisher.presses.profiles import read_presses

    presses, faults = read_presses(content)
    known, broken = read_layouts(content)
    cannot = _broken([*broken, *faults, *problems()], content)
    return {
        "publications": {name: str(content / name) for name in edition_names(content)},
        "layouts": {layout.id: layout.description for layout in known.values()},
        "formats": {
            format.id: f"{_english(format.title)} (.{format.extension}). {_english(format.purpose)}"
            for format in FORMATS.values()
        },
        "presses": {press.id: f"{press.wants.title}: {press.summary}. {press.wants.description}" for press in presses},
        **({"broken": cannot} if cannot else {}),
    }


def _broken(findings: Sequence[Finding], content: Path) -> dict[str, str]:
    """Where each fault is, or which plug-in has it, and what to do about it: several may be at one line."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        where = place_text(finding, content) or str(dict(finding.values).get("entry", finding.id))
        found.setdefault(where, []).append(f"{finding.message}; {finding.fix}")
    return {where: "\n".join(texts) for where, texts in found.items()}


def _english(id: str) -> str:
    from publisher.text.i18n import LABEL_LANGUAGE, label

    return label(LABEL_LANGUAGE, id)


def _from_here(path: Path) -> str:
    """As the user would write it: relative to the current folder where that is shorter."""
    relative = os.path.relpath(path)
    return relative if Path(relative).parts[:1] != ("..",) else str(path.resolve())
