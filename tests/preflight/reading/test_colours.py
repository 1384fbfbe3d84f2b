"""Which inks a colour needs, whatever space it is given in."""

from __future__ import annotations

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from publisher.preflight.reading.colours import (
    CMYK,
    GRAY,
    RGB,
    Space,
    colour,
    first_colour,
    read_space,
)

SPOT = Space("Separation", 1, ("Guld",), CMYK)
LAB = Space("Lab", 3)
ICC_RGB, ICC_CMYK = Space("ICCBased", 3), Space("ICCBased", 4)


def array(*items: object) -> ArrayObject:
    return ArrayObject(NameObject(item) if isinstance(item, str) else item for item in items)  # type: ignore[misc]


def profile(channels: int) -> StreamObject:
    stream = StreamObject()
    stream[NameObject("/N")] = NumberObject(channels)
    return stream


@pytest.mark.parametrize(
    ("space", "values", "inks"),
    [
        (GRAY, (0.25,), {"Black": 0.75}),
        (GRAY, (1.0,), {}),
        (CMYK, (0.1, 0.0, 0.2, 0.0), {"Cyan": 0.1, "Yellow": 0.2}),
        (SPOT, (0.4,), {"Guld": 0.4}),
        (Space("Separation", 1, ("All",)), (1.0,), dict.fromkeys(("Cyan", "Magenta", "Yellow", "Black"), 1.0)),
        (Space("Separation", 1, ("None",)), (1.0,), {}),
        (Space("Separation", 1, ("Black",)), (1.0,), {"Black": 1.0}),
        (Space("DeviceN", 2, ("Black", "Guld")), (0.0, 0.5), {"Guld": 0.5}),
        (ICC_CMYK, (0.0, 0.0, 0.0, 1.0), {"Black": 1.0}),
        (Space("Pattern", 4, base=CMYK), (0.0, 0.5, 0.0, 0.0), {"Magenta": 0.5}),
    ],
)
def test_inks(space: Space, values: tuple[float, ...], inks: dict[str, float]) -> None:
    assert colour(space, values).inks == inks


@pytest.mark.parametrize("space", [RGB, ICC_RGB, LAB])
def test_what_is_none_of_inks(space: Space) -> None:
    assert colour(space, (0.5, 0.5, 0.5)).inks is None
    assert space.is_rgb


@pytest.mark.parametrize(
    ("space", "values", "is_white"),
    [
        (GRAY, (1.0,), True),
        (CMYK, (0.0,) * 4, True),
        (RGB, (1.0,) * 3, True),
        (LAB, (100.0, 0.0, 0.0), True),
        (SPOT, (0.0,), True),
        (SPOT, (0.1,), False),
        (RGB, (1.0, 1.0, 0.9), False),
        (LAB, (90.0, 0.0, 0.0), False),
    ],
)
def test_white(space: Space, values: tuple[float, ...], is_white: bool) -> None:
    assert colour(space, values).is_white is is_white


def test_black() -> None:
    assert colour(GRAY, (0.0,)).is_black_ink
    assert colour(CMYK, (0.0, 0.0, 0.0, 1.0)).is_black_ink
    assert not colour(CMYK, (0.1, 0.0, 0.0, 1.0)).is_black_ink
    assert colour(RGB, (0.1, 0.1, 0.1)).is_rgb_black
    assert not colour(RGB, (0.1, 0.1, 0.3)).is_rgb_black


@pytest.mark.parametrize(
    ("space", "mode", "vanishes"),
    [(CMYK, 1, True), (CMYK, 0, False), (GRAY, 1, False), (SPOT, 0, True), (RGB, 1, False)],
)
def test_what_overprint_leaves_as_it_is(space: Space, mode: int, vanishes: bool) -> None:
    """ISO 32000-2, table 146: a grey knocks out the process inks whatever the mode."""
    assert first_colour(space).vanishes(mode) is vanishes


def test_spaces_are_read_through_their_names_and_defaults() -> None:
    named = {
        "/Cs1": array("/ICCBased", profile(3)),
        "/Cs2": array("/Indexed", array("/ICCBased", profile(4)), NumberObject(1), NumberObject(0)),
        "/Cs3": array("/DeviceN", array("/Black", "/Guld"), "/DeviceCMYK", DictionaryObject()),
        "/Cs4": array("/Pattern", "/DeviceRGB"),
        "/DefaultRGB": array("/ICCBased", profile(3)),
    }
    assert read_space(NameObject("/Cs1"), named).is_managed_rgb
    assert read_space(NameObject("/Cs2"), named).is_managed_ink
    assert read_space(NameObject("/Cs3"), named).spots == ("Guld",)
    assert read_space(NameObject("/DeviceRGB"), {}).is_device_rgb
    assert read_space(NameObject("/DeviceRGB"), named).is_managed_rgb
    assert read_space(NameObject("/Cs4"), named).is_rgb
    assert read_space(NameObject("/Nowhere"), named).family == "unknown"
    assert read_space(None, named).family == "unknown"


def test_spaces_in_a_circle_come_to_an_end() -> None:
    circle = ArrayObject([NameObject("/Indexed")])
    circle.append(circle)
    assert read_space(circle, {}).own.family == "unknown"


@pytest.mark.parametrize(
    ("made", "reported"),
    [
        (colour(CMYK, (0.72, 0.0, 0.0, 0.88)), "C 72 K 88"),
        (colour(GRAY, (1.0,)), "white"),
        (colour(Space("Separation", 1, ("Blue",)), (0.5,)), "Blue 50"),
        (colour(RGB, (0.0, 0.5, 1.0)), "DeviceRGB 0.00 0.50 1.00"),
        (colour(ICC_RGB, ()), "ICC (RGB)"),
    ],
)
def test_colours_are_described_in_words(made: object, reported: str) -> None:
    assert str(made) == reported
