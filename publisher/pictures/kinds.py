"""Formats of picture files, recognised by their bytes, because a name can be wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

# What can be used, by the endings of the names.
KINDS: Mapping[str, str] = {
    ".svg": "SVG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WebP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    **dict.fromkeys((".heic", ".heif", ".hif"), "HEIC"),
    ".avif": "AVIF",
    ".gif": "GIF",
}
CONVERTED = ("HEIC", "AVIF", "GIF")  # no format has them: each gets a JPEG or PNG of them, which is said
PICTURE_TYPES = tuple(KINDS)
LARGEST_FILE = 150_000_000  # bytes
USABLE = "JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF or SVG"

# What to do about them: ids of the catalogue.
AS_JPEG = "pictures:as-jpeg"
AS_PNG = "pictures:as-png"
AS_EXPORT = "pictures:as-export"
FROM_CAMERA = "pictures:from-camera"
# What cannot, and how to get a picture out of it.
REFUSED: Mapping[str, str] = {
    "JPEG XL": AS_JPEG,
    "JPEG 2000": AS_JPEG,
    "BMP": AS_PNG,
    "PDF": "pictures:from-pdf",
    "EPS": AS_EXPORT,
    "Photoshop": AS_EXPORT,
    "camera raw": FROM_CAMERA,
}
REFUSED_ENDINGS: Mapping[str, str] = {
    ".jxl": "JPEG XL",
    **dict.fromkeys((".jp2", ".j2k", ".jpx"), "JPEG 2000"),
    **dict.fromkeys((".bmp", ".dib"), "BMP"),
    ".pdf": "PDF",
    **dict.fromkeys((".eps", ".ps", ".ai"), "EPS"),
    **dict.fromkeys((".psd", ".psb"), "Photoshop"),
    **dict.fromkeys((".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2"), "camera raw"),
}
# How files begin. Boxes of the ISO base format (HEIC and its kin) name their kind after four bytes of length.
BEGINNINGS: tuple[tuple[str, re.Pattern[bytes]], ...] = tuple(
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        ("JPEG", rb"\xff\xd8\xff"),
        ("PNG", rb"\x89PNG\r\n\x1a\n"),
        ("WebP", rb"RIFF....WEBP"),
        ("camera raw", rb"II\*\x00....CR|....ftypcrx |FUJIFILMCCD-RAW|IIR[OS]|IIU\x00"),
        ("TIFF", rb"II\*\x00|MM\x00\*|II\+\x00|MM\x00\+"),
        ("HEIC", rb"....ftyp(hei[cxms]|he[vm][cxms]|mif1|msf1)"),
        ("AVIF", rb"....ftypavi[fs]"),
        ("JPEG XL", rb"\xff\x0a|\x00\x00\x00\x0cJXL \r\n\x87\n"),
        ("JPEG 2000", rb"\x00\x00\x00\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51"),
        ("GIF", rb"GIF8[79]a"),
        ("BMP", rb"BM....\x00\x00\x00\x00"),
        ("PDF", rb"%PDF-"),
        ("EPS", rb"%!PS|\xc5\xd0\xd3\xc6"),
        ("Photoshop", rb"8BPS"),
        (
            "SVG",
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>[]*(?:\[.*?\])?\s*>\s*)*<(?:\w+:)?svg\b",
        ),
    )
)
BEGINNING = 4096  # bytes in which a file says what it is


def kind_of(data: bytes) -> str | None:
    """The kind that the bytes say ("JPEG", "HEIC"); None where they say nothing."""
    return next((kind for kind, pattern in BEGINNINGS if pattern.match(data[:BEGINNING])), None)


def is_drawing(path: Path | str) -> bool:
    """Whether a picture is made of lines and shapes (SVG), by its name."""
    return str(path).lower().endswith(".svg")
