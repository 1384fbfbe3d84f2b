"""preflight/*: the press file checked as the print shop will check it, with its QR codes read from pixels."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING, Any

from publisher.checks.check import Check, LaterIds, Subject
from publisher.checks.pictures import resolution
from publisher.compose import picture_place
from publisher.model.catalogue import say
from publisher.model.findings import Artifact, Finding, Place
from publisher.model.units import mm_to_pt, pt_to_mm
from publisher.text.addresses import Address

if TYPE_CHECKING:
    from publisher.pdf.layout.paginate import Pages
    from publisher.preflight.qr_reading import ExpectedCode
    from publisher.preflight.reading.geometry import Box

RESOLUTION = ("preflight/resolution", "preflight/bitmap-resolution")
# What helps against a fault of our own file, which nobody exports from another program.
OWN_FIXES = {
    "preflight/transparency": say("checks:put-opaque-picture"),
    "preflight/near-trim": say("checks:choose-layout-further-away"),
}
NEAR = 5.0  # mm from a fault within which a text is taken for its source


def preflight_press(subject: Subject) -> Iterator[Finding]:
    for artifact in subject.press_files:
        # The layout's own check has reported these pictures with their lines; do not report them twice.
        reported = {finding.page for finding in resolution(subject)}
        found = _preflight(subject, artifact)
        yield from (finding for finding in found if not (finding.id in RESOLUTION and finding.page in reported))


def _preflight(subject: Subject, artifact: Artifact) -> Iterator[Finding]:
    from publisher.preflight import Inspection, open_file, preflight

    edition = subject.edition
    drawn = list(drawn_pieces(edition.master))
    file = open_file(artifact.data, artifact.filename)
    # How it is bound is the layout's to say: see layout/page-multiple.
    wants = edition.press.wants.model_copy(update={"page_multiple": 1})
    press = edition.press.model_copy(update={"wants": wants})
    inspection = Inspection(file, press, expected=tuple(expected_codes(drawn)))
    subject.inspections[artifact.filename] = inspection
    for finding in preflight(inspection):
        where = finding.where or _nearest(drawn, finding)
        fix = OWN_FIXES.get(finding.id, finding.fix)
        yield replace(
            finding,
            where=where,
            message=say("checks:in-2", message=finding.message, filename=artifact.filename),
            fix=fix,
        )


def heat_maps(subject: Subject) -> dict[str, bytes]:
    """Pictures of the press files' pages that have too much ink, by their file names; once the checks have run."""
    from publisher.preflight.heat_map import heat_maps as preflight_maps

    return {
        name: picture
        for filename, inspection in subject.inspections.items()
        for name, picture in preflight_maps(inspection, filename).items()
    }


@dataclass(frozen=True)
class DrawnPiece:
    """A text or picture of the document as it lies on a page: `page` from 1, `box` in mm on the trim, the element it
    comes from, and its line."""

    page: int
    box: Box
    element: Any
    place: Place | None


def drawn_pieces(pages: Pages) -> Iterator[DrawnPiece]:
    """Every text and picture of the pages, in the order of reading; then the pictures that only decorate."""
    from publisher.pdf.layout.photographs import picture_places
    from publisher.pdf.tagging.marked_content import Piece
    from publisher.preflight.reading.geometry import Box

    height = mm_to_pt(pages.document.layout.height)
    places = dict(_places(pages.html, None))
    read = set()
    for node in pages.structure.walk():
        for kid in node.kids:
            if isinstance(kid, Piece) and node.source is not None:
                left, lower, right, upper = kid.bounds
                corners = (left, height - upper, right, height - lower)
                box = Box(*(pt_to_mm(corner) for corner in corners))
                read.add(node.source)
                yield DrawnPiece(kid.page + 1, box, node.source, places.get(node.source))
    for page, element, edges in picture_places(pages.rendered):
        if element not in read:
            place = picture_place(pages.document, element.get("src", ""), places.get(element))
            yield DrawnPiece(page, Box(*edges), element, place)


def expected_codes(drawn: list[DrawnPiece]) -> Iterator[ExpectedCode]:
    """The QR codes that the document has, where they are drawn."""
    from publisher.preflight.qr_reading import ExpectedCode

    for piece in drawn:
        if address := piece.element.get("data-qr"):
            yield ExpectedCode(Address(address).coded, piece.page, piece.box, piece.place)


def _places(element: Any, above: Place | None) -> Iterator[tuple[Any, Place | None]]:
    """The content line of each element: its own `data-source`, or that of what it stands in."""
    if isinstance(element.tag, str):
        source = element.get("data-source")
        file, _, line = (source or "").rpartition(":")
        place = Place(file, int(line)) if line.isdigit() else above
        yield element, place
        for child in element:
            yield from _places(child, place)


def _nearest(drawn: list[DrawnPiece], finding: Finding) -> Place | None:
    """The line of what is drawn where the fault is: what it overlaps most, else what is next to it."""
    from publisher.preflight.reading.geometry import Box

    if finding.page is None or finding.box is None:
        return None
    left, top, width, height = finding.box
    box = Box(left, top, left + width, top + height)
    there = [piece for piece in drawn if piece.page == finding.page and piece.place]
    best = max(there, key=lambda piece: _closeness(piece.box, box), default=None)
    return best.place if best and _closeness(best.box, box) > -NEAR else None


def _closeness(piece: Box, box: Box) -> float:
    """How far the piece and the box are one, 0 to 1; where they do not meet, how far they are apart, less than 0."""
    shared = piece.within(box)
    if shared:
        common = shared.width * shared.height
        return common / max(piece.width * piece.height + box.width * box.height - common, 1e-6)
    across = max(piece.left - box.right, box.left - piece.right, 0)
    return -hypot(across, max(piece.top - box.bottom, box.top - piece.bottom, 0))


def _rule_ids() -> Collection[str]:
    from publisher.preflight import RULES

    return RULES


CHECK = Check(
    ids=LaterIds("preflight", _rule_ids),  # without the libraries that read and draw PDF files
    stage="files",
    rationale="The print shop checks the file before it prints; faults that it would send back are fixed before that.",
    source="ISO 15930-7 (PDF/X-4); GWG 2022; house rules: see each rule in publisher/preflight/rules",
    run=preflight_press,
)
