"""Colours as the eye sees them: their contrast, and how they grow lighter and darker without changing their hue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import atan2, cos, hypot, sin

BLACK, WHITE = "#000000", "#ffffff"
STEPS = 200  # of lightness, from a colour to black or white
LEAST_CHROMA = 1 / 64  # how exactly a colour that the screen lacks is brought back to one that it has


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours '#rrggbb' (WCAG 2.2, definition of contrast ratio): 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[int, int, int]:
    """'#0B5239' -> (11, 82, 57)"""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def better_of(ground: str, *texts: str) -> str:
    """Which of the colours can best be read on this ground; the first of equals."""
    return max(texts, key=lambda text: contrast(text, ground))


@cache
def readable(colour: str, grounds: tuple[str, ...], ratio: float) -> str:
    """`colour`, made darker or lighter no further than it takes to have this contrast on all the grounds. Its hue
    stays, and as much of its chroma as the screen has at that lightness (OKLCH). Black or white, whichever is better,
    where nothing reaches the contrast."""

    def worst(text: str) -> float:
        return min(contrast(text, ground) for ground in grounds)

    if worst(colour) >= ratio:
        return colour
    end = max((BLACK, WHITE), key=worst)
    lightness, chroma, hue = oklch(colour)
    for step in range(1, STEPS):
        share = step / STEPS
        moved = from_oklch(lightness * (1 - share) + share * (end == WHITE), chroma, hue)
        if worst(moved) >= ratio:
            return moved
    return end


def oklch(colour: str) -> tuple[float, float, float]:
    """'#rrggbb' -> lightness (0 to 1), chroma (0 to about 0.4) and hue (radians) in OKLCH (CSS Color 4, 8.3)."""
    red, green, blue = (_linear(channel) for channel in channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short, hypot(a, b), atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """A colour in OKLCH -> '#rrggbb'. What the screen lacks loses chroma until the screen has it."""
    low, high = 0.0, 1.0
    if not _is_shown(_linear_of(lightness, chroma, hue)):
        while high - low > LEAST_CHROMA:
            middle = (low + high) / 2
            shown = _is_shown(_linear_of(lightness, chroma * middle, hue))
            low, high = (middle, high) if shown else (low, middle)
        chroma *= low
    return "#" + "".join(f"{_encoded(min(1.0, max(0.0, part))):02x}" for part in _linear_of(lightness, chroma, hue))


def _linear_of(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _is_shown(parts: Sequence[float]) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


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
