"""The press files of the publications as a print shop's programs see them: their plates, and what else is in them."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from support import pdftext, raster
from support.built import PUBLICATIONS, Built, Sample
from support.cli import publisher
from support.presses import PLATES, USUAL_PRESS, brand, inked, lab, plates, screen_colours, separated

DPI = 72


@pytest.fixture(params=PUBLICATIONS)
def path(built: Built, request: pytest.FixtureRequest) -> Path:
    return built.path(request.param, "press")


def test_no_colour_is_the_screens(path: Path) -> None:
    assert screen_colours(path.read_bytes()) == []


def test_version_and_subtype(path: Path) -> None:
    fields = pdftext.info(path).fields
    assert (fields["PDF version"], fields["PDF subtype"]) == ("1.6", "PDF/X-4")
    assert path.read_bytes()[:8] == b"%PDF-1.6"


def test_nothing_is_in_it_but_pages(path: Path) -> None:
    document = pdftext.document(path)
    assert set(document.catalog) <= {"/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents"}
    for name in document.page_names:
        assert not {"/Annots", "/AA", "/StructParents", "/Tabs", "/PresSteps"} & set(document.value(name))
    kinds = {
        thing[key]
        for entry in document.objects.values()
        for thing in [entry.get("value", entry.get("stream", {}).get("dict", {}))]
        if isinstance(thing, dict)
        for key in ("/Type", "/S", "/Subtype")
        if isinstance(thing.get(key), str)
    }
    assert not kinds & {"/Annot", "/Action", "/URI", "/GoTo", "/JavaScript", "/Filespec", "/StructElem", "/Outlines"}


def test_all_fonts_are_embedded(path: Path) -> None:
    assert all(font.embedded for font in pdftext.fonts(path))


def test_running_text_is_on_the_black_plate_alone(built: Built, tmp_path: Path) -> None:
    """Page 7 of the leaflet between its first lines and its box: nothing there but running text."""
    found = plates(built.path("framat", "press"), tmp_path, DPI, 7)
    height, width = found["Black"].shape
    area = slice(round(height * 0.42), round(height * 0.55)), slice(round(width * 0.09), round(width * 0.91))
    assert found["Black"][area].max() > 0.9
    assert [ink for ink in PLATES[:3] if found[ink][area].max() > 0] == []


def test_black_text_prints_over_a_tint_and_the_code_does_not(built: Built, tmp_path: Path) -> None:
    """The card on the leaflet's back: its tint goes on under the small black text, and stops at the code's ground."""
    found = plates(built.path("framat", "press"), tmp_path, 150, 8)
    dark = (found["Black"] > 0.95) & (found["Cyan"] > 0.05)
    assert dark.sum() > 50
    tint = brand().colours["tint"].cmyk
    assert found["Cyan"][dark].max() == pytest.approx(tint[0] / 100, abs=0.02)
    on_paper = (found["Black"] > 0.95) & (found["Cyan"] == 0) & (found["Yellow"] == 0)
    assert on_paper.sum() > 500


@pytest.mark.parametrize("name", ["framat", "almedalen"])
def test_brand_colours_are_exact_on_the_plates(built: Built, tmp_path: Path, name: str) -> None:
    """The leaflet's cover is its primary colour; so is the sheet's head."""
    found = plates(built.path(name, "press"), tmp_path, 36)
    exact = {"framat": (88, 38, 80, 32), "almedalen": (98, 74, 30, 22)}[name]
    corner = [found[ink][3, 3] for ink in PLATES]
    assert corner == pytest.approx([percent / 100 for percent in exact], abs=0.003)


def test_no_page_has_more_ink_than_the_press_takes(path: Path, tmp_path: Path) -> None:
    for page in range(1, pdftext.info(path).pages + 1):
        total = numpy.asarray(inked(path, tmp_path, 36, page), dtype=int).sum(axis=-1) / 2.55
        assert total.max() <= USUAL_PRESS.wants.ink_limit + 1


def test_the_pages_look_as_on_the_screen(built: Built, sample: Sample, tmp_path: Path) -> None:
    """Each page without its bleed, as colours on this paper. Brand colours are what the brand says, which is not what
    the profile says, so a little is allowed."""
    screen, press = built.path(sample.name, "screen"), built.path(sample.name, "press")
    bleed = round(sample.bleed / 25.4 * DPI)
    for number, picture in enumerate(raster.each_page(screen, DPI), 1):
        wanted = separated(picture)
        got = inked(press, tmp_path, DPI, number).crop((bleed, bleed, bleed + wanted.width, bleed + wanted.height))
        one, other = (lab(page.reduce(6)) for page in (wanted, got))
        difference = numpy.sqrt(((one - other) ** 2).sum(axis=-1))
        assert difference.mean() < 6
        assert numpy.percentile(difference, 90) < 15


def test_another_build_gives_the_same_bytes(built: Built, tmp_path: Path) -> None:
    assert publisher("build", "almedalen", "--format", "press", "--output", tmp_path).exit_code == 0
    again = tmp_path / "almedalen/almedalen-press.pdf"
    assert again.read_bytes() == built.path("almedalen", "press").read_bytes()
