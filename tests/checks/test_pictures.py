"""A picture that is not shown, or too coarse for paper, is reported with its line and the pixels needed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publisher.checks import Subject, pictures
from publisher.content.load import load
from publisher.formats.edition import Edition
from publisher.model.findings import (
    Artifact,
    Finding,
    Options,
    Place,
    Severity,
)
from publisher.pdf.layout.photographs import placed
from publisher.pipeline.build import prepare
from support import photo_content, photographs
from support.photo_content import LEAFLET

PLACE = Place("foton/sections/vinter.md", 16)
Change = Callable[[str, bytes], Edition]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """The leaflet with another picture in one place."""
    content = photo_content.make(tmp_path)

    def change(name: str, data: bytes) -> Edition:
        (content / LEAFLET / "pictures" / name).write_bytes(data)
        return prepare(load(content / LEAFLET), Options())

    return change


def found(edition: Edition, *formats: str) -> list[Finding]:
    artifacts = [Artifact(form, form, "application/pdf", b"", 1) for form in formats]
    return list(pictures.RESOLUTION.run(Subject(edition, artifacts)))


def jpeg(width: int, height: int) -> bytes:
    return photographs.jpeg(photographs.landscape(width, height))


def test_the_leaflet_has_the_pixels_it_needs(changed: Change) -> None:
    edition = changed("fyra.jpg", jpeg(1100, 700))
    assert edition.findings == []
    assert found(edition, "screen", "press") == []
    assert len(edition.master.photographs) == 11, "the logo is two of them, on the cover and on the back"


def test_a_picture_of_60_ppi_is_an_error_for_the_press_and_a_finding_otherwise(changed: Change) -> None:
    edition = changed("fyra.jpg", jpeg(260, 166))
    (finding,) = found(edition, "screen", "epub", "press")
    assert (finding.id, finding.severity, finding.where, finding.page) == (
        "layout/picture-resolution",
        Severity.ERROR,
        PLACE,
        3,
    )
    assert finding.message == (
        "fyra.jpg has 260 x 166 pixels, and in its place, 120 x 77 mm, that makes 55 per inch: print shops refuse less "
        "than 150"
    )
    needed = re.search(r"(\d+) x (\d+) pixels are best", finding.fix)
    assert needed is not None
    assert int(needed[1]) == pytest.approx(120 / 25.4 * 300, abs=8)
    assert "Or put it where it is shown no more than 29 mm wide" in finding.fix
    (finding,) = found(edition, "screen")
    assert finding.severity is Severity.WARNING
    assert "below 225 a picture looks soft" in finding.message
    assert found(edition, "large-print", "web", "epub", "cover") == []


def test_a_picture_of_which_little_is_seen_is_a_finding(changed: Change) -> None:
    """A strip, as the round portrait of a person."""
    edition = changed("fyra.jpg", jpeg(2400, 1500))
    shown = edition.master.shown_pictures
    assert all(0.4 <= one.seen <= 1 for one in shown), [(one.address, one.seen) for one in shown]
    for kind in ("jpg", "svg"):
        cut = next(one for one in shown if one.address.endswith(kind))
        edition.master.__dict__["shown_pictures"] = (dataclasses.replace(cut, seen=0.25),)
        finding = next(finding for finding in found(edition, "screen") if finding.id == "layout/picture-cut")
        assert (finding.severity, finding.page) == (Severity.WARNING, cut.page)
    assert "only 25 % of " in finding.message


def test_a_drawing_with_what_the_pages_do_not_show(changed: Change) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><filter id="f"><feGaussianBlur/></filter>'
        b'<path d="M0 0H9V9z" filter="url(#f)"/></svg>'
    )
    (finding,) = changed("ritad.svg", drawing).findings
    assert (finding.id, finding.severity) == ("content/picture-effects", Severity.WARNING)
    assert "ritad.svg uses a filter (feGaussianBlur)" in finding.message


def test_an_animated_drawing_stands_still(changed: Change) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9z">'
        b'<animate attributeName="opacity" to="0"/></path></svg>'
    )
    (finding,) = changed("ritad.svg", drawing).findings
    assert (finding.id, finding.severity) == ("content/picture-still", Severity.NOTE)


def test_a_picture_between_the_limits_is_a_warning(changed: Change) -> None:
    (finding,) = found(changed("fyra.jpg", jpeg(800, 510)), "press")
    assert finding.severity is Severity.WARNING
    assert found(changed("fyra.jpg", jpeg(1080, 690)), "press") == []


def test_the_pixels_are_counted_where_the_picture_is_largest_and_before_it_is_cut(changed: Change) -> None:
    """On its side in a band 154 mm wide, its width counts, not that it is cut to a third of its height."""
    (finding,) = found(changed("hog.webp", photographs.webp(photographs.landscape(1000, 1400))), "press")
    assert "1000 x 1400 pixels, and in its place, 154 x 216 mm, that makes 165 per inch" in finding.message
    assert finding.where == Place("foton/sections/vinter.md", 4)


def test_a_scan_in_black_and_white_needs_more(changed: Change) -> None:
    scan = photographs.tiff(photo_content.plan(1800, 620), compression="group4")
    (finding,) = found(changed("karta.tif", scan), "press")
    assert (finding.id, finding.severity) == ("layout/bitmap-resolution", Severity.WARNING)
    assert "that makes 381 per inch: below 800 the edges of a black-and-white picture look jagged" in finding.message
    assert "scan it again in grey (300 pixels per inch then) or, for crisp lines, with 1200: 5669 x 1953" in finding.fix
    assert found(changed("karta.tif", photographs.tiff(photo_content.plan(4000, 1380))), "press") == []


def test_what_is_placed_is_measured(changed: Change) -> None:
    edition = changed("fyra.jpg", jpeg(1100, 700))
    cover = next(placed(edition.master.rendered))
    assert (cover.page, cover.photograph.path.name) == (1, "omslag.jpg")
    assert cover.width == pytest.approx(154, abs=0.1)
    assert cover.height == pytest.approx(154 * 2000 / 1400, abs=0.1)


def test_pages_of_a_file_that_nobody_sees_are_reported(changed: Change) -> None:
    edition = changed("slut.tif", photographs.tiff(photographs.landscape(1500, 1000), pages=3))
    assert [(one.id, one.severity, one.where) for one in edition.findings] == [
        ("content/picture-pages", Severity.WARNING, Place("foton/publication.yaml", 54))
    ]
    assert edition.findings[0].message == "slut.tif holds 3 pictures, and only the first is shown"


def test_a_profile_that_cannot_be_used_is_reported(changed: Change) -> None:
    strange = photographs.jpeg(photographs.landscape(900, 600), profile=photographs.COATED.read_bytes())
    (finding,) = changed("maj.jpg", strange).findings
    assert (finding.id, finding.severity) == ("content/picture-profile", Severity.WARNING)
    assert "maj.jpg cannot be used" in finding.message
    assert finding.where is not None
    assert finding.where.file == "foton/publication.yaml"


def test_inks_without_a_press_are_reported(changed: Change) -> None:
    picture = photographs.inks(photographs.landscape(1100, 700))
    assert changed("fyra.jpg", photographs.jpeg(picture, profile=photographs.COATED.read_bytes())).findings == []
    (finding,) = changed("fyra.jpg", photographs.jpeg(picture)).findings
    assert (finding.id, finding.severity, finding.where) == ("content/picture-profile", Severity.WARNING, PLACE)
    assert finding.message == (
        "fyra.jpg is in four inks and does not say for which press: they are printed as they are, as if made for this "
        "one"
    )


def test_a_small_logo_is_reported_with_the_line_of_the_brand(tmp_path: Path) -> None:
    content = photo_content.make(tmp_path)
    small = photographs.png(photo_content.shutter("#FFFFFF").resize((30, 30), Image.Resampling.BOX))
    (content / "brands" / "foto-negativ.png").write_bytes(small)
    (finding,) = found(prepare(load(content / LEAFLET), Options()), "press")
    assert finding.where == Place("brands/foto.yaml", 18)
    assert "in its place, 16 x 16 mm, that makes 48 per inch" in finding.message
