"""Finds faults that make a picture file unusable, before anything is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publisher.model.catalogue import say
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
SAVE_AGAIN = "pictures:save-again"
GET_AGAIN = "pictures:get-again"
GET_PICTURE = "pictures:get-picture"
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
NO_PICTURE_KINDS = ("I", "F")  # 32 bits a pixel: measurements, not pictures


@dataclass(frozen=True)
class Fault:
    """`message` goes on after the file's name ('is incomplete'); `id` is the finding's."""

    id: str
    message: str
    fix: str


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
        fix = say("pictures:save-fewer-pixels-jpeg") if kind != "SVG" else say("pictures:simplify-paths-save-png")
        message = say("pictures:too-large-mb-most", p1=size / 1000000.0, p3=largest // 1000000)
        return Fault("content/picture-too-big", message, fix)
    data = path.read_bytes()
    if fault := _nothing_of_a_picture(data):
        return fault
    actual = kind_of(data)
    if actual is not None and actual in REFUSED:
        message = say("pictures:picture-despite-name-use", actual=actual, usable=USABLE)
        return Fault("content/picture-type", message, say(REFUSED[actual]))
    if actual is not None and actual != kind:
        ending = next(ending for ending, name in KINDS.items() if name == actual)
        fix = say("pictures:rename-change-name-where-used", stem=path.stem, ending=ending)
        message = say("pictures:not-picture-despite-name", kind=kind, a=_a(actual))
        return Fault("content/picture-broken", message, fix)
    if kind == "SVG":
        return _drawing_fault(data)
    if actual is None:
        what = "a text" if _is_text(data) else say("pictures:not-picture", kind=kind)
        return Fault("content/picture-broken", say("pictures:despite-name", what=what), say(SAVE_AGAIN))
    return raster_fault(data, kind)


def raster_fault(data: bytes, kind: str) -> Fault | None:
    """The same of the bytes of a raster file."""
    from publisher.pictures.raster import (
        BROKEN,
        LARGEST,
        LARGEST_SIDE,
        decode,
        read_header,
    )

    broken = Fault(
        "content/picture-broken", say("pictures:damaged-picture-cannot-read-end", kind=kind), say(SAVE_AGAIN)
    )
    if message := damage(data, kind):
        return Fault("content/picture-broken", message, say(GET_AGAIN))
    try:
        header = read_header(data, kind)
    except BROKEN:
        return broken if kind != "TIFF" else _rare_tiff()
    if max(header.width, header.height) > LARGEST_SIDE or header.width * header.height > LARGEST:
        pixels = say("pictures:x-pixels", width=header.width, height=header.height)
        most = say("pictures:most-per-side-million-total", largest_side=LARGEST_SIDE, p3=LARGEST // 1000000)
        fix = say("pictures:reduce-image-editor-3000-x-4000")
        return Fault("content/picture-too-big", say("pictures:has-too-many-pixels", pixels=pixels, most=most), fix)
    if header.mode == "CMYK" and header.extra_samples:
        fix = say("pictures:save-without-transparency-rgb-png-which")
        return Fault(
            "content/picture-type",
            say("pictures:cmyk-extra-channel-transparency-mask-which"),
            fix,
        )
    if header.mode in NO_PICTURE_KINDS and kind == "TIFF":
        fix = say("pictures:save-8-16-bits-per-channel")
        return Fault("content/picture-type", say("pictures:has-32-bits-per-pixel-which"), fix)
    try:
        decode(data, kind)
    except BROKEN:
        return broken
    if kind == "JPEG" and not is_sound(data):
        message = say("pictures:damaged-part-jpeg-picture-cannot-read")
        return Fault("content/picture-broken", message, say(SAVE_AGAIN))
    return None


def _nothing_of_a_picture(data: bytes) -> Fault | None:
    """What is often saved in a picture's place."""
    if not data.strip(b"\x00"):
        what = say("pictures:is-empty") if not data else say("pictures:empty-all-bytes-are-0", count=len(data))
        return Fault("content/picture-broken", what, say(GET_AGAIN))
    if WEB_PAGE.match(data):
        return Fault("content/picture-broken", say("pictures:web-page-despite-name"), say(GET_PICTURE))
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
        return Fault("content/picture-type", say("pictures:picture-use", kind=kind, usable=USABLE), say(REFUSED[kind]))
    fix = say("pictures:save-one", picture_types=", ".join(PICTURE_TYPES))
    return Fault("content/picture-type", say("pictures:not-picture-supported-kind"), fix)


def _drawing_fault(data: bytes) -> Fault | None:
    if message := svg_fault(data):
        return Fault("content/picture-broken", message, say("pictures:repair-or-export", export=say(AS_EXPORT)))
    try:
        inside = list(rasters(data))
    except ValueError as error:
        return Fault("content/picture-broken", say("pictures:damaged", error=error), say(SAVE_AGAIN))
    for picture in inside:
        kind = kind_of(picture)
        if kind not in KINDS.values() or kind == "SVG":
            message = say("pictures:contains-unusable", kind=kind or "unknown kind")
            return Fault("content/picture-type", message, say("pictures:then-place-it", jpeg=say(AS_JPEG)))
        if fault := raster_fault(picture, str(kind)):
            return Fault(fault.id, say("pictures:contains-picture", message=fault.message), fault.fix)
    return None


def _rare_tiff() -> Fault:
    return Fault("content/picture-broken", say("pictures:damaged-or-rare"), say("pictures:save-as-png"))


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "SVG" else f"a {kind}"
