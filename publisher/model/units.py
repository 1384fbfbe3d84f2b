"""Lengths. Millimetres where people set them, points (1/72 inch) inside PDF files."""

from __future__ import annotations

from enum import StrEnum

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4
LARGE_PRINT_SIZES = (16, 18, 24, 28)  # points; the usual one is 18
LARGE_PRINT = 18


class Paper(StrEnum):
    """What large print stands on. Each has its colours in publisher/formats/large_print/large_tokens.py."""

    WHITE = "white"
    CREAM = "cream"
    YELLOW = "yellow"
    BLACK = "black"


def mm_to_pt(mm: float) -> float:
    """Millimetres to PDF points."""
    return mm * POINTS_PER_INCH / MM_PER_INCH


def pt_to_mm(pt: float) -> float:
    """PDF points to millimetres."""
    return pt * MM_PER_INCH / POINTS_PER_INCH


def human_size(count: int) -> str:
    """A file size for people: '812 bytes', '48 kB', '1.3 MB' (powers of 1000, as shops and mail programs count)."""
    number, unit = size_of(count)
    form, name = {
        "digital-byte": (".0f", "bytes"),
        "digital-kilobyte": (".0f", "kB"),
        "digital-megabyte": (".1f", "MB"),
    }[unit]
    return f"{number:{form}} {name}"


def size_of(count: int) -> tuple[float, str]:
    """A file size as a number and its unit, by CLDR's name: (1.3, 'digital-megabyte')."""
    if count < 1000:
        return count, "digital-byte"
    return (count / 1000, "digital-kilobyte") if count < 999_500 else (count / 1_000_000, "digital-megabyte")
