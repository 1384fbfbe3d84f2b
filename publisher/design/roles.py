"""Roles of a brand's colours, for text and for the grounds below it, so that text in any brand can be read.

A colour that can be read where it is used is used as the brand has it. Another is made darker or lighter, and no
further than it takes; its hue stays. Only the grounds of the brand are never changed, but for `box`: the sender's
colour is the sender's colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.design.brands import BrandFile
from publisher.design.colour import BLACK, WHITE, better_of, contrast, readable

LEAST = 4.5  # WCAG 2.2, 1.4.3: the contrast of text
# A colour below the first of these is a pale one: made only just dark enough it looks dirty, so it becomes a dark ink.
PALE, DARK_INK = 3.0, 7.0
# A pale ground, on which dark text is to be read: it must leave room for coloured text, too.
OF_GROUND = 12.0
# Each role of text with the colour that it is made from, and the grounds that it stands on.
TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("ink", ("ground", "box")),
    "heading": ("primary", ("ground", "box")),
    "mark": ("secondary", ("ground", "box")),
    "panel-text": ("paper", ("panel",)),
    "panel-mark": ("accent", ("panel",)),
}
GROUNDS = {"ground": "paper", "box": "tint", "panel": "primary"}


@dataclass(frozen=True)
class Role:
    """`rgb` is the colour of a role, `source` the brand's colour that it is made from, `contrast` what it has on the
    worst of its grounds; a ground has none."""

    name: str
    rgb: str
    source: str
    changed: bool
    contrast: float | None = None


def roles(brand: BrandFile) -> dict[str, Role]:
    """Every role by its name, those of text after those of grounds."""
    given = {name: colour.rgb for name, colour in brand.colours.items()}
    colours = role_colours(given)
    made = {}
    for name, source in GROUNDS.items():
        made[name] = Role(name, colours[name], source, colours[name] != given[source])
    for name, (source, grounds) in TEXTS.items():
        least = min(contrast(colours[name], colours[ground]) for ground in grounds)
        if name == "panel-text" and colours[name] == given["ink"]:
            source = "ink"
        made[name] = Role(name, colours[name], source, colours[name] != given[source], least)
    return made


def role_colours(given: Mapping[str, str]) -> dict[str, str]:
    """The colours of the roles, from the brand's colours by their names ('#rrggbb')."""
    paper = given["paper"]
    black = better_of(paper, BLACK, WHITE)
    box = given["tint"] if contrast(given["tint"], black) >= OF_GROUND else _pale(given["tint"], black)
    colours = {"ground": paper, "box": box, "panel": given["primary"]}
    for name, (source, grounds) in TEXTS.items():
        colours[name] = _text(given[source], tuple(colours[ground] for ground in grounds))
    colours["panel-text"] = _on(given["primary"], paper, given["ink"])
    return colours


def _text(colour: str, grounds: tuple[str, ...]) -> str:
    is_pale = min(contrast(colour, ground) for ground in grounds) < PALE
    return readable(colour, grounds, DARK_INK if is_pale else LEAST)


def _pale(colour: str, text: str) -> str:
    """The ground of a box, on which black or white text, whichever the paper takes, can be read well."""
    return readable(colour, (text,), OF_GROUND)


def _on(ground: str, paper: str, ink: str) -> str:
    """Text on the sender's colour: as the paper or as the ink, whichever can be read; else white or black."""
    for text in (paper, ink):
        if contrast(text, ground) >= LEAST:
            return text
    return better_of(ground, WHITE, BLACK)
