"""Variants of the pages that cost less to print: grey, and with less ink. Nothing is laid out again.

Grey: everything keeps its luminosity and loses its colour. Less ink: pictures and areas are veiled with white, all text
is black on top of them, and codes stay as they are, since telephones must read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from publisher.model.units import mm_to_pt

if TYPE_CHECKING:
    from pypdf import PdfWriter

    from publisher.pdf.layout.paginate import Pages

VEIL = 0.5  # of white: dark areas become so light that black text on them has a contrast of more than 4.5:1
SHOWS_TEXT = frozenset((b"Tj", b"TJ", b"'", b'"'))
SETS_COLOUR = frozenset((b"g", b"G", b"rg", b"RG", b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN"))
PAINTS_PATH = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"))
DRAWS = frozenset((b"Do", b"sh", b"EI"))
MARKS_CONTENT = frozenset((b"BMC", b"BDC", b"EMC", b"MP", b"DP"))
DPI = 36  # of the pictures that ink is measured in
STATE = "/PaperInk"


class Ink(StrEnum):
    FULL = ""
    GREY = "grey"
    SAVING = "saving"


def change(writer: PdfWriter, pages: Pages, ink: Ink) -> None:
    """Make the pages over in another ink. Raises RenderError where their content cannot be read."""
    from pypdf.generic import NameObject

    from publisher.pdf.syntax.objects import pdf, stream

    if ink is Ink.FULL:
        return
    look = {"/BM": "/Saturation"} if ink is Ink.GREY else {"/ca": VEIL}
    state = writer._add_object(pdf({"/Type": "/ExtGState", **look}))
    for number, page in enumerate(writer.pages, 1):
        contents = page.get_contents()
        data = b"" if contents is None else contents.get_data()
        whole = " ".join(
            f"{float(part):.3f}" for part in (*page.mediabox.lower_left, page.mediabox.width, page.mediabox.height)
        )
        area = f"{whole} re".encode()
        if ink is Ink.GREY:
            # Blending needs something below it: where nothing is printed, that is white.
            made = b"q 1 g %b f Q q\n%b\nQ q %b gs 0 g %b f Q" % (area, data, STATE.encode(), area)
        else:
            holes = b"\n".join(_code_places(pages, number))
            veil = b"q %b gs 1 g %b\n%b f* Q" % (STATE.encode(), area, holes)
            made = b"q\n%b\nQ %b q 0 g 0 G\n%b\nQ" % (_without_text(data), veil, _text_alone(data))
        page[NameObject("/Contents")] = writer._add_object(stream(made, {}))
        page[NameObject("/Group")] = pdf({"/Type": "/Group", "/S": "/Transparency", "/CS": "/DeviceRGB", "/I": True})
        _add_state(page, state)


def _add_state(page: Any, state: Any) -> None:
    """Resources may be shared: those of the page become its own."""
    from pypdf.generic import DictionaryObject, NameObject

    from publisher.pdf.syntax.objects import pdf

    own = DictionaryObject(page["/Resources"].get_object())
    states = own.get("/ExtGState")
    known = states.get_object() if states is not None else {}
    own[NameObject("/ExtGState")] = pdf({**known, STATE: state})
    page[NameObject("/Resources")] = own


def _without_text(data: bytes) -> bytes:
    from publisher.pdf.syntax.lexer import cut_soundly

    return b"".join(whole for whole, _, operator in cut_soundly(data) if operator not in SHOWS_TEXT)


def _text_alone(data: bytes) -> bytes:
    """The same text in the colour that is set before it. Paths stay as far as they clip."""
    from publisher.pdf.syntax.lexer import cut_soundly

    parts = list[bytes]()
    for whole, _, operator in cut_soundly(data):
        if operator in PAINTS_PATH:
            parts.append(b"\nn")
        elif operator not in SETS_COLOUR and operator not in DRAWS and operator not in MARKS_CONTENT:
            parts.append(whole)
    return b"".join(parts)


def _code_places(pages: Pages, number: int) -> Iterator[bytes]:
    """Where the codes of a page are, as rectangles."""
    from publisher.pdf.layout.photographs import picture_places

    height = pages.document.layout.height
    for page, element, (left, top, right, bottom) in picture_places(pages.rendered):
        if page == number and element.get("data-qr"):
            corner, size = (left, height - bottom), (right - left, bottom - top)
            yield b"%.3f %.3f %.3f %.3f re" % tuple(mm_to_pt(length) for length in (*corner, *size))


def coverage(data: bytes) -> float:
    """How much of the paper is covered with ink, 0 to 1, as a mean of the three colours on all pages."""
    import pypdfium2
    from PIL import ImageStat

    document = pypdfium2.PdfDocument(data)
    try:
        means = [
            1 - sum(ImageStat.Stat(page.render(scale=DPI / 72).to_pil().convert("RGB")).mean) / 3 / 255
            for page in document
        ]
    finally:
        document.close()
    return sum(means) / len(means)
