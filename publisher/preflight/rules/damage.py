"""Rules on what is broken in the file: what cannot be read, and what a program would draw wrong without a word."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.findings import Severity
from publisher.preflight.reading.print_file import Sheet
from publisher.preflight.registry import (
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
            fix = "export it again; what cannot be read here may be missing on paper, and was not checked"
            yield Fault(f"the page cannot be read whole: {what}", fix, page=sheet.number, apart=what)
    file = inspection.file
    if file.promised > file.count:
        message = f"the file says that it has {file.promised} pages, and {file.count} can be read"
        fix = "it may have come over incompletely: export it again, and copy it once more"
        yield Fault(message, fix, values=(("pages", file.count), ("promised", file.promised)))
    if repairs := file.repairs:  # asked when all content has been read
        message = "the file is damaged, and could be read only by fixing it"
        fix = "export it again; another program may fail on it"
        yield Fault(message, fix, WARNING, values=(("repaired", repairs[0]),))


def _flaws(sheet: Sheet) -> Iterator[Fault]:
    """Of its pictures, each; of its fonts, where the first letters stand."""
    fix = "export it again, and look at the new file; if it is the same there, place the {} anew in your program"
    for mark in sheet.pictures:
        if mark.picture and mark.picture.flaw:
            message = f"a picture is damaged, and will be wrong on paper: {mark.picture.flaw}"
            yield Fault(message, fix.format("picture"), ERROR, sheet.number, mark.box, apart="picture")
    told = set[str]()
    for mark in sheet.texts:
        font = mark.font
        if font and font.flaw and font.name not in told:
            told.add(font.name)
            message = f"the letters of the font {font.name} are damaged, and will be missing or wrong: {font.flaw}"
            again = fix.replace("place the {} anew", "install the font anew, or choose another one,")
            yield Fault(
                message, again, ERROR, sheet.number, mark.box, (("font", font.name),), apart=f"font {font.name}"
            )


RULES = (
    Rule(
        "preflight/damaged",
        (ERROR, WARNING),
        "What cannot be read may be missing on paper, and has not been checked.",
        OURS,
        damaged,
    ),
)
