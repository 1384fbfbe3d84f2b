"""Photographs drawn by the tests: a landscape whose sides differ, in every kind of file, with all that cameras,
phones and programs write beside the pixels."""

from __future__ import annotations

import io
import struct
from functools import cache

import numpy
from PIL import ExifTags, Image, ImageCms, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

from publisher.model.paths import PRESSES

# What must be in no finished file. The place is a made-up one in the sea.
SECRETS = (
    b"SECRETPLACE",
    b"SECRETCAMERA",
    b"SECRETNAME",
    b"SECRETREMARK",
    b"Exif\x00",
    b"ns.adobe.com/photoshop",
    b"Photoshop 3.0",
)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
COATED = PRESSES / "profiles" / "ISOcoated_v2_300_bas.icc"
# Colours of the four corners: upper left, upper right, lower left, lower right.
CORNERS = ((200, 40, 40), (40, 160, 60), (40, 70, 190), (230, 200, 40))


@cache
def landscape(width: int = 900, height: int = 600, seed: int = 1) -> Image.Image:
    """A sky, hills and a sun, with the grain of a photograph, and a corner each in a colour of its own."""
    random = numpy.random.default_rng(seed)
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
    x, y = x / width, y / height
    sky = numpy.stack([90 + 130 * y, 140 + 70 * y, 205 - 20 * y], axis=-1)
    sun = numpy.hypot((x - 0.7) * width / height, y - 0.3)[..., None]
    picture = numpy.where(sun < 0.12, numpy.array([255, 214, 120], numpy.float32), sky)
    for depth, colour in ((0.55, (108, 140, 110)), (0.7, (70, 112, 72)), (0.85, (38, 78, 48))):
        edge = depth + 0.06 * numpy.sin(6 * x + 9 * depth) + 0.03 * numpy.sin(17 * x + 5 * depth)
        picture = numpy.where((y > edge)[..., None], numpy.array(colour, numpy.float32), picture)
    picture = picture + random.normal(scale=7, size=picture.shape)
    side = max(8, min(width, height) // 8)
    for number, colour in enumerate(CORNERS):
        rows = slice(0, side) if number < 2 else slice(height - side, height)
        columns = slice(0, side) if number % 2 == 0 else slice(width - side, width)
        picture[rows, columns] = colour
    return Image.fromarray(numpy.clip(picture, 0, 255).astype(numpy.uint8))


def corners(picture: Image.Image) -> tuple[tuple[int, ...], ...]:
    """The colours of a picture's corners, in the order of CORNERS."""
    rgb, inset = picture.convert("RGB"), 4
    right, bottom = rgb.width - 1 - inset, rgb.height - 1 - inset
    found = (rgb.getpixel(at) for at in ((inset, inset), (right, inset), (inset, bottom), (right, bottom)))
    return tuple(tuple(pixel) for pixel in found)  # type: ignore[arg-type]


def exif(orientation: int = 1) -> bytes:
    """Exif with a place, a camera and a name."""
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.Make] = "SECRETCAMERA"
    tags[ExifTags.Base.Artist] = "SECRETNAME"
    tags.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (57.0, 38.0, 7.5), 3: "E", 4: (18.0, 17.0, 2.0), 28: b"SECRETPLACE", 29: "2026:11:22"}
    )
    return tags.tobytes()


def xmp() -> bytes:
    """XMP with a place."""
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="SECRETPLACE"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )


def iptc() -> bytes:
    """IPTC-IIM in a Photoshop resource block: City (2:90) and By-line (2:80)."""
    records = b"".join(
        b"\x1c\x02" + bytes((number,)) + struct.pack(">H", len(text)) + text
        for number, text in ((90, b"SECRETPLACE"), (80, b"SECRETNAME"))
    )
    return (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00"
        + struct.pack(">I", len(records))
        + records
        + b"\x00" * (len(records) % 2)
    )


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def jpeg(
    picture: Image.Image,
    orientation: int = 1,
    profile: bytes | None = None,
    quality: int = 90,
    progressive: bool = False,
) -> bytes:
    """A JPEG with Exif, XMP, IPTC, a remark, a thumbnail's worth of JFIF extension, and a film behind its end."""
    target = io.BytesIO()
    more = {"icc_profile": profile} if profile else {}
    picture.save(target, "JPEG", quality=quality, progressive=progressive, exif=exif(orientation), **more)
    data = target.getvalue()
    planted = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp()) + segment(0xED, iptc())
    planted += segment(0xFE, b"SECRETREMARK")
    return data[:2] + planted + data[2:] + b"\x00\x00\x00\x18ftypmp42SECRETPLACE"


