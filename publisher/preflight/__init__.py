"""Preflight: what a print shop would send back, found before the file goes there. For a PDF of any maker.

    inspection = Inspection(open_file(data, "leaflet.pdf"), find_press("generic-coated"))
    findings = preflight(inspection)

`sheets` opens the file and its pages, `interpreter` reads their content once into marks, `rules` look at these;
`page_raster` and `ink_coverage` draw the pages for what the marks do not show.
"""

from __future__ import annotations

from publisher.model.findings import Finding
from publisher.model.registry import Entry
from publisher.pdf.opening import noting_repairs
from publisher.preflight.reading.print_file import open_file
from publisher.preflight.rule import RULES, Inspection, in_order

__all__ = ["RULES", "Inspection", "open_file", "preflight"]


def preflight(inspection: Inspection) -> list[Finding]:
    """What every rule finds, the worst first. Drawings of pages are let go afterwards; `inspection.ink` stays."""
    try:
        with noting_repairs(inspection.file.repairs):
            return in_order(finding for id, rule in RULES.items() for finding in rule.findings(inspection, _plugin(id)))
    finally:
        inspection.raster.close()


def _plugin(id: str) -> Entry | None:
    """The entry of a rule that is another package's."""
    return None if RULES.is_own(id) else RULES.entry(id)
