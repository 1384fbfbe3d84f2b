"""Photographs and other rasters: what a file's head says, whether it is sound, and its pixels, upright and in sRGB."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, ImageChops, ImageOps

from publisher.pictures import jpeg
from publisher.pictures.colour_profiles import (
    PressInks,
    fits,
    is_srgb,
    to_srgb,
)
from publisher.pictures.pillow import no_half_pictures

LARGEST_SIDE = 20_000  # pixels
LARGEST = 150_000_000  # pixels: an A4 page of 1-bit at 1200 ppi; as RGB, 450 MB of memory
SIXTEEN_BITS = tuple(value // 257 for value in range(65536))
# What broken files make Pillow raise, apart from its own kinds of OSError.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError)
TURNED = range(5, 9)  # Exif orientations in which height and width change places
EXTRA_SAMPLES = 338  # TIFF 6.0
PARTS = ((273, 279), (324, 325))  # where strips and tiles begin, and how long they are
# Reduce a JPEG while decoding to no less than this times what is wanted: twice as fast, and no eye sees it (50 dB).
SPARE = 1.25


@dataclass(frozen=True)
class Header:
    """What a file says before anything is decoded. `width` and `height` are pixels as one sees them, `mode` is
    Pillow's, `pages` how many pictures are in it."""

    kind: str
    width: int
    height: int
    mode: str
    pages: int
    orientation: int
    profile: bytes | None
    extra_samples: bool

    @property
    def is_bitmap(self) -> bool:
        """Black and white alone, one bit a pixel."""
        return self.mode == "1"

    @property
    def is_srgb(self) -> bool:
        """Whether its numbers can be shown as they are."""
        mode = self.mode.removesuffix("A")
        if mode not in ("RGB", "L", "P", "1"):
            return False
        return not self.profile or not fits(mode, self.profile) or is_srgb(self.profile, mode)

    @property
    def profile_is_strange(self) -> bool:
        """It has a profile that cannot be used with its colours."""
        mode = "RGB" if self.mode in ("P", "PA") else self.mode
        return bool(self.profile) and mode in ("RGB", "RGBA", "L", "LA", "CMYK") and not fits(mode, self.profile or b"")


@contextmanager
def opened(data: bytes, kind: str) -> Iterator[Image.Image]:
    """The file's first picture, not decoded yet. We judge sizes and report what Pillow warns of."""
    with (
        warnings.catch_warnings(action="ignore"),
        no_half_pictures(of_any_size=True),
        Image.open(io.BytesIO(data), formats=[_reader(kind)]) as picture,
    ):
        yield picture


def _reader(kind: str) -> str:
    """What Pillow calls the reader of a kind. That of HEIC is a package of its own (docs/dependencies.md)."""
    if kind != "HEIC":
        return kind.upper()
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    return "HEIF"


def read_header(data: bytes, kind: str) -> Header:
    """The head of a raster file. Raises one of BROKEN."""
    with opened(data, kind) as picture:
        orientation = _orientation(picture, kind)
        width, height = picture.size if orientation not in TURNED else picture.size[::-1]
        return Header(
            kind,
            width,
            height,
            picture.mode,
            1 if kind == "JPEG" else getattr(picture, "n_frames", 1),
            orientation,
            picture.info.get("icc_profile") or None,
            bool(getattr(picture, "tag_v2", {}).get(EXTRA_SAMPLES)),
        )


def _orientation(picture: Image.Image, kind: str) -> int:
    """As Exif numbers it, 1 for upright. TIFF and HEIC are turned where they are read."""
    if kind in ("TIFF", "HEIC"):
        return 1
    tags = Image.Exif()
    try:
        # Not `getexif`, which decodes a PNG.
        tags.load(picture.info.get("exif", b""))
        found = tags.get(ExifTags.Base.Orientation, 1)
    except BROKEN:
        return 1
    return found if found in range(1, 9) else 1


def tiff_end(data: bytes) -> int:
    """The byte behind the last part of a TIFF's first picture. Raises one of BROKEN."""
    with opened(data, "TIFF") as picture:
        tags: Any = getattr(picture, "tag_v2", {})
        parts = ((tags.get(at, ()), tags.get(lengths, ())) for at, lengths in PARTS)
        return max((at + length for pair in parts for at, length in zip(*pair, strict=False)), default=0)


def decode(data: bytes, kind: str) -> None:
    """Read every byte of the picture, to see whether that can be done. Raises one of BROKEN."""
    with opened(data, kind) as picture, _silence() if kind == "TIFF" else nullcontext():
        picture.draft(picture.mode, (1, 1))
        picture.load()


@contextmanager
def _silence() -> Iterator[None]:
    """libtiff itself writes about damage to the error output, which we report in our own words. Nothing else runs in
    this process meanwhile that could want to write."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def pixels(
    data: bytes, header: Header, size: tuple[int, int] | None = None, inks: PressInks | None = None
) -> Image.Image:
    """The picture upright, in sRGB, at `size` (pixels as one sees them): mode 1, L, LA, RGB or RGBA; or, where it is of
    four inks and `inks` are given, in those: CMYK. Nothing that the file says besides is left in it. Raises one of
    BROKEN."""
    with opened(data, header.kind) as picture:
        turned = header.orientation in TURNED
        stored = (size[::-1] if turned else size) if size else None
        if stored:
            picture.draft(picture.mode, (round(stored[0] * SPARE), round(stored[1] * SPARE)))
        picture.load()
        plain = _plain(picture, data, header)
    if stored and plain.size != stored:
        plain = plain.convert("L") if plain.mode == "1" else plain
        plain = plain.resize(stored, Image.Resampling.LANCZOS, reducing_gap=3)
    if header.orientation != 1:
        plain = _upright(plain, header.orientation)
    if inks and plain.mode == "CMYK":
        plain = inks.from_inks(plain, header.profile)
    elif plain.mode != "1":
        plain = to_srgb(plain, header.profile)
    if plain.mode in ("LA", "RGBA") and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert(plain.mode[:-1])
    plain.info.clear()
    return plain


def _plain(picture: Image.Image, data: bytes, header: Header) -> Image.Image:
    """The pixels in one of the modes that colours are converted from; a palette is written out."""
    mode = picture.mode
    if mode.startswith("I"):
        return picture.convert("I").point(SIXTEEN_BITS, "L")
    if "transparency" in picture.info and mode in ("1", "L", "RGB", "P"):
        return picture.convert("LA" if mode in ("1", "L") else "RGBA")
    if mode == "CMYK" and header.kind == "JPEG" and not jpeg.has_adobe_marker(data):
        return ImageChops.invert(picture)  # Pillow takes every one for Adobe's, which are stored inverted
    other = {"P": "RGB", "PA": "RGBA", "RGBX": "RGB", "RGBa": "RGBA", "La": "LA", "YCbCr": "RGB", "HSV": "RGB"}
    return picture.convert(other[mode]) if mode in other else picture.copy()


def _upright(picture: Image.Image, orientation: int) -> Image.Image:
    tagged = Image.Exif()
    tagged[ExifTags.Base.Orientation] = orientation
    picture.info = {"exif": tagged.tobytes()}
    return ImageOps.exif_transpose(picture)