def png(picture: Image.Image, profile: bytes | None = None) -> bytes:
    """A PNG with Exif, XMP and texts."""
    target, texts = io.BytesIO(), PngInfo()
    texts.add_text("Author", "SECRETNAME")
    texts.add_text("Comment", "SECRETREMARK", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", xmp().decode())
    picture.save(target, "PNG", pnginfo=texts, exif=exif(), icc_profile=profile)
    return target.getvalue()


def webp(picture: Image.Image, **more: object) -> bytes:
    """A WebP with Exif and XMP."""
    target = io.BytesIO()
    picture.save(target, "WEBP", exif=exif(), xmp=xmp(), **more)
    return target.getvalue()


def tiff(picture: Image.Image, pages: int = 1, **more: object) -> bytes:
    """A TIFF with Exif, XMP and texts, of one or more pages."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[315], tags[270], tags[700] = "SECRETNAME", "SECRETREMARK", xmp()
    target = io.BytesIO()
    picture.save(target, "TIFF", tiffinfo=tags, save_all=pages > 1, append_images=[picture] * (pages - 1), **more)
    return target.getvalue()


def drawing(picture: Image.Image) -> bytes:
    """An SVG as drawing programs write them, with a photograph inside."""
    import base64

    inside = base64.b64encode(jpeg(picture)).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" '
        f'viewBox="0 0 {picture.width} {picture.height}" sodipodi:docname="SECRETNAME.svg"><!-- SECRETREMARK -->'
        "<metadata>SECRETPLACE</metadata>"
        f'<image width="{picture.width}" height="{picture.height}" href="data:image/jpeg;base64,{inside}"/></svg>'
    ).encode()


def inks(picture: Image.Image) -> Image.Image:
    """The picture in four inks, by the profile of coated paper."""
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.getOpenProfile(str(COATED)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    changed = ImageCms.applyTransform(picture.convert("RGB"), transform)
    assert changed is not None
    return changed


def inks_called(name: str) -> bytes:
    """The shipped profile under another name: its 'desc' tag (ICC.1:2001, 6.5.17) has a text of another length."""
    data, text = COATED.read_bytes(), name.encode() + b"\0"
    tag = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(12 + 67)
    whole = bytearray(data + tag)
    entry = data.index(b"desc", 128)
    whole[entry + 4 : entry + 12] = struct.pack(">II", len(data), len(tag))
    whole[:4] = struct.pack(">I", len(whole))
    return bytes(whole)


def without_adobe(data: bytes) -> bytes:
    """A JPEG of four inks without Adobe's marker."""
    from publisher.pictures.jpeg import segments

    parts = [b"\xff\xd8"]
    parts += [bytes((0xFF, one.marker)) + one.data for one in segments(data) if one.marker != 0xEE]
    return b"".join([*parts, b"\xff\xd9"])


def matrix_profile(primaries: tuple[tuple[float, float, float], ...], gamma: float) -> bytes:
    """An RGB profile (ICC.1:2001-04) of three primaries as D50 XYZ, and one gamma: such as Adobe RGB, Display P3."""

    def xyz(values: tuple[float, float, float]) -> bytes:
        return b"XYZ \x00\x00\x00\x00" + struct.pack(">3i", *(round(value * 65536) for value in values))

    curve = b"curv\x00\x00\x00\x00" + struct.pack(">IH", 1, round(gamma * 256)) + b"\x00\x00"
    name = b"Test\x00"
    description = b"desc\x00\x00\x00\x00" + struct.pack(">I", len(name)) + name + b"\x00" * (4 + 4 + 2 + 1 + 67)
    description += b"\x00" * (-len(description) % 4)
    tags = {
        b"desc": description,
        b"cprt": b"text\x00\x00\x00\x00none\x00\x00\x00\x00",
        b"wtpt": xyz((0.9642, 1.0, 0.8249)),
        **{name: xyz(values) for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    at, table, body = 132 + 12 * len(tags), b"", b""
    for tag, data in tags.items():
        table += tag + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 11, 22, 0, 0, 0) + b"acsp" + b"\x00" * 28 + struct.pack(">3i", 63190, 65536, 54061)
    return head + b"\x00" * (128 - len(head)) + struct.pack(">I", len(tags)) + table + body


ADOBE_RGB = matrix_profile(
    ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)), 2.19921875
)
DISPLAY_P3 = matrix_profile(
    ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)), 2.2
)
