"""screen-ua2: the same pages as `screen`, as PDF/UA-2 in PDF 2.0, for readers that know it."""

from __future__ import annotations

from publisher.formats import PDF, Format, ListedIn, screen
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_pdf
from publisher.pdf.tagging.accessible_standards import Standard


def render(edition: Edition) -> bytes:
    """The PDF's bytes."""
    return screen.render(edition, Standard.UA_2)


FORMAT = Format(
    id="screen-ua2",
    extension="pdf",
    media_type=PDF,
    title="format.screen-ua2.title",
    purpose="format.screen-ua2.purpose",
    render=render,
    read=read_pdf,
    medium="print",
    tagged=True,
    on_request=True,
    listed_in=ListedIn.TO_READ,  # for those who know it by its name
)
