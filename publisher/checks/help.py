"""content/no-help: readers whom no format suits need a telephone number and an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity

WAYS = {"phone": "telephone number", "email": "e-mail address"}


def no_help(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    missing = [name for name in WAYS if not (document.contact and document.contact[name])]
    if missing:
        message = say("checks:no-help", missing=" and no ".join(WAYS[name] for name in missing))
        fix = say("checks:add-help", missing=" and ".join(map(repr, missing)))
        yield Finding("content/no-help", Severity.NOTE, message, fix, Place(document.main_file))


CHECK = Check(
    ids=("content/no-help",),
    stage="document",
    rationale="No set of formats suits everybody, so the landing page says where to ask, by telephone and in writing.",
    source="WCAG 2.2, 3.2.6; EN 301 549, 12.2",
    run=no_help,
)
