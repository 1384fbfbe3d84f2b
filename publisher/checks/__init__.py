"""The checks: small functions with permanent ids, gathered here.

A check takes a Subject and yields findings. Its stage says when it can run: on the composed document, on the laid-out
pages, or on the finished files; and "reading", on the document too, where somebody asks how it reads.
"""

from __future__ import annotations

from publisher.checks import (
    book,
    composed,
    contrast,
    glyphs,
    help,
    labels,
    pages,
    parity,
    pictures,
    preflight,
    press_profile,
    readability,
    tags,
    updates,
)
from publisher.checks.preflight import heat_maps
from publisher.checks.registry import Check, Subject
from publisher.model.findings import Finding

__all__ = ["CHECKS", "Check", "Subject", "heat_maps", "run_checks"]

CHECKS: tuple[Check, ...] = (
    composed.CHECK,
    glyphs.CHECK,
    labels.CHECK,
    help.CHECK,
    readability.EASY,
    readability.NOTES,
    contrast.CHECK,
    pictures.LEFT_OUT,
    *pages.CHECKS,
    pictures.RESOLUTION,
    parity.CHECK,
    book.CHECK,
    tags.CHECK,
    updates.CHECK,
    *press_profile.CHECKS,
    preflight.CHECK,
)


def run_checks(subject: Subject, stage: str) -> list[Finding]:
    """The findings of every check of `stage` ("document", "pages", "files" or "reading")."""
    return [finding for check in CHECKS if check.stage == stage for finding in check.run(subject)]
