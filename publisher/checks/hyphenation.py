"""content/no-hyphenation: the engine has patterns by which it can hyphenate the publication's language."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity
from publisher.text.hyphens import patterns_of
from publisher.text.i18n import direction, is_easy

# Written without spaces, or with words too short to hyphenate. Scripts from right to left have no hyphens either.
NEVER_HYPHENATED = frozenset({"ja", "km", "ko", "lo", "my", "th", "vi", "yue", "zh"})


def no_hyphenation(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    language = document.language.partition("-x-")[0]
    is_written_so = direction(language) == "ltr" and language.split("-")[0] not in NEVER_HYPHENATED
    if is_written_so and not is_easy(document.language) and patterns_of(language) is None:
        yield Finding(
            "content/no-hyphenation",
            Severity.NOTE,
            say("checks:no-hyphenation-patterns", language=document.language),
            say("checks:mark-where-long-words-part"),
            document.language_place,
        )


CHECK = Check(
    ids=("content/no-hyphenation",),
    stage="document",
    rationale="Long words go whole onto the next line, and leave gaps at the ends of lines.",
    source="CSS Text 3, 6.1 (hyphenation is by language)",
    run=no_hyphenation,
)
