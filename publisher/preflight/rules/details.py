"""Rules on small and thin things: text and lines that fill in or vanish, overprint, fonts."""

from __future__ import annotations

from collections.abc import Iterator

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
            message = f"the font {name} is not embedded; the press would use another font"
            fix = "embed all fonts when you export"
            if absent:
                message = (
                    f"text is set in a font '{name}' that the page does not have; the press would use another font"
                )
                fix = "export it again: the file was put together wrongly"
            yield Fault(message, fix, ERROR, sheet.number, mark.box, (("font", name),), apart=name)


def small_text(inspection: Inspection) -> Iterator[Fault]:
    limit = inspection.wants.text.smallest
    for sheet in inspection.file.sheets:
        for mark in sheet.texts:
            size = mark.size or 0
            if size < limit - SLACK and (what := _delicate(mark)):
                message = f"{what} text of {_pt(size)} pt fills in; it needs {limit:g} pt"
                fix = "set it larger, or in one dark ink"
                yield _small(sheet, mark, message, fix, WARNING, limit)


def text_inks(inspection: Inspection) -> Iterator[Fault]:
    """text below 11 pt of three or four inks"""
    limit = inspection.wants.text.two_inks_below
    for sheet in inspection.file.sheets:
        for mark in sheet.texts:
            size, inks = mark.size or 0, len((mark.colour.inks if mark.colour else None) or ())
            if size < limit - SLACK and inks > MOST_INKS:
                message = f"text of {_pt(size)} pt is made of {inks} inks, which never meet exactly: its edges blur"
                fix = f"set text below {limit:g} pt in black, or in {MOST_INKS} inks at most"
                yield _small(sheet, mark, message, fix, WARNING, limit)


def thin_line(inspection: Inspection) -> Iterator[Fault]:
    limits = inspection.wants.lines
    for sheet in inspection.file.sheets:
        for mark in _thin(sheet):
            size = mark.size or 0
            if limits.hairline <= size + SLACK and size < limits.thinnest - SLACK and (what := _delicate(mark)):
                message = f"a {what} line of {_pt(size)} pt fills in or breaks; it needs {limits.thinnest:g} pt"
                yield _small(sheet, mark, message, "make it thicker, or use one dark ink", WARNING, limits.thinnest)


def hairline(inspection: Inspection) -> Iterator[Fault]:
    limit = inspection.wants.lines.hairline
    for sheet in inspection.file.sheets:
        for mark in _thin(sheet):
            size = mark.size or 0
            if size + SLACK < limit and not (mark.is_white and mark.kind is Kind.AREA):
                message = f"a line of {_pt(size)} pt is too thin to print; it needs {limit:g} pt, better 0.25"
                yield _small(sheet, mark, message, "make it 0.25 pt or thicker", ERROR, limit)


def black_overprint(inspection: Inspection) -> Iterator[Fault]:
    wants = inspection.wants
    for sheet in inspection.file.sheets:
        thin = [(mark, wants.lines.overprint_below) for mark in _thin(sheet)]
        for mark, limit in [*((mark, wants.text.overprint_below) for mark in sheet.texts), *thin]:
            black = mark.colour is not None and mark.colour.is_black_ink
            if black and (mark.size or 0) < limit - SLACK and not mark.keeps_what_is_below:
                what, size = "text" if mark.kind is Kind.TEXT else "line", _pt(mark.size or 0)
                message = f"black {what} of {size} pt does not overprint, so white edges may show"
                fix = "set black to overprint; most programs do so when they export PDF/X"
                if mark.overprint and mark.colour is not None:
                    space = f"{mark.colour.space} with OPM {mark.mode}"
                    fix = f"overprint is on, but as {space}; only DeviceCMYK with OPM 1 overprints"
                yield _small(sheet, mark, message, fix, WARNING, limit)


def white_overprint(inspection: Inspection) -> Iterator[Fault]:
    for sheet, mark in inspection.file.marks():
        if mark.is_white and mark.keeps_what_is_below:
            message = f"a white {mark.kind.value} overprints, so it will not appear on paper"
            yield Fault(message, "set white objects to knock out (no overprint)", ERROR, sheet.number, mark.box)


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
