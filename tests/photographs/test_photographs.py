"""Photographs of every kind in every place: built in every format, upright, in the right colours, valid, and without
metadata."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from conformance.conftest import FLAVOURS
from lxml import html as lxml_html
from PIL import Image

from publisher.formats import FORMATS
from support import judged, pdftext, photo_content, photographs, raster
from support.browser import Browser
from support.cli import publisher
from support.photo_content import LEAFLET, SHEET

NAMES = (LEAFLET, SHEET)
# Names of programs and cameras, and the place that is planted, in the forms that a text in a file may have.
SECRETS = (*photographs.SECRETS, "SECRETPLACE".encode("utf-16-le"), "SECRETPLACE".encode("utf-16-be"))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photo_content.make(tmp_path_factory.mktemp("photographs"))


@pytest.fixture(scope="module")
def output(content: Path) -> Path:
    """Every format of both, built as a user builds them."""
    folder = content.with_name("output")
    formats = [word for id in FORMATS for word in ("--format", id)]
    answer = publisher("build", "--content", content, "--output", folder, "--json", *formats)
    assert answer.exit_code == 0, answer.output
    findings = {result["name"]: result["findings"] for result in json.loads(answer.stdout)}
    # Two sections of large pictures take three pages, since one of them stands across the head of its page.
    assert {finding["id"] for finding in findings[LEAFLET]} == {"layout/page-multiple", "layout/ink-saving"}
    # An upright photograph in a band across an A4 page is shown whole, where its pixels are enough.
    assert {finding["id"] for finding in findings[SHEET]} == {"layout/ink-saving"}
    return folder


def streams_of(path: Path) -> Iterator[Any]:
    """Every stream of a PDF. Numbers that no object has are passed over."""
    with pypdf.PdfReader(path) as reader:
        for number in sorted({*reader.xref[0], *reader.xref_objStm} - {0}):
            found = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
            if isinstance(found, pypdf.generic.StreamObject):
                yield found


def pictures_of(path: Path) -> list[tuple[Any, bytes]]:
    """(dictionary, bytes as they are in the file) of every image XObject, masks included."""
    found = [(stream, stream._data) for stream in streams_of(path) if stream.get("/Subtype") == "/Image"]
    assert len(found) >= 5
    return found


def embedded(page: Path) -> list[bytes]:
    """Every picture in a web page."""
    addresses = re.findall(r'src="data:image/[a-z+]+;base64,([^"]+)"', page.read_text("utf-8"))
    return [base64.b64decode(address) for address in addresses]


def test_the_secrets_are_in_the_content(content: Path) -> None:
    """Else the test below would hold nothing."""
    data = b"".join(path.read_bytes() for path in content.rglob("pictures/*"))
    assert [secret for secret in photographs.SECRETS if secret not in data] == []


def test_no_finished_file_says_where_and_by_whom_a_picture_was_taken(output: Path) -> None:
    looked_at = 0
    for path in output.rglob("*"):
        if not path.is_file():
            continue
        parts = [path.read_bytes()]
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                parts += [book.read(name) for name in book.namelist()]
        elif path.suffix == ".html":
            parts += embedded(path)
        elif path.suffix == ".pdf":
            for found in streams_of(path):
                parts += [found._data] if "DCT" in str(found.get("/Filter")) else [found._data, found.get_data()]
        drawings = [part for part in parts if b"<svg" in part[:500]]
        inside = [found for part in drawings for found in re.findall(rb'image/jpeg;base64,([^"]+)"', part)]
        if path.suffix in (".epub", ".html") and path.parent.name == LEAFLET:
            assert inside, path
        parts += map(base64.b64decode, inside)
        for part in parts:
            assert [secret for secret in SECRETS if secret in part] == [], path
        looked_at += len(parts)
    assert looked_at > 100


@pytest.mark.parametrize("name", NAMES)
def test_pictures_in_a_pdf_are_as_fine_as_they_are_printed_and_no_finer(output: Path, name: str) -> None:
    pixels = dict.fromkeys(("screen", "press"), 0)
    for form in pixels:
        for picture, data in pictures_of(output / name / f"{name}-{form}.pdf"):
            assert picture.get("/Interpolate") in (None, False)
            if picture["/Filter"] == "/DCTDecode":
                with Image.open(io.BytesIO(data)) as opened:
                    assert opened.size == (picture["/Width"], picture["/Height"])
                    assert set(opened.info) <= {
                        "jfif",
                        "jfif_version",
                        "jfif_unit",
                        "jfif_density",
                        "progressive",
                        "progression",
                        "adobe",  # how the inks are meant
                        "adobe_transform",
                    }
            assert picture["/Width"] >= 256
            if picture["/BitsPerComponent"] == 8:
                pixels[form] += picture["/Width"] * picture["/Height"]
    assert pixels["screen"] < pixels["press"]


def test_a_portrait_has_no_more_pixels_than_its_place_needs(output: Path) -> None:
    """20 mm, cut from a picture one and a half times as wide as high: 260 pixels on screens, 354 on paper."""
    for form, width in (("screen", 260), ("press", 354)):
        sizes = {
            (picture["/Width"], picture["/Height"])
            for picture, _ in pictures_of(output / LEAFLET / f"{LEAFLET}-{form}.pdf")
        }
        assert (width, round(width / 1.5)) in sizes


def test_black_and_white_stays_one_bit_on_paper(output: Path) -> None:
    sizes = {
        (picture["/Width"], picture["/Height"])
        for picture, _ in pictures_of(output / LEAFLET / f"{LEAFLET}-screen.pdf")
        if picture["/BitsPerComponent"] == 1
    }
    assert sizes == {(5800, 2000)}


def test_a_clear_picture_keeps_its_mask_and_grey_stays_grey(output: Path) -> None:
    found = [picture for picture, _ in pictures_of(output / LEAFLET / f"{LEAFLET}-screen.pdf")]
    assert [picture for picture in found if "/SMask" in picture]
    assert [
        picture for picture in found if picture["/ColorSpace"] == "/DeviceGray" and picture["/Filter"] == "/DCTDecode"
    ]


def colour_at(page: Image.Image, across: float, down: float, size: tuple[float, float]) -> tuple[int, ...]:
    """The mean colour of 2 mm around a point in mm of a page."""
    scale = page.width / size[0]
    box = [round(scale * edge) for edge in (across - 1, down - 1, across + 1, down + 1)]
    return tuple(page.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)))  # type: ignore[arg-type]


def near(found: tuple[int, ...], wanted: tuple[int, ...], apart: int = 40) -> bool:
    return max(abs(one - other) for one, other in zip(found, wanted, strict=True)) <= apart


def test_a_cut_picture_shows_the_point_that_must_be_seen(output: Path) -> None:
    """The sun of the cover, and of the picture on its side in a band the hills: both as the content says."""
    pages = raster.pages(output / LEAFLET / f"{LEAFLET}-screen.pdf", 72)
    size = (148.0, 210.0)
    assert near(colour_at(pages[0], 106, 44, size), (255, 214, 120), 24)
    assert near(colour_at(pages[0], 5, 140, size), (0x12, 0x3C, 0x4A), 4), "the title stands on a panel of its own"
    assert near(colour_at(pages[1], 74, 60, size), (108, 140, 110)), "hills"
    # The foot of the closing picture, with both its lower corners.
    assert near(colour_at(pages[-1], 4, 206, size), photographs.CORNERS[2])
    assert near(colour_at(pages[-1], 144, 206, size), photographs.CORNERS[3])


def test_a_wide_page_shows_its_photograph_beside_the_title(output: Path) -> None:
    page = raster.pages(output / SHEET / f"{SHEET}-screen.pdf", 72)[0]
    assert near(colour_at(page, 207, 2, (210.0, 297.0)), photographs.CORNERS[1]), "focus: right"
    assert near(colour_at(page, 117, 2, (210.0, 297.0)), (0x12, 0x3C, 0x4A), 4)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_of_web_pages_are_no_larger_than_screens_need(output: Path, name: str) -> None:
    for page in (output / name / f"{name}-web.html", output / name / "index.html"):
        pictures = [data for data in embedded(page) if not data.lstrip().startswith(b"<")]
        assert len(pictures) >= 4
        for data in pictures:
            with Image.open(io.BytesIO(data)) as picture:
                assert max(picture.size) <= 1600
                assert picture.format in ("JPEG", "PNG")
                assert not picture.getexif()
        root = lxml_html.parse(page, lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)).getroot()
        portraits = root.find_class("portrait")
        assert portraits
        assert all(max(int(portrait.get("width")), int(portrait.get("height"))) <= 400 for portrait in portraits)


def test_a_web_page_cuts_where_the_content_says(output: Path, browser: Browser) -> None:
    with browser.open(output / LEAFLET / f"{LEAFLET}-web.html") as opened:
        positions = opened.page.evaluate(
            "[...document.querySelectorAll('img.photo')].map(image => getComputedStyle(image).objectPosition)"
        )
    assert positions[0] == "70% 30%"
    assert "100% 0%" in positions, "the portrait: top right"
    assert "50% 50%" in positions, "nothing said"


@pytest.mark.parametrize("name", NAMES)
def test_a_book_holds_pictures_that_readers_know(output: Path, name: str) -> None:
    with zipfile.ZipFile(output / name / f"{name}-epub.epub") as book:
        pictures = [entry for entry in book.namelist() if "/pictures/" in entry]
        kinds = {entry.rpartition(".")[2] for entry in pictures}
        text = "".join(book.read(entry).decode() for entry in book.namelist() if entry.endswith(".xhtml"))
    assert len(pictures) > 4
    assert kinds <= {"jpg", "png", "svg"}
    assert ("object-position:100% 0%" in text) == (name == LEAFLET)
    assert "--focal-point" not in text


def test_every_pdf_is_sound(output: Path) -> None:
    paths = [output / name / f"{name}-{form}.pdf" for name in NAMES for form in ("screen", "press")]
    assert [fault for path in paths if (fault := pdftext.syntax_faults(path))] == []


def test_two_builds_give_the_same_bytes(content: Path, output: Path) -> None:
    again = content.with_name("again")
    answer = publisher("build", SHEET, "--content", content, "--output", again, "--format", "screen", "--format", "web")
    assert answer.exit_code == 0, answer.output
    for form in ("screen.pdf", "web.html"):
        name = f"{SHEET}/{SHEET}-{form}"
        assert (again / name).read_bytes() == (output / name).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(("flavour", "form"), [(flavour, form) for flavour in FLAVOURS for form in FLAVOURS[flavour]])
def test_it_is_what_it_claims(output: Path, flavour: str, form: str) -> None:
    assert judged.faults_of_tagged(output, NAMES, form, flavour) == []


@pytest.mark.slow
def test_the_books_are_valid(output: Path) -> None:
    assert judged.faults_of_books(output, NAMES) == []


@pytest.mark.slow
def test_the_web_pages_are_valid_and_accessible(output: Path, browser: Browser) -> None:
    assert judged.faults_of_pages(output, NAMES, browser) == []
