"""ICC profiles (ISO 15076-1): whether a file is one of a CMYK printer, and what it calls itself."""

from __future__ import annotations

import re
import struct
from pathlib import Path

HEADER = 128  # bytes; a table of tags follows
CONDITION = re.compile(r"FOGRA\d+")
# From ink to colour and back: without the one nothing can be printed with it, without the other nothing shown.
TABLES = {b"A2B0", b"B2A0"}


def printer_fault(path: Path) -> str | None:
    """Why the file cannot be used as the profile of a CMYK printer, to be read after its name; None where it can."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if len(data) < HEADER + 4 or data[36:40] != b"acsp":
        return "is no ICC profile"
    if len(data) < struct.unpack(">I", data[:4])[0]:
        return "is cut off: the end of the profile is missing"
    kind, colours = data[12:16], data[16:20]
    if colours != b"CMYK":
        return f"is a profile for {colours.decode('latin-1').strip()} colours, not for CMYK"
    if kind != b"prtr":
        return f"is a CMYK profile of the kind '{kind.decode('latin-1').strip()}', not of a printer ('prtr')"
    if missing := TABLES - set(_tags(data)):
        return f"has no colour table ({', '.join(sorted(tag.decode() for tag in missing))})"
    return None


def profile_name(path: Path) -> str:
    """What the profile calls itself: 'ISO Coated v2 300% (basICColor)'. Raises OSError where it cannot be read."""
    from PIL import ImageCms

    return " ".join(ImageCms.getProfileDescription(ImageCms.getOpenProfile(str(path))).split())


def condition_in(name: str) -> str | None:
    """The registered printing condition that a profile's name speaks of: 'PSO Coated v3 (FOGRA51)' -> 'FOGRA51'."""
    match = CONDITION.search(name.upper())
    return match[0] if match else None


def _tags(data: bytes) -> list[bytes]:
    count = min(struct.unpack(">I", data[HEADER : HEADER + 4])[0], (len(data) - HEADER - 4) // 12)
    return [data[HEADER + 4 + 12 * index :][:4] for index in range(count)]
