"""Rules on damage: what cannot be read, and what programs would draw wrong without a warning."""

from __future__ import annotations

from collections.abc import Iterator

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
            fix = "export it again: the unreadable part may be missing on paper, and was not checked"
            yield Fault(f"part of the page cannot be read: {what}", fix, page=sheet.number, apart=what)
    file = inspection.file
    if file.promised > file.count:
        message = f"the file says that it has {file.promised} pages, but only {file.count} can be read"
        fix = "export it again, and copy it once more: the copy may be incomplete"
        yield Fault(message, fix, values=(("pages", file.count), ("promised", file.promised)))
    if repairs := file.repairs:  # asked when all content has been read
        message = "the file is damaged; it could be read only after a repair"
        fix = "export it again: another program may not be able to read it"
        yield Fault(message, fix, WARNING, values=(("repaired", repairs[0]),))


def _flaws(sheet: Sheet) -> Iterator[Fault]:
    """Of its pictures, each; of its fonts, where the first letters stand."""
    fix = "export it again and look at the new file; if nothing has changed, place the {} again in your program"
    for mark in sheet.pictures:
        if mark.picture and mark.picture.flaw:
            message = f"a picture is damaged and will print wrong: {mark.picture.flaw}"
            yield Fault(message, fix.format("picture"), ERROR, sheet.number, mark.box, apart="picture")
    reported = set[str]()
    for mark in sheet.texts:
        font = mark.font
        if font and font.flaw and font.name not in reported:
            reported.add(font.name)
            message = f"the font {font.name} is damaged; its letters will be missing or wrong: {font.flaw}"
            again = fix.replace("place the {} anew", "install the font again, or choose another one,")
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
