"""The checks: small functions with permanent ids. Each module has the descriptor of its checks; entry points name them.

A check takes a Subject and yields findings. Its stage says when it can run: on the composed document, on the laid-out
pages, or on the finished files; and "reading", on the document too, where somebody asks how it reads.
"""

from __future__ import annotations

from publisher.checks.check import CHECKS, Check, Subject
from publisher.checks.preflight import heat_maps
from publisher.model.catalogue import say
from publisher.model.findings import Finding
from publisher.model.registry import failure

__all__ = ["CHECKS", "Check", "Subject", "heat_maps", "run_checks"]


def run_checks(subject: Subject, stage: str) -> list[Finding]:
    """The findings of every check of `stage` ("document", "pages", "files" or "reading"). A check of a plug-in that
    fails is a finding itself."""
    return [finding for id, check in CHECKS.items() if check.stage == stage for finding in _run(id, check, subject)]


def _run(id: str, check: Check, subject: Subject) -> list[Finding]:
    if CHECKS.is_own(id):
        return list(check.run(subject))
    found = list[Finding]()
    try:
        found += check.run(subject)
    except Exception as error:
        return [*found, failure(CHECKS.entry(id), say("checks:check", name=id), error)]
    return found
