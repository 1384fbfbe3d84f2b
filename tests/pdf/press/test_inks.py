"""Brand colours are exact, greys are black alone, and nothing has more ink than the press takes."""

from __future__ import annotations

import pytest
from PIL import Image

from publisher.pdf.press.inks import (
    BLACK,
    NO_INK,
    Ink,
    Inks,
    limited,
)
from publisher.presses.profiles import Press
from support.presses import USUAL_PRESS, brand, lab, press

PRIMARY, ACCENT = (11, 82, 57), (247, 183, 51)


@pytest.fixture(scope="module")
def inks() -> Inks:
    return Inks(USUAL_PRESS, brand())


def printed_light(cmyk: tuple[float, ...]) -> float:
    """How much light of the paper's own comes back (Y)."""
    picture = Image.new("CMYK", (1, 1), tuple(round(255 * part) for part in cmyk))
    return ((float(lab(picture)[0, 0, 0]) + 16) / 116) ** 3


def screen_light(grey: int) -> float:
    return float(((grey / 255 + 0.055) / 1.055) ** 2.4)


def test_every_brand_colour_is_exactly_its_inks(inks: Inks) -> None:
    for colour in brand().colours.values():
        rgb = tuple(int(colour.rgb[at : at + 2], 16) for at in (1, 3, 5))
        assert inks.of(rgb).cmyk == tuple(part / 100 for part in colour.cmyk)  # type: ignore[arg-type]


def test_a_spot_colour_that_is_shown_as_black_is_not_black() -> None:
    """It is a plate of its own, and does not print over the others."""
    assert Ink(BLACK).is_black
    assert not Ink(BLACK, spot="PANTONE Black 6 C").is_black


def test_white_is_no_ink_and_black_is_black_alone(inks: Inks) -> None:
    assert inks.of((255, 255, 255)).cmyk == NO_INK
    assert inks.of((0, 0, 0)).cmyk == BLACK
    assert inks.of((0, 0, 0)).is_black


def test_greys_are_black_alone_and_as_light_as_on_the_screen(inks: Inks) -> None:
    """Black ink is not as dark as a screen: the range between is spread over what the paper has."""
    darkest = printed_light(BLACK)
    for grey in range(16, 255, 16):
        ink = inks.of((grey, grey, grey))
        assert ink.cmyk[:3] == (0, 0, 0)
        assert not ink.is_black
        expected = darkest + (1 - darkest) * screen_light(grey)
        assert printed_light(ink.cmyk) == pytest.approx(expected, abs=0.01)


