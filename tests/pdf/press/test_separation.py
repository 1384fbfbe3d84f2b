"""Whole small pages in inks: spot colours, overprint, the bleed, and what may not be in a press file."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy
import pypdf
import pytest
from pypdf.generic import NameObject

from publisher.formats import press as press_format
from publisher.model.errors import RenderError
from publisher.pdf.finishing import open_pages
from publisher.pdf.press.inks import Inks
from publisher.pdf.press.separation import Separator
from publisher.pdf.syntax.objects import pdf, stream
from publisher.pictures.prepare import PRINT
from support.presses import USUAL_PRESS, brand, edition, plates, press, press_file, screen_colours

SPOT = "PANTONE 349 C"
ALLOWED = press(spot_colours="allowed")
TEXT = '<p style="color:#1B1F1D;background:#EEF6EA">Svart</p>'


def content(data: bytes) -> str:
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    return page["/Contents"].get_data().decode("latin-1")  # type: ignore[attr-defined]


def test_a_spot_colour_has_a_plate_of_its_name(tmp_path: Path) -> None:
    body = '<div style="height:30mm;background:#0B5239"></div><div style="height:30mm;background:#85A99C"></div>'
    path = tmp_path / "spot.pdf"
    path.write_bytes(press_file(body, wanted=ALLOWED, primary=SPOT))
    assert screen_colours(path.read_bytes()) == []
    found = plates(path, tmp_path)
    plate = found[SPOT]
    assert plate[100, 100] == pytest.approx(1, abs=0.01)
    assert 0.4 < plate[160, 100] < 0.8
    assert found["Cyan"].max() == 0


def test_a_spot_colour_in_a_picture_and_a_gradient(tmp_path: Path) -> None:
    """A gradient to white is of its plate; one to another colour is of inks, as a picture is."""
    gradients = ("#0B5239,#fff", "#0B5239,#F7B733")
    body = "".join(f'<div style="height:30mm;background:linear-gradient(90deg,{ends})"></div>' for ends in gradients)
    path = tmp_path / "spot.pdf"
    path.write_bytes(press_file(body, wanted=ALLOWED, primary=SPOT))
    found = plates(path, tmp_path)
    row, width = found[SPOT][90], found[SPOT].shape[1]
    assert row[45] > 0.9
    assert numpy.all(numpy.diff(row[60 : width - 60]) <= 0.01)
    assert found["Cyan"][90].max() == 0
    assert found["Cyan"][170].max() > 0.5
    assert found[SPOT][170].max() == 0


def test_without_a_spot_colour_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(press_file(TEXT))
    assert set(plates(path, tmp_path)) == {"Cyan", "Magenta", "Yellow", "Black"}


def test_small_black_text_overprints_and_white_does_not(tmp_path: Path) -> None:
    """Seen on the plates: the tint goes on under black text, and is left out under white."""
    for colour, inside in (("#1B1F1D", True), ("#fff", False)):
        path = tmp_path / f"text-{inside}.pdf"
        path.write_bytes(press_file(f'<p style="background:#5B9FB5;color:{colour}">Svart</p>'))
        cyan = plates(path, tmp_path, 300)["Cyan"]
        rows, columns = numpy.where(cyan > 0.5)
        box = cyan[rows.min() + 3 : rows.max() - 2, columns.min() + 3 : columns.max() - 2]
        assert (box.min() > 0.5) == inside


def test_a_press_that_wants_no_overprint_gets_none() -> None:
    none = press(text={"overprint_below": 0}, lines={"overprint_below": 0})
    assert "/Overprint gs" in content(press_file(TEXT))
    assert "/Overprint gs" not in content(press_file(TEXT, wanted=none))


def test_patterns_move_with_the_page(tmp_path: Path) -> None:
    """A pattern is fixed to the page and not to what is drawn: it must stand where it stood."""
    squares = "background:repeating-linear-gradient(#000 0,#000 5mm,#fff 5mm,#fff 10mm)"
    body = f'<div style="height:40mm;{squares}"></div>'
    starts = []
    for bleed in (0, 3):
        path = tmp_path / f"{bleed}.pdf"
        path.write_bytes(press_file(body, wanted=press(bleed=bleed)))
        black = plates(path, tmp_path, 254)["Black"]
        dark = numpy.where(black[:, black.shape[1] // 2] > 0.5)[0]
        starts.append((dark[0] - bleed * 10, dark[-1] - bleed * 10))
    assert starts[0] == pytest.approx(starts[1], abs=2)


def test_the_master_s_bleed_grows_with_the_press_and_never_shrinks() -> None:
    made = edition(TEXT, wanted=press(bleed=7))
    del made.laid_out["print"]
    assert made.document.layout.bleed == 3
    box = pypdf.PdfReader(io.BytesIO(made.master.drawn.pdf)).pages[0].mediabox
    assert float(box.left) == pytest.approx(-7 * 72 / 25.4, abs=0.01)
    smaller = edition(TEXT, wanted=press(bleed=0))
    del smaller.laid_out["print"]
    box = pypdf.PdfReader(io.BytesIO(smaller.master.drawn.pdf)).pages[0].mediabox
    assert float(box.left) == pytest.approx(-3 * 72 / 25.4, abs=0.01)


def test_links_and_structure_are_gone() -> None:
    made = edition('<p id="a"><a href="https://example.org">Hem</a> <a href="#a">dit</a></p>')
    assert b"/Annot" in made.master.drawn.pdf or b"/ObjStm" in made.master.drawn.pdf
    data = press_format.render(made)
    assert not re.search(rb"/Annots?\b|/URI\b|/Dests\b|/StructParents\b|/MCID\b", data)
    assert not re.search(r"\b(BDC|BMC|EMC)\b", content(data))


def test_what_no_page_uses_is_made_over_too() -> None:
    """A colour that nobody sees is still found by the print shop's program."""
    writer = open_pages(edition(TEXT).master, PRINT)
    resources = writer.pages[0]["/Resources"]
    form = stream(b"1 0 0 rg 0 0 9 9 re f", {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9, 9]})
    resources[NameObject("/XObject")] = pdf({"/Hidden": writer._add_object(form)})  # type: ignore[index]
    separator = Separator(writer, Inks(USUAL_PRESS, brand()))
    separator.page(writer.pages[0], 0, 0)
    separator.finish({})
    assert form.get_data().endswith(b"k 0 0 9 9 re f")


@pytest.mark.parametrize(
    ("drawn", "fault"),
    [
        (b"/Unknown cs 1 scn", "/Unknown"),
        (b"/Calibrated cs 1 0 0 scn", "/CalRGB"),
        (b"/Nowhere Do", "/Nowhere"),
        (b"/Group Do", "both as a mask and as a picture"),
    ],
)
def test_what_is_not_known_is_an_error(drawn: bytes, fault: str) -> None:
    writer = open_pages(edition(TEXT).master, PRINT)
    page = writer.pages[0]
    form = writer._add_object(stream(b"", {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9, 9]}))
    mask = {"/SMask": {"/S": "/Luminosity", "/G": form}}
    resources = {
        "/XObject": {"/Group": form},
        "/ExtGState": {"/Masked": mask},
        "/ColorSpace": {"/Calibrated": ["/CalRGB", {"/WhitePoint": [0.95, 1, 1.09]}]},
    }
    page[NameObject("/Resources")] = pdf(resources)
    page[NameObject("/Contents")] = writer._add_object(stream(b"/Masked gs " + drawn, {}))
    with pytest.raises(RenderError, match=fault):
        Separator(writer, Inks(USUAL_PRESS, brand())).page(page, 0, 0)
