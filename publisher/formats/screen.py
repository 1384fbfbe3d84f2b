"""screen: the master cut to trim size. Tagged, PDF/UA-1, with bookmarks and links."""

from __future__ import annotations

from publisher.formats.edition import Edition
from publisher.pdf.boxes import cut_to_trim
from publisher.pdf.derive import open_master, save


def render(edition: Edition) -> bytes:
    """The PDF's bytes."""
    writer = open_master(edition.master)
    for page in writer.pages:
        cut_to_trim(page)
    return save(writer, edition.document)
