"""content/no-labels: the words that the layouts add themselves are there in the publication's language."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.text.i18n import LABEL_LANGUAGE, label_languages


def no_labels(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    known = label_languages()
    if document.language.split("-")[0] not in known:
        yield Finding(
            "content/no-labels",
            Severity.WARNING,
            say("checks:there-are-no-labels-contact-phone", language=document.language),
            say("checks:write-titles-blocks-yourself-labels-exist", known=", ".join(known)),
            Place(f"{document.path}/publication.yaml", document.language_line),
        )


CHECK = Check(
    ids=("content/no-labels",),
    stage="document",
    rationale=f"Labels fall back to '{LABEL_LANGUAGE}', and a screen reader would read them with the wrong voice.",
    source="WCAG 2.2, 3.1.2",
    run=no_labels,
)
