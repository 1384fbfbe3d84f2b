"""The checks: small functions with permanent ids, gathered here.

A check takes a Subject and yields findings. Its stage says when it can run: on the composed document, on the laid-out
pages, or on the finished files.
"""

from __future__ import annotations

from publisher.checks import book, composed, contrast, glyphs, labels, pages, parity, tags
from publisher.checks.registry import Check, Subject
from publisher.model import Finding

__all__ = ["CHECKS", "Check", "Subject", "run_checks"]

CHECKS: tuple[Check, ...] = (
    composed.CHECK,
    glyphs.CHECK,
    labels.CHECK,
    contrast.CHECK,
    *pages.CHECKS,
    parity.CHECK,
    book.CHECK,
    tags.CHECK,
)


def run_checks(subject: Subject, stage: str) -> list[Finding]:
    """The findings of every check of `stage` ("document", "pages" or "files")."""
    return [finding for check in CHECKS if check.stage == stage for finding in check.run(subject)]
