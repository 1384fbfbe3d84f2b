"""The checks: small functions with permanent ids, gathered in one registry.

A check takes a Subject and yields findings. `stage` says what it needs: the composed document, or the finished files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from publisher.formats.edition import Edition
from publisher.model import Artifact, Finding


@dataclass
class Subject:
    """What is checked: the edition (document and master) and the files that were made of it."""

    edition: Edition
    artifacts: Sequence[Artifact] = field(default_factory=tuple)


Function = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """`ids` are the findings it can yield; `rationale` says why, `source` where the rule comes from."""

    ids: tuple[str, ...]
    stage: str
    rationale: str
    source: str
    run: Function


def checks() -> tuple[Check, ...]:
    """Every check."""
    from publisher.checks import contrast, glyphs, pages, parity

    return (glyphs.CHECK, contrast.CHECK, *pages.CHECKS, parity.CHECK)


def run_checks(subject: Subject, stage: str) -> list[Finding]:
    """The findings of every check of `stage` ("document" or "files")."""
    return [finding for check in checks() if check.stage == stage for finding in check.run(subject)]
