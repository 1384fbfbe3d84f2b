"""Rules on margins: what is too near to a cut or a fold, and missing bleed."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.page_raster import INSIDE, Gap
from publisher.preflight.reading.geometry import Box
from publisher.preflight.reading.painted import Kind
from publisher.preflight.reading.print_file import Sheet
from publisher.preflight.rule import (
    OURS,
    Fault,
    Inspection,
    Rule,
)

ERROR, WARNING = Severity.ERROR, Severity.WARNING
SLACK = 0.1  # mm
CUTTING = 1.0  # mm by which a pile of paper shifts under the knife
BLURRED = 0.3  # mm: a pixel of the raster by which a gap may seem to be larger
TOUCHING = 0.3  # mm from the trim: what comes so near is meant to reach it
SIDES = ("left", "upper", "right", "lower")


def near_trim(inspection: Inspection) -> Iterator[Fault]:
    margin = inspection.wants.safe_margin
    for sheet, what, box in _to_keep(inspection):
        seen = box.within(sheet.boxes.cut)
        if seen is None:
            continue
        distance, side = min(zip(_distances(box, sheet.boxes.cut), SIDES, strict=True))
        if distance < margin - SLACK:
            severity = ERROR if distance < CUTTING else WARNING
            where = say("preflight:mm-from", distance=distance) if distance >= SLACK / 2 else say("preflight:cut-off")
            message = say(
                "preflight:edge-where-paper-cut-safe-margin", what=what, where=where, side=side, margin=margin
            )
            values = (("distance", round(distance, 1)), ("limit", margin), ("edge", side))
            yield Fault(
                message, say("preflight:move-inwards-make-smaller"), severity, sheet.number, box, values, distance
            )


def near_fold(inspection: Inspection) -> Iterator[Fault]:
    """Folds are given as on the front; on the back they are mirrored."""
    margin = inspection.wants.safe_margin
    for sheet, what, box in _to_keep(inspection):
        for fold in inspection.folds:
            at = fold if sheet.number % 2 else round(sheet.boxes.cut.width - fold, 1)
            distance = max(box.left - at, at - box.right)
            if distance < margin - SLACK:
                where = (
                    say("preflight:mm-from-fold", distance=distance) if distance >= 0 else say("preflight:across-fold")
                )
                message = say("preflight:mm-safe-margin-mm", what=what, where=where, at=at, margin=margin)
                values = (("distance", round(distance, 1)), ("limit", margin), ("fold", at))
                yield Fault(message, say("preflight:move-away-from-fold"), WARNING, sheet.number, box, values, distance)


def _to_keep(inspection: Inspection) -> Iterator[tuple[Sheet, str, Box]]:
    """Text and QR codes: what is useless when a part of it is cut off."""
    for sheet in inspection.file.sheets:
        for mark in sheet.texts:
            yield sheet, "text", mark.box
    for code in inspection.codes:
        yield inspection.file.sheet(code.page), "a QR code", code.box


def _distances(box: Box, cut: Box) -> tuple[float, float, float, float]:
    return box.left - cut.left, box.top - cut.top, cut.right - box.right, cut.bottom - box.bottom


def bleed_missing(inspection: Inspection) -> Iterator[Fault]:
    """An error where colour or a picture reaches the trim; else a warning: shops ask for it all the same."""
    wanted = inspection.wants.bleed
    for sheet in inspection.file.sheets:
        amount = max(0.0, sheet.boxes.bleed_amount)
        if amount < wanted - SLACK:
            reaching = reaches_trim(sheet)
            if not reaching and not sheet.boxes.trim and not sheet.boxes.art:
                continue  # where it will be cut, and so whether it has a bleed, nobody knows: `preflight/trim-box`
            has = say("preflight:no-bleed") if amount < SLACK else say("preflight:only-mm-bleed", amount=amount)
            why = (
                say("preflight:colour-reaches-edge-where-white-line")
                if reaching
                else say("preflight:nothing-reaches-edge")
            )
            yield Fault(
                say("preflight:page-has-press-needs-mm", has=has, wanted=wanted, why=why),
                say("preflight:set-bleed-mm-extend-what-reaches", wanted=wanted),
                ERROR if reaching else WARNING,
                sheet.number,
                values=(("bleed", round(amount, 1)), ("limit", wanted)),
            )


def bleed_empty(inspection: Inspection) -> Iterator[Fault]:
    wanted = inspection.wants.bleed
    for sheet in inspection.file.sheets:
        if wanted and sheet.boxes.bleed_amount >= wanted - SLACK and reaches_trim(sheet):
            for gap in inspection.raster.gaps(sheet, wanted):
                values = (("reach", round(gap.reach, 1)), ("limit", wanted), ("edge", gap.side))
                is_own = _is_of_a_picture(sheet, gap.box) or _is_of_a_drawing(inspection, sheet, gap.box)
                yield Fault(*_describe_gap(gap, wanted, is_own), sheet.number, gap.box, values, gap.reach)


def _describe_gap(gap: Gap, wanted: float, is_own: bool) -> tuple[str, str, Severity]:
    """A gap's message, fix and severity. `is_own`: a picture fills the bleed, and the white is its own."""
    there = say("preflight:mm-beyond", reach=gap.reach) if gap.reach > SLACK else "there"
    if is_own:
        fix = say("preflight:leave-if-picture-itself-white-there")
        return say("preflight:picture-reaches-edge-white-from-outwards", side=gap.side, there=there), fix, WARNING
    message = say("preflight:what-reaches-edge-stops-bleed-must", side=gap.side, there=there, wanted=wanted)
    return message, say("preflight:extend-mm-beyond-edge", wanted=wanted), ERROR


