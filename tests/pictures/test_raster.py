"""Pixels come out upright and in sRGB, whatever the file is."""

from __future__ import annotations

import io
from typing import Any

import numpy
import pytest
from PIL import Image

from publisher.pictures.colour_profiles import fits, is_srgb
from publisher.pictures.raster import pixels, read_header
from support import photographs
from support.photographs import CORNERS

PICTURE = photographs.landscape(300, 200)
GREY = tuple((round(0.299 * r + 0.587 * g + 0.114 * b),) * 3 for r, g, b in CORNERS)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def read(data: bytes, kind: str, size: tuple[int, int] | None = None) -> Image.Image:
    return pixels(data, read_header(data, kind), size)


def farthest(found: Any, wanted: Any) -> int:
    return int(numpy.abs(numpy.subtract(found, wanted, dtype=int)).max())


def with_alpha(picture: Image.Image) -> Image.Image:
    clear = picture.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(picture.size))
    return clear


SIXTEEN = Image.fromarray(numpy.asarray(PICTURE.convert("L"), dtype=numpy.uint16) * 257)


@pytest.mark.parametrize(
    ("data", "kind", "mode"),
    [
        (photographs.jpeg(PICTURE), "JPEG", "RGB"),
        (saved(PICTURE, "JPEG", progressive=True), "JPEG", "RGB"),
        (saved(PICTURE.convert("L"), "JPEG"), "JPEG", "L"),
        (photographs.png(PICTURE), "PNG", "RGB"),
        (photographs.png(with_alpha(PICTURE)), "PNG", "RGBA"),
        (photographs.png(PICTURE.convert("RGBA")), "PNG", "RGB"),
        (photographs.png(with_alpha(PICTURE).convert("LA")), "PNG", "LA"),
        (photographs.png(PICTURE.convert("L")), "PNG", "L"),
        (saved(SIXTEEN, "PNG"), "PNG", "L"),
        (saved(SIXTEEN, "TIFF"), "TIFF", "L"),
        (photographs.webp(PICTURE, lossless=True), "WebP", "RGB"),
        (photographs.webp(with_alpha(PICTURE), lossless=True), "WebP", "RGBA"),
        (photographs.webp(PICTURE, save_all=True, append_images=[PICTURE.rotate(180)], lossless=True), "WebP", "RGB"),
        (photographs.tiff(PICTURE, compression="tiff_lzw"), "TIFF", "RGB"),
        (photographs.tiff(PICTURE, pages=3), "TIFF", "RGB"),
        (photographs.tiff(with_alpha(PICTURE)), "TIFF", "RGBA"),
    ],
)
def test_every_kind_is_read(data: bytes, kind: str, mode: str) -> None:
    picture = read(data, kind)
    assert (picture.mode, picture.size, picture.info) == (mode, (300, 200), {})
    assert farthest(photographs.corners(picture), GREY if mode.startswith("L") else CORNERS) <= 4


def test_a_palette_is_written_out_and_its_clear_colour_stays_clear() -> None:
    flat = Image.new("P", (40, 20), 1)
    flat.putpalette([255, 0, 0, 0, 0, 255])
    flat.paste(0, (0, 0, 20, 20))
    assert read(saved(flat, "PNG"), "PNG").getpixel((30, 10)) == (0, 0, 255)
    clear = read(saved(flat, "PNG", transparency=0), "PNG")
    assert (clear.getpixel((10, 10)), clear.getpixel((30, 10))) == ((255, 0, 0, 0), (0, 0, 255, 255))


def test_black_and_white_stays_so_until_it_is_made_smaller() -> None:
    data = saved(PICTURE.convert("1"), "TIFF", compression="group4")
    assert read(data, "TIFF").mode == "1"
    assert read(data, "TIFF", (150, 100)).mode == "L"


