"""Pictures in inks: image XObjects (ISO 32000-1, 8.9.5). Photographs go through the profile; drawings of few colours
keep to the brand's inks; what is grey is printed in black alone. A JPEG stays one, all else stays free of loss."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PIL import Image, ImageChops, ImageMath
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, StreamObject

from publisher.model.catalogue import say
from publisher.model.errors import REPORT, RenderError
from publisher.pdf.press.inks import Inks, limited
from publisher.pdf.press.shadings import luminosity
from publisher.pdf.syntax.objects import pdf, plain_numbers, raw_bytes, stream
from publisher.pictures.pillow import no_half_pictures

QUALITY = 90  # of JPEG
FEW = 256  # colours: what a palette holds
GREY_WITHIN = 2  # of 255: what JPEG makes of a grey
KEPT = ("/Width", "/Height", "/Interpolate", "/SMask", "/Mask", "/Intent")
SPACES = {"1": "/DeviceGray", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}
PNG_KINDS = {"/DeviceGray": 0, "/DeviceRGB": 2}
CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}


def picture_in_ink(image: Any, kind: str, inks: Inks) -> Any:
    """The picture, whose colours are of this kind, in inks. What needs no change is given back as it is. Raises
    RenderError for a picture that cannot be read."""
    if image.get("/ImageMask"):
        return image  # painted in a colour that is set elsewhere
    if kind == "/Indexed":
        return _with_palette(image, "/DeviceCMYK", lambda rgb: inks.of(rgb).cmyk)
    picture = _opened(image, kind)
    if picture.mode == "RGB" and _is_grey(picture):
        picture = picture.convert("L")
    if picture.mode == "L":
        return _grey_in_ink(image, picture, inks)
    if picture.mode == "CMYK":
        return _ink_within_limit(image, picture, inks)
    if not _is_jpeg(image) and (colours := picture.getcolors(FEW)):
        return _flat_in_ink(image, picture, [rgb for _, rgb in colours], inks)
    return _made(image, picture.filter(inks.table))


def picture_in_mask(image: Any, kind: str) -> Any:
    """The picture as the greys of its luminosity. What is grey already is given back as it is."""
    if image.get("/ImageMask") or kind == "/DeviceGray":
        return image
    if kind == "/Indexed":
        return _with_palette(image, "/DeviceGray", lambda rgb: [luminosity([part / 255 for part in rgb])])
    return _made(image, _opened(image, kind).convert("RGB").convert("L"))


def _grey_in_ink(image: Any, picture: Image.Image, inks: Inks) -> Any:
    """So much black as each grey asks for. What is black and white alone needs one bit, unless its edges are soft: then
    they are in its mask, and one bit would pass for a scan without greys, which wants finer pixels."""
    if "/SMask" not in image and {grey for _, grey in picture.getcolors(FEW) or []} <= {0, 255}:
        return image if image["/BitsPerComponent"] == 1 else _made(image, picture.convert("1"))
    return _made(image, picture.point([round(255 * (1 - black)) for black in inks.greys]))


def _flat_in_ink(image: Any, picture: Image.Image, colours: list[Any], inks: Inks) -> Any:
    """A drawing of few colours: each becomes what it is elsewhere on the page. A spot colour is printed as its inks."""
    inks.learn(colours)
    lookup = b"".join(_eight_bits(inks.of(rgb).cmyk) for rgb in colours)
    space = ["/Indexed", "/DeviceCMYK", len(colours) - 1, ByteStringObject(lookup)]
    return _flate(image, _indices(picture, colours), space, 8)


def _indices(picture: Image.Image, colours: list[Any]) -> bytes:
    """For each pixel, which of the colours it has."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for rgb in colours for part in rgb])
    found = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    if ImageChops.difference(found.convert("RGB"), picture).getbbox() is None:
        return found.tobytes()
    # Pillow takes colours for the same that are close to each other.
    numbers, data = {rgb: number for number, rgb in enumerate(colours)}, picture.tobytes()
    return bytes(map(numbers.__getitem__, zip(data[::3], data[1::3], data[2::3], strict=True)))


