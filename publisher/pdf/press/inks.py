"""Colours as inks: the brand's own inks, black alone, or by the print shop's ICC profile.

    a brand colour                 exactly its `cmyk`, or its spot colour
    a tint of one (mixed with      the same inks, less of them: so much that it is as light as on the screen
    white), and every grey         (a grey is a tint of black)
    all else                       through the profile, then reduced to the press's ink limit
    a picture's own inks           as they are, or from their profile to the press's
    small text                     two inks at most, since more never line up: the nearest colour, or black alone

Colours are (red, green, blue) from 0 to 255, inks (cyan, magenta, yellow, black) from 0 to 1.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import Any

from PIL import Image, ImageCms, ImageFilter

from publisher.design.brands import BrandFile
from publisher.design.colour import channels
from publisher.model.catalogue import say
from publisher.model.errors import RenderError
from publisher.pictures.colour_profiles import fits
from publisher.presses.icc import condition_of
from publisher.presses.profiles import Intent, Press, Spots

Rgb = tuple[int, int, int]
Cmyk = tuple[float, float, float, float]
NO_INK: Cmyk = (0, 0, 0, 0)
BLACK: Cmyk = (0, 0, 0, 1)
GRID = 33  # steps of each channel in the table for photographs, as in most profiles
STEPS = 256  # of an ink, from none to all of it
NEAR = 14.0  # a colour of two inks that differs more from the one that is wanted (CIELAB) is another colour
DARK_TEXT = 60  # lightness (L*) below which text is to be read on pale ground
STEP = 5  # percent: how finely two inks are mixed
ROUNDING = 1.0  # how far a tint may lie beside the line to white, of 255: the engine rounds each channel
INTENTS = {
    Intent.RELATIVE: ImageCms.Intent.RELATIVE_COLORIMETRIC,
    Intent.PERCEPTUAL: ImageCms.Intent.PERCEPTUAL,
}


@dataclass(frozen=True)
class Ink:
    """`cmyk` is what is printed, or what stands in for the spot colour named `spot`; `tint` is how much of that."""

    cmyk: Cmyk
    spot: str = ""
    tint: float = 1

    @property
    def is_black(self) -> bool:
        """Black alone, and all of it: what may print over other inks."""
        return self.cmyk == BLACK and not self.spot


@dataclass(frozen=True)
class Swatch:
    """A colour with inks of its own: one of the brand's, or black."""

    rgb: Rgb
    cmyk: Cmyk
    spot: str = ""

    def tint_in(self, rgb: Rgb) -> float | None:
        """How much of this colour, the rest being white, makes `rgb` on the screen; None where nothing does."""
        depth = [255 - channel for channel in self.rgb]
        wanted = [255 - channel for channel in rgb]
        length = sum(part * part for part in depth)
        share = sum(one * other for one, other in zip(depth, wanted, strict=True)) / length if length else 0
        beside = max(abs(share * one - other) for one, other in zip(depth, wanted, strict=True))
        return share if 0 < share < 1 and beside <= ROUNDING else None


