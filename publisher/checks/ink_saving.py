"""layout/ink-saving: how much ink a variant with less ink saves."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.formats import FORMATS
from publisher.formats.paper.ink_saving import Ink, coverage
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity

SAVING = f"-{Ink.SAVING.value}"


def ink_saving(subject: Subject) -> Iterator[Finding]:
    """A note for each file with less ink, measured against the same sheets in full."""
    for artifact in subject.artifacts:
        if not artifact.format.endswith(SAVING):
            continue
        full = FORMATS[artifact.format.removesuffix(SAVING)].render(subject.edition)
        before = coverage(full if isinstance(full, bytes) else full[""])
        after = coverage(artifact.data)
        saved = round(100 * (1 - after / before)) if before else 0
        yield Finding(
            "layout/ink-saving",
            Severity.NOTE,
            say(
                "checks:needs-less-ink-covers-paper-not",
                filename=artifact.filename,
                saved=saved,
                after=after,
                before=before,
            ),
            say("checks:print-where-colours-do-not-matter"),
            values=(("saved", saved), ("coverage", round(after, 4)), ("full", round(before, 4))),
        )


CHECK = Check(
    ids=("layout/ink-saving",),
    stage="files",
    rationale="Whoever pays for toner wants to know whether it is worth it.",
    source="house rule",
    run=ink_saving,
)
