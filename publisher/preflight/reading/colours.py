"""Colours and colour spaces (ISO 32000-2, 8.6): which inks a colour needs, or that it is none of inks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pypdf.generic import ArrayObject, NameObject

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
LETTERS = dict(zip(PROCESS, "CMYK", strict=True))
NOTHING = 0.001  # less ink than this is none
DARK = 0.12  # of full light: an RGB colour below it is meant to be black
DEVICES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "CalGray": 1, "CalRGB": 3, "CalCMYK": 4, "Lab": 3}
SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}  # in inline images
MAX_DEPTH = 6  # spaces within spaces


@dataclass(frozen=True, slots=True)
class Space:
    """`names` are the inks of a Separation or DeviceN; `base` is what an Indexed or Pattern space stands on, or the
    alternate of a Separation."""

    family: str
    channels: int
    names: tuple[str, ...] = ()
    base: Space | None = None

    @property
    def own(self) -> Space:
        """The space in which the colours of an Indexed or an uncoloured Pattern space are given."""
        return self.base.own if self.base and self.family in ("Indexed", "Pattern") else self

    @property
    def is_device_rgb(self) -> bool:
        return self.own.family == "DeviceRGB"

    @property
    def is_managed_rgb(self) -> bool:
        """Colour for the eye, with a description: CalRGB, Lab, an RGB profile."""
        own = self.own
        return own.family in ("CalRGB", "Lab") or (own.family == "ICCBased" and own.channels == 3)

    @property
    def is_rgb(self) -> bool:
        return self.is_device_rgb or self.is_managed_rgb

    @property
    def is_managed_ink(self) -> bool:
        """Greys or inks with a profile of their own, which makes other values of them on the way."""
        own = self.own
        return own.family == "CalGray" or (own.family == "ICCBased" and own.channels in (1, 4))

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks that are none of the four."""
        return tuple(name for name in self.own.names if name not in (*PROCESS, "All", "None"))

    def __str__(self) -> str:
        own = self.own
        if own.family == "ICCBased":
            return f"ICC ({ {1: 'grey', 3: 'RGB', 4: 'CMYK'}.get(own.channels, own.channels) })"
        return f"{own.family} {', '.join(own.names)}" if own.names else own.family


GRAY, RGB, CMYK = Space("DeviceGray", 1), Space("DeviceRGB", 3), Space("DeviceCMYK", 4)
PATTERN = Space("Pattern", 0)
UNKNOWN = Space("unknown", 0)


@dataclass(frozen=True)
class Colour:
    """A colour in its space; a pattern or a shading has no values."""

    space: Space
    values: tuple[float, ...]

    @cached_property
    def inks(self) -> Mapping[str, float] | None:
        """How much of which ink, 0 to 1, without those of which there is none; None where the colour is none of inks,
        or a pattern."""
        space, values = self.space.own, self.values
        if len(values) != space.channels or not values:
            return None
        if space.family in ("DeviceGray", "CalGray") or (space.family == "ICCBased" and space.channels == 1):
            amounts = {"Black": 1 - values[0]}
        elif space.family in ("DeviceCMYK", "CalCMYK") or (space.family == "ICCBased" and space.channels == 4):
            amounts = dict(zip(PROCESS, values, strict=True))
        elif space.family in ("Separation", "DeviceN"):
            amounts = dict(zip(space.names, values, strict=True))
            if "All" in amounts:
                amounts = dict.fromkeys(PROCESS, amounts["All"])
            amounts.pop("None", None)
        else:
            return None
        return {name: amount for name, amount in amounts.items() if amount > NOTHING}

    @cached_property
    def is_white(self) -> bool:
        """Whether nothing is printed."""
        if self.inks is not None:
            return not self.inks
        own = self.space.own
        if own.family == "Lab":
            return bool(self.values) and self.values[0] > 99.9
        return own.channels == 3 and len(self.values) == 3 and min(self.values) > 1 - NOTHING

    @cached_property
    def is_black_ink(self) -> bool:
        """Full black, and no other ink."""
        return self.inks is not None and set(self.inks) == {"Black"} and self.inks["Black"] > 1 - NOTHING

    @cached_property
    def is_rgb_black(self) -> bool:
        own = self.space.own
        if own.family == "Lab":
            return bool(self.values) and self.values[0] < 100 * DARK
        return self.space.is_rgb and bool(self.values) and max(self.values) <= DARK

    @cached_property
    def total(self) -> float:
        """All inks together, in percent."""
        return 100 * sum((self.inks or {}).values())

    def vanishes(self, mode: int) -> bool:
        """Whether inks of which it has none leave what is below as it is, where it overprints (ISO 32000-2, table 146).
        `mode` is OPM. A DeviceGray knocks out all four process inks, whatever the mode."""
        family = self.space.own.family
        return family in ("Separation", "DeviceN") or (family == "DeviceCMYK" and mode == 1)

    def __str__(self) -> str:
        if self.inks is not None:
            return (
                " ".join(f"{LETTERS.get(name, name)} {100 * part:.0f}" for name, part in self.inks.items()) or "white"
            )
        return f"{self.space} {' '.join(f'{value:.2f}' for value in self.values)}".strip()


