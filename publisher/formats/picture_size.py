"""How wide and high a picture is, read from its file: a browser that knows keeps the room free, and nothing jumps."""

from __future__ import annotations

import struct
from pathlib import Path

from lxml import etree

# The markers of a JPEG file that hold its size; those between them (C4, C8, CC) hold tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(path: Path) -> tuple[int, int] | None:
    """(width, height) in pixels, or in an SVG's own units. None where the file does not say, or is of another kind."""
    data = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return _svg(data)
    if data.startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def _svg(data: bytes) -> tuple[int, int] | None:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    box = root.get("viewBox", "").replace(",", " ").split()
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
