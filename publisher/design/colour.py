"""Colours as the eye sees them."""

from __future__ import annotations


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours '#rrggbb' (WCAG 2.2, definition of contrast ratio): 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[int, int, int]:
    """'#0B5239' -> (11, 82, 57)"""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    parts = (channel / 255 for channel in channels(colour))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def from_lab(lightness: float, a: float, b: float) -> tuple[int, int, int]:
    """CIE L*a*b*, white being the screen's white, -> the nearest colour of the screen (CIE 15; IEC 61966-2-1)."""
    root = (lightness + 16) / 116
    x, y, z = (
        part**3 if part > 6 / 29 else (part - 16 / 116) * 3 * (6 / 29) ** 2
        for part in (root + a / 500, root, root - b / 200)
    )
    x, z = x * 0.96422, z * 0.82521  # D50; the matrix below is adapted to it
    linear = (
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    )
    red, green, blue = (_encoded(min(1.0, max(0.0, part))) for part in linear)
    return red, green, blue


def _encoded(part: float) -> int:
    return round(255 * (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
