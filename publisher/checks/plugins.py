"""plugin/*: installed additions to the toolkit that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.model.findings import Finding
from publisher.model.registry import problems


def plugins(subject: Subject) -> Iterator[Finding]:
    yield from problems()


CHECK = Check(
    ids=("plugin/broken", "plugin/failed"),
    stage="document",
    rationale="Whoever installed a plug-in counts on what it makes: leaving it out must not be silent.",
    source="house rule: nothing is silent",
    run=plugins,
)
