"""The style of the web pages: fonts, tokens and stylesheets as one text, with nothing to fetch."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from publisher.compose.tokens import tokens_of
from publisher.design.brands import BrandFile
from publisher.design.fonts import Face, shipped_fonts
from publisher.formats.web.palette import dark, light

# Weights that the web stylesheets use, or the nearest that a family has; an italic only where the text has one.
TEXT_WEIGHTS, DISPLAY_WEIGHT = (400, 700), 800


def stylesheet(brand: BrandFile, sheets: Sequence[Path], text: str, *, italic: bool = False) -> str:
    """Fonts, tokens and `sheets`, as one text; the fonts are those that `text` needs."""
    texts = [sheet.read_text("utf-8") for sheet in sheets]
    return "\n".join([font_faces(brand, text, italic=italic), tokens_of(brand), colour_tokens(brand), *texts])


def colour_tokens(brand: BrandFile) -> str:
    """The roles of colour in the web stylesheets (--ground, --text, ...), and by night. A printer has no night."""
    colours = {name: colour.rgb for name, colour in brand.colours.items()}
    day, night = (
        "".join(f"--{role}:{colour};" for role, colour in roles.items()) for roles in (light(colours), dark(colours))
    )
    return f":root{{{day}}}@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"


def font_faces(brand: BrandFile, text: str, *, italic: bool = False) -> str:
    """@font-face rules with the fonts inside."""
    return "".join(_font_face(family, face) for family, face in needed_faces(brand, text, italic=italic))


def needed_faces(brand: BrandFile, text: str, *, italic: bool = False) -> list[tuple[str, Face]]:
    """(family, face) of the fonts that the stylesheets use; a fallback family only where `text` needs it."""
    fonts, chosen = shipped_fonts(), brand.fonts
    faces = [(chosen.text, face) for face in fonts.families[chosen.text].faces if _used(face, TEXT_WEIGHTS, italic)]
    if chosen.display != chosen.text:
        upright = [face for face in fonts.families[chosen.display].faces if face.style == "normal"]
        faces.append((chosen.display, min(upright, key=lambda face: abs(face.weight - DISPLAY_WEIGHT))))
    for name in fonts.filling_in(text, (chosen.text, chosen.display)):
        if name != chosen.text:
            faces += [(name, face) for face in fonts.families[name].faces if _used(face, TEXT_WEIGHTS, False)]
    return faces


def _used(face: Face, weights: tuple[int, ...], italic: bool) -> bool:
    return face.weight in weights and (face.style == "normal" or italic)


@cache
def _font_face(family: str, face: Face) -> str:
    data = base64.b64encode(face.web.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:{face.style};font-display:swap;'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )
