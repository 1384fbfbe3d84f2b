"""parity/pages: every page of the printed version can be found in the e-book."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.formats.read_back import EPUB, listed_pages
from publisher.model.findings import Finding, Severity


def pages_of_print(subject: Subject) -> Iterator[Finding]:
    for artifact in (artifact for artifact in subject.artifacts if artifact.media_type == EPUB):
        wanted = [(str(page), str(page)) for page in range(1, subject.edition.master.count + 1)]
        found = listed_pages(artifact.data)
        if found == wanted:
            continue
        lost = [page for page, mark in wanted if (page, mark) not in found]
        what = f"page {lost[0]} of the printed version is missing" if lost else "the list of printed pages is wrong"
        yield Finding(
            "parity/pages",
            Severity.ERROR,
            f"{what} in {artifact.filename}",
            "report this as a fault of the toolkit: the list of pages and the page markers in the text disagree",
        )


CHECK = Check(
    ids=("parity/pages",),
    stage="files",
    rationale="A reader of the e-book and a reader of the leaflet must find the same page when they talk about it.",
    source="EPUB Accessibility 1.1, 4.2 (page navigation)",
    run=pages_of_print,
)