@cache
def colour(space: Space, values: tuple[float, ...]) -> Colour:
    """The same object for the same colour, so that what is worked out of it is worked out once."""
    return Colour(space, values)


BLACK = colour(GRAY, (0.0,))


def first_colour(space: Space) -> Colour:
    """The colour that holds when a space is chosen (ISO 32000-2, 8.6.3)."""
    if space.family == "Pattern":
        return colour(space, ())
    if space.family in ("Separation", "DeviceN"):
        return colour(space, (1.0,) * space.channels)
    if space.channels == 4:
        return colour(space, (0.0, 0.0, 0.0, 1.0))
    return colour(space, (0.0,) * space.channels)


def read_space(found: Any, named: Mapping[str, Any], depth: int = 0) -> Space:
    """A colour space object -> Space. `named` are the resources' colour spaces, in which Default* ones replace the
    device's (ISO 32000-2, 8.6.5.6)."""
    found = getattr(found, "get_object", lambda: found)()
    if depth > MAX_DEPTH or not found:
        return UNKNOWN
    if isinstance(found, (NameObject, str)):
        return _named_space(str(found).lstrip("/"), named, depth)
    if not isinstance(found, ArrayObject):
        return UNKNOWN
    items = [item.get_object() for item in found]
    family = SHORT.get(str(items[0]).lstrip("/"), str(items[0]).lstrip("/"))
    if len(items) == 1:
        return _named_space(family, named, depth)
    if family == "ICCBased":
        return Space("ICCBased", int(items[1].get("/N", 0)))
    if family in ("Indexed", "Pattern"):
        base = read_space(items[1], named, depth + 1)
        return Space(family, 1 if family == "Indexed" else base.channels, base=base)
    if family in ("Separation", "DeviceN", "NChannel"):
        raw = items[1] if isinstance(items[1], ArrayObject) else [items[1]]
        names = tuple(str(name).lstrip("/") for name in raw)
        return Space(
            "DeviceN" if len(names) > 1 else "Separation", len(names), names, read_space(items[2], {}, depth + 1)
        )
    return Space(family, DEVICES[family]) if family in DEVICES else UNKNOWN


def _named_space(name: str, named: Mapping[str, Any], depth: int) -> Space:
    name = SHORT.get(name, name)
    if name in ("DeviceGray", "DeviceRGB", "DeviceCMYK"):
        default = named.get(f"/Default{name.removeprefix('Device')}")
        if default is not None:
            return read_space(default, {}, depth + 1)
        return {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}[name]
    if name == "Pattern":
        return PATTERN
    if f"/{name}" in named:
        return read_space(named[f"/{name}"], named, depth + 1)
    return Space(name, DEVICES[name]) if name in DEVICES else UNKNOWN
