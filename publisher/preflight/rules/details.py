"""Rules on small and thin things: text and lines that fill in or vanish, overprint, fonts."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.reading.painted import Kind, Mark
from publisher.preflight.reading.print_file import Sheet
from publisher.preflight.rule import (
    GWG,
    OURS,
    X4,
    Fault,
    Inspection,
    Rule,
)

ERROR, WARNING = Severity.ERROR, Severity.WARNING
SLACK = 0.01  # pt
MOST_INKS = 2  # of small text
SHORTEST = 1.0  # mm; a shorter area is a dot, and no line


def font_missing(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        first: dict[tuple[bool, str], Mark] = {}
        for mark in sheet.texts:
            if mark.font and not mark.font.embedded:
                first.setdefault((mark.font.absent, mark.font.name), mark)
        for (absent, name), mark in first.items():
            message = say("preflight:font-not-embedded-press-would-use", name=name)
            fix = say("preflight:embed-all-fonts-when-you-export")
            if absent:
                message = say("preflight:text-set-font-page-does-not", name=name)
                fix = say("preflight:export-again-file-was-put-together")
            yield Fault(message, fix, ERROR, sheet.number, mark.box, (("font", name),), apart=name)


def small_text(inspection: Inspection) -> Iterator[Fault]:
    limit = inspection.wants.text.smallest
    for sheet in inspection.file.sheets:
        for mark in sheet.texts:
            size = mark.size or 0
            if size < limit - SLACK and (what := _delicate(mark)):
                message = say("preflight:text-pt-fills-needs-pt", what=what, pt=_pt(size), limit=limit)
                fix = say("preflight:set-larger-one-dark-ink")
                yield _small(sheet, mark, message, fix, WARNING, limit)


def text_inks(inspection: Inspection) -> Iterator[Fault]:
    """text below 11 pt of three or four inks"""
    limit = inspection.wants.text.two_inks_below
    for sheet in inspection.file.sheets:
        for mark in sheet.texts:
            size, inks = mark.size or 0, len((mark.colour.inks if mark.colour else None) or ())
            if size < limit - SLACK and inks > MOST_INKS:
                message = say("preflight:text-pt-made-inks-which-never", pt=_pt(size), inks=inks)
                fix = say("preflight:set-text-below-pt-black-inks", limit=limit, most_inks=MOST_INKS)
                yield _small(sheet, mark, message, fix, WARNING, limit)


def thin_line(inspection: Inspection) -> Iterator[Fault]:
    limits = inspection.wants.lines
    for sheet in inspection.file.sheets:
        for mark in _thin(sheet):
            size = mark.size or 0
            if limits.hairline <= size + SLACK and size < limits.thinnest - SLACK and (what := _delicate(mark)):
                message = say(
                    "preflight:line-pt-fills-breaks-needs-pt", what=what, pt=_pt(size), thinnest=limits.thinnest
                )
                yield _small(
                    sheet, mark, message, say("preflight:make-thicker-use-one-dark-ink"), WARNING, limits.thinnest
                )


def hairline(inspection: Inspection) -> Iterator[Fault]:
    limit = inspection.wants.lines.hairline
    for sheet in inspection.file.sheets:
        for mark in _thin(sheet):
            size = mark.size or 0
            if size + SLACK < limit and not (mark.is_white and mark.kind is Kind.AREA):
                message = say("preflight:line-pt-too-thin-print-needs", pt=_pt(size), limit=limit)
                yield _small(sheet, mark, message, say("preflight:make-0-25-pt-thicker"), ERROR, limit)


def black_overprint(inspection: Inspection) -> Iterator[Fault]:
    wants = inspection.wants
    for sheet in inspection.file.sheets:
        thin = [(mark, wants.lines.overprint_below) for mark in _thin(sheet)]
        for mark, limit in [*((mark, wants.text.overprint_below) for mark in sheet.texts), *thin]:
            black = mark.colour is not None and mark.colour.is_black_ink
            if black and (mark.size or 0) < limit - SLACK and not mark.keeps_what_is_below:
                what, size = "text" if mark.kind is Kind.TEXT else "line", _pt(mark.size or 0)
                message = say("preflight:black-pt-does-not-overprint-so", what=what, size=size)
                fix = say("preflight:set-black-overprint-most-programs-do")
                if mark.overprint and mark.colour is not None:
                    space = say("preflight:space-with-opm", space=str(mark.colour.space), mode=mark.mode)
                    fix = say("preflight:overprint-but-only-devicecmyk-opm-1", space=space)
                yield _small(sheet, mark, message, fix, WARNING, limit)


def white_overprint(inspection: Inspection) -> Iterator[Fault]:
    for sheet, mark in inspection.file.marks():
        if mark.is_white and mark.keeps_what_is_below:
            message = say("preflight:white-overprints-so-will-not-appear", value=mark.kind.value)
            yield Fault(message, say("preflight:set-white-objects-knock-out-no"), ERROR, sheet.number, mark.box)


def _thin(sheet: Sheet) -> Iterator[Mark]:
    """Lines, and rectangles so narrow that they are lines to the eye."""
    yield from (mark for mark in sheet.lines if mark.size is not None)
    for mark in sheet.areas:
        if mark.size is not None and max(mark.box.width, mark.box.height) > SHORTEST:
            yield mark


def _delicate(mark: Mark) -> str:
    """'white' or 'four-ink', where letters and lines of it fill in sooner than those of one ink."""
    if mark.is_white:
        return "white"
    inks = len((mark.colour.inks if mark.colour else None) or ())
    return {2: "two-ink", 3: "three-ink", 4: "four-ink"}.get(inks, "many-ink") if inks > 1 else ""


def _pt(size: float) -> str:
    """With enough digits to differ from the limits and from zero: 12, 7.5, 0.25, 0.004."""
    return f"{size:.{2 if size >= 0.1 else 3}f}".rstrip("0").rstrip(".")


def _small(sheet: Sheet, mark: Mark, message: str, fix: str, severity: Severity, limit: float) -> Fault:
    size = round(mark.size or 0, 3)
    values = (("size", size), ("limit", limit), ("colour", str(mark.colour)))
    return Fault(message, fix, severity, sheet.number, mark.box, values, size)


RULES = (
    Rule(
        "preflight/font-missing",
        (ERROR,),
        "Another font has different widths: text moves, and letters are lost.",
        X4,
        font_missing,
    ),
    Rule(
        "preflight/small-text", (WARNING,), "Several inks never line up exactly; fine strokes fill in.", GWG, small_text
    ),
    Rule(
        "preflight/text-inks",
        (WARNING,),
        "Three inks and more never line up exactly: small letters get coloured edges.",
        OURS,
        text_inks,
    ),
    Rule(
        "preflight/thin-line", (WARNING,), "Fine lines in several inks fill in or break, as letters do.", GWG, thin_line
    ),
    Rule(
        "preflight/hairline",
        (ERROR,),
        "A line as thin as the device can draw is visible on a screen but not on paper.",
        OURS,
        hairline,
    ),
    Rule(
        "preflight/black-overprint",
        (WARNING,),
        "Black that knocks out the colour below shows a white edge when the inks shift slightly.",
        f"{GWG}; a warning, because most presses set it themselves (ours)",
        black_overprint,
    ),
    Rule(
        "preflight/white-overprint",
        (ERROR,),
        "White is bare paper: it can be left out, but not printed on top.",
        GWG,
        white_overprint,
    ),
)
