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
