"""content/not-composed: every text of the content is in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.compose.texts import squash
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity
from publisher.model.graphemes import beginning


def not_composed(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    body = document.tree.find("body")
    found = _bare("".join(body.itertext())) if body is not None else ""
    wanted: Counter[str] = Counter()
    counts: dict[str, int] = {}
    for text, place in document.texts:
        squashed = _bare(text)
        wanted[squashed] += 1
        # Each text needs a place of its own: that another one has the same words does not help.
        if squashed and squashed not in counts:
            counts[squashed] = found.count(squashed)
        if squashed and counts[squashed] < wanted[squashed]:
            shown = beginning(" ".join(text.split()), 80)
            yield Finding(
                "content/not-composed",
                Severity.ERROR,
                say("checks:content-but-layout-has-no-place", shown=shown, name=document.layout.id),
                say("checks:use-another-layout-delete-text-add"),
                place,
            )


def _bare(text: str) -> str:
    """Without the colons after labels: some layouts set the label on a line of its own."""
    return squash(text).replace(":", "")


CHECK = Check(
    ids=("content/not-composed",),
    stage="document",
    rationale="A template that forgets a field would lose it in every format at once, and the formats would agree.",
    source="house rule: nothing is lost",
    run=not_composed,
)
