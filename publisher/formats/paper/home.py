"""home: single pages for an office printer, without bleed, clear of the edge that it leaves white."""

from __future__ import annotations

from publisher.formats import PDF, Format, ListedIn
from publisher.formats.edition import Edition
from publisher.formats.paper.office_sheets import on_sheets
from publisher.formats.read_back import read_pdf

TITLE = "format.home.title"


def render(edition: Edition) -> bytes:
    """The PDF's bytes. Raises RenderError or UsageError where the pages cannot be put on sheets."""
    return on_sheets(edition, "single", TITLE).data


FORMAT = Format(
    id="home",
    extension="pdf",
    media_type=PDF,
    title=TITLE,
    purpose="format.home.purpose",
    render=render,
    read=read_pdf,
    medium="print",
    links=False,
    on_request=True,
    listed_in=ListedIn.TO_PRINT,
)
