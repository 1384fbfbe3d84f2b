"""preflight/not-drawn: pages that could not be drawn, so that some rules could not check them. It runs last."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.page_raster import FAILED
from publisher.preflight.rule import (
    OURS,
    Fault,
    Inspection,
    Rule,
)


def not_drawn(inspection: Inspection) -> Iterator[Fault]:
    if _by_nobody(inspection):
        message = say("preflight:no-page-file-can-drawn-so")
        yield Fault(message, say("preflight:export-again-if-possible-another-program-2"))
    for page, why in sorted(inspection.raster.undrawn.items()):
        yield Fault(
            say("preflight:page-so-bleed-qr-codes-were", why=why),
            say("preflight:check-edges-codes-yourself-export-again"),
            Severity.WARNING,
            page,
        )


def _by_nobody(inspection: Inspection) -> bool:
    """Whether Ghostscript draws no page of a file that is broken, as far as others show. Of a sound one, it may be
    Ghostscript that fails."""
    file, undrawn = inspection.file, inspection.raster.undrawn
    failed = bool(file.sheets) and all(undrawn.get(sheet.number) == FAILED for sheet in file.sheets)
    if not failed and not file.repairs:
        return False
    return inspection.ink.blank or (failed and not inspection.ink.pages)


RULES = (
    Rule(
        "preflight/not-drawn",
        (Severity.ERROR, Severity.WARNING),
        "A page that could not be checked must not count as sound.",
        OURS,
        not_drawn,
    ),
)
