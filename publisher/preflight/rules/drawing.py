"""Whether the pages could be drawn, without which some rules see nothing. The last rule: it asks what others met."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model import Severity
from publisher.preflight.registry import OURS, Fault, Inspection, Rule


def not_drawn(inspection: Inspection) -> Iterator[Fault]:
    for page, why in sorted(inspection.raster.undrawn.items()):
        yield Fault(
            f"the page {why}, so that its bleed and its QR codes were not looked at",
            "look at its edges and codes yourself, or export it again",
            Severity.WARNING,
            page,
        )


RULES = (
    Rule(
        "preflight/not-drawn",
        (Severity.WARNING,),
        "What could not be looked at must not pass for sound.",
        OURS,
        not_drawn,
    ),
)
