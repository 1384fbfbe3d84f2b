"""content/no-labels: the words that the layouts add themselves are there in the publication's language."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity
from publisher.text.i18n import LABEL_LANGUAGE, label_ids, label_languages, missing_labels


def no_labels(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    known, missing = label_languages(), missing_labels(document.language)
    if not missing:
        return
    count, total = len(missing), len(label_ids())
    if count < total:
        message = say("checks:some-labels-missing", count=count, total=total, language=document.language)
        fix = say("checks:add-missing-labels", ids=", ".join(sorted(missing)))
    else:
        message = say("checks:there-are-no-labels-contact-phone", language=document.language)
        fix = say("checks:write-titles-blocks-yourself-labels-exist", known=", ".join(known))
    place = document.language_place
    yield Finding("content/no-labels", Severity.WARNING, message, fix, place)


CHECK = Check(
    ids=("content/no-labels",),
    stage="document",
    rationale=f"Readers get words in another language ('{LABEL_LANGUAGE}', marked, so that a voice changes).",
    source="WCAG 2.2, 3.1.2",
    run=no_labels,
)
