"""Rules on the pages: their boxes, sizes and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.reading.print_file import MM
from publisher.preflight.rule import (
    GWG,
    OURS,
    X4,
    Fault,
    Inspection,
    Rule,
)
from publisher.preflight.rules.whole_file import claims

ERROR, WARNING = Severity.ERROR, Severity.WARNING
SLACK = 0.1  # mm; boxes are written rounded
SAME = 0.5  # mm by which sizes may differ
SMALLEST, LARGEST = 3.0, 14_400.0  # units of a side of a page


def trim_box(inspection: Inspection) -> Iterator[Fault]:
    severity = ERROR if claims(inspection.file) else WARNING
    for sheet in inspection.file.sheets:
        boxes = sheet.boxes
        if boxes.trim and boxes.art:
            message = say("preflight:page-has-trimbox-artbox-only-one")
            yield Fault(message, say("preflight:export-again-without-artbox"), page=sheet.number)
        elif not boxes.trim and not boxes.art:
            size = say("preflight:x-mm", width=boxes.cut.width, height=boxes.cut.height)
            message = say("preflight:page-does-not-say-where-cut", size=size)
            fix = say("preflight:export-again-pdf-x-4-give")
            yield Fault(message, fix, severity, sheet.number)


def box_order(inspection: Inspection) -> Iterator[Fault]:
    for number, why in inspection.file.sizeless.items():
        message = say("preflight:size-unknown", why=why)
        yield Fault(message, say("preflight:export-again"), page=number)
    for sheet in inspection.file.sheets:
        boxes = sheet.boxes
        bleed = boxes.bleed or boxes.media
        if not bleed.holds(boxes.cut, SLACK) or not boxes.media.holds(bleed, SLACK):
            message = say("preflight:page-boxes-are-not-nested-trimbox")
            values = tuple((name[1:], " ".join(f"{n:g}" for n in box)) for name, box in sheet.corners.items() if box)
            yield Fault(message, say("preflight:export-again-do-not-set-boxes"), page=sheet.number, values=values)


def page_limits(inspection: Inspection) -> Iterator[Fault]:
    """The limits are of units (ISO 32000-1, table C.1), which UserUnit makes larger."""
    for sheet in inspection.file.sheets:
        media, unit = sheet.boxes.media, MM * sheet.unit
        least, most = SMALLEST * unit, LARGEST * unit
        if max(media.width, media.height) > most + SLACK:
            limit = say("preflight:may-most-mm", most=most)
        elif min(media.width, media.height) < least - SLACK:
            limit = say("preflight:must-least-mm", least=least)
        else:
            continue
        message = say("preflight:page-x-mm-page-side", mm=_mm(media.width), mm_2=_mm(media.height), limit=limit)
        fix = say("preflight:check-size-set-right-unit-mm")
        values = (("width", round(media.width, 1)), ("height", round(media.height, 1)))
        yield Fault(message, fix, page=sheet.number, values=values)


def _mm(length: float) -> str:
    return f"{length:.0f}" if length >= 10 else f"{length:.1f}"


def crop_box(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        boxes = sheet.boxes
        if boxes.crop and not boxes.crop.holds(boxes.media, SLACK):
            message = say("preflight:page-cropped-screen-cropbox-some-programs")
            yield Fault(message, say("preflight:export-again-without-cropping"), page=sheet.number, box=boxes.crop)


def scaled_page(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        if sheet.unit != 1:
            message = say("preflight:page-has-own-unit-userunit-which", unit=sheet.unit)
            fix = say("preflight:export-real-size-would-come-out", unit=sheet.unit)
            yield Fault(message, fix, page=sheet.number, values=(("user_unit", sheet.unit),))


def page_size(inspection: Inspection) -> Iterator[Fault]:
    sizes = [(round(sheet.boxes.cut.width, 1), round(sheet.boxes.cut.height, 1)) for sheet in inspection.file.sheets]
    if not sizes:
        return
    counted = Counter(sizes)
    usual = counted.most_common(1)[0][0]
    others = say("preflight:others-are") if len(counted) == 2 else say("preflight:most-are")
    for sheet, size in zip(inspection.file.sheets, sizes, strict=True):
        if max(abs(size[0] - usual[0]), abs(size[1] - usual[1])) > SAME:
            message = say(
                "preflight:page-x-mm-x-mm",
                size=size[0],
                size_2=size[1],
                others=others,
                usual=usual[0],
                usual_2=usual[1],
            )
            values = (("width", size[0]), ("height", size[1]), ("usual", f"{usual[0]:g} x {usual[1]:g}"))
            yield Fault(message, say("preflight:give-all-pages-one-size-send"), page=sheet.number, values=values)


def page_count(inspection: Inspection) -> Iterator[Fault]:
    """One and two pages are a sheet, and what is folded is one, too."""
    count, multiple = inspection.file.count, inspection.wants.page_multiple
    if count <= 2 or inspection.folds or count % multiple == 0:
        return
    more, less = multiple - count % multiple, count % multiple
    away = say("preflight:remove", less=less) if count > multiple else ""
    yield Fault(
        say("preflight:there-are-pages-stapled-booklet-has", count=count, multiple=multiple),
        say("preflight:add-agree-shop-another-binding", more=more, away=away),
        WARNING,
        values=(("pages", count), ("multiple", multiple)),
    )


def empty_page(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        if not any(not mark.is_white and mark.box.within(sheet.boxes.cut) for mark in sheet.marks):
            yield Fault(say("preflight:page-empty"), say("preflight:delete-unless-should-empty"), WARNING, sheet.number)


RULES = (
    Rule(
        "preflight/trim-box",
        (ERROR, WARNING),
        "The press places and cuts the page by its TrimBox. A missing one is an error in a file that claims PDF/X.",
        f"{X4}; {GWG}",
        trim_box,
    ),
    Rule(
        "preflight/box-order",
        (ERROR,),
        "Pages whose boxes contradict each other are cut in the wrong place.",
        X4,
        box_order,
    ),
    Rule(
        "preflight/page-limits",
        (ERROR,),
        "Programs refuse such a page, or show only part of it; usually it was drawn in the wrong unit.",
        "ISO 32000-1, table C.1",
        page_limits,
    ),
    Rule(
        "preflight/crop-box",
        (ERROR,),
        "A cropped page may lose its bleed when it is placed.",
        f"{GWG}, R0003",
        crop_box,
    ),
    Rule("preflight/scaled-page", (ERROR,), "The page would be printed at the wrong size.", OURS, scaled_page),
    Rule("preflight/page-size", (ERROR,), "All pages of a job are cut to one size.", OURS, page_size),
    Rule(
        "preflight/page-count",
        (WARNING,),
        "A folded sheet has four pages; missing pages come out blank.",
        OURS,
        page_count,
    ),
    Rule("preflight/empty-page", (WARNING,), "An empty page is more often a mistake than intended.", GWG, empty_page),
)
