"""press: the master with its bleed. No links and no bookmarks, which a print shop's checks refuse inside the trim."""

from __future__ import annotations

from publisher.formats.edition import Edition
from publisher.pdf.boxes import open_to_bleed
from publisher.pdf.derive import drop_interaction, open_pages, save
from publisher.units import mm_to_pt


def render(edition: Edition) -> bytes:
    """The PDF's bytes."""
    writer = open_pages(edition.master)
    drop_interaction(writer)
    for page in writer.pages:
        open_to_bleed(page, mm_to_pt(edition.document.layout.bleed))
    return save(writer, edition.document)
