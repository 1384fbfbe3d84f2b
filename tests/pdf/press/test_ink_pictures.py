"""Pictures of every kind in inks: what they are made of, how they are compressed, and that three programs agree."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pytest
from PIL import Image, ImageChops
from pypdf.generic import ArrayObject, ByteStringObject, NameObject

from publisher.model.errors import RenderError
from publisher.pdf.press.ink_pictures import picture_in_ink, picture_in_mask
from publisher.pdf.press.inks import Inks
from publisher.pdf.syntax.objects import pdf, stream
from support.presses import USUAL_PRESS, brand, press

PRIMARY, GREY = (11, 82, 57), (128, 128, 128)
SPACES = {"RGB": "/DeviceRGB", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(USUAL_PRESS, brand())


def photo(mode: str = "RGB") -> Image.Image:
    """A picture with far more than 256 colours."""
    bands = [Image.linear_gradient("L").rotate(angle).resize((64, 48)) for angle in (0, 90, 180)]
    return Image.merge("RGB", bands).convert(mode)


def drawing(*colours: tuple[int, int, int]) -> Image.Image:
    picture = Image.new("RGB", (12, 8), colours[0])
    for number, colour in enumerate(colours):
        picture.paste(colour, (number * 3, 0, number * 3 + 3, 8))
    return picture


def xobject(picture: Image.Image, **more: Any) -> Any:
    """The picture without loss."""
    return image(picture.tobytes(), picture.size, SPACES[picture.mode], 8, **more)


def image(data: bytes, size: tuple[int, int], space: Any, bits: int, **more: Any) -> Any:
    entries = {"/Width": size[0], "/Height": size[1], "/ColorSpace": space, "/BitsPerComponent": bits}
    return stream(data, {**entries, **{f"/{key}": value for key, value in more.items()}})


def jpeg(picture: Image.Image, **more: Any) -> Any:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=95)
    return image(target.getvalue(), picture.size, SPACES[picture.mode], 8, Filter="/DCTDecode", **more)


def pixels(made: Any) -> Image.Image:
    """What a program that reads the PDF shows, in inks or greys."""
    if made["/Filter"] == "/DCTDecode":
        picture = Image.open(io.BytesIO(made._data))
        # Pillow undoes what the Decode array says.
        assert (made.get("/Decode") == [1, 0] * 4) == (picture.mode == "CMYK")
        return picture
    mode = {"/DeviceGray": "L", "/DeviceCMYK": "CMYK"}[made["/ColorSpace"]]
    mode = "1" if made["/BitsPerComponent"] == 1 else mode
    return Image.frombytes(mode, (made["/Width"], made["/Height"]), made.get_data())


def test_a_photograph_stays_jpeg_and_goes_through_the_profile(inks: Inks) -> None:
    made = picture_in_ink(jpeg(photo()), "/DeviceRGB", inks)
    assert (made["/Filter"], made["/ColorSpace"]) == ("/DCTDecode", "/DeviceCMYK")
    difference = ImageChops.difference(pixels(made), photo().filter(inks.table))
    assert max(sum(band.histogram()[20:]) for band in difference.split()) < 64 * 48 / 100


def test_a_picture_without_loss_stays_so(inks: Inks) -> None:
    made = picture_in_ink(xobject(photo(), Interpolate=True), "/DeviceRGB", inks)
    assert (made["/Filter"], made["/ColorSpace"], made["/Interpolate"]) == ("/FlateDecode", "/DeviceCMYK", True)
    assert pixels(made).tobytes() == photo().filter(inks.table).tobytes()


def test_rows_of_png_are_read_as_they_stand(inks: Inks) -> None:
    target = io.BytesIO()
    photo().save(target, "PNG")
    data = target.getvalue()
    body = b"".join(data[at + 4 : at + 4 + int.from_bytes(data[at - 4 : at], "big")] for at in _idat(data))
    parameters = {"/Predictor": 15, "/Colors": 3, "/Columns": 64}
    png = image(body, (64, 48), "/DeviceRGB", 8, Filter="/FlateDecode", DecodeParms=parameters)
    assert picture_in_ink(png, "/DeviceRGB", inks).get_data() == photo().filter(inks.table).tobytes()


def _idat(data: bytes) -> list[int]:
    found, at = [], data.find(b"IDAT")
    while at > 0:
        found.append(at)
        at = data.find(b"IDAT", at + 1)
    return found


def test_a_drawing_keeps_the_brands_inks(inks: Inks) -> None:
    made = picture_in_ink(xobject(drawing(PRIMARY, (255, 255, 255), GREY)), "/DeviceRGB", inks)
    kind, base, last, lookup = made["/ColorSpace"]
    assert (kind, base, last) == ("/Indexed", "/DeviceCMYK", 2)
    entries = {bytes(lookup)[at : at + 4] for at in (0, 4, 8)}
    exact = [inks.of(rgb).cmyk for rgb in (PRIMARY, (255, 255, 255), GREY)]
    assert entries == {bytes(round(255 * part) for part in cmyk) for cmyk in exact}


def test_neighbouring_colours_can_be_distinguished(inks: Inks) -> None:
    close = [(100, 50, blue) for blue in range(60, 64)]
    made = picture_in_ink(xobject(drawing(*close)), "/DeviceRGB", inks)
    assert len(set(made.get_data())) == 4


def test_what_is_grey_is_black_alone(inks: Inks) -> None:
    for made in (
        picture_in_ink(xobject(photo("L").convert("RGB")), "/DeviceRGB", inks),
        picture_in_ink(jpeg(photo("L").convert("RGB")), "/DeviceRGB", inks),
        picture_in_ink(jpeg(photo("L")), "/DeviceGray", inks),
        picture_in_ink(xobject(photo("L")), "/DeviceGray", inks),
    ):
        assert made["/ColorSpace"] == "/DeviceGray"
        value = sorted(pixels(made).tobytes())[64 * 24]
        grey = sorted(photo("L").tobytes())[64 * 24]
        assert value == pytest.approx(255 * (1 - inks.greys[grey]), abs=4)


def test_black_and_white_needs_one_bit_and_stays_as_it_is(inks: Inks) -> None:
    code = drawing((0, 0, 0), (255, 255, 255))
    made = picture_in_ink(xobject(code), "/DeviceRGB", inks)
    assert (made["/ColorSpace"], made["/BitsPerComponent"]) == ("/DeviceGray", 1)
    assert pixels(made).convert("RGB").tobytes() == code.tobytes()
    scan = image(code.convert("1").tobytes(), (12, 8), "/DeviceGray", 1)
    assert picture_in_ink(scan, "/DeviceGray", inks) is scan


def test_sixteen_bits_are_read_as_eight(inks: Inks) -> None:
    wide = image(bytes(byte for value in photo().tobytes() for byte in (value, 77)), (64, 48), "/DeviceRGB", 16)
    assert picture_in_ink(wide, "/DeviceRGB", inks).get_data() == photo().filter(inks.table).tobytes()


def test_four_bits_of_grey_are_read(inks: Inks) -> None:
    narrow = image(bytes([0x08, 0xF0] * 2), (3, 2), "/DeviceGray", 4)
    assert (
        list(picture_in_ink(narrow, "/DeviceGray", inks).get_data())
        == [round(255 * (1 - inks.greys[grey])) for grey in (0, 136, 255)] * 2
    )


@pytest.mark.parametrize("compressed", [False, True])
def test_only_the_palette_of_an_indexed_picture_changes(inks: Inks, compressed: bool) -> None:
    data = bytes([*PRIMARY, *GREY])
    lookup = stream(data, {}) if compressed else ByteStringObject(data)
    made = picture_in_ink(image(bytes([0, 1]), (2, 1), ["/Indexed", "/DeviceRGB", 1, lookup], 8), "/Indexed", inks)
    assert made.get_data() == bytes([0, 1])
    assert made["/ColorSpace"][1] == "/DeviceCMYK"
    expected = [round(255 * part) for rgb in (PRIMARY, GREY) for part in inks.of(rgb).cmyk]
    assert list(bytes(made["/ColorSpace"][3])) == expected


def test_a_soft_mask_is_kept_and_a_stencil_is_left_alone(inks: Inks) -> None:
    mask = xobject(photo("L"))
    made = picture_in_ink(xobject(photo(), SMask=mask), "/DeviceRGB", inks)
    assert made.raw_get("/SMask") is mask


def test_a_white_logo_with_soft_edges_is_no_scan_in_black_and_white(inks: Inks) -> None:
    mask = stream(b"\x80", {"/Subtype": "/Image"})
    made = picture_in_ink(xobject(drawing((255, 255, 255)), SMask=mask), "/DeviceRGB", inks)
    assert (made["/ColorSpace"], made["/BitsPerComponent"]) == ("/DeviceGray", 8)
    assert pixels(made).getextrema() == (255, 255)
    stencil = pdf({"/ImageMask": True})
    assert picture_in_ink(stencil, "", inks) is stencil


@pytest.mark.parametrize("make", [jpeg, xobject])
def test_a_picture_in_inks_stays_as_it_is(inks: Inks, make: Any) -> None:
    more = {"Decode": [1, 0] * 4} if make is jpeg else {}
    ready = make(photo().filter(inks.table), **more)
    assert picture_in_ink(ready, "/DeviceCMYK", inks) is ready


@pytest.mark.parametrize("make", [jpeg, xobject])
def test_a_picture_in_too_much_ink_is_reduced(make: Any) -> None:
    full = Image.new("CMYK", (16, 16), (255, 255, 255, 128))
    more = {"Decode": [1, 0] * 4} if make is jpeg else {}
    made = picture_in_ink(make(full, **more), "/DeviceCMYK", Inks(press(ink_limit=240), brand()))
    for pixel in (pixels(made).getpixel((0, 0)), pixels(made).getpixel((9, 9))):
        assert isinstance(pixel, tuple)
        assert 230 <= sum(pixel) / 2.55 <= 242
        assert pixel[3] > 250


def test_photographs_keep_to_the_limit() -> None:
    made = picture_in_ink(xobject(photo()), "/DeviceRGB", Inks(press(ink_limit=220), brand()))
    assert max(map(sum, _quads(made.get_data()))) / 2.55 <= 221


def _quads(data: bytes) -> list[bytes]:
    return [data[at : at + 4] for at in range(0, len(data), 4)]


def test_in_a_mask_all_is_grey_and_as_light_as_its_luminosity() -> None:
    made = picture_in_mask(xobject(drawing((255, 0, 0), (0, 255, 0), (0, 0, 255))), "/DeviceRGB")
    assert made["/ColorSpace"] == "/DeviceGray"
    assert [pixels(made).getpixel((x, 0)) for x in (0, 3, 6)] == pytest.approx([76, 150, 29], abs=1)
    grey = xobject(photo("L"))
    assert picture_in_mask(grey, "/DeviceGray") is grey


@pytest.mark.parametrize(
    "wrong",
    [
        {"Decode": [0, 0.5] * 3},
        {"Mask": ArrayObject([])},
        {"SMask": pdf({"/Matte": [0, 0, 0]})},
    ],
)
def test_what_cannot_be_converted_is_reported(inks: Inks, wrong: dict[str, Any]) -> None:
    with pytest.raises(RenderError, match="64 x 48 pixels"):
        picture_in_ink(xobject(photo(), **wrong), "/DeviceRGB", inks)


def test_a_broken_picture_is_reported(inks: Inks) -> None:
    broken = jpeg(photo())
    broken._data = b"\xff\xd8nothing"
    with pytest.raises(RenderError, match="cannot be made for the press"):
        picture_in_ink(broken, "/DeviceRGB", inks)
    short = xobject(photo())
    short._data, short[NameObject("/Filter")] = zlib.compress(b"abc"), NameObject("/FlateDecode")
    with pytest.raises(RenderError, match="cannot be made for the press"):
        picture_in_ink(short, "/DeviceRGB", inks)
