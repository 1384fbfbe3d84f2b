"""JPEG files as their segments (ITU-T T.81, annex B): read and copied without decoding, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model.catalogue import say
from publisher.model.errors import MissingError

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP14, APP15, COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
# Frames that every reader of PDF and the web knows: baseline, extended and progressive, Huffman coding.
PLAIN_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
MARKER = re.compile(rb"\xff+([\xc0-\xfe])")
# In coded data 0xFF is followed by 0, or by the number of a restart.
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
# Says: three components are YCbCr. No thumbnail, and no resolution, which would be that of another size.
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


class CutOff(ValueError):
    """The file ends before the picture does."""


@dataclass(frozen=True)
class Segment:
    """One marker with its data; of a scan also the coded data that follows. `end` is where it ends in the file."""

    marker: int
    data: bytes
    end: int


def segments(data: bytes) -> Iterator[Segment]:
    """Every segment up to the end of the first picture. Telephones put a second one, or a film, behind it.

    Raises CutOff where the file ends before the picture does, ValueError where something else stands in it.
    """
    at = 2
    while True:
        match = MARKER.match(data, at)
        if match is None:
            if not data[at:].strip(b"\xff"):
                raise CutOff("a marker is cut off")
            raise ValueError("a marker is missing")
        marker, start = match[1][0], match.end()
        if marker == EOI:
            return
        end = start + int.from_bytes(data[start : start + 2], "big")
        if end > len(data) or start + 2 > len(data):
            raise CutOff("a segment is cut off")
        if end < start + 2:
            raise ValueError("a segment has a length of zero")
        if marker == SOS:
            after = NEXT_MARKER.search(data, end)
            if after is None:
                raise CutOff("the picture has no end")
            end = after.start()
        yield Segment(marker, data[start:end], end)
        at = end


def stripped(data: bytes) -> bytes:
    """The picture alone, its coded data untouched: without Exif, XMP, IPTC, profile, thumbnails, comments, and what
    follows its end. How its components are meant (JFIF, Adobe) is kept. Raises as `segments` does."""
    kept = list(segments(data))
    parts = [b"\xff\xd8"]
    if any(segment.marker == APP0 and segment.data[2:7] == b"JFIF\x00" for segment in kept):
        parts.append(JFIF)
    for segment in kept:
        if segment.marker == APP14 and segment.data[2:7] == b"Adobe":
            parts.append(b"\xff\xee\x00\x0e" + segment.data[2:14])
        elif not (APP0 <= segment.marker <= APP15 or segment.marker == COMMENT):
            parts.append(bytes((0xFF, segment.marker)) + segment.data)
    return b"".join([*parts, b"\xff\xd9"])


def is_plain(data: bytes) -> bool:
    """Whether every reader knows its coding: 8 bits, Huffman."""
    frame = next((segment for segment in segments(data) if segment.marker in FRAMES), None)
    return frame is not None and frame.marker in PLAIN_FRAMES and frame.data[2] == 8


def has_adobe_marker(data: bytes) -> bool:
    """Whether the file says that Adobe's rules hold for it: four inks are then stored inverted."""
    return any(segment.marker == APP14 and segment.data[2:7] == b"Adobe" for segment in segments(data))


def is_sound(data: bytes) -> bool:
    """Whether all coded data of a JPEG can be read. Where not, every reader shows something in their place, mostly grey
    or wrong colours, and most say nothing of it. A change of few bytes mostly makes other data that can be read, and is
    not found. Of a sampling that only few programs write, no more is looked at than that there is a picture."""
    try:
        import simplejpeg  # which brings NumPy: only those who have photographs wait for it, and need it
    except ImportError as error:
        message = say("pictures:package-missing", name=error.name or "simplejpeg")
        raise MissingError(message, say("pictures:install-package")) from error

    try:
        space = simplejpeg.decode_jpeg_header(data)[2]
    except ValueError as error:
        return "subsampling" in str(error) and _has_frame(data)
    inks = space in ("CMYK", "YCCK")
    try:  # at an eighth of its size: all of it is read, and little memory taken
        simplejpeg.decode_jpeg(data, "CMYK" if inks else "GRAY", min_width=1, min_height=1, min_factor=8)
    except ValueError:
        return False
    return True


def _has_frame(data: bytes) -> bool:
    try:
        return any(segment.marker in FRAMES for segment in segments(data))
    except ValueError:
        return False
