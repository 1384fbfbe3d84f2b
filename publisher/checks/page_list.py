"""parity/pages: every page of the printed version can be found in the e-book."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.formats.read_back import EPUB, listed_pages
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Severity


def pages_of_print(subject: Subject) -> Iterator[Finding]:
    for artifact in (artifact for artifact in subject.artifacts if artifact.media_type == EPUB):
        wanted = [(str(page), str(page)) for page in range(1, subject.edition.master.count + 1)]
        found = listed_pages(artifact.data)
        if found == wanted:
            continue
        lost = [page for page, mark in wanted if (page, mark) not in found]
        what = (
            say("checks:page-printed-version-missing", lost=lost[0]) if lost else say("checks:list-printed-pages-wrong")
        )
        yield Finding(
            "parity/pages",
            Severity.ERROR,
            say("checks:in", what=what, filename=artifact.filename),
            say("checks:report-this-fault-toolkit-list-pages"),
        )


CHECK = Check(
    ids=("parity/pages",),
    stage="files",
    rationale="A reader of the e-book and a reader of the leaflet must find the same page when they talk about it.",
    source="EPUB Accessibility 1.1, 4.2 (page navigation)",
    run=pages_of_print,
)
