"""Colours by ICC profiles: from what a picture's numbers mean to sRGB, which every format has.

Relative colorimetric with black-point compensation: white stays white, colours that both spaces have stay as they are,
and shadows keep their drawing. Four inks without a profile are taken for those of coated paper.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Protocol

from PIL import Image, ImageChops, ImageCms

from publisher.model.paths import PRESSES

USUAL_INKS = PRESSES / "profiles" / "ISOcoated_v2_300_bas.icc"
SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab"}
NO_DIFFERENCE = 2  # of 255: a profile that moves no colour by more is sRGB under another name


class PressInks(Protocol):
    """The inks of a press, for pictures that are in four inks already."""

    def are_of(self, profile: bytes | None) -> bool:
        """Whether a picture with this profile is in these very inks."""

    def from_inks(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """A CMYK picture with this profile in these inks."""


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """An RGB, RGBA, L, LA, CMYK or LAB picture -> RGB, RGBA, L or LA in sRGB. A profile that does not fit the picture
    is passed over: see `fits`."""
    if picture.mode in ("RGBA", "LA"):
        colours = to_srgb(picture.convert(picture.mode[:-1]), profile)
        colours.putalpha(picture.getchannel("A"))
        return colours
    usable = profile if profile and fits(picture.mode, profile) else None
    if picture.mode == "CMYK":
        return _applied(picture, usable or _usual_inks(), "CMYK")
    if picture.mode == "LAB":
        return ImageCms.applyTransform(picture, _lab_to_srgb()) or picture
    if usable is None or is_srgb(usable, picture.mode):
        return picture
    changed = _applied(picture, usable, picture.mode)
    return changed.convert("L") if picture.mode == "L" else changed


def fits(mode: str, profile: bytes) -> bool:
    """Whether a profile can be read, and is of the kind of colours that a picture of this mode has."""
    return _space(profile) == SPACES.get(mode.removesuffix("A"))


@cache
def is_srgb(profile: bytes, mode: str) -> bool:
    """Whether the profile says the same as sRGB, for RGB or for grey ("L")."""
    sample = Image.linear_gradient("L")
    if mode == "RGB":
        turned = sample.rotate(90)
        sample = Image.merge("RGB", (sample, turned, ImageChops.difference(sample, turned)))
    changed = _applied(sample, profile, mode)
    extrema = ImageChops.difference(changed, sample.convert("RGB")).getextrema()
    return all(high <= NO_DIFFERENCE for _, high in extrema)  # type: ignore[misc]


def _applied(picture: Image.Image, profile: bytes, mode: str) -> Image.Image:
    return ImageCms.applyTransform(picture, _transform(profile, mode)) or picture


@cache
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@cache
def _lab_to_srgb() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("LAB"),
        ImageCms.createProfile("sRGB"),
        "LAB",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )


@cache
def _space(profile: bytes) -> str:
    """The kind of colours of a profile; empty where it cannot be read or converts nothing."""
    try:
        read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = read.profile.xcolor_space.strip()
        mode = next((mode for mode, name in SPACES.items() if name == space), None)
        if mode:
            _transform(profile, mode)
    except (ImageCms.PyCMSError, OSError):
        return ""
    return space


@cache
def _usual_inks() -> bytes:
    return USUAL_INKS.read_bytes()
