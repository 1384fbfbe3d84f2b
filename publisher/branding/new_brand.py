"""A new brand from a name, a colour and a logo: everything else follows from the colour, and may be changed later."""

from __future__ import annotations

import re
import unicodedata
from math import pi
from pathlib import Path

from publisher.design.brands import BrandFile
from publisher.design.colour import channels, contrast, from_oklch, oklch, readable
from publisher.design.fonts import shipped_fonts
from publisher.design.roles import LEAST
from publisher.model.catalogue import say, shown
from publisher.model.errors import UsageError
from publisher.model.paths import BRANDS_FOLDER
from publisher.pdf.press.inks import Inks
from publisher.pictures.unusable import picture_fault
from publisher.presses.profiles import USUAL_PRESS, find_press
from publisher.scaffold import add_file, all_or_nothing

USUAL_PAIR = "clear"
COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
LOGOS = (".svg", ".png", ".jpg", ".jpeg")
WARM, COOL = 1.4, 4.6  # hues (radians in OKLCH): amber and blue
NEAR_WARM = 1.0
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})
LEAST_INK = 3  # percent: less than that of an ink is not seen on paper


def make_brand(name: str, colour: str, logo: Path | None, content: Path, pair: str = USUAL_PAIR) -> list[Path]:
    """Write content/brands/ID.yaml, and the logo beside it. `name` is that of the sender, and its ID is made of it.
    Returns the files made.

    Raises UsageError for a name, colour, logo or pair that cannot be, or for a brand that is there already;
    AccessError where it cannot be written. Existing files are never changed.
    """
    id, primary = brand_id(name), _colour(colour)
    if pair not in shipped_fonts().pairs:
        raise UsageError(
            say("branding:no-pair", pair=pair), say("branding:use-one-of-pairs", known=", ".join(shipped_fonts().pairs))
        )
    folder = content / BRANDS_FOLDER
    data = _logo_data(logo) if logo else None
    file = f"{id}{logo.suffix.lower()}" if logo else ""
    for path in (folder / f"{id}.yaml", *([folder / file] if file else ())):
        if path.exists() or path.is_symlink():
            raise UsageError(
                say("branding:brand-there-already", path=str(path)), say("branding:choose-another-brand-name")
            )
    with all_or_nothing(folder) as made:
        if data is not None:
            add_file(folder / file, data, made)
        add_file(folder / f"{id}.yaml", _text(name, primary, file, pair).encode(), made)
    return [path for path in made if path.is_file()]


def brand_id(name: str) -> str:
    """'Föreningen Ljus' -> 'foreningen-ljus'. Raises UsageError where nothing is left."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
    if not words:
        raise UsageError(say("branding:brand-name-no-letters", name=name), say("branding:brand-name-example"))
    return "-".join(words)


def _colour(colour: str) -> str:
    match = COLOUR.fullmatch(colour.strip())
    if not match:
        raise UsageError(say("branding:no-colour", colour=colour), say("branding:colour-example"))
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    return f"#{digits.lower()}"


def _logo_data(logo: Path) -> bytes:
    """The bytes of a logo that can be used."""
    if logo.suffix.lower() not in LOGOS:
        raise UsageError(say("branding:logo-kind", file=logo.name), say("branding:logo-kinds"))
    if not logo.is_file():
        raise UsageError(say("branding:logo-missing", file=str(logo)), say("branding:logo-check-name"))
    if fault := picture_fault(logo):
        raise UsageError(say("branding:logo-fault", file=logo.name, fault=fault.message), fault.fix)
    return logo.read_bytes()


def colours_from(primary: str) -> dict[str, str]:
    """The seven colours of a brand ('#rrggbb') from its main one: shades of its hue, and a warm accent; a cool one
    where the main colour is warm itself."""
    _, chroma, hue = oklch(primary)
    is_warm = chroma > 0.05 and abs((hue - WARM + pi) % (2 * pi) - pi) < NEAR_WARM
    light_ground = contrast(primary, "#000000") > contrast(primary, "#ffffff")
    lightness = 0.4 if light_ground else 0.84
    accent = from_oklch(lightness, 0.13, COOL if is_warm else WARM)
    return {
        "ink": from_oklch(0.22, min(chroma, 0.015), hue),
        "paper": "#ffffff",
        "primary": primary,
        "secondary": readable(from_oklch(0.5, min(chroma, 0.11), hue + 0.6), ("#ffffff",), LEAST + 0.5),
        "accent": readable(accent, (primary,), LEAST),
        "tint": from_oklch(0.965, min(chroma, 0.02), hue),
        "rule": from_oklch(0.83, min(chroma, 0.05), hue),
    }


def inks_of(colours: dict[str, str], content: Path) -> dict[str, tuple[int, int, int, int]]:
    """What the usual press makes of the colours, in whole percent; text in black alone, and paper without ink."""
    press = find_press(USUAL_PRESS, content)
    fonts = {"text": "Source Sans 3", "display": "Source Sans 3"}
    given = {name: {"rgb": rgb, "cmyk": (0, 0, 0, 0)} for name, rgb in colours.items()}
    inks = Inks(press, BrandFile.model_validate({"name": "-", "colours": given, "fonts": fonts}))
    made = {}
    for (name, _), cmyk in zip(
        colours.items(), inks.through_profile([channels(rgb) for rgb in colours.values()]), strict=True
    ):
        cyan, magenta, yellow, black = (round(100 * part) if 100 * part >= LEAST_INK else 0 for part in cmyk)
        made[name] = (cyan, magenta, yellow, black)
    return made | {"ink": (0, 0, 0, 100), "paper": (0, 0, 0, 0)}


def _text(name: str, primary: str, logo: str, pair: str) -> str:
    colours = colours_from(primary)
    inks = inks_of(colours, Path())
    id = brand_id(name)
    lines = [
        "# yaml-language-server: $schema=../.schema/brand.schema.json",
        "#",
        *_comment("brand-of", name=name, id=id),
        f"name: {_quoted(name)}",
        "",
        *_comment("brand-colours"),
        "colours:",
    ]
    for role, rgb in colours.items():
        entry = f'{role + ":":<11}{{ rgb: "{rgb.upper()}", cmyk: [{", ".join(map(str, inks[role]))}] }}'
        lines.append(f"  {entry:<58}# {shown(say(f'branding:use-{role}'))}")
    lines += ["", *_comment("brand-fonts"), "fonts:", f"  pair: {pair}"]
    if logo:
        lines += ["", *_comment("brand-logo"), "logo:", f"  file: {logo}", f"  alt: {_quoted(name)}"]
    return "\n".join(lines) + "\n"


def _comment(text: str, **values: str) -> list[str]:
    """A text of the catalogue as lines of comment."""
    return [f"# {line}" for line in shown(say(f"branding:{text}", **values)).splitlines()]


def _quoted(text: str) -> str:
    """A YAML text in quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
