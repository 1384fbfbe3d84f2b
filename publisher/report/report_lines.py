"""Findings and results in lines of text, for people, in the language that was chosen."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from publisher.model.catalogue import say, shown
from publisher.model.errors import PublisherError
from publisher.model.findings import Finding, Result, Severity
from publisher.model.units import human_size

OF_PRESS = ("layout/picture-resolution", "layout/bitmap-resolution")  # errors where a press file is made
PAGES_SHOWN = 3  # of a fault that is on many pages
SCREENFUL = 16  # findings; of more than that, those of a kind are summed up
OF_A_KIND = 4  # findings that are not summed up
SHOWN = 2  # of those that are
PLACES_SHOWN = 8
KINDS_SHOWN = 12
FEW_KINDS = 6  # of more, one finding of each is shown, so that all fit on a screen


def finding_lines(finding: Finding, content: Path) -> list[str]:
    """What and where on the first line, the fix on the second."""
    where = place_text(finding, content)
    head = f"{where}: " if where else ""
    severity = shown(say(f"report:{finding.severity.value}"))
    return [f"{head}{severity}: {shown(finding.message)}  [{finding.id}]", f"    -> {shown(finding.fix)}"]


def place_text(finding: Finding, content: Path) -> str:
    """'content/framat/publication.yaml:12', as the user can open it from here; with the page where there is one."""
    parts = []
    if finding.where:
        line = f":{finding.where.line}" if finding.where.line else ""
        parts.append(f"{file_text(finding.where.file, content)}{line}")
    if finding.page:
        parts.append(shown(say("report:page", page=finding.page)))
        if finding.box:
            left, top = (max(0, round(length)) for length in finding.box[:2])
            parts.append(shown(say("report:across-and-down", left=left, top=top)))
    return ", ".join(parts)


def file_text(file: str, content: Path) -> str:
    """A file of the content, or one elsewhere, which has its whole path."""
    return from_here(Path(file)) if Path(file).is_absolute() else f"{from_here(content)}/{file}"


def summed_lines(findings: Sequence[Finding], content: Path, every: bool = False) -> list[str]:
    """The lines of all findings where they fit on a screen or `every` one is wanted; else the worst first, those of a
    kind summed up."""
    if every or len(findings) <= SCREENFUL:
        return [line for finding in findings for line in finding_lines(finding, content)]
    kinds: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.id, finding.severity), []).append(finding)
    ordered = sorted(kinds.values(), key=lambda kind: -kind[0].severity.rank)
    lines: list[str] = []
    alone, first = (OF_A_KIND, SHOWN) if len(ordered) <= FEW_KINDS else (1, 1)
    for kind in ordered[:KINDS_SHOWN]:
        most = len(kind) if len(kind) <= alone else first
        lines += [line for finding in kind[:most] for line in finding_lines(finding, content)]
        if others := kind[most:]:
            places = list(dict.fromkeys(filter(None, (place_text(finding, content) for finding in others))))
            more = " ..." if len(places) > PLACES_SHOWN else ""
            text = say("report:more-like-it", count=len(others), id=kind[0].id)
            lines.append(f"    + {shown(text)}: {', '.join(places[:PLACES_SHOWN])}{more}")
    if rest := ordered[KINDS_SHOWN:]:
        kinds_left = [f"{kind[0].id} ({len(kind)})" for kind in rest[:KINDS_SHOWN]] + ["..."] * (
            len(rest) > KINDS_SHOWN
        )
        count = sum(len(kind) for kind in rest)
        lines.append(shown(say("report:other-kinds", count=count, kinds=", ".join(kinds_left))))
    return [*lines, shown(say("report:summed-up", counted=counted(findings)))]


def result_lines(result: Result, content: Path, every: bool = False, above: set[Hashable] | None = None) -> list[str]:
    """The files of one publication, then what the checks found. `above` are the findings of publications before it:
    those at the same line of a file that they share, such as a stylesheet, are counted. It is added to."""
    from publisher.formats import FORMATS

    lines = [f"{result.title} ({result.name})"]
    if result.written:
        lines += _file_lines(result)
        lines.append(f"  {from_here(result.folder)}/index.html")
        if result.removed:
            lines.append(f"  {shown(say('report:removed', files=', '.join(result.removed)))}")
        lines += _held_lines(result)
    else:
        lines.append(f"  {shown(say('report:nothing-written'))}")
        if _is_of_press_alone(result):
            without = " ".join(f"--without {format.id}" for format in FORMATS.values() if format.for_press)
            lines.append(f"  {shown(say('report:other-formats', without=without))}")
    seen = set[Hashable]() if above is None else above
    findings = [one for one in result.findings if not one.where or _said(one) not in seen]
    if len(findings) > SCREENFUL and not every:
        lines += [f"  {line}" for line in summed_lines(findings, content)]
    else:
        lines += _grouped(findings, content, _said, 1)
    seen |= {_said(one) for one in findings}
    if count := len(result.findings) - len(findings):
        lines.append(f"  {shown(say('report:above', count=count))}")
    return lines


def _said(finding: Finding) -> Hashable:
    return finding.id, finding.where, finding.message


def fit_lines(result: Result) -> Iterator[str]:
    """How the pages of one publication were fitted, and why."""
    if result.fit:
        fitted = say("report:how-fitted", layouts=result.layouts)
        yield f"{result.title} ({result.name}), {shown(fitted)}"
    for choice in result.fit:
        page = f"{shown(say('report:page', page=choice.page))}, " if choice.page else ""
        yield f"  {page}{shown(choice.name)}: {shown(choice.chosen)}"
        yield f"      {shown(choice.why)}"


def _held_lines(result: Result) -> Iterator[str]:
    if result.held:
        yield f"  {shown(say('report:held', files=', '.join(result.held)))}"
        yield f"  {shown(say('report:draft'))}"


def _is_of_press_alone(result: Result) -> bool:
    """Whether nothing but the press file keeps the others from being written."""
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    return all(finding.id in OF_PRESS or finding.id.startswith(("preflight/", "press/")) for finding in errors)


def _file_lines(result: Result) -> Iterator[str]:
    """A line for each format; of one that has many files, the main one stands for all but its companions."""
    for _, group in groupby(result.artifacts, key=lambda artifact: artifact.format):
        first, *rest = group
        others = [artifact for artifact in rest if not artifact.companion]
        pages = f", {shown(say('report:pages', count=first.pages))}" if first.pages else ""
        more = f", {shown(say('report:more-files', count=len(others)))}" if others else ""
        yield f"  {from_here(result.folder)}/{first.filename}  {human_size(len(first.data))}{pages}{more}"
        for artifact in rest:
            if artifact.companion:
                yield f"  {from_here(result.folder)}/{artifact.filename}  {human_size(len(artifact.data))}"


def preflight_lines(title: str, press: str, findings: Sequence[Finding]) -> list[str]:
    """What was found in a PDF, the worst first. Of a fault on many pages the first ones are shown, and where the others
    are; --json has them all."""
    lines = [shown(say("report:for-press", title=title, press=press))]
    lines += _grouped(findings, Path(), lambda finding: (finding.id, finding.severity), PAGES_SHOWN)
    return [*lines, f"  {counted(findings) or shown(say('report:ready-for-press'))}"]


def _grouped(
    findings: Iterable[Finding], content: Path, alike: Callable[[Finding], Hashable], most: int
) -> Iterator[str]:
    """The lines of the findings, indented; of those that are `alike`, the first `most`, and on which pages the others
    are."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(alike(finding), []).append(finding)
    for group in groups.values():
        first, others = group[:most], [finding for finding in group[most:] if finding.page]
        for finding in first:
            yield from ("  " + line for line in finding_lines(finding, content))
        if others:
            yield f"      {shown(say('report:the-same-on', pages=_pages(others)))}"


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
    return say("report:page-ranges", count=len(numbers), ranges=ranges)


def counted(findings: Iterable[Finding]) -> str:
    """'2 errors, 1 warning'; empty where there is none."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        shown(say(f"report:count-{severity.value}", count=count))
        for severity in Severity
        if (count := counts[severity])
    )


def error_lines(error: PublisherError, content: Path, every: bool = False) -> list[str]:
    """A fault that ended the run, with every finding it carries."""
    findings: Sequence[Finding] = getattr(error, "findings", ())
    lines = summed_lines(findings, content, every)
    return [*lines, " ".join(filter(None, [shown(error.message), shown(error.fix)]))]


def from_here(path: Path) -> str:
    """As the user would write it: relative to the current folder where that is shorter."""
    relative = os.path.relpath(path)
    return relative if Path(relative).parts[:1] != ("..",) else str(path.resolve())