def test_only_the_first_picture_of_several_is_read_and_they_are_counted() -> None:
    assert read_header(photographs.tiff(PICTURE, pages=3), "TIFF").pages == 3
    film = photographs.webp(PICTURE, save_all=True, append_images=[PICTURE.rotate(180)])
    assert read_header(film, "WebP").pages == 2
    assert read_header(photographs.jpeg(PICTURE), "JPEG").pages == 1


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [None, 60])
def test_a_picture_is_turned_upright(orientation: int, size: int | None) -> None:
    """What is stored so that the tag turns it back is the picture again."""
    back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    data = photographs.jpeg(PICTURE.transpose(back) if back is not None else PICTURE, orientation, quality=95)
    header = read_header(data, "JPEG")
    assert (header.width, header.height) == (300, 200)
    picture = pixels(data, header, (size, size * 2 // 3) if size else None)
    assert picture.size == ((60, 40) if size else (300, 200))
    # In the small picture the corners are seven pixels wide: their middle is not yet touched by the edge.
    assert farthest(photographs.corners(picture), CORNERS) <= (60 if size else 8)


def test_a_tiff_is_turned_once() -> None:
    data = saved(PICTURE.transpose(Image.Transpose.ROTATE_90), "TIFF", exif=photographs.exif(6))
    assert read_header(data, "TIFF").width == 300
    assert farthest(photographs.corners(read(data, "TIFF")), CORNERS) == 0


@pytest.mark.parametrize(
    ("profile", "green"), [(photographs.ADOBE_RGB, (0, 161, 47)), (photographs.DISPLAY_P3, (0, 164, 35))]
)
def test_a_profile_is_honoured(profile: bytes, green: tuple[int, ...]) -> None:
    """The same numbers are a stronger green in a wider space. Their values are those of the spaces' definitions, to the
    nearest step that 8 bits have: sRGB's curve is not quite a gamma."""
    found = photographs.corners(read(photographs.png(PICTURE, profile), "PNG"))
    assert farthest(found[1], green) <= 2
    assert read(photographs.png(PICTURE, profile), "PNG", (30, 20)).mode == "RGB"


def test_white_and_black_stay_white_and_black() -> None:
    ends = Image.new("RGB", (20, 10), "white")
    ends.paste("black", (0, 0, 10, 10))
    for profile in (photographs.ADOBE_RGB, photographs.DISPLAY_P3):
        picture = read(photographs.png(ends, profile), "PNG")
        assert (picture.getpixel((2, 2)), picture.getpixel((18, 2))) == ((0, 0, 0), (255, 255, 255))


def test_srgb_is_known_by_what_it_does() -> None:
    assert is_srgb(photographs.SRGB, "RGB")
    assert not is_srgb(photographs.ADOBE_RGB, "RGB")
    assert read_header(photographs.jpeg(PICTURE, profile=photographs.SRGB), "JPEG").is_srgb
    assert not read_header(photographs.jpeg(PICTURE, profile=photographs.DISPLAY_P3), "JPEG").is_srgb


def test_a_profile_that_does_not_fit_is_passed_over_and_said() -> None:
    for strange in (photographs.COATED.read_bytes(), b"no profile at all" * 20):
        assert not fits("RGB", strange)
        header = read_header(photographs.jpeg(PICTURE, profile=strange), "JPEG")
        assert header.profile_is_strange
        picture = read(photographs.jpeg(PICTURE, profile=strange), "JPEG")
        assert farthest(photographs.corners(picture), CORNERS) <= 8
    assert not read_header(photographs.jpeg(PICTURE), "JPEG").profile_is_strange


INKS = photographs.inks(PICTURE)
FOUR_INKS = {
    "Adobe's JPEG, stored inverted, no profile": (saved(INKS, "JPEG", quality=95), "JPEG"),
    "the same with its profile": (
        saved(INKS, "JPEG", quality=95, icc_profile=photographs.COATED.read_bytes()),
        "JPEG",
    ),
    "a JPEG as others store it": (
        photographs.without_adobe(saved(Image.eval(INKS, lambda ink: 255 - ink), "JPEG", quality=95)),
        "JPEG",
    ),
    "TIFF": (photographs.tiff(INKS), "TIFF"),
}


@pytest.mark.parametrize("name", FOUR_INKS)
def test_four_inks_become_the_colours_that_they_print(name: str) -> None:
    """Red, green and yellow lie in what the inks can print, or near it."""
    data, kind = FOUR_INKS[name]
    for size in (None, (150, 100)):
        picture = read(data, kind, size)
        assert picture.mode == "RGB"
        found = photographs.corners(picture)
        for corner in (0, 1, 3):
            assert farthest(found[corner], CORNERS[corner]) <= 30, (name, found)
