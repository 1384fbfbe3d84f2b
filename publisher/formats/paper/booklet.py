"""booklet: sheets that an office printer prints on both sides; folded once and stapled, they are the publication.

With it go a page that says how, and the fronts and the backs as two files, for printers that cannot turn sheets over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.compose import Document
from publisher.formats import PDF, Format, ListedIn
from publisher.formats.edition import Edition
from publisher.formats.paper.instructions import instructions
from publisher.formats.paper.office_sheets import on_sheets, read_booklet, side_texts
from publisher.model.catalogue import say
from publisher.model.findings import Artifact, Finding, Severity

TITLE = "format.booklet.title"
HOW, FRONTS, BACKS = "instructions", "fronts", "backs"


def render(edition: Edition) -> dict[str, bytes]:
    """The booklet, the instructions, the fronts and the backs. Raises RenderError or UsageError where the pages cannot
    be put on sheets."""
    imposed = on_sheets(edition, "booklet", TITLE, pair=True)
    names = {part: FORMAT.filename(edition.document.name, part) for part in ("", FRONTS, BACKS)}
    return {
        "": imposed.data,
        HOW: instructions(edition.document, imposed.plan, names),
        FRONTS: imposed.fronts,
        BACKS: imposed.backs,
    }


def prove(document: Document, artifacts: Sequence[Artifact]) -> Iterator[Finding]:
    """The fronts and the backs, by turns, are the sides of the booklet."""
    files = {artifact.companion: artifact for artifact in artifacts}
    sides, *parts = (list(side_texts(files[part].data)) for part in ("", FRONTS, BACKS))
    by_turns = [side for pair in zip(*parts, strict=True) for side in pair]
    if by_turns[: len(sides)] != sides or any(by_turns[len(sides) :]):
        yield Finding(
            "parity/lost",
            Severity.ERROR,
            say(
                "checks:booklet-sides",
                fronts=files[FRONTS].filename,
                backs=files[BACKS].filename,
                filename=files[""].filename,
            ),
            say("checks:booklet-fault"),
        )


FORMAT = Format(
    id="booklet",
    extension="pdf",
    media_type=PDF,
    title=TITLE,
    purpose="format.booklet.purpose",
    render=render,
    read=read_booklet,
    companions={
        HOW: "booklet.title",
        FRONTS: "booklet.fronts",
        BACKS: "booklet.backs",
    },
    prove=prove,
    medium="print",
    links=False,  # it is paper
    needs_booklet=True,
    listed_in=ListedIn.TO_PRINT,
)
