"""The frame shows that a file is cut off or filled with something else; what is only unusual passes."""

from __future__ import annotations

import io

import pytest

from publisher.pictures.raster_damage import damage
from support import photographs

PICTURE = photographs.landscape(120, 80)
JPEG, PNG, WEBP = photographs.jpeg(PICTURE), photographs.png(PICTURE), photographs.webp(PICTURE)


def tiff(**more: object) -> bytes:
    target = io.BytesIO()
    PICTURE.save(target, "TIFF", **more)
    return target.getvalue()


def motorola(end: int) -> bytes:
    """The head of a TIFF with its most significant byte first, whose list of fields is at `end`."""
    return b"MM\x00*" + end.to_bytes(4, "big")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (JPEG, "JPEG"),
        (JPEG[:2] + b"\xff\xff" + JPEG[2:], "JPEG"),  # a marker may be filled up
        (PNG + b"more", "PNG"),
        (WEBP[:4] + (len(WEBP) - 7).to_bytes(4, "little") + WEBP[8:], "WebP"),
        (tiff(), "TIFF"),
        (tiff(compression="tiff_lzw") + b"more", "TIFF"),
        (tiff(big_tiff=True), "TIFF"),
    ],
)
def test_a_sound_frame_passes(data: bytes, kind: str) -> None:
    assert damage(data, kind) is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (JPEG[:3], "JPEG"),
        (JPEG[: JPEG.rindex(b"\xff\xd9")], "JPEG"),
        (PNG[:-1], "PNG"),
        (PNG[:8], "PNG"),
        (WEBP[:-2], "WebP"),
        (tiff()[:-1], "TIFF"),
        (tiff(big_tiff=True)[:-1], "TIFF"),
        (motorola(5000) + bytes(100), "TIFF"),
    ],
)
def test_what_is_cut_off_is_reported(data: bytes, kind: str) -> None:
    assert damage(data, kind) == f"is incomplete: the {kind} picture has no end"


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + JPEG, "PNG", "begins as a PNG picture and continues as a JPEG"),
        (b"\xff\xd8\xff" + WEBP, "JPEG", "begins as a JPEG picture and continues as a WebP"),
        (PNG[:33] + bytes(60), "PNG", "is damaged: only its first 33 bytes are those of a PNG picture"),
        (WEBP[:12] + bytes(60), "WebP", "is damaged: only its first 12 bytes are those of a WebP picture"),
        (motorola(2**31) + bytes(60), "TIFF", "is damaged: only its first 4 bytes are those of a TIFF picture"),
    ],
)
def test_what_is_filled_with_something_else_is_reported(data: bytes, kind: str, message: str) -> None:
    assert damage(data, kind) == message
