"""An error in the content."""

from __future__ import annotations

from publisher.model.findings import Finding, Place, Severity


def fault(id: str, message: str, fix: str, place: Place) -> Finding:
    """A finding `content/<id>` of severity error."""
    return Finding(f"content/{id}", Severity.ERROR, message, fix, place)
