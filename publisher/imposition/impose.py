"""A PDF and a job -> the PDF of its sheets."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from publisher.imposition.arrange import arrange
from publisher.imposition.job import Job
from publisher.imposition.printer_margin import content_insets
from publisher.imposition.sheet_model import Margins, Plan
from publisher.imposition.source import source_pages
from publisher.imposition.write import write
from publisher.pdf.opening import broken, noting_repairs, open_reader


@dataclass(frozen=True)
class Imposed:
    """`data` are all sheets, front and back by turns. `fronts` and `backs` are the pair for printers that cannot turn
    sheets over, where it was asked for. `notes`: what the person who prints should know."""

    data: bytes
    plan: Plan
    pages: int
    notes: tuple[str, ...]
    fronts: bytes = b""
    backs: bytes = b""


def impose(data: bytes, name: str, job: Job, *, pair: bool = False) -> Imposed:
    """Lay the pages of a file out on sheets. `name` is what messages and labels call it; `pair`: make fronts and backs
    apart, too. Raises AccessError where the file cannot be read, UsageError where the scheme cannot take its pages."""
    repairs = list[str]()
    with noting_repairs(repairs), _no_collections():
        reader = open_reader(data, name)
        pages = source_pages(reader, name)
        if not job.bleed:
            pages = [replace(page, bleed=Margins()) for page in pages]
        if not job.sides:
            job = replace(job, sides=1 if len(pages) == 1 else 2)
        insets = content_insets(data, pages) if job.margin and job.scheme.id != "poster" else ()
        plan = arrange(pages, job, insets)
        try:
            whole = write(reader, data, pages, plan, job, name)
            parts = [write(reader, data, pages, plan, job, name, which).data for which in ("fronts", "backs") if pair]
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise broken(name) from error
    return Imposed(whole.data, plan, len(pages), (*plan.notes, *whole.notes), *parts)


@contextmanager
def _no_collections() -> Iterator[None]:
    """A file is a million small objects that are all kept to the end: looking for garbage among them is a third of the
    time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
