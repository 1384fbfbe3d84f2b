"""Rules on pictures: whether they have enough pixels for paper."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.catalogue import say
from publisher.model.findings import Severity
from publisher.preflight.reading.painted import Mark
from publisher.preflight.rule import (
    GWG,
    Fault,
    Inspection,
    Rule,
)
from publisher.presses.profiles import CRISP, GREY

FEW_PIXELS = 16  # across or down: a strip of a gradient, a single colour; not something to see details in


def resolution(inspection: Inspection) -> Iterator[Fault]:
    yield from _coarse(inspection, bitmaps=False)


def bitmap_resolution(inspection: Inspection) -> Iterator[Fault]:
    yield from _coarse(inspection, bitmaps=True)


def _coarse(inspection: Inspection, bitmaps: bool) -> Iterator[Fault]:
    limits = inspection.wants.bitmaps if bitmaps else inspection.wants.pictures
    for sheet in inspection.file.sheets:
        for mark in sheet.pictures:
            picture, ppi = mark.picture, mark.ppi
            if picture is None or ppi is None or picture.is_bitmap is not bitmaps:
                continue
            if min(picture.width, picture.height) > FEW_PIXELS and (judged := limits.judge(ppi)):
                yield _fault(mark, ppi, *judged, sheet.number)


def _fault(mark: Mark, ppi: float, severity: Severity, limit: float, page: int) -> Fault:
    picture = mark.picture
    assert picture is not None
    what = say("preflight:picture-black-white") if picture.is_bitmap else say("preflight:picture")
    judged = say("preflight:too-coarse") if severity is Severity.ERROR else say("preflight:rather-coarse")
    message = say("preflight:has-pixels-per-inch-which-below", what=what, ppi=ppi, judged=judged, limit=limit)
    smaller = say("preflight:show-this-size", p1=100 * ppi / limit)
    fix = say("preflight:use-one-pixels-across", p1=picture.width * limit / ppi, smaller=smaller)
    if picture.is_bitmap:
        fix = say("preflight:scan-again-grey-pixels-per-inch", grey=GREY, crisp=CRISP, smaller=smaller)
    values = (("ppi", round(ppi)), ("limit", limit), ("pixels", f"{picture.width}x{picture.height}"))
    return Fault(message, fix, severity, page, mark.box, values, ppi)


RULES = (
    Rule(
        "preflight/resolution",
        (Severity.ERROR, Severity.WARNING),
        "Below about 150 pixels per inch the pixels show; above 300 nothing is gained.",
        GWG,
        resolution,
    ),
    Rule(
        "preflight/bitmap-resolution",
        (Severity.ERROR, Severity.WARNING),
        "Without greys, the pixels show much sooner at edges.",
        GWG,
        bitmap_resolution,
    ),
)
