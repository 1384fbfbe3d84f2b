"""What is made of a picture file: for paper as sharp as presses print, for screens as large as they show. Nothing that
else in the file (place, time, names, camera) is copied."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

from PIL import Image

from publisher.pictures import jpeg
from publisher.pictures.colour_profiles import PressInks
from publisher.pictures.raster import Header, pixels

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "Flate": "application/zlib"}
# A picture with few colours for its size is drawn, not photographed: its edges want PNG.
MOST_COLOURS, PIXELS_A_COLOUR = 20_000, 16


@dataclass(frozen=True)
class Prepared:
    """A finished picture: JPEG, PNG or SVG; of four inks, JPEG or its samples in zlib. `width` and `height` are its
    pixels; of an SVG, how large it is shown where there is room (0: it does not say its shape). `mode` is 1, L, LA,
    RGB, RGBA or CMYK, or empty for an SVG. `mask` is how much of each pixel is seen, as a grey PNG, where that is kept
    apart."""

    data: bytes
    media_type: str
    width: int
    height: int
    mode: str = ""
    mask: bytes = b""


@dataclass(frozen=True)
class Use:
    """What a picture is made for. `quality` and `subsampling` are JPEG's; a JPEG is copied without loss where it has no
    more than `densest` bits a pixel (0: however many, since size does not matter). On pages, a picture of more than
    `most_ppi` pixels an inch is reduced to `ppi`; to be nearer to it than that only blurs. A picture of four inks is
    made for `inks` where there are any, and for screens else."""

    quality: int
    subsampling: int
    densest: float
    keep_bitmaps: bool
    ppi: int = 0
    most_ppi: int = 0
    inks: PressInks | None = None


# JPEG 4:4:4 for paper, because the press file converts each picture once more; 4:2:0 for screens. Paper wants two
# pixels for each dot of a screen of 60 to 70 lines per centimetre (ISO 12647-2). Pages that are read on a screen are
# sharp at twice their size, and an office printer shows no more.
PRINT = Use(quality=92, subsampling=0, densest=0, keep_bitmaps=True, ppi=300, most_ppi=450)
PAGES = Use(quality=82, subsampling=2, densest=3, keep_bitmaps=True, ppi=220, most_ppi=275)
SCREEN = Use(quality=82, subsampling=2, densest=3, keep_bitmaps=False)


def prepare(data: bytes, header: Header, use: Use, size: tuple[int, int] | None = None) -> Prepared:
    """The picture for a use, at most `size` pixels: never larger than it is. A JPEG that needs no change is copied as
    it was compressed. Raises one of BROKEN (see raster)."""
    own = (header.width, header.height)
    if size is not None and (size[0] >= own[0] or size[1] >= own[1]):
        size = None
    if header.is_bitmap and use.keep_bitmaps:
        size = None  # made smaller, it would be grey, and its lines no longer sharp
    if size is None and _can_be_copied(data, header, use):
        return Prepared(jpeg.stripped(data), MEDIA_TYPES["JPEG"], *own, header.mode)
    picture = pixels(data, header, size, use.inks)
    if picture.mode == "1" and not use.keep_bitmaps:
        picture = picture.convert("L")
    mask = b""
    if use.ppi and picture.mode in ("LA", "RGBA"):  # a PDF has it apart, so that a photograph can be a JPEG
        mask, picture = _written(picture.getchannel("A"), "PNG", use), picture.convert(picture.mode[:-1])
    files = {kind: _written(picture, kind, use) for kind in _kinds(picture, header)}
    kind = min(files, key=lambda kind: len(files[kind]))
    return Prepared(files[kind], MEDIA_TYPES[kind], *picture.size, picture.mode, mask)


def _kinds(picture: Image.Image, header: Header) -> tuple[str, ...]:
    """What suits the picture. Drawings and photographs alike have few greys; the smaller file decides between them."""
    if picture.mode in ("1", "LA", "RGBA"):
        return ("PNG",)
    if header.kind == "JPEG":
        return ("JPEG",)
    if picture.mode == "L":
        return ("JPEG", "PNG")
    most = min(MOST_COLOURS, picture.width * picture.height // PIXELS_A_COLOUR)
    if picture.getcolors(max(most, 256)) is None:
        return ("JPEG",)
    return ("PNG",) if picture.mode != "CMYK" else ("Flate",)


def _written(picture: Image.Image, kind: str, use: Use) -> bytes:
    if kind == "Flate":
        return zlib.compress(picture.tobytes())
    target = io.BytesIO()
    if kind == "PNG":
        picture.save(target, kind, optimize=bool(use.densest))
    else:
        picture.save(target, kind, quality=use.quality, subsampling=use.subsampling, optimize=True)
    return target.getvalue()


def _can_be_copied(data: bytes, header: Header, use: Use) -> bool:
    if header.kind != "JPEG" or header.orientation != 1 or not jpeg.is_plain(data):
        return False
    if header.mode == "CMYK":
        return use.inks is not None and use.inks.are_of(header.profile)
    if header.mode not in ("L", "RGB") or not header.is_srgb:
        return False
    return not use.densest or len(data) * 8 <= use.densest * header.width * header.height
