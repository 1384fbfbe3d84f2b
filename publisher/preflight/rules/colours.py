"""Rules on colour: colours that are not inks, black that is not black ink, spot colours, transparency."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
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
CMYK_EXPORT = say("preflight:define-in-cmyk")


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
                fix = say("preflight:convert-picture-cmyk-press-profile-let")
                yield _rgb(sheet, mark, space, fix)


def _rgb(sheet: Sheet, mark: Mark, space: Space, fix: str) -> Fault:
    """Without a description of its colours nobody knows what it should look like; with one, the press can convert."""
    severity = ERROR if space.is_device_rgb else WARNING
    message = say("preflight:rgb-colours-screen-press-prints-inks", one=mark.kind.one)
    if not space.is_device_rgb:
        message = say("preflight:which-press-converts-inks-sees-fit", one=mark.kind.one, space=space)
    return Fault(message, fix, severity, sheet.number, mark.box, (("colour", str(mark.colour)),), -_area(mark))


def black_text(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        for mark in sheet.texts:
            colour = mark.colour
            if colour is None:
                continue
            fix = say("preflight:set-black-ink-only-c-0")
            if colour.is_rgb_black:
                message = say("preflight:black-text-rgb-would-printed-four")
            elif (colour.inks or {}).get("Black", 0) >= RICH_BLACK and colour.total > RICH_TOTAL:
                message = say("preflight:black-text-printed-several-inks-together", total=colour.total)
            else:
                continue
            values = (("colour", str(colour)), ("size", _round(mark.size)))
            yield Fault(message, fix, ERROR, sheet.number, mark.box, values, mark.size or 0)


def managed_ink(inspection: Inspection) -> Iterator[Fault]:
    for sheet, mark in inspection.file.marks():
        if mark.colour and mark.colour.space.is_managed_ink:
            message = say("preflight:has-cmyk-values-profile-their-own", one=mark.kind.one)
            fix = say("preflight:export-again-keep-cmyk-values-no")
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
            message = say("preflight:ink-not-one-four-process-inks", name=name)
            fix = say("preflight:convert-cmyk-order-spot-colour-if")
            severity = ERROR if allowed is Spots.ERROR else WARNING
            yield Fault(message, fix, severity, sheet.number, mark.box, (("ink", name),), apart=name)


def transparency(inspection: Inspection) -> Iterator[Fault]:
    if inspection.wants.transparency:
        return
    for sheet, mark in inspection.file.marks():
        if mark.transparent:
            message = say("preflight:transparent-which-this-press-cannot-print", one=mark.kind.one)
            yield Fault(
                message, say("preflight:export-file-transparency-flattened-pdf-x"), ERROR, sheet.number, mark.box
            )


def group_colour(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        if any(space.is_rgb for space in sheet.gathered.groups) and any(mark.transparent for mark in sheet.marks):
            message = say("preflight:transparent-objects-are-blended-rgb-so")
            yield Fault(message, say("preflight:set-transparency-blend-space-cmyk"), ERROR, sheet.number)


def unknown_colour(inspection: Inspection) -> Iterator[Fault]:
    for sheet, mark in inspection.file.marks():
        if mark.colour and mark.colour.space.own.family == "unknown":
            message = say("preflight:colours-cannot-read", one=mark.kind.one)
            yield Fault(message, say("preflight:export-again-cmyk"), ERROR, sheet.number, mark.box)


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
