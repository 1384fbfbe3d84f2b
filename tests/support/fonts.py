"""Which font families the repository ships, and whether a PDF keeps to them."""

from __future__ import annotations

import re
from pathlib import Path

from fontTools.ttLib import TTFont

from support import pdftext, tools

FILES = ("*.ttf", "*.otf", "*.woff2")


def shipped_families(folder: Path = tools.ROOT / "fonts") -> set[str]:
    """The families of the font files in a folder, in small letters and digits only."""
    families = set()
    for path in (path for pattern in FILES for path in folder.rglob(pattern)):
        with TTFont(path, lazy=True) as font:
            # 16 is the family as designers count it, 1 as old systems do; a font need have the latter only.
            families |= {plain(font["name"].getDebugName(number) or "") for number in (1, 16)}
    return families - {""}


def faults(path: Path, families: set[str]) -> list[str]:
    """What is wrong with a file's fonts."""
    fonts = pdftext.fonts(path)
    found = [] if fonts else [f"{path.name}: no fonts at all"]
    for font in fonts:
        if not font.embedded:
            found.append(f"{path.name}: {font.name} is not embedded")
        if not font.unicode:
            found.append(f"{path.name}: {font.name} has no table to Unicode, its text cannot be searched or read out")
        if not any(plain(font.postscript_name).startswith(family) for family in families):
            found.append(f"{path.name}: {font.name} is of no family in fonts/, another machine would set it otherwise")
    return found


def plain(name: str) -> str:
    """A font's name without what programs change in it."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