def test_a_tint_of_a_brand_colour_keeps_its_inks(inks: Inks) -> None:
    half = tuple((part + 255) // 2 for part in PRIMARY)
    found, whole = inks.of(half).cmyk, inks.of(PRIMARY).cmyk  # type: ignore[arg-type]
    shares = [one / all_of_it for one, all_of_it in zip(found, whole, strict=True)]
    assert shares == pytest.approx([shares[0]] * 4, abs=0.001)
    assert 0.4 < shares[0] < 0.8


def test_a_colour_beside_a_brand_colour_goes_through_the_profile(inks: Inks) -> None:
    one_off = inks.of((11, 82, 62))
    assert one_off.cmyk != inks.of(PRIMARY).cmyk
    assert one_off.cmyk == inks.through_profile([(11, 82, 62)])[0]


def test_all_colours_at_once_are_the_same_as_one_by_one(inks: Inks) -> None:
    colours = [(200, 30, 40), (40, 30, 200), (128, 128, 128), PRIMARY, (141, 143, 142)]
    other = Inks(USUAL_PRESS, brand())
    other.learn(colours)
    assert [other.of(rgb) for rgb in colours] == [inks.of(rgb) for rgb in colours]


def test_a_brand_that_has_a_black_of_its_own_keeps_it() -> None:
    rich = brand().model_copy(deep=True)
    colours = {
        **rich.colours,
        "ink": rich.colours["ink"].model_copy(update={"rgb": "#000000", "cmyk": (60, 40, 40, 100)}),
    }
    inks = Inks(USUAL_PRESS, rich.model_copy(update={"colours": colours}))
    assert inks.of((0, 0, 0)).cmyk == (0.6, 0.4, 0.4, 1)
    assert inks.of((128, 128, 128)).cmyk[:3] == (0, 0, 0)


@pytest.mark.parametrize("limit", [300, 240, 180])
def test_no_colour_has_more_ink_than_the_press_takes(limit: int) -> None:
    inks = Inks(press(ink_limit=limit), brand())
    steps = range(0, 256, 51)
    found = inks.through_profile([(red, green, blue) for red in steps for green in steps for blue in steps])
    assert max(map(sum, found)) <= limit / 100 + 1e-9
    assert max(map(sum, found)) > limit / 100 - 0.2


def test_ink_is_given_up_for_black_and_the_hue_stays() -> None:
    reduced = limited((0.8, 0.6, 0.5, 0.4), 2.0)
    assert sum(reduced) == pytest.approx(2.0)
    assert reduced == pytest.approx((0.65, 0.45, 0.35, 0.55))
    assert limited((0.8, 0.6, 0.5, 0.1), 3.0) == pytest.approx((0.8, 0.6, 0.5, 0.1))
    # Black is full: the others are scaled down together.
    assert limited((0.9, 0.6, 0.3, 1), 1.9) == pytest.approx((0.45, 0.3, 0.15, 1))
    # No grey in it: they too.
    assert limited((1, 1, 0, 0), 1.5) == pytest.approx((0.75, 0.75, 0, 0))


def with_spot(spots: str) -> Inks:
    return Inks(press(spot_colours=spots), brand(primary="PANTONE 349 C"))


@pytest.mark.parametrize("spots", ["allowed", "warning"])
def test_a_spot_colour_has_its_name_and_tints(spots: str) -> None:
    inks = with_spot(spots)
    assert (inks.of(PRIMARY).spot, inks.of(PRIMARY).tint) == ("PANTONE 349 C", 1)
    tint = inks.of(tuple((part + 255) // 2 for part in PRIMARY))  # type: ignore[arg-type]
    assert tint.spot == "PANTONE 349 C"
    assert 0.4 < tint.tint < 0.8


def test_a_press_without_spot_colours_gets_the_inks() -> None:
    assert with_spot("error").of(PRIMARY) == Inks(USUAL_PRESS, brand()).of(PRIMARY)


def test_the_intent_of_the_press_profile_is_used() -> None:
    def of(intent: str) -> Press:
        return press(output_intent={**USUAL_PRESS.wants.output_intent.model_dump(), "intent": intent})

    vivid = (0, 40, 255)
    relative, perceptual = (Inks(of(intent), brand()).of(vivid) for intent in ("relative-colorimetric", "perceptual"))
    assert relative != perceptual


def test_the_table_for_photographs_says_what_the_profile_says(inks: Inks) -> None:
    colours = [(3, 90, 200), (250, 240, 10), (17, 17, 40), (99, 130, 77)]
    picture = Image.new("RGB", (len(colours), 1))
    picture.putdata(colours)
    data = picture.filter(inks.table).tobytes()
    expected = [round(255 * part) for cmyk in inks.through_profile(colours) for part in cmyk]
    assert max(abs(one - other) for one, other in zip(data, expected, strict=True)) <= 6


def test_small_text_has_two_inks_at_most_and_stays_as_dark(inks: Inks) -> None:
    for red in range(0, 256, 51):
        for green in range(0, 256, 51):
            for blue in range(0, 256, 51):
                ink = inks.of((red, green, blue))
                few = inks.in_two(ink)
                assert sum(part > 0 for part in few.cmyk) <= 2
                if printed_light(ink.cmyk) < 0.2:
                    assert printed_light(few.cmyk) <= printed_light(ink.cmyk) + 0.02


def test_two_inks_are_the_nearest_colour_or_black(inks: Inks) -> None:
    assert inks.in_two(Ink((0, 0.3, 0.9, 0))).cmyk == (0, 0.3, 0.9, 0)
    assert inks.in_two(Ink((0.86, 0.38, 0.36, 0.16))).cmyk == (0.7, 0, 0, 0.55)  # a teal stays one
    assert inks.in_two(Ink((0.88, 0.38, 0.8, 0.32))).cmyk == BLACK  # no two inks make a dark green
    assert inks.in_two(Ink((0.5, 0.5, 0.5, 0), "PANTONE 349 C")).spot  # a plate of its own
