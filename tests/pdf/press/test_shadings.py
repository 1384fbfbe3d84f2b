"""Gradients in inks: their ends are exact, their middle is what the profile says, and there is no step between."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from pypdf.generic import NameObject

from publisher.model.errors import RenderError
from publisher.pdf.press.inks import Inks
from publisher.pdf.press.shadings import shading_in_ink, shading_in_mask
from publisher.pdf.syntax.objects import pdf, plain_numbers, stream
from support.presses import USUAL_PRESS, brand, press

PRIMARY, ACCENT, WHITE, BLACK = (11, 82, 57), (247, 183, 51), (255, 255, 255), (0, 0, 0)
Rgb = tuple[int, int, int]


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(USUAL_PRESS, brand())


def keep(thing: Any) -> Any:
    return thing


def part(first: Rgb, last: Rgb, power: float = 1) -> dict[str, Any]:
    ends = [[channel / 255 for channel in colour] for colour in (first, last)]
    return {"/FunctionType": 2, "/Domain": [0, 1], "/C0": ends[0], "/C1": ends[1], "/N": power}


def gradient(*parts: dict[str, Any] | Any, kind: int = 2) -> Any:
    count = len(parts)
    function = {
        "/FunctionType": 3,
        "/Domain": [0, 1],
        "/Bounds": [number / count for number in range(1, count)],
        "/Encode": [0, 1] * count,
        "/Functions": list(parts),
    }
    entries = {"/ShadingType": kind, "/ColorSpace": "/DeviceRGB", "/Coords": [0, 0, 9, 0], "/Function": function}
    return pdf(entries)


def samples(function: Any) -> list[list[float]]:
    """What a sampled function holds, read apart from the code that writes it."""
    outputs = len(function["/Range"]) // 2
    assert (function["/FunctionType"], function["/BitsPerSample"]) == (0, 16)
    data = function.get_data()
    values = [int.from_bytes(data[at : at + 2], "big") / 65535 for at in range(0, len(data), 2)]
    assert len(values) == outputs * function["/Size"][0]
    return [values[at : at + outputs] for at in range(0, len(values), outputs)]


def in_ink(shading: Any, inks: Inks) -> list[list[list[float]]]:
    shading_in_ink(shading, "/DeviceRGB", inks, {}, keep)
    assert shading["/ColorSpace"] == "/DeviceCMYK"
    return [samples(function) for function in shading["/Function"]["/Functions"]]


@pytest.mark.parametrize("kind", [2, 3])
def test_the_ends_are_exactly_the_brands_inks(inks: Inks, kind: int) -> None:
    (found,) = in_ink(gradient(part(PRIMARY, ACCENT), kind=kind), inks)
    assert found[0] == pytest.approx(inks.of(PRIMARY).cmyk, abs=1e-4)
    assert found[-1] == pytest.approx(inks.of(ACCENT).cmyk, abs=1e-4)


def test_the_middle_is_near_to_what_the_profile_says(inks: Inks) -> None:
    (found,) = in_ink(gradient(part(PRIMARY, ACCENT)), inks)
    (middle,) = inks.through_profile([(129, 133, 54)])
    assert found[len(found) // 2] == pytest.approx(middle, abs=0.12)


@pytest.mark.parametrize(
    "ends", [(PRIMARY, ACCENT), (PRIMARY, BLACK), (BLACK, WHITE), (PRIMARY, WHITE), ((200, 0, 0), (0, 0, 200))]
)
def test_there_is_no_step(inks: Inks, ends: tuple[Rgb, Rgb]) -> None:
    (found,) = in_ink(gradient(part(*ends)), inks)
    assert max(abs(one - other) for a, b in pairwise(found) for one, other in zip(a, b, strict=True)) < 0.06


def test_from_black_to_white_is_black_alone(inks: Inks) -> None:
    (found,) = in_ink(gradient(part(BLACK, WHITE)), inks)
    assert {tuple(sample[:3]) for sample in found} == {(0, 0, 0)}
    assert (found[0][3], found[-1][3]) == (1, 0)


def test_from_a_brand_colour_to_white_are_its_tints(inks: Inks) -> None:
    (found,) = in_ink(gradient(part(PRIMARY, WHITE)), inks)
    whole = inks.of(PRIMARY).cmyk
    for sample in found:
        shares = [one / all_of_it for one, all_of_it in zip(sample, whole, strict=True)]
        assert shares == pytest.approx([shares[0]] * 4, abs=0.002)


def test_parts_bounds_and_powers_stay(inks: Inks) -> None:
    shading = gradient(part(PRIMARY, ACCENT), part(ACCENT, WHITE, 2))
    before = shading["/Function"]["/Bounds"]
    first, second = in_ink(shading, inks)
    assert shading["/Function"]["/Bounds"] == before
    assert first[-1] == second[0]
    quarter = tuple(round(one + (other - one) * 0.25) for one, other in zip(ACCENT, WHITE, strict=True))
    assert second[len(second) // 2] == pytest.approx(inks.of(quarter).cmyk, abs=0.01)  # type: ignore[arg-type]


def test_a_sampled_function_is_read(inks: Inks) -> None:
    entries = {"/FunctionType": 0, "/Domain": [0, 1], "/Range": [0, 1] * 3, "/Size": [2], "/BitsPerSample": 8}
    (found,) = in_ink(gradient(stream(bytes([*PRIMARY, *WHITE]), entries)), inks)
    assert found[0] == pytest.approx(inks.of(PRIMARY).cmyk, abs=1e-4)
    assert found[-1] == [0, 0, 0, 0]
    assert len(found) > 32


def test_a_spot_colour_s_tints_are_of_its_plate() -> None:
    inks = Inks(press(spot_colours="allowed"), brand(primary="PANTONE 349 C"))
    shading = gradient(part(PRIMARY, WHITE))
    shading_in_ink(shading, "/DeviceRGB", inks, {"PANTONE 349 C": NameObject("/its-space")}, keep)
    assert shading["/ColorSpace"] == "/its-space"
    found = samples(shading["/Function"]["/Functions"][0])
    assert (found[0], found[-1]) == ([1], [0])
    assert all(a > b for (a,), (b,) in pairwise(found))


def test_no_gradient_has_more_ink_than_the_press_takes() -> None:
    (found,) = in_ink(gradient(part((20, 0, 20), (0, 30, 10))), Inks(press(ink_limit=200), brand()))
    assert max(map(sum, found)) <= 2.0001


def test_in_a_mask_it_is_the_grey_of_its_luminosity() -> None:
    shading = gradient(part((255, 0, 0), WHITE))
    shading_in_mask(shading, "/DeviceRGB", keep)
    found = samples(shading["/Function"]["/Functions"][0])
    assert shading["/ColorSpace"] == "/DeviceGray"
    assert (found[0], found[-1]) == ([pytest.approx(0.3, abs=1e-4)], [pytest.approx(1, abs=1e-4)])
    grey = gradient(part(BLACK, WHITE))
    before = plain_numbers(grey["/Function"]["/Functions"][0]["/C1"])
    shading_in_mask(grey, "/DeviceGray", keep)
    assert plain_numbers(grey["/Function"]["/Functions"][0]["/C1"]) == before


@pytest.mark.parametrize(
    "wrong",
    [
        gradient(part(PRIMARY, ACCENT), kind=4),
        gradient({"/FunctionType": 4, "/Domain": [0, 1]}),
        pdf({"/ShadingType": 2, "/Function": []}),
        pdf({**gradient(part(PRIMARY, ACCENT)), "/Background": [1, 0, 0]}),
    ],
)
def test_what_cannot_be_converted_is_reported(inks: Inks, wrong: Any) -> None:
    with pytest.raises(RenderError):
        shading_in_ink(wrong, "/DeviceRGB", inks, {}, keep)
