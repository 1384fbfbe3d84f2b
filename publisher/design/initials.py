"""The initials of a name as outlines, for people without a portrait. Drawn and not written: they are no text to be
read, copied or searched, beside the name itself."""

from __future__ import annotations

from functools import cache

from publisher.design.brands import BrandFile
from publisher.design.colour import better_of
from publisher.design.fonts import shipped_fonts
from publisher.design.text_width import face_of, opened_font
from publisher.text.names import PersonName

WEIGHT = 800
SIDE = 120.0  # of the drawing, in its own units
HEIGHT, WIDEST = 44.0, 82.0  # of the letters in it
# The ground of each person after the other: names of the brand's colours.
GROUNDS = ("secondary", "primary", "accent")


def initials_drawing(name: str, index: int, brand: BrandFile) -> str:
    """An SVG of a name's initials on one of the brand's colours, by the person's number from 0; "" where there are
    none, or the brand's fonts lack a letter."""
    letters = PersonName(name).initials
    drawn = _outlines(letters, brand.fonts.display) if letters else None
    if drawn is None:
        return ""
    path, left, width, height = drawn
    ground = brand.colours[GROUNDS[index % len(GROUNDS)]].rgb
    colour = better_of(ground, brand.colours["paper"].rgb, brand.colours["ink"].rgb)
    scale = min(HEIGHT / height, WIDEST / width)
    x, y = SIDE / 2 - (left + width / 2) * scale, SIDE / 2 + height / 2 * scale
    side = f"{SIDE:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path fill="{ground}" d="M0 0H{side}V{side}H0Z"/>'
        f'<path fill="{colour}" transform="translate({x:.2f} {y:.2f}) scale({scale:.5f} {-scale:.5f})" '
        f'd="{path}"/></svg>'
    )


@cache
def _outlines(letters: str, family: str) -> tuple[str, float, float, float] | None:
    """The outlines of letters beside each other, in the font's units, with their left edge, their width, and the height
    of a capital; None where one of them is in no font of the family's stack."""
    from fontTools.pens.boundsPen import BoundsPen  # slow to load
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    fonts = shipped_fonts()
    for name in fonts.stack(family):
        with opened_font(face_of(fonts.families[name].faces, WEIGHT)) as font:
            names, glyphs = font.getBestCmap(), font.getGlyphSet()
            if any(ord(letter) not in names for letter in (*letters, "H")):
                continue
            path, bounds, capital = (
                SVGPathPen(glyphs, lambda value: f"{value:.0f}"),
                BoundsPen(glyphs),
                BoundsPen(glyphs),
            )
            at = 0.0
            for letter in letters:
                glyph = glyphs[names[ord(letter)]]
                for pen in (path, bounds):
                    glyph.draw(TransformPen(pen, (1, 0, 0, 1, at, 0)))
                at += glyph.width
            glyphs[names[ord("H")]].draw(capital)
            if bounds.bounds is None or capital.bounds is None:
                continue
            left, _, right, _ = bounds.bounds
            return path.getCommands(), left, right - left, capital.bounds[3]
    return None
