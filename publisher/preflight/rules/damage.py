"""Rules on damage: what cannot be read, and what programs would draw wrong without a warning."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.reading.print_file import Sheet
from publisher.preflight.rule import (
    OURS,
    Fault,
    Inspection,
    Rule,
)

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def damaged(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        yield from _flaws(sheet)
        for what in sheet.gathered.damage:
            fix = say("preflight:export-again-unreadable-part-may-missing")
            yield Fault(say("preflight:part-page-cannot-read", what=what), fix, page=sheet.number, apart=what)
    file = inspection.file
    if file.promised > file.count:
        message = say("preflight:file-says-has-pages-but-only", promised=file.promised, count=file.count)
        fix = say("preflight:export-again-copy-once-more-copy")
        yield Fault(message, fix, values=(("pages", file.count), ("promised", file.promised)))
    if repairs := file.repairs:  # asked when all content has been read
        message = say("preflight:file-damaged-could-read-only-after")
        fix = say("preflight:export-again-another-program-may-not")
        yield Fault(message, fix, WARNING, values=(("repaired", repairs[0]),))


def _flaws(sheet: Sheet) -> Iterator[Fault]:
    """Of its pictures, each; of its fonts, where the first letters stand."""

    for mark in sheet.pictures:
        if mark.picture and mark.picture.flaw:
            message = say("preflight:picture-damaged-will-print-wrong", flaw=mark.picture.flaw)
            yield Fault(
                message, say("preflight:export-or-place-picture"), ERROR, sheet.number, mark.box, apart="picture"
            )
    reported = set[str]()
    for mark in sheet.texts:
        font = mark.font
        if font and font.flaw and font.name not in reported:
            reported.add(font.name)
            message = say("preflight:font-damaged-letters-will-missing-wrong", name=font.name, flaw=font.flaw)
            again = say("preflight:export-or-install-font")
            yield Fault(
                message, again, ERROR, sheet.number, mark.box, (("font", font.name),), apart=f"font {font.name}"
            )


RULES = (
    Rule(
        "preflight/damaged",
        (ERROR, WARNING),
        "A part that cannot be read may be missing on paper, and has not been checked.",
        OURS,
        damaged,
    ),
)
