"""Rules on the pages: their boxes, sizes and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
            message = "the page has a TrimBox and an ArtBox; only one may say where it is cut"
            yield Fault(message, "export it again without an ArtBox", page=sheet.number)
        elif not boxes.trim and not boxes.art:
            size = f"{boxes.cut.width:.0f} x {boxes.cut.height:.0f} mm"
            message = f"the page does not say where it is cut (TrimBox); its trimmed size is taken to be {size}"
            fix = "export it again as PDF/X-4, or give the print shop the trimmed size"
            yield Fault(message, fix, severity, sheet.number)


def box_order(inspection: Inspection) -> Iterator[Fault]:
    for number, why in inspection.file.sizeless.items():
        message = f"{why}, so its size is unknown and nothing on it was checked"
        yield Fault(message, "export it again", page=number)
    for sheet in inspection.file.sheets:
        boxes = sheet.boxes
        bleed = boxes.bleed or boxes.media
        if not bleed.holds(boxes.cut, SLACK) or not boxes.media.holds(bleed, SLACK):
            message = "the page's boxes are not nested: TrimBox within BleedBox within MediaBox"
            values = tuple((name[1:], " ".join(f"{n:g}" for n in box)) for name, box in sheet.corners.items() if box)
            yield Fault(message, "export it again, and do not set boxes by hand", page=sheet.number, values=values)


def page_limits(inspection: Inspection) -> Iterator[Fault]:
    """The limits are of units (ISO 32000-1, table C.1), which UserUnit makes larger."""
    for sheet in inspection.file.sheets:
        media, unit = sheet.boxes.media, MM * sheet.unit
        least, most = SMALLEST * unit, LARGEST * unit
        if max(media.width, media.height) > most + SLACK:
            limit = f"may be at most {most:.0f} mm"
        elif min(media.width, media.height) < least - SLACK:
            limit = f"must be at least {least:.0f} mm"
        else:
            continue
        message = f"the page is {_mm(media.width)} x {_mm(media.height)} mm; a page {limit} a side"
        fix = "check that its size is set in the right unit (mm, not cm or pixels), and export it again"
        values = (("width", round(media.width, 1)), ("height", round(media.height, 1)))
        yield Fault(message, fix, page=sheet.number, values=values)


def _mm(length: float) -> str:
    return f"{length:.0f}" if length >= 10 else f"{length:.1f}"


def crop_box(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        boxes = sheet.boxes
        if boxes.crop and not boxes.crop.holds(boxes.media, SLACK):
            message = "the page is cropped for the screen (CropBox); some programs would print only that part"
            yield Fault(message, "export it again without cropping it", page=sheet.number, box=boxes.crop)


def scaled_page(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        if sheet.unit != 1:
            message = f"the page has its own unit (UserUnit {sheet.unit:g}), which many programs ignore"
            fix = f"export it at its real size; it would come out {sheet.unit:g} times too small"
            yield Fault(message, fix, page=sheet.number, values=(("user_unit", sheet.unit),))


def page_size(inspection: Inspection) -> Iterator[Fault]:
    sizes = [(round(sheet.boxes.cut.width, 1), round(sheet.boxes.cut.height, 1)) for sheet in inspection.file.sheets]
    if not sizes:
        return
    counted = Counter(sizes)
    usual = counted.most_common(1)[0][0]
    others = "the others are" if len(counted) == 2 else "most are"
    for sheet, size in zip(inspection.file.sheets, sizes, strict=True):
        if max(abs(size[0] - usual[0]), abs(size[1] - usual[1])) > SAME:
            message = f"the page is {size[0]:g} x {size[1]:g} mm, {others} {usual[0]:g} x {usual[1]:g} mm"
            values = (("width", size[0]), ("height", size[1]), ("usual", f"{usual[0]:g} x {usual[1]:g}"))
            yield Fault(
                message, "give all pages one size, or send them as separate files", page=sheet.number, values=values
            )


def page_count(inspection: Inspection) -> Iterator[Fault]:
    """One and two pages are a sheet, and what is folded is one, too."""
    count, multiple = inspection.file.count, inspection.wants.page_multiple
    if count <= 2 or inspection.folds or count % multiple == 0:
        return
    more, less = multiple - count % multiple, count % multiple
    away = f" or remove {less}" if count > multiple else ""
    yield Fault(
        f"there are {count} pages; a stapled booklet has a multiple of {multiple}",
        f"add {more}{away}, or agree with the shop on another binding",
        WARNING,
        values=(("pages", count), ("multiple", multiple)),
    )


def empty_page(inspection: Inspection) -> Iterator[Fault]:
    for sheet in inspection.file.sheets:
        if not any(not mark.is_white and mark.box.within(sheet.boxes.cut) for mark in sheet.marks):
            yield Fault("the page is empty", "delete it, unless it should be empty", WARNING, sheet.number)


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
