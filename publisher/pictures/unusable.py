"""Finds faults that make a picture file unusable, before anything is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publisher.pictures.jpeg import is_sound
from publisher.pictures.kinds import (
    AS_EXPORT,
    AS_JPEG,
    KINDS,
    LARGEST_FILE,
    PICTURE_TYPES,
    REFUSED,
    REFUSED_ENDINGS,
    USABLE,
    kind_of,
)
from publisher.pictures.raster_damage import damage
from publisher.pictures.svg import rasters, svg_fault

LARGEST_DRAWING = 8_000_000  # bytes: a drawing goes into every format as it is
SAVE_AGAIN = "open it in an image editor and save it again; if it looks damaged there too, get a new copy of the file"
GET_AGAIN = "get a new copy of the file from its source: no program can restore the missing or wrong parts"
GET_PICTURE = "open its address in a browser, right-click the picture itself, and save that"
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
NO_PICTURE_KINDS = ("I", "F")  # 32 bits a pixel: measurements, not pictures


@dataclass(frozen=True)
class Fault:
    """`message` goes on after the file's name ('is incomplete'); `id` is the finding's."""

    id: str
    message: str
    fix: str


RARE_TIFF = Fault(
    "content/picture-broken",
    "is damaged, or is a rare kind of TIFF (such as CMYK with transparency)",
    "open it in an image editor and save it as PNG or JPEG; if it looks damaged there too, get a new copy once more",
)


def picture_fault(path: Path) -> Fault | None:
    """What is wrong with a picture file; None where nothing is. Raises OSError where it cannot be read."""
    status = path.stat()
    return _fault(path, status.st_size, status.st_mtime_ns)


@cache
def _fault(path: Path, size: int, changed: int) -> Fault | None:
    """The same of a file as it is now. Every language of a publication asks for the pictures that they share."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        return _unusable(path)
    largest = LARGEST_DRAWING if kind == "SVG" else LARGEST_FILE
    if size > largest:
        fix = "save it with fewer pixels, as JPEG" if kind != "SVG" else "simplify its paths, or save it as PNG"
        message = f"is too large ({size / 1e6:.0f} MB; at most {largest // 1_000_000})"
        return Fault("content/picture-too-big", message, fix)
    data = path.read_bytes()
    if fault := _nothing_of_a_picture(data):
        return fault
    actual = kind_of(data)
    if actual is not None and actual in REFUSED:
        message = f"is a {actual} picture despite its name; use {USABLE}"
        return Fault("content/picture-type", message, REFUSED[actual])
    if actual is not None and actual != kind:
        ending = next(ending for ending, name in KINDS.items() if name == actual)
        fix = f"rename it to {path.stem}{ending}, and change the name where it is used"
        message = f"is not a {kind} picture despite its name: it is {_a(actual)}"
        return Fault("content/picture-broken", message, fix)
    if kind == "SVG":
        return _drawing_fault(data)
    if actual is None:
        what = "a text" if _is_text(data) else f"not a {kind} picture"
        return Fault("content/picture-broken", f"is {what} despite its name", SAVE_AGAIN)
    return raster_fault(data, kind)


def raster_fault(data: bytes, kind: str) -> Fault | None:
    """The same of the bytes of a JPEG, PNG, WebP or TIFF."""
    from publisher.pictures.raster import (
        BROKEN,
        LARGEST,
        LARGEST_SIDE,
        decode,
        read_header,
    )

    broken = Fault("content/picture-broken", f"is damaged: the {kind} picture cannot be read to the end", SAVE_AGAIN)
    if message := damage(data, kind):
        return Fault("content/picture-broken", message, GET_AGAIN)
    try:
        header = read_header(data, kind)
    except BROKEN:
        return broken if kind != "TIFF" else RARE_TIFF
    if max(header.width, header.height) > LARGEST_SIDE or header.width * header.height > LARGEST:
        pixels = f"{header.width:,} x {header.height:,} pixels".replace(",", "\u00a0")
        most = f"at most {LARGEST_SIDE:,} per side and {LARGEST // 1_000_000} million in total".replace(",", "\u00a0")
        fix = "reduce it in an image editor; 3000 x 4000 pixels fill an A4 page in print"
        return Fault("content/picture-too-big", f"has too many pixels ({pixels}; {most})", fix)
    if header.mode == "CMYK" and header.extra_samples:
        fix = "save it without transparency, or as an RGB PNG, which keeps the transparency"
        return Fault(
            "content/picture-type",
            "is CMYK with an extra channel (transparency, a mask), which would be lost",
            fix,
        )
    if header.mode in NO_PICTURE_KINDS and kind == "TIFF":
        fix = "save it with 8 or 16 bits per channel"
        return Fault("content/picture-type", "has 32 bits per pixel, which no printer or screen can show", fix)
    try:
        decode(data, kind)
    except BROKEN:
        return broken
    if kind == "JPEG" and not is_sound(data):
        message = "is damaged: part of the JPEG picture cannot be read, and would print grey or in wrong colours"
        return Fault("content/picture-broken", message, SAVE_AGAIN)
    return None


def _nothing_of_a_picture(data: bytes) -> Fault | None:
    """What is often saved in a picture's place."""
    if not data.strip(b"\x00"):
        what = "is empty" if not data else f"is empty: all of its {len(data)} bytes are 0"
        return Fault("content/picture-broken", what, GET_AGAIN)
    if WEB_PAGE.match(data):
        return Fault("content/picture-broken", "is a web page despite its name", GET_PICTURE)
    return None


def _is_text(data: bytes) -> bool:
    try:
        return data.decode().replace("\n", "").replace("\r", "").replace("\t", "").isprintable()
    except UnicodeDecodeError:
        return False


def _unusable(path: Path) -> Fault:
    ending = path.suffix.lower()
    kind = REFUSED_ENDINGS.get(ending)
    if kind:
        return Fault("content/picture-type", f"is a {kind} picture; use {USABLE}", REFUSED[kind])
    fix = f"save it as one of: {', '.join(PICTURE_TYPES)}"
    return Fault("content/picture-type", "is not a picture of a supported kind", fix)


def _drawing_fault(data: bytes) -> Fault | None:
    if message := svg_fault(data):
        return Fault("content/picture-broken", message, f"repair it in a drawing program, or {AS_EXPORT}")
    try:
        inside = list(rasters(data))
    except ValueError as error:
        return Fault("content/picture-broken", f"is damaged: {error}", SAVE_AGAIN)
    for picture in inside:
        kind = kind_of(picture)
        if kind not in KINDS.values() or kind == "SVG":
            message = f"contains a picture that cannot be used ({kind or 'unknown kind'})"
            return Fault("content/picture-type", message, AS_JPEG + ", then place it in the drawing")
        if fault := raster_fault(picture, str(kind)):
            return Fault(fault.id, f"contains a picture that {fault.message}", fault.fix)
    return None


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "SVG" else f"a {kind}"
