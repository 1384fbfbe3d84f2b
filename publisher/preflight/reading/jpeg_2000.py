"""The colour space of a JPEG 2000 picture that has it from its own data, not from the PDF (ISO 32000-2, 7.4.9)."""

from __future__ import annotations

ENUMERATED = {12: "/DeviceCMYK", 16: "/DeviceRGB", 17: "/DeviceGray", 18: "/DeviceRGB"}  # ISO/IEC 15444-1, I.5.3.3
PROFILED = {b"CMYK": "/DeviceCMYK", b"RGB ": "/DeviceRGB", b"GRAY": "/DeviceGray"}  # of an ICC profile, bytes 16 to 19
COUNTED = {1: "/DeviceGray", 2: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
UNKNOWN = "/unknown"


def jpeg_2000_space(data: bytes) -> str:
    """The name of the device's space that it is nearest to: by its colour box, else by how many channels it has."""
    box = data.find(b"colr")
    if box >= 0:
        method, value = data[box + 4 : box + 5], data[box + 7 :]
        named = ENUMERATED.get(int.from_bytes(value[:4])) if method == b"\1" else PROFILED.get(value[16:20])
        if named:
            return named
    start = data.find(b"\xff\x4f\xff\x51")  # SOC, SIZ (ISO/IEC 15444-1, A.5.1)
    return COUNTED.get(int.from_bytes(data[start + 40 : start + 42]), UNKNOWN) if start >= 0 else UNKNOWN
