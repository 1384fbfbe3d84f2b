"""layout/template: a layout's template that cannot be read or filled in, with its file and line."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError

from publisher.design.layouts import BASE, TEMPLATE, Layout
from publisher.model.errors import ContentError
from publisher.model.findings import Finding, Place, Severity
from publisher.model.paths import LAYOUTS, shown_path

FIX = "correct the template there: docs/layouts.md says what a template may use"


@contextmanager
def template_faults(layout: Layout, content: Path) -> Iterator[None]:
    """Whatever goes wrong inside, which reads and fills in templates, becomes a ContentError with one finding."""
    try:
        yield
    except ContentError:
        raise
    except Exception as error:
        file, line = _where(error, layout)
        message = f"the template cannot be used: {_said(error)}"
        place = Place(shown_path(file, content), line)
        raise ContentError([Finding("layout/template", Severity.ERROR, message, FIX, place)]) from error


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}' in the layout, nor in {LAYOUTS.name}/{BASE}"
    return (error.message if isinstance(error, TemplateSyntaxError) else None) or f"{type(error).__name__}: {error}"


def _where(error: Exception, layout: Layout) -> tuple[Path, int | None]:
    """The file and line: of a syntax error as it says; else the innermost line of a template that was being filled in.
    A line of the base is reported only if no line of the layout itself needs it."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    for folder in (layout.folder, LAYOUTS / BASE):
        for frame in reversed(frames):
            if Path(frame.filename).parent == folder:
                return Path(frame.filename), frame.lineno
    return layout.folder / TEMPLATE, None
