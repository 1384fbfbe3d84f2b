"""Whether the pages could be drawn, without which some rules see nothing. The last rule: it asks what others met."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.findings import Severity
from publisher.preflight.raster import FAILED
from publisher.preflight.registry import (
    OURS,
    Fault,
    Inspection,
    Rule,
)


def not_drawn(inspection: Inspection) -> Iterator[Fault]:
    if _by_nobody(inspection):
        message = "no page of the file can be drawn, so that nobody could print it"
        yield Fault(message, "export it again, with another program if it can be, and look at the new file")
    for page, why in sorted(inspection.raster.undrawn.items()):
        yield Fault(
            f"the page {why}, so that its bleed and its QR codes were not looked at",
            "look at its edges and codes yourself, or export it again",
            Severity.WARNING,
            page,
        )


def _by_nobody(inspection: Inspection) -> bool:
    """Whether Ghostscript draws no page of a file that is broken, as far as others can tell. Of a sound one, it may be
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
        "What could not be looked at must not pass for sound.",
        OURS,
        not_drawn,
    ),
)
