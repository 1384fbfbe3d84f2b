"""Pictures: parts of a file that are not used, and photographs with too few pixels for their place on paper."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.checks.check import Check, Subject
from publisher.compose import picture_place, place_of, read_place
from publisher.model.findings import Finding, Severity
from publisher.pdf.layout.photographs import Placed
from publisher.pictures.effects import undrawn_effects
from publisher.pictures.kinds import is_drawing
from publisher.pictures.prepare import PRINT
from publisher.presses.profiles import CRISP, GREY, PressFile


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
            if effects := undrawn_effects(path.read_bytes()):
                yield Finding(
                    "content/picture-effects",
                    Severity.WARNING,
                    f"{path.name} uses {', '.join(effects)}: browsers show this, but the printed pages do not",
                    "look at the page, then draw the picture with plain shapes and gradients only, or save it as PNG",
                    place,
                )
            continue
        header = document.pictures.header(path)
        if header.pages > 1:
            yield Finding(
                "content/picture-pages",
                Severity.WARNING,
                f"{path.name} holds {header.pages} pictures, and only the first is shown",
                "save each picture that you need as its own file; if the first is the right one, save it alone",
                place,
            )
        if header.profile_is_strange:
            yield Finding(
                "content/picture-profile",
                Severity.WARNING,
                f"the colour profile in {path.name} cannot be used, so its colours may be wrong",
                "open the picture in an image editor and save it again with the sRGB profile",
                place,
            )
        if header.mode == "CMYK" and not header.profile:
            yield Finding(
                "content/picture-profile",
                Severity.WARNING,
                f"{path.name} is in four inks and does not say for which press: they are "
                "printed as they are, as if made for this one",
                "if its colours matter, ask whoever made it for the same picture with its colour profile, or in sRGB",
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
        why = f"below {limits.warning_below:.0f} the edges of a black-and-white picture look jagged"
        fix = f"scan it again in grey ({GREY} pixels per inch then) or, for crisp lines, with {best}: {needed} pixels"
    else:
        id = "layout/picture-resolution"
        why = f"below {limits.warning_below:.0f} a picture looks soft"
        width = placed.width * ppi / limits.warning_below
        fix = (
            f"take the photo as the camera made it, not out of a web page or chat; {needed} pixels are best. Or put it "
            f"where it is shown no more than {width:.0f} mm wide"
        )
    if refused:
        why = f"print shops refuse less than {limits.error_below:.0f}"
    yield Finding(
        id,
        Severity.ERROR if refused else Severity.WARNING,
        f"{photograph.path.name} has {photograph.width} x {photograph.height} pixels, and in its place, "
        f"{placed.width:.0f} x {placed.height:.0f} mm, that makes {ppi:.0f} per inch: {why}",
        fix,
        picture_place(subject.edition.document, placed.address, read_place(placed.source)),
        placed.page,
    )


LEFT_OUT = Check(
    ids=("content/picture-pages", "content/picture-profile", "content/picture-effects"),
    stage="document",
    rationale="Nothing that a file holds may disappear without a report.",
    source="house rule: nothing is lost",
    run=left_out,
)
RESOLUTION = Check(
    ids=("layout/picture-resolution", "layout/bitmap-resolution"),
    stage="pages",
    rationale="A picture from a web page or chat looks sharp on a screen, and blurred on paper when it is too late.",
    source="Ghent Workgroup 2022, image resolution; the print shop's own limits (presses/)",
    run=resolution,
)
