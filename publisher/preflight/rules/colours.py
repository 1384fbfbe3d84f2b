"""Rules on colour: colours that are not inks, black that is not black ink, spot colours, transparency."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.findings import Severity
from publisher.preflight.reading.colours import Space
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
from publisher.presses.profiles import Spots

ERROR, WARNING = Severity.ERROR, Severity.WARNING
# What text of four inks may have, in percent, where most of it is black.
RICH_BLACK, RICH_TOTAL = 0.85, 280
CMYK_EXPORT = "define the colours in CMYK, or let your program convert them when it exports PDF/X-4 (CMYK)"


def rgb_colour(inspection: Inspection) -> Iterator[Fault]:
    """Text, lines, areas and gradients. Black text has a rule of its own, and so have pictures."""
    for sheet, mark in inspection.file.marks():
        if mark.kind is Kind.PICTURE or mark.colour is None or not mark.colour.space.is_rgb:
            continue
        if not (mark.kind is Kind.TEXT and mark.colour.is_rgb_black):
            yield _rgb(sheet, mark, mark.colour.space, CMYK_EXPORT)


def rgb_picture(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        for mark in sheet.pictures:
            space = mark.colour.space if mark.colour else None
            if space and space.is_rgb:
                fix = "convert the picture to CMYK with the press's profile, or let your program convert it on export"
                yield _rgb(sheet, mark, space, fix)


def _rgb(sheet: Sheet, mark: Mark, space: Space, fix: str) -> Fault:
    """Without a description of its colours nobody knows what it should look like; with one, the press can convert."""
    severity = ERROR if space.is_device_rgb else WARNING
    message = f"{mark.kind.one} is in RGB, the colours of a screen; a press prints in inks (CMYK)"
    if not space.is_device_rgb:
        message = f"{mark.kind.one} is in {space}, which the press converts to inks as it sees fit"
    return Fault(message, fix, severity, sheet.number, mark.box, (("colour", str(mark.colour)),), -_area(mark))


def black_text(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        for mark in sheet.texts:
            colour = mark.colour
            if colour is None:
                continue
            fix = "set it in black ink only: C 0, M 0, Y 0, K 100"
            if colour.is_rgb_black:
                message = "black text is in RGB: it would be printed in four inks, with coloured edges"
            elif (colour.inks or {}).get("Black", 0) >= RICH_BLACK and colour.total > RICH_TOTAL:
                message = (
                    f"black text is printed in several inks, {colour.total:.0f} % together; its edges would be coloured"
                )
            else:
                continue
            values = (("colour", str(colour)), ("size", _round(mark.size)))
            yield Fault(message, fix, ERROR, sheet.number, mark.box, values, mark.size or 0)


def managed_ink(inspection: Inspection) -> Iterator[Fault]:
    for sheet, mark in inspection.file.marks():
        if mark.colour and mark.colour.space.is_managed_ink:
            message = (
                f"{mark.kind.one} has CMYK values with a profile of their own, which the press would convert again"
            )
            fix = "export it again and keep CMYK values (no colour conversion of CMYK)"
            yield Fault(message, fix, WARNING, sheet.number, mark.box, (("colour", str(mark.colour)),), -_area(mark))


def spot_colour(inspection: Inspection) -> Iterator[Fault]:
    allowed = inspection.wants.spot_colours
    if allowed is Spots.ALLOWED:
        return
    for sheet in inspection.file.sheets:
        named: dict[str, Mark] = {}
        for mark in sheet.marks:
            for name in mark.colour.space.spots if mark.colour else ():
                named.setdefault(name, mark)
        for name, mark in named.items():
            message = f"the ink '{name}' is not one of the four process inks; it would need a plate of its own"
            fix = "convert it to CMYK, or order it as a spot colour if that is what you want"
            severity = ERROR if allowed is Spots.ERROR else WARNING
            yield Fault(message, fix, severity, sheet.number, mark.box, (("ink", name),), apart=name)


def transparency(inspection: Inspection) -> Iterator[Fault]:
    if inspection.wants.transparency:
        return
    for sheet, mark in inspection.file.marks():
        if mark.transparent:
            message = f"{mark.kind.one} is transparent, which this press cannot print"
            yield Fault(
                message, "export the file with transparency flattened (PDF/X-1a)", ERROR, sheet.number, mark.box
            )


def group_colour(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        if any(space.is_rgb for space in sheet.gathered.groups) and any(mark.transparent for mark in sheet.marks):
            message = "transparent objects are blended in RGB, so their inks are converted again"
            yield Fault(message, "set the transparency blend space to CMYK", ERROR, sheet.number)


def unknown_colour(inspection: Inspection) -> Iterator[Fault]:
    for sheet, mark in inspection.file.marks():
        if mark.colour and mark.colour.space.own.family == "unknown":
            message = f"the colours of {mark.kind.one} cannot be read"
            yield Fault(message, "export it again in CMYK", ERROR, sheet.number, mark.box)


def _area(mark: Mark) -> float:
    return mark.box.width * mark.box.height


def _round(number: float | None) -> float:
    return round(number or 0, 2)


RULES = (
    Rule(
        "preflight/rgb-colour",
        (ERROR, WARNING),
        "Screens mix light. Which inks that becomes is decided by whoever is at the press.",
        f"{X4}; {GWG}; a warning where the file describes the colours (ours)",
        rgb_colour,
    ),
    Rule(
        "preflight/rgb-picture",
        (ERROR, WARNING),
        "No ink matches the bright greens and blues of a screen; the conversion decides how they print.",
        f"{X4}; {GWG}; a warning where the picture has a profile (ours)",
        rgb_picture,
    ),
    Rule(
        "preflight/black-text",
        (ERROR,),
        "Four inks never line up exactly: small letters get coloured edges, and fill in.",
        GWG,
        black_text,
    ),
    Rule(
        "preflight/managed-ink",
        (WARNING,),
        "CMYK values with a profile are converted again: pure black becomes a mix of four inks.",
        GWG,
        managed_ink,
    ),
    Rule(
        "preflight/spot-colour",
        (ERROR, WARNING),
        "Each ink needs a plate, and each plate costs money.",
        GWG,
        spot_colour,
    ),
    Rule("preflight/transparency", (ERROR,), "Old presses print it wrong, or not at all.", OURS, transparency),
    Rule(
        "preflight/group-colour",
        (ERROR,),
        "Blending in RGB turns black ink into four inks.",
        f"{GWG}, R0030",
        group_colour,
    ),
    Rule(
        "preflight/unknown-colour", (ERROR,), "A colour that cannot be read cannot be promised.", OURS, unknown_colour
    ),
)
