"""Grey and with less ink: nothing is lost, codes are read, and the saving is what a picture shows."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from publisher.checks import Subject
from publisher.checks.ink_saving import CHECK as SAVING
from publisher.checks.parity import CHECK as PARITY
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.paper.ink_saving import coverage
from publisher.model.findings import Artifact
from support import pdftext, qr, raster
from support.editions import sample
from support.numbered_pages import numbered

VARIANTS = ("booklet-grey", "booklet-saving", "home-grey", "home-saving")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return sample("framat")


@pytest.fixture(scope="module")
def made(edition: Edition) -> dict[str, Artifact]:
    return {id: FORMATS[id].artifacts(edition)[0] for id in (*VARIANTS, "booklet")}


def pixels(data: bytes, folder: Path, dpi: float = 72) -> list[numpy.ndarray]:
    path = folder / "sheets.pdf"
    path.write_bytes(data)
    return [numpy.asarray(picture, dtype=numpy.int16) for picture in raster.pages(path, dpi)]


@pytest.mark.parametrize("id", VARIANTS)
def test_nothing_is_lost(edition: Edition, made: dict[str, Artifact], id: str, tmp_path: Path) -> None:
    assert list(PARITY.run(Subject(edition, [made[id]]))) == []
    path = tmp_path / "file.pdf"
    path.write_bytes(made[id].data)
    assert pdftext.syntax_faults(path) == ""


def test_grey_has_no_colour_and_the_same_luminosity(made: dict[str, Artifact], tmp_path: Path) -> None:
    """Rec. 601, by which ISO 32000-2, 11.3.5.3, defines the luminosity that stays."""
    weights = numpy.array((0.3, 0.59, 0.11))
    colour, grey = (pixels(made[id].data, tmp_path) for id in ("booklet", "booklet-grey"))
    for one, other in zip(colour, grey, strict=True):
        assert int((other.max(axis=2) - other.min(axis=2)).max()) <= 2
        assert float(numpy.abs(one @ weights - other[..., 0]).mean()) < 1.5


def test_the_saving_is_reported_and_measured(edition: Edition, made: dict[str, Artifact], tmp_path: Path) -> None:
    (note,) = SAVING.run(Subject(edition, list(made.values())[:2]))
    ink = {
        id: sum(float((255 - page).sum()) for page in pixels(made[id].data, tmp_path))
        for id in ("booklet", "booklet-saving")
    }
    saved = 100 * (1 - ink["booklet-saving"] / ink["booklet"])
    assert dict(note.values)["saved"] == pytest.approx(saved, abs=1.5)
    assert saved > 25
    assert "% less ink" in note.message


def test_text_with_less_ink_is_black_and_can_be_read_on_what_is_below(
    made: dict[str, Artifact], tmp_path: Path
) -> None:
    """White letters on dark areas become black on pale ones: the contrast is at least 4.5:1 (WCAG 2.2, 1.4.3)."""
    for page in pixels(made["booklet-saving"].data, tmp_path, 150):
        linear = numpy.where(page <= 10, page / 255 / 12.92, ((page / 255 + 0.055) / 1.055) ** 2.4)
        luminance = linear @ numpy.array((0.2126, 0.7152, 0.0722))
        inner = luminance[6:-6, 6:-6]
        # Flat areas alone: no edges of letters, nor letters and codes themselves, which are black or nearly so.
        flat = (inner == luminance[:-12, :-12]) & (inner == luminance[12:, 12:]) & (inner == luminance[:-12, 12:])
        areas = inner[flat & (inner > 0.01)]
        assert (float(areas.min()) + 0.05) / 0.05 >= 4.5


@pytest.mark.parametrize("id", ["booklet-grey", "booklet-saving"])
def test_codes_are_read(edition: Edition, made: dict[str, Artifact], id: str, tmp_path: Path) -> None:
    wanted = sorted(image.get("data-qr") for image in edition.document.tree.iter("img") if image.get("data-qr"))
    path = tmp_path / "sheets.pdf"
    path.write_bytes(made[id].data)
    assert sorted(code.text for code in qr.codes(path, 150)) == wanted


def test_coverage_of_a_known_page() -> None:
    """The page is 105 x 148 mm of one colour, with a black corner of 21 x 21 mm."""
    (red, green, blue), corner = (40, 40, 140), 21 * 21 / (105 * 148)
    full = 1 - (red + green + blue) / 3 / 255
    assert coverage(numbered(1)) == pytest.approx(full * (1 - corner) + corner, abs=0.01)
