"""Pictures: parts of a file that are not used, and photographs with too few pixels for their place on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from publisher.checks.check import Check, Subject
from publisher.compose import picture_place, place_of, read_place
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.pictures.kinds import CONVERTED, is_drawing
from publisher.presses.profiles import CRISP, GREY, PressFile

LEAST_SEEN = 0.4  # of a picture

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.compose.document import Document
    from publisher.pdf.layout.photographs import Placed


def _of_drawing(document: Document, path: Path, place: Place | None) -> Iterator[Finding]:
    from publisher.pictures.effects import undrawn_effects
    from publisher.pictures.svg import is_animated

    if is_animated(path.read_bytes()):
        yield Finding(
            "content/picture-still",
            Severity.NOTE,
            say("checks:picture-stands-still", name=path.name),
            say("checks:picture-stands-still-fix"),
            place,
        )
    if effects := undrawn_effects(document.pictures.drawing(path).data):
        yield Finding(
            "content/picture-effects",
            Severity.WARNING,
            say("checks:uses-browsers-show-this-but-printed", name=path.name, effects=effects),
            say("checks:look-page-then-draw-picture-plain"),
            place,
        )


def left_out(subject: Subject) -> Iterator[Finding]:
    """Pages of a file that are not shown, profiles that cannot be used, inks without one, effects not drawn."""
    document = subject.edition.document
    seen = set[str]()
    for image in document.tree.iter("img"):
        address = image.get("src", "")
        if address.startswith("data:") or address in seen:
            continue
        seen.add(address)
        path, place = document.picture_file(address), picture_place(document, address, place_of(image))
        if is_drawing(address):
            yield from _of_drawing(document, path, place)
            continue
        header = document.pictures.header(path)
        if header.kind in CONVERTED:
            yield Finding(
                "content/picture-converted",
                Severity.NOTE,
                say("checks:picture-converted", name=path.name, kind=header.kind),
                say("checks:picture-converted-fix"),
                place,
            )
        if header.pages > 1:
            yield Finding(
                "content/picture-pages",
                Severity.WARNING,
                say("checks:holds-pictures-only-first-shown", name=path.name, pages=header.pages),
                say("checks:save-each-picture-you-need-own"),
                place,
            )
        if header.profile_is_strange:
            yield Finding(
                "content/picture-profile",
                Severity.WARNING,
                say("checks:colour-profile-cannot-used-so-colours", name=path.name),
                say("checks:open-picture-image-editor-save-again"),
                place,
            )
        if header.mode == "CMYK" and not header.profile:
            yield Finding(
                "content/picture-profile",
                Severity.WARNING,
                say("checks:four-inks-does-not-say-which", name=path.name),
                say("checks:if-colours-matter-ask-whoever-made"),
                place,
            )


def resolution(subject: Subject) -> Iterator[Finding]:
    """Every photograph of the printed pages whose pixels are too few where it is largest."""
    wants = subject.edition.press.wants
    for pages in subject.laid_out:
        if pages.medium != "print":
            continue
        worst: dict[str, Placed] = {}
        for placed in pages.photographs:
            if placed.address not in worst or placed.resolution < worst[placed.address].resolution:
                worst[placed.address] = placed
        for placed in worst.values():
            yield from _too_coarse(subject, placed, wants)


def _too_coarse(subject: Subject, placed: Placed, wants: PressFile) -> Iterator[Finding]:
    from publisher.pictures.prepare import PRINT

    photograph, ppi = placed.photograph, placed.resolution
    bitmap = photograph.header.is_bitmap
    limits = wants.bitmaps if bitmap else wants.pictures
    if (judged := limits.judge(ppi)) is None:
        return
    refused = bool(subject.press_files) and judged[0] is Severity.ERROR
    best = CRISP if bitmap else PRINT.ppi
    needed = " x ".join(str(round(side * best / ppi)) for side in (photograph.width, photograph.height))
    if bitmap:
        id = "layout/bitmap-resolution"
        why = say("checks:below-edges-black-white-picture-look", warning_below=limits.warning_below)
        fix = say("checks:scan-again-grey-pixels-per-inch", grey=GREY, best=best, needed=needed)
    else:
        id = "layout/picture-resolution"
        why = say("checks:below-picture-looks-soft", warning_below=limits.warning_below)
        width = placed.width * ppi / limits.warning_below
        fix = say("checks:take-photo-camera-made-not-out", needed=needed, width=width)
    if refused:
        why = say("checks:print-shops-refuse-less-than", error_below=limits.error_below)
    yield Finding(
        id,
        Severity.ERROR if refused else Severity.WARNING,
        say(
            "checks:has-x-pixels-place-x-mm",
            name=photograph.path.name,
            width=photograph.width,
            height=photograph.height,
            width_2=placed.width,
            height_2=placed.height,
            ppi=ppi,
            why=why,
        ),
        fix,
        picture_place(subject.edition.document, placed.address, read_place(placed.source)),
        placed.page,
    )


def cut_off(subject: Subject) -> Iterator[Finding]:
    """Every picture of the printed pages, photograph or drawing, of which too little is seen."""
    for pages in subject.laid_out:
        if pages.medium != "print":
            continue
        for shown in pages.shown_pictures:
            if shown.seen < LEAST_SEEN:
                name = subject.edition.document.picture_file(shown.address).name
                yield Finding(
                    "layout/picture-cut",
                    Severity.WARNING,
                    say("checks:only-share-of-picture-seen", name=name, share=shown.seen * 100),
                    say("checks:crop-picture-to-its-place", shape=shown.ratio),
                    picture_place(subject.edition.document, shown.address, read_place(shown.source)),
                    shown.page,
                )


def on_pages(subject: Subject) -> Iterator[Finding]:
    yield from resolution(subject)
    yield from cut_off(subject)


LEFT_OUT = Check(
    ids=(
        "content/picture-converted",
        "content/picture-pages",
        "content/picture-profile",
        "content/picture-effects",
        "content/picture-still",
    ),
    stage="document",
    rationale="Nothing that a file holds may disappear without a report.",
    source="house rule: nothing is lost",
    run=left_out,
)
RESOLUTION = Check(
    ids=("layout/picture-resolution", "layout/bitmap-resolution", "layout/picture-cut"),
    stage="pages",
    rationale="A picture from a web page or chat looks sharp on a screen, and blurred on paper when it is too late. "
    "One of which little is left does not show what its words say.",
    source="Ghent Workgroup 2022, image resolution; the print shop's own limits (presses/); house rule",
    run=on_pages,
)
