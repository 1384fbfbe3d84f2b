"""layout/template: a layout's template that cannot be read or filled in, with its file and line.
layout/contract: one that leaves out what the code relies on."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from lxml import etree

from publisher.compose.contract import Fault, document_faults, faults
from publisher.compose.part_types import Part
from publisher.design.layouts import BASE, TEMPLATE, Layout
from publisher.model.catalogue import Message, say
from publisher.model.errors import ContentError
from publisher.model.file_access import FULL
from publisher.model.findings import Finding, Place, Severity
from publisher.model.paths import LAYOUTS, shown_path

FIX = say("compose:correct-template")


@contextmanager
def template_faults(layout: Layout, content: Path) -> Iterator[None]:
    """Whatever goes wrong inside, which reads and fills in templates, becomes a ContentError with one finding."""
    try:
        yield
    except ContentError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:  # the disk, not the template
            raise
        file, line = _where(error, layout)
        message = say("compose:template-unusable", said=_said(error))
        place = Place(shown_path(file, content), line)
        raise ContentError([Finding("layout/template", Severity.ERROR, message, FIX, place)]) from error


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return say("compose:no-template", name=error.name, base=f"{LAYOUTS.name}/{BASE}")
    return (error.message if isinstance(error, TemplateSyntaxError) else None) or f"{type(error).__name__}: {error}"


def _where(error: Exception, layout: Layout) -> tuple[Path, int | None]:
    """The file and line: of a syntax error as it says; else the innermost line of a template that was being filled in.
    A line of the base is reported only if no line of the layout itself needs it."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    for folder in filter(None, (layout.folder, layout.based_on, LAYOUTS / BASE)):
        for frame in reversed(frames):
            if Path(frame.filename).parent == folder:
                return Path(frame.filename), frame.lineno
    return layout.folder / TEMPLATE, None


def hold_to_contract(layout: Layout, content: Path, parts: Iterable[Part], tree: etree._Element) -> None:
    """Raise ContentError with a finding for each place where the layout's template has not written what
    `publisher.compose.contract` says of a document with these parts."""
    # Without <main> or <footer> the parts are not found in them either.
    broken = [*document_faults(tree)] or [fault for part in parts for fault in faults(part, tree)]
    found = {(fault.macro, fault.written): fault for fault in broken}  # ten sections lack the same thing once
    by_place: dict[tuple[Path, int], list[Fault]] = {}
    for fault in found.values():
        by_place.setdefault(_line_of(fault, layout), []).append(fault)
    if by_place:
        raise ContentError(
            [_finding(at, Place(shown_path(file, content), line)) for (file, line), at in by_place.items()]
        )


def _finding(faults: list[Fault], place: Place) -> Finding:
    """One for all that a place leaves out."""
    message = say("compose:leaves-out", left_out=[fault.message for fault in faults])
    fix = say("compose:see-docs", fixes=list(map(_fix_of, faults)))
    return Finding("layout/contract", Severity.ERROR, message, fix, place)


def _fix_of(fault: Fault) -> Message:
    fix = say("compose:write-in-macro", written=str(fault.written), macro=fault.macro)
    if fault.macro == "document":
        fix = say("compose:write-around-parts", written=str(fault.written))
    attributes = list(fault.written.attributes)
    return say("compose:with-attributes", fix=fix, attributes=attributes) if attributes else fix


def _line_of(fault: Fault, layout: Layout) -> tuple[Path, int]:
    """The line of the layout's own templates that writes the element, or else the part, or else every part."""
    tag, name = re.escape(fault.written.tag), re.escape(fault.written.name)
    element = rf'<{tag}\b[^>]*class="[^"]*(?<![\w-]){name}(?![\w-])' if name else rf"<{tag}\b"
    wanted = [
        *([element] if fault.is_there else []),
        rf"\bmacro {fault.macro}\(",
        rf"\b{fault.macro}\(",
        r"\bpart\(",
        rf"\bblock (main|{'header' if fault.macro == 'cover' else 'footer'})\b",
        r"<body\b",
    ]
    templates = sorted(layout.folder.glob("*.j2"), key=lambda file: (file.name != TEMPLATE, file.name))
    lines = [
        (file, number, line)
        for file in templates
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    ]
    hits = ((file, number) for one in wanted for file, number, line in lines if re.search(one, line))
    return next(hits, (layout.folder / TEMPLATE, 1))
