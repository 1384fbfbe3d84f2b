"""Finds faults of a raster file from its structure alone: incomplete, or filled with something else.

A decoder would say of both that it cannot read on, and passes over a missing end where it can.
"""

from __future__ import annotations

import struct

from publisher.model.catalogue import say
from publisher.pictures import jpeg
from publisher.pictures.jpeg import CutOff
from publisher.pictures.kinds import LARGEST_FILE, kind_of

PNG_HEAD, PNG_END = b"IHDR", b"IEND"
GIF_PICTURE, GIF_EXTENSION, GIF_END = 0x2C, 0x21, 0x3B
WEBP_CHUNKS = (b"VP8 ", b"VP8L", b"VP8X")


class Foreign(Exception):
    """From a place on, what stands in the file does not belong to a picture of its kind. Says where."""

    def __init__(self, at: int) -> None:
        super().__init__(f"at byte {at}")
        self.at = at


def damage(data: bytes, kind: str) -> str | None:
    """'is incomplete: ...', 'begins as ...' of a raster file; None where its frame is sound."""
    frames = {"JPEG": _jpeg, "PNG": _png, "WebP": _webp, "TIFF": _tiff, "HEIC": _boxes, "AVIF": _boxes, "GIF": _gif}
    try:
        frames[kind](data)
    except CutOff:
        return say("pictures:incomplete-picture-has-no-end", kind=kind)
    except Foreign as found:
        other = kind_of(data[found.at :]) or kind_of(data[found.at + 1 :])
        if other:
            return say("pictures:begins-picture-continues", kind=kind, other=other)
        return say("pictures:damaged-only-first-bytes-are-those", at=found.at, kind=kind)
    return None


def _jpeg(data: bytes) -> None:
    """ITU-T T.81, annex B: a row of segments."""
    at = 2
    try:
        for segment in jpeg.segments(data):
            at = segment.end
    except CutOff:
        raise
    except ValueError as error:
        raise Foreign(at) from error


def _png(data: bytes) -> None:
    """ISO/IEC 15948, 5: a row of chunks, the first of which is the head."""
    at, kind = 8, b""
    while kind != PNG_END:
        if at + 12 > len(data):
            raise CutOff
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if (at == 8 and kind != PNG_HEAD) or not (kind.isascii() and kind.isalpha()) or length > LARGEST_FILE:
            raise Foreign(at)
        at += length + 12
    if at > len(data):
        raise CutOff


def _webp(data: bytes) -> None:
    """RFC 9649, 2.4: how long the file is, then chunks."""
    if len(data) < 16:
        raise CutOff
    if data[12:16] not in WEBP_CHUNKS:
        raise Foreign(12)
    if int.from_bytes(data[4:8], "little") + 8 > len(data) + 1:  # some programs leave out the byte that fills up
        raise CutOff


def _boxes(data: bytes) -> None:
    """ISO/IEC 14496-12, 4.2: a row of boxes, each of which says its length; 0 is up to the end, 1 that it follows."""
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            raise CutOff
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if not kind.isascii() or not kind.decode("ascii").isprintable():
            raise Foreign(at)
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if length == 0:
            return
        if length < 8:
            raise Foreign(at)
        at += length
    if at > len(data):
        raise CutOff


def _gif(data: bytes) -> None:
    """GIF89a, 20 to 27: screen, colours, then blocks until the trailer."""
    if len(data) < 13:
        raise CutOff
    at = 13 + _colours(data[10])
    while at < len(data) and data[at] != GIF_END:
        if data[at] == GIF_EXTENSION:
            at += 2
        elif data[at] == GIF_PICTURE and at + 10 <= len(data):
            at += 10 + _colours(data[at + 9]) + 1
        else:
            raise Foreign(at) if data[at] != GIF_PICTURE else CutOff
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    if at >= len(data):
        raise CutOff


def _colours(flags: int) -> int:
    """The bytes of a table of colours."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _tiff(data: bytes) -> None:
    """TIFF 6.0, 2: where the list of fields is, and by them where the picture's parts are."""
    from publisher.pictures.raster import BROKEN, tiff_end

    if data[2:4] in (b"*\x00", b"\x00*"):
        first = int.from_bytes(data[4:8], "little" if data.startswith(b"II") else "big")
        if first > LARGEST_FILE:
            raise Foreign(4)
        if first > len(data) - 2:
            raise CutOff
    try:
        end = tiff_end(data)
    except BROKEN:
        return
    if end > len(data):
        raise CutOff
