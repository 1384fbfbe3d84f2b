"""sample/*: a check of the content and a rule of preflight."""

from collections.abc import Iterator

from publisher.checks import Check, Subject
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.preflight.rule import Fault, Inspection, Rule

LONGEST = 5


def long_title(subject: Subject) -> Iterator[Finding]:
    document = subject.edition.document
    if len(document.title) > LONGEST:
        place = Place(f"{document.path}/publication.yaml")
        message = say("sample:long-title", title=document.title)
        yield Finding("sample/long-title", Severity.NOTE, message, say("sample:shorten"), place)


def pages(inspection: Inspection) -> Iterator[Fault]:
    yield Fault(f"it has {inspection.file.count} pages", "nothing", Severity.NOTE)


CHECK = Check(("sample/long-title",), "document", "A short title fits on a spine.", "house rule", long_title)
RULE = Rule("sample/pages", (Severity.NOTE,), "The shop asks how many pages there are.", "house rule", pages)
