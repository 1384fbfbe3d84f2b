"""press: the master in inks, with its bleed, as PDF/X-4. Nothing is laid out again."""

from __future__ import annotations

from dataclasses import replace

from publisher.formats import PDF, Format, ListedIn
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_pdf
from publisher.model.units import mm_to_pt


def render(edition: Edition) -> bytes:
    """The PDF's bytes. Raises RenderError where the profile cannot be used, or something cannot be separated."""
    from pypdf.generic import NameObject

    from publisher.pdf.finishing import open_pages, save
    from publisher.pdf.page_boxes import Sheet, open_to_sheet
    from publisher.pdf.press.inks import Inks
    from publisher.pdf.press.pdfx import declare, strip
    from publisher.pdf.press.printers_marks import draw_marks, mark_spaces, slug_for
    from publisher.pdf.press.separation import Separator
    from publisher.pdf.syntax.objects import stream
    from publisher.pictures.prepare import PRINT

    document, press = edition.document, edition.press
    marks, bleed = press.wants.marks, mm_to_pt(press.wants.bleed)
    slug = slug_for(marks, mm_to_pt(press.wants.slug), bleed)
    inks = Inks(press, document.brand)
    writer = open_pages(edition.master, replace(PRINT, inks=inks))
    strip(writer)
    separator = Separator(writer, inks)
    for page in writer.pages:
        sheet = Sheet(float(page.trimbox.width), float(page.trimbox.height), bleed, slug)
        right, up = open_to_sheet(page, sheet)
        drawn = [sheet.clip_to_bleed(), b"1 0 0 1 %.4f %.4f cm" % (right, up), separator.page(page, right, up)]
        whole = b"q\n%b\nQ%b" % (b"\n".join(drawn), draw_marks(marks, sheet))
        page[NameObject("/Contents")] = writer._add_object(stream(whole, {}))
    separator.finish(mark_spaces() if marks.names else {})
    declare(writer, document, press, separator.has_transparency)
    return save(writer, document, f"press {press.id}")


FORMAT = Format(
    id="press",
    extension="pdf",
    media_type=PDF,
    title="format.press.title",
    purpose="format.press.purpose",
    render=render,
    read=read_pdf,
    medium="print",
    for_press=True,
    links=False,  # a file for the press must not hold any; the address stands on the page as text
    listed_in=ListedIn.TO_PRINT,
)
