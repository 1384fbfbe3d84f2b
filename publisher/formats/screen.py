"""screen: the master cut to trim size. PDF/UA-1 and PDF/A-2a at once, with bookmarks and links."""

from __future__ import annotations

from publisher.formats import PDF, Format
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_pdf
from publisher.pdf.tagging.accessible_standards import Standard


def render(edition: Edition, standard: Standard = Standard.UA_1) -> bytes:
    """The PDF's bytes."""
    from publisher.pdf.finishing import make_accessible, open_pages, save
    from publisher.pdf.page_boxes import cut_to_trim
    from publisher.pictures.prepare import PAGES

    writer = open_pages(edition.master, PAGES)
    for page in writer.pages:
        cut_to_trim(page)
    make_accessible(writer, edition.master, standard)
    return save(writer, edition.document)


FORMAT = Format(
    id="screen",
    extension="pdf",
    media_type=PDF,
    title="format.screen.title",
    purpose="format.screen.purpose",
    render=render,
    read=read_pdf,
    medium="print",
    tagged=True,
)
