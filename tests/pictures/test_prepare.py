"""How a picture is prepared: as many pixels as are seen, copied where that loses nothing, and no metadata."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publisher.pictures import prepare
from publisher.pictures.cache import (
    LEAST,
    SCREEN_SIDE,
    SMALL_SIDE,
    Pictures,
)
from publisher.pictures.jpeg import segments, stripped
from publisher.pictures.prepare import (
    PAGES,
    PRINT,
    SCREEN,
    Prepared,
    Use,
)
from publisher.pictures.raster import read_header
from support import photographs

PICTURE = photographs.landscape(300, 200)


def made(data: bytes, kind: str, use: Use, size: tuple[int, int] | None = None) -> Prepared:
    return prepare.prepare(data, read_header(data, kind), use, size)


def opened(picture: Prepared) -> Image.Image:
    image = Image.open(io.BytesIO(picture.data))
    assert image.size == (picture.width, picture.height)
    assert image.mode == picture.mode
    assert picture.media_type == f"image/{str(image.format).lower()}"
    return image


KINDS = {
    "JPEG": photographs.jpeg(PICTURE),
    "JPEG, turned": photographs.jpeg(PICTURE, 6),
    "JPEG of Adobe RGB": photographs.jpeg(PICTURE, profile=photographs.ADOBE_RGB),
    "PNG": photographs.png(PICTURE),
    "PNG, clear": photographs.png(PICTURE.convert("RGBA").rotate(30)),
    "PNG, palette": photographs.png(PICTURE.quantize(32)),
    "WebP": photographs.webp(PICTURE),
    "TIFF": photographs.tiff(PICTURE),
    "TIFF, black and white": photographs.tiff(PICTURE.convert("1")),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("use", [PRINT, PAGES, SCREEN])
@pytest.mark.parametrize("size", [None, (150, 100)])
def test_no_metadata_is_kept(name: str, use: Use, size: tuple[int, int] | None) -> None:
    picture = made(KINDS[name], name.split(",")[0].split()[0], use, size)
    assert [secret for secret in photographs.SECRETS if secret in picture.data] == []
    image = opened(picture)
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()


def test_a_jpeg_that_needs_no_change_is_copied() -> None:
    data = photographs.jpeg(PICTURE, profile=photographs.SRGB)
    assert made(data, "JPEG", PRINT).data == stripped(data)
    assert made(data, "JPEG", PRINT, (400, 267)).data == stripped(data), "never larger than it is"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (photographs.jpeg(PICTURE, 3), "it is turned"),
        (photographs.jpeg(PICTURE, profile=photographs.DISPLAY_P3), "its colours are others"),
        (photographs.jpeg(photographs.inks(PICTURE)), "it is of four inks"),
    ],
)
def test_a_jpeg_that_needs_a_change_is_made_anew(data: bytes, why: str) -> None:
    picture = made(data, "JPEG", PRINT)
    assert picture.data != stripped(data), why
    assert opened(picture).mode == "RGB"


def test_a_jpeg_that_is_heavier_than_screens_need_is_made_anew() -> None:
    heavy, light = (photographs.jpeg(PICTURE, quality=quality) for quality in (98, 60))
    assert len(made(heavy, "JPEG", SCREEN).data) < len(stripped(heavy)) / 2
    assert made(light, "JPEG", SCREEN).data == stripped(light)
    assert made(heavy, "JPEG", PRINT).data == stripped(heavy)


def test_print_keeps_the_colour_of_each_pixel() -> None:
    """4:4:4: the press file converts the picture once more."""
    frame = next(one for one in segments(made(KINDS["PNG"], "PNG", PRINT).data) if one.marker == 0xC0)
    assert frame.data[9] == 0x11


def test_photographs_become_jpeg_and_drawn_or_clear_pictures_png() -> None:
    flat = Image.new("RGB", (300, 200), "white")
    flat.paste("red", (50, 50, 100, 100))
    kinds = {
        "image/jpeg": [photographs.png(PICTURE.convert(mode)) for mode in ("RGB", "RGBA", "L")],
        "image/png": [photographs.png(one) for one in (flat, flat.convert("L"), flat.convert("RGBA").rotate(30))],
    }
    for media_type, files in kinds.items():
        assert {made(data, "PNG", use).media_type for data in files for use in (PRINT, SCREEN)} == {media_type}
    clear = photographs.png(PICTURE.convert("RGBA").rotate(30))
    for use in (PRINT, PAGES):
        on_paper = made(clear, "PNG", use)
        assert (on_paper.media_type, on_paper.mode) == ("image/jpeg", "RGB"), "a PDF has its mask apart"
        with Image.open(io.BytesIO(on_paper.mask)) as mask:
            assert (mask.mode, mask.size, mask.getextrema()) == ("L", (300, 200), (0, 255))
    on_screen = made(clear, "PNG", SCREEN)
    assert (on_screen.media_type, on_screen.mode, on_screen.mask) == ("image/png", "RGBA", b"")


def test_black_and_white_is_sharp_on_paper_and_smooth_on_screens() -> None:
    data = photographs.tiff(PICTURE.convert("1"))
    assert made(data, "TIFF", PRINT, (100, 67)).mode == "1"
    assert made(data, "TIFF", PRINT, (100, 67)).width == 300
    assert made(data, "TIFF", SCREEN, (100, 67)).mode == "L"
    assert made(data, "TIFF", SCREEN).mode == "L"


def test_the_same_picture_gives_the_same_bytes() -> None:
    for data, kind in ((KINDS["PNG"], "PNG"), (KINDS["JPEG"], "JPEG"), (KINDS["PNG, palette"], "PNG")):
        assert made(data, kind, SCREEN, (100, 67)) == made(data, kind, SCREEN, (100, 67))


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "big.jpg"
    path.write_bytes(photographs.jpeg(photographs.landscape(2400, 1600)))
    return path


def test_each_use_and_size_is_made_once(big: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    real = prepare.prepare
    monkeypatch.setattr(prepare, "prepare", lambda *words: calls.append(words) or real(*words))
    pictures = Pictures()
    for _ in range(2):
        sizes = [(made.width, made.height) for made in (pictures.for_screen(big), pictures.for_screen(big, SMALL_SIDE))]
        assert sizes == [(SCREEN_SIDE, 1067), (SMALL_SIDE, 267)]
        assert pictures.for_pages(big, PRINT, 4) is pictures.for_pages(big, PRINT, 4)
        assert [pictures.for_pages(big, PRINT, inches).width for inches in (4, 8)] == [1200, 2400]
        assert [pictures.for_pages(big, PAGES, inches).width for inches in (8, 0.1)] == [1760, LEAST]
    assert len(calls) == 6


def test_a_drawing_comes_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>')
    assert Pictures().for_screen(path) == Prepared(path.read_bytes(), "image/svg+xml", 1200, 800)


def test_a_photograph_in_a_drawing_has_no_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(photographs.drawing(PICTURE))
    assert [secret for secret in photographs.SECRETS if secret in Pictures().drawing(path).data] == []