def _around(sheet: Sheet, gap: Box) -> Box:
    """The gap, and a strip of the page inside of it."""
    cut = sheet.boxes.cut
    return Box(
        min(gap.left, cut.right - INSIDE),
        min(gap.top, cut.bottom - INSIDE),
        max(gap.right, cut.left + INSIDE),
        max(gap.bottom, cut.top + INSIDE),
    ).grown(-BLURRED)


def _is_of_a_drawing(inspection: Inspection, sheet: Sheet, gap: Box) -> bool:
    """Whether all that is painted there is clipped to a frame that fills the bleed: shapes of a drawing, of which one
    happens to end in the bleed. Other programs clip whole pages: there, a frame is smaller."""
    seen, page = _around(sheet, gap), sheet.boxes.cut.grown(inspection.wants.bleed - SLACK)
    is_ours = inspection.expected is not None
    painted = [
        mark for mark in sheet.marks if mark.kind is not Kind.TEXT and not mark.is_white and mark.box.within(seen)
    ]
    frames = [mark.frame for mark in painted]
    return bool(frames) and all(frame and frame.holds(seen) and (is_ours or not frame.holds(page)) for frame in frames)


def _is_of_a_picture(sheet: Sheet, gap: Box) -> bool:
    """Whether one picture fills the gap and what is inside of it, so that the white is the picture's own. What is
    painted on it there must fill all of that, too."""
    seen = _around(sheet, gap)
    filled = False
    for mark in sheet.marks:
        if mark.kind is not Kind.TEXT and mark.box.within(seen):
            picture, fills = mark.picture, mark.box.holds(seen)
            if picture and fills and not picture.stencil and not picture.soft_mask:
                filled = True
            elif not fills or mark.is_white:
                filled = False
    return filled


def reaches_trim(sheet: Sheet) -> bool:
    """Whether something that is printed, and is no text, comes up to where the page is cut."""
    inner = sheet.boxes.cut.grown(-TOUCHING)
    return any(
        mark.kind is not Kind.TEXT
        and not mark.is_white
        and not inner.holds(mark.box)
        and mark.box.within(sheet.boxes.cut)
        for mark in sheet.marks
    )


RULES = (
    Rule(
        "preflight/near-trim",
        (ERROR, WARNING),
        "Paper shifts by up to a millimetre when it is cut: an error below that, a warning within the safe margin.",
        f"{OURS}; the margin is the press's",
        near_trim,
    ),
    Rule(
        "preflight/near-fold",
        (WARNING,),
        "A fold shifts as a cut does, and text in a fold cannot be read.",
        OURS,
        near_fold,
    ),
    Rule(
        "preflight/bleed-missing",
        (ERROR, WARNING),
        "Without bleed, the smallest shift of the cut leaves a white line at the edge.",
        f"{OURS}; the amount is the press's",
        bleed_missing,
    ),
    Rule(
        "preflight/bleed-empty",
        (ERROR, WARNING),
        "A bleed that is declared but left white is as bad as no bleed, and no other check finds it.",
        OURS,
        bleed_empty,
    ),
)
