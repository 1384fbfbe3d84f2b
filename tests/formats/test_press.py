"""The press file as outside tools read it: PDF/X-4, boxes, inks, marks."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy
import pypdf
import pytest

from publisher.content.load import load
from publisher.formats import screen
from publisher.pipeline.build import prepare
from publisher.presses.profiles import find_press
from publisher.scaffold import make_publication
from support import pdftext, tools
from support.built import SAMPLES, Built, Sample
from support.presses import PLATES, USUAL_PRESS, plates, press, press_file, screen_colours
from support.waivers import ready_for_print

MM = 72 / 25.4
BODY = "<h1>Rubrik</h1><p>Svart text.</p><p style='color:#0B5239'>Grön text.</p><p>Se <a href='https://example.org'>x</a></p>"


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda sample: sample.name)
def sample(request: pytest.FixtureRequest) -> Sample:
    return request.param


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def boxes(path: Path) -> dict[str, list[float]]:
    """Each box of page 1 as pdfinfo reads it."""
    said = tools.run([tools.program("pdfinfo", "Debian: poppler-utils"), "-box", path]).stdout
    return {name: [float(n) for n in edges.split()] for name, edges in re.findall(r"(\w+Box):\s+([\d. ]+)", said)}


def test_the_samples_have_their_boxes(built: Built, sample: Sample) -> None:
    found = boxes(built.path(sample.name, "press"))
    bleed, width, height = sample.bleed * MM, sample.width * MM, sample.height * MM
    assert (
        found["MediaBox"] == found["BleedBox"] == pytest.approx([0, 0, width + 2 * bleed, height + 2 * bleed], abs=0.02)
    )
    assert found["TrimBox"] == pytest.approx([bleed, bleed, bleed + width, bleed + height], abs=0.02)
    for page in pypdf.PdfReader(built.path(sample.name, "press")).pages:
        assert not {"/ArtBox", "/CropBox", "/Annots", "/AA", "/StructParents"} & set(page)


def test_the_samples_say_what_they_are(built: Built, sample: Sample) -> None:
    path = built.path(sample.name, "press")
    pdf = pypdf.PdfReader(path)
    (intent,) = pdf.root_object["/OutputIntents"]
    intent = intent.get_object()
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFX", "FOGRA39")
    assert intent["/RegistryName"] == "http://www.color.org"
    assert intent["/DestOutputProfile"]["/N"] == 4
    assert intent["/DestOutputProfile"].get_data() == USUAL_PRESS.profile.read_bytes()
    assert set(pdf.root_object) <= {"/Type", "/Pages", "/Lang", "/OutputIntents", "/Metadata"}
    assert {"/Title", "/CreationDate", "/ModDate", "/Trapped", "/GTS_PDFXVersion"} <= set(pdf.metadata or {})
    assert pdf.trailer["/ID"]
    xmp = path.read_bytes()
    for entry in (
        "GTS_PDFXVersion>PDF/X-4<",
        "DocumentID>uuid:",
        "VersionID>",
        "RenditionClass>default<",
        "Trapped>False<",
    ):
        assert entry.encode() in xmp, "XMP must not be compressed"
    assert pdftext.syntax_faults(path) == ""
    assert path.read_bytes().startswith(b"%PDF-1.6")


def test_the_samples_are_in_inks_alone(built: Built, sample: Sample) -> None:
    assert screen_colours(built.path(sample.name, "press").read_bytes()) == []


def test_black_text_is_on_the_black_plate_alone(tmp_path: Path) -> None:
    path = tmp_path / "press.pdf"
    path.write_bytes(press_file("<p>Svart text på vitt papper.</p>"))
    found = plates(path, tmp_path)
    assert found["Black"].max() > 0.9
    assert all(found[name].max() == 0 for name in ("Cyan", "Magenta", "Yellow"))


def test_a_brand_colour_is_exactly_its_inks(tmp_path: Path) -> None:
    path = tmp_path / "press.pdf"
    path.write_bytes(press_file("<div style='background:#0B5239;height:40mm'></div>"))
    found = plates(path, tmp_path)
    inks = [float(100 * numpy.median(found[name][found[name] > 0.05])) for name in PLATES]
    assert inks == pytest.approx([88, 38, 80, 32], abs=1)


def test_a_spot_colour_has_a_plate_of_its_own(tmp_path: Path) -> None:
    body = "<div style='background:#0B5239;height:40mm'></div>"
    for allowed, wanted in (("allowed", True), ("error", False)):
        path = tmp_path / f"{allowed}.pdf"
        path.write_bytes(press_file(body, "", press(spot_colours=allowed), primary="PANTONE 349 C"))
        found = plates(path, tmp_path)
        assert ("PANTONE 349 C" in found) == wanted
        assert (found["Cyan"].max() == 0) == wanted


@pytest.mark.parametrize(("limit", "reported"), [(12, []), (0, ["preflight/black-overprint"])])
def test_black_overprints_and_white_does_not(limit: float, reported: list[str]) -> None:
    """By preflight, which asks for black below 12 points to overprint, and for white never to."""
    body = "<div style='background:#F7B733'><p>Svart</p><p style='color:#fff'>Vit</p></div>"
    assert found_by_preflight(press_file(body, "", press(text={"overprint_below": limit}))) == reported


def found_by_preflight(data: bytes, id: str = "generic-coated") -> list[str]:
    from publisher.preflight import Inspection, open_file, preflight

    return [finding.id for finding in preflight(Inspection(open_file(data, "prov.pdf"), find_press(id)))]


@pytest.mark.parametrize(
    "names", [("crop",), ("registration",), ("colour_bars",), ("crop", "registration", "colour_bars")]
)
def test_marks_are_clear_of_the_bleed(tmp_path: Path, names: tuple[str, ...]) -> None:
    path = tmp_path / "press.pdf"
    path.write_bytes(press_file("<p>Text</p>", "", press(marks=dict.fromkeys(names, True))))
    found = boxes(path)
    media, bleed, trim = (found[name] for name in ("MediaBox", "BleedBox", "TrimBox"))
    assert media[:2] == [0, 0]
    assert bleed[0] - media[0] == pytest.approx(10 * MM, abs=0.1)
    assert trim[0] - bleed[0] == pytest.approx(3 * MM, abs=0.1)
    drawn = sum(plates(path, tmp_path, 144).values())
    left, lower, right, upper = (round(edge * 2) for edge in bleed)
    height = drawn.shape[0]
    outside = drawn.copy()
    outside[height - upper : height - lower, left:right] = 0
    assert outside.max() > 0.5, "there are marks"
    # In the bleed itself, all around the trim, there is nothing but paper.
    ring = drawn[height - upper + 2 : height - lower - 2, left + 2 : right - 2].copy()
    inner = round(3 * MM * 2)
    ring[inner:-inner, inner:-inner] = 0
    assert ring.max() == 0


def test_without_marks_there_is_no_slug() -> None:
    page = reader(press_file("<p>Text</p>")).pages[0]
    assert list(page.mediabox) == list(page["/BleedBox"])  # type: ignore[call-overload]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert press_file(BODY) == press_file(BODY)


def test_nothing_of_the_screen_is_left() -> None:
    data = press_file(BODY)
    assert b"/URI" not in data
    assert b"/StructTreeRoot" not in data
    assert screen_colours(data) == []


@pytest.mark.parametrize("layout", ["programme-a4", "leaflet-a5"])
def test_the_screen_version_does_not_change_with_the_press(tmp_path: Path, layout: str) -> None:
    """With less bleed not by a byte; with more, every word stays where it is."""
    make_publication("prov", layout, tmp_path)
    ready_for_print(tmp_path / "prov")
    made = {}
    for bleed in (0, 3, 6):
        edition = prepare(load(tmp_path / "prov"))
        edition.press = press(bleed=bleed)
        made[bleed] = tmp_path / f"{bleed}.pdf"
        made[bleed].write_bytes(screen.render(edition))
    assert made[0].read_bytes() == made[3].read_bytes()
    assert made[6].read_bytes() != made[3].read_bytes()
    assert pdftext.text(made[6], "-bbox") == pdftext.text(made[3], "-bbox")