class Inks:
    """The inks of a press, for the colours of a brand. Raises RenderError where the profile cannot be used."""

    def __init__(self, press: Press, brand: BrandFile) -> None:
        self.press = press
        self.limit = press.wants.ink_limit / 100
        takes_spots = press.wants.spot_colours is not Spots.ERROR
        self.swatches = [Swatch((0, 0, 0), BLACK)]
        for colour in brand.colours.values():
            cyan, magenta, yellow, black = (percent / 100 for percent in colour.cmyk)
            spot = (colour.spot or "") if takes_spots else ""
            self.swatches.append(Swatch(channels(colour.rgb), (cyan, magenta, yellow, black), spot))
        # Of two swatches of one colour the brand's first one counts; white is no ink, where the brand says no other.
        own = {swatch.rgb: Ink(swatch.cmyk, swatch.spot) for swatch in reversed(self.swatches[1:])}
        self._known: dict[Rgb, Ink] = {(255, 255, 255): Ink(NO_INK), (0, 0, 0): Ink(BLACK)} | own
        self._tones: dict[Cmyk, list[float]] = {}
        self._in_two: dict[Cmyk, Cmyk] = {}
        self._from_inks: dict[bytes, ImageCms.ImageCmsTransform] = {}

    def of(self, rgb: Rgb) -> Ink:
        """What the colour becomes."""
        if rgb not in self._known:
            self.learn([rgb])
        return self._known[rgb]

    def in_two(self, ink: Ink) -> Ink:
        """The nearest colour of two inks at most, for small text: no lighter where the text is dark, and no darker
        where it is light. Dark text that two inks cannot print is black. A spot colour is one ink."""
        if ink.spot or sum(part > 0 for part in ink.cmyk) <= 2:
            return ink
        if ink.cmyk not in self._in_two:
            self._in_two[ink.cmyk] = self._nearest_of_two(ink.cmyk)
        return Ink(self._in_two[ink.cmyk])

    def _nearest_of_two(self, cmyk: Cmyk) -> Cmyk:
        lightness, a, b = self._lab([cmyk])[0]
        is_dark = lightness < DARK_TEXT
        mixed = self._mixed_of_two
        best, distance = BLACK, float("inf")
        for inks, (other, a_of, b_of) in mixed:
            if (other > lightness + 1) if is_dark else (other < lightness - 1):
                continue
            away = ((other - lightness) ** 2 + (a_of - a) ** 2 + (b_of - b) ** 2) ** 0.5
            if away < distance:
                best, distance = inks, away
        return BLACK if is_dark and distance > NEAR else best

    @cached_property
    def _mixed_of_two(self) -> list[tuple[Cmyk, tuple[float, float, float]]]:
        """Every mixture of two inks, and how it prints (L*, a*, b*)."""
        steps = [percent / 100 for percent in range(0, 101, STEP)]
        mixed = dict.fromkeys(
            tuple(one if at == first else other if at == second else 0.0 for at in range(4))
            for first, second in combinations(range(4), 2)
            for one in steps
            for other in steps
        )
        inks: list[Cmyk] = [(cmyk[0], cmyk[1], cmyk[2], cmyk[3]) for cmyk in mixed if sum(cmyk) <= self.limit]
        return list(zip(inks, self._lab(inks), strict=True))

    def _lab(self, inks: Sequence[Cmyk]) -> list[tuple[float, float, float]]:
        """How inks print, in CIELAB: lightness 0 to 100, a* and b* from -128."""
        row = Image.new("CMYK", (len(inks), 1))
        row.putdata([tuple(round(255 * part) for part in cmyk) for cmyk in inks])
        data = _applied(self._proof, row)
        signed = [part - 256 if part > 127 else part for part in data]
        return [(data[at] * 100 / 255, signed[at + 1], signed[at + 2]) for at in range(0, len(data), 3)]

    def learn(self, colours: Iterable[Rgb]) -> None:
        """Work out many colours at once, which costs hardly more than one."""
        unknown = [rgb for rgb in dict.fromkeys(colours) if rgb not in self._known]
        others = []
        for rgb in unknown:
            swatch = self.swatch_of([rgb])
            if swatch:
                self._known[rgb] = self.tint(swatch, rgb)
            else:
                others.append(rgb)
        self._known |= {rgb: Ink(cmyk) for rgb, cmyk in zip(others, self.through_profile(others), strict=True)}

    def swatch_of(self, colours: Sequence[Rgb]) -> Swatch | None:
        """The swatch that all of the colours are, or are tints of. White is a tint of each."""
        for swatch in self.swatches:
            if all(rgb in ((255, 255, 255), swatch.rgb) or swatch.tint_in(rgb) is not None for rgb in colours):
                return swatch
        return None

    def tint(self, swatch: Swatch, rgb: Rgb) -> Ink:
        """So much of the swatch's inks that it is as light beside the paper as `rgb` is on the screen."""
        if rgb == (255, 255, 255):
            return Ink(NO_INK, swatch.spot, 0)
        if rgb == swatch.rgb:
            return Ink(swatch.cmyk, swatch.spot)
        depth = _darkness(rgb) / _darkness(swatch.rgb)
        share = _position(self._tone(swatch.cmyk), depth)
        cyan, magenta, yellow, black = (round(share * part, 4) for part in swatch.cmyk)
        return Ink((cyan, magenta, yellow, black), swatch.spot, round(share, 4))

    def through_profile(self, colours: Sequence[Rgb]) -> list[Cmyk]:
        """What the profile says of the colours, within the ink limit."""
        if not colours:
            return []
        row = Image.new("RGB", (len(colours), 1))
        row.putdata(list(colours))
        data = _applied(self._separate, row)
        parts = [part / 255 for part in data]
        inks = [(parts[at], parts[at + 1], parts[at + 2], parts[at + 3]) for at in range(0, len(parts), 4)]
        return [cmyk if sum(cmyk) <= self.limit else limited(cmyk, self.limit) for cmyk in inks]

    def are_of(self, profile: bytes | None) -> bool:
        """Whether inks that this ICC profile describes are those of the press: it is the press's, or made for the same
        registered condition. Inks without a profile that can be used are taken for them, as print shops do."""
        if not profile or not fits("CMYK", profile) or profile == self._profile_data:
            return True
        return condition_of(profile) == self.press.wants.output_intent.condition

    def from_inks(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """A CMYK picture in the inks of the press: as it is where it is in them already, else from profile to profile.
        The ink limit is not looked at."""
        if not profile or self.are_of(profile):
            return picture
        if profile not in self._from_inks:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            self._from_inks[profile] = self._transform(source, self._profile, "CMYK", "CMYK", *self._manner)
        return Image.frombytes("CMYK", picture.size, _applied(self._from_inks[profile], picture))

    @cached_property
    def greys(self) -> list[float]:
        """How much black each grey from 0 to 255 asks for."""
        black = self.swatches[0]
        return [self.tint(black, (grey, grey, grey)).cmyk[3] for grey in range(STEPS)]

    @cached_property
    def table(self) -> ImageFilter.Color3DLUT:
        """The way of every colour through the profile and the ink limit, to put photographs through."""
        levels = [round(255 * step / (GRID - 1)) for step in range(GRID)]
        cmyk = self.through_profile([(red, green, blue) for blue in levels for green in levels for red in levels])
        return ImageFilter.Color3DLUT(GRID, [part for one in cmyk for part in one], 4, "CMYK")

    def _tone(self, cmyk: Cmyk) -> list[float]:
        """How dark each of 256 steps of an ink prints, from 0 (paper) to 1 (all of it): the profile knows how much
        dots grow on the paper."""
        if cmyk not in self._tones:
            ramp = Image.new("CMYK", (STEPS, 1))
            ramp.putdata([tuple(round(part * step) for part in cmyk) for step in range(STEPS)])
            lightness = _applied(self._proof, ramp)[::3]
            dark = [1 - _luminance(value * 100 / 255) for value in lightness]
            self._tones[cmyk] = [value / (dark[-1] or 1) for value in dark]
        return self._tones[cmyk]

    @cached_property
    def _separate(self) -> ImageCms.ImageCmsTransform:
        return self._transform(ImageCms.createProfile("sRGB"), self._profile, "RGB", "CMYK", *self._manner)

    @property
    def _manner(self) -> tuple[ImageCms.Intent, ImageCms.Flags]:
        """How colours come into the press's inks."""
        intent = self.press.wants.output_intent.intent
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if intent is Intent.RELATIVE else ImageCms.Flags.NONE
        return INTENTS[intent], flags

    @cached_property
    def _proof(self) -> ImageCms.ImageCmsTransform:
        relative, none = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.NONE
        return self._transform(self._profile, ImageCms.createProfile("LAB"), "CMYK", "LAB", relative, none)

    @cached_property
    def _profile_data(self) -> bytes:
        return self.press.profile.read_bytes()

    @cached_property
    def _profile(self) -> Any:
        try:
            return ImageCms.getOpenProfile(str(self.press.profile))
        except (OSError, ImageCms.PyCMSError) as error:
            raise self._unusable(error) from error

    def _transform(self, *arguments: Any) -> ImageCms.ImageCmsTransform:
        try:
            return ImageCms.buildTransform(*arguments)
        except ImageCms.PyCMSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> RenderError:
        message = say("pdf:profile-unusable", name=self.press.profile.name, error=error)
        return RenderError(message, say("pdf:ask-for-profile"))


def limited(cmyk: Sequence[Any], limit: float, full: float = 1, low: Any = min, high: Any = max) -> Any:
    """The inks, reduced until their sum is at most `limit`, by grey component replacement: equal parts of cyan, magenta
    and yellow, which make grey, are given up for one part of black. The hue stays. Where black is full or no grey is
    left, the three are scaled down together.

    `full` is all of an ink; `low` and `high` are minimum and maximum, for numbers of another kind (pictures).
    """
    cyan, magenta, yellow, black = cmyk
    over = high(cyan + magenta + yellow + black - limit, 0)
    grey = low(low(over / 2, low(cyan, low(magenta, yellow))), full - black)
    cyan, magenta, yellow, black = cyan - grey, magenta - grey, yellow - grey, black + grey
    coloured = cyan + magenta + yellow
    share = low(high(limit - black, 0) / high(coloured, full / 1000), full / full)
    return (cyan * share, magenta * share, yellow * share, black)


def _applied(transform: ImageCms.ImageCmsTransform, picture: Image.Image) -> bytes:
    """The transformed pixels. The transform's own method would read the whole profile again for each picture."""
    made = Image.new(transform.output_mode, picture.size)
    transform.transform.apply(picture.getim(), made.getim())
    return made.tobytes()


def _darkness(rgb: Rgb) -> float:
    """How much less light than white a colour of the screen gives, from 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (_linear()[channel] for channel in rgb)
    return 1 - (0.2126 * red + 0.7152 * green + 0.0722 * blue)


@cache
def _linear() -> list[float]:
    parts = [channel / 255 for channel in range(256)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _luminance(lightness: float) -> float:
    """L* -> Y of 0 to 1 (CIE 15)."""
    root = (lightness + 16) / 116
    return float(root**3) if lightness > 8 else lightness / 903.3


def _position(curve: Sequence[float], value: float) -> float:
    """Where a rising curve reaches a value, from 0 to 1."""
    step = max(1, bisect_left(curve, value))
    if step >= len(curve):
        return 1
    before, after = curve[step - 1], curve[step]
    part = (value - before) / (after - before) if after > before else 0
    return (step - 1 + part) / (len(curve) - 1)