def _with_palette(image: Any, space: str, convert: Callable[[Any], Sequence[float]]) -> Any:
    """An indexed picture, of which only the palette changes."""
    _, base, last, lookup = (part.get_object() for part in image["/ColorSpace"].get_object())
    if base == space:
        return image
    if base not in ("/DeviceRGB", "/DeviceGray"):
        raise _unreadable(image, say("pdf:palette-kind", kind=str(base)))
    data, width = lookup.get_data() if isinstance(lookup, StreamObject) else raw_bytes(lookup), CHANNELS[base]
    entries = [tuple(data[at : at + width]) * (3 // width) for at in range(0, width * (int(last) + 1), width)]
    palette = b"".join(_eight_bits(convert(entry)) for entry in entries)
    made = type(image)()
    made.update(image)
    made._data = image._data
    made[NameObject("/ColorSpace")] = pdf(["/Indexed", space, last, ByteStringObject(palette)])
    return made


def _ink_within_limit(image: Any, picture: Image.Image, inks: Inks) -> Any:
    """A picture that is in inks already stays as it is, unless it has too much of them."""
    bands = dict(zip("cmyk", picture.split(), strict=True))
    most = 255 * inks.limit

    def total(given: Mapping[str, Any]) -> Any:
        return given["max"](given["c"] + given["m"] + given["y"] + given["k"] - round(most), 0)

    if _most(ImageMath.lambda_eval(total, **bands)) == 0:
        return image

    def reduced(number: int) -> Image.Image:
        def one(given: Mapping[str, Any]) -> Any:
            parts = [given["float"](given[name]) for name in "cmyk"]
            return limited(parts, most, 255, given["min"], given["max"])[number] + 0.5

        return ImageMath.lambda_eval(one, **bands).convert("L")

    return _made(image, Image.merge("CMYK", [reduced(number) for number in range(4)]))


def _opened(image: Any, kind: str) -> Image.Image:
    """The picture's pixels, as colours of a mode L, RGB or CMYK."""
    if kind not in CHANNELS or isinstance(image.get("/Mask"), ArrayObject) or "/Matte" in image.get("/SMask", {}):
        raise _unreadable(image, say("pdf:colours-kind", kind=kind))
    try:
        with no_half_pictures():
            picture = _jpeg(image) if _is_jpeg(image) else _samples(image, kind)
    except (OSError, ValueError, SyntaxError) as error:
        raise _unreadable(image, str(error)) from error
    decode = plain_numbers(image.get("/Decode", []))
    if decode not in ([], [0, 1] * (len(decode) // 2), [1, 0] * (len(decode) // 2)):
        raise _unreadable(image, say("pdf:values-spread", decode=str(decode)))
    # Adobe's programs write the inks of a JPEG turned round. Pillow turns those of all, PDF where it is asked to.
    turned = _is_jpeg(image) and picture.mode == "CMYK"
    if (decode[:1] == [1]) != turned:
        picture = ImageChops.invert(picture)
    return picture


def _is_jpeg(image: Any) -> bool:
    return _filters(image)[-1:] == ["/DCTDecode"]


def _filters(image: Any) -> list[str]:
    named = image.get("/Filter", [])
    return [str(one) for one in (named if isinstance(named, ArrayObject) else [named])]


def _jpeg(image: Any) -> Image.Image:
    picture = Image.open(io.BytesIO(image.get_data()), formats=["JPEG"])
    picture.load()
    return picture


def _samples(image: Any, kind: str) -> Image.Image:
    """A picture without loss. It is read as the PNG file that it is but for its frame, by far the quickest way."""
    size, bits = (int(image["/Width"]), int(image["/Height"])), int(image["/BitsPerComponent"])
    parameters = image.get("/DecodeParms", {})
    if (
        kind in PNG_KINDS
        and bits <= 8
        and _filters(image) == ["/FlateDecode"]
        and parameters.get("/Predictor", 1) >= 10
    ):
        return _png(size, bits, kind, image._data)
    data = image.get_data()
    if bits == 16:  # the press has no finer tones than eight bits
        data, bits = data[::2], 8
    if kind == "/DeviceCMYK":
        return Image.frombytes("CMYK", size, data)
    width = -(-size[0] * CHANNELS[kind] * bits // 8)
    rows = b"".join(b"\0" + data[at : at + width] for at in range(0, width * size[1], width))
    return _png(size, bits, kind, zlib.compress(rows, 1))


def _png(size: tuple[int, int], bits: int, kind: str, data: bytes) -> Image.Image:
    """The picture in compressed rows of PNG (ISO/IEC 15948)."""
    parts = {b"IHDR": struct.pack(">IIBBBBB", *size, bits, PNG_KINDS[kind], 0, 0, 0), b"IDAT": data, b"IEND": b""}
    frame = b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in parts.items()
    )
    picture = Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + frame), formats=["PNG"])
    return picture.convert("L" if kind == "/DeviceGray" else "RGB")


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return all(_most(ImageChops.difference(one, green)) <= GREY_WITHIN for one in (red, blue))


def _most(band: Image.Image) -> Any:
    """The highest value in a picture of one channel."""
    return band.getextrema()[1]


def _made(image: Any, picture: Image.Image) -> Any:
    """An image XObject of these pixels, compressed as the one that it comes from."""
    if not _is_jpeg(image) or picture.mode == "1":
        bits = 1 if picture.mode == "1" else 8
        return _flate(image, picture.tobytes(), SPACES[picture.mode], bits)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=QUALITY)
    entries = {"/ColorSpace": SPACES[picture.mode], "/BitsPerComponent": 8, "/Filter": "/DCTDecode"}
    # Pillow turns the inks round, as Adobe's programs do.
    turned = {"/Decode": [1, 0] * 4} if picture.mode == "CMYK" else {}
    return _picture(image, target.getvalue(), entries | turned)


def _flate(image: Any, data: bytes, space: Any, bits: int) -> Any:
    return _picture(image, data, {"/ColorSpace": space, "/BitsPerComponent": bits})


def _picture(image: Any, data: bytes, entries: dict[str, Any]) -> Any:
    same = {key: image.raw_get(key) for key in KEPT if key in image}
    return stream(data, {"/Type": "/XObject", "/Subtype": "/Image", **same, **entries})


def _eight_bits(parts: Sequence[float]) -> bytes:
    return bytes(round(255 * part) for part in parts)


def _unreadable(image: Any, why: str) -> RenderError:
    size = {"width": str(image.get("/Width")), "height": str(image.get("/Height"))}
    return RenderError(say("pdf:picture-not-for-press", why=why, **size), REPORT)
