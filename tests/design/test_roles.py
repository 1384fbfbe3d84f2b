"""The roles of a brand's colours: whatever colours it has, text can be read on its grounds."""

from __future__ import annotations

from math import pi

import pytest

from publisher.design.colour import contrast, from_oklch, oklch, readable
from publisher.design.roles import GROUNDS, LEAST, TEXTS, role_colours, roles
from publisher.formats.epub.book_style import colours_for_any_ground
from publisher.formats.web.palette import dark, light
from support.brands import brand_of

SOUND = {
    "ink": "#1c1d2e",
    "paper": "#ffffff",
    "primary": "#29275e",
    "secondary": "#1a7178",
    "accent": "#ffb45c",
    "tint": "#eff1f8",
    "rule": "#bfc6dc",
}
# 200 colours over the whole space: 5 lightnesses, 2 chromas, 20 hues.
SWEEP = [
    from_oklch(lightness, chroma, 2 * pi * hue / 20)
    for lightness in (0.3, 0.45, 0.6, 0.75, 0.9)
    for chroma in (0.05, 0.12)
    for hue in range(20)
]


def test_the_sweep_is_of_200_colours() -> None:
    assert len(SWEEP) == 200
    assert len(set(SWEEP)) == 200


@pytest.mark.parametrize("changed", ["primary", "secondary", "accent", "tint", "paper", "ink"])
def test_text_can_be_read_whatever_the_colour(changed: str) -> None:
    for colour in SWEEP:
        made = role_colours({**SOUND, changed: colour})
        for text, (_, grounds) in TEXTS.items():
            for ground in grounds:
                assert contrast(made[text], made[ground]) >= LEAST, (colour, text, ground)


def test_text_can_be_read_where_all_colours_change_together() -> None:
    for number, colour in enumerate(SWEEP):
        others = (SWEEP[(number * step + 7) % len(SWEEP)] for step in (3, 7, 11))
        primary, secondary, accent = others
        given = {**SOUND, "primary": primary, "secondary": secondary, "accent": accent, "tint": colour}
        made = role_colours(given)
        for text, (_, grounds) in TEXTS.items():
            assert min(contrast(made[text], made[ground]) for ground in grounds) >= LEAST, (given, text)


@pytest.mark.parametrize("by", [light, dark])
def test_the_web_page_can_be_read_whatever_the_colour(by: object) -> None:
    for colour in SWEEP:
        web = by({**SOUND, "primary": colour, "secondary": colour, "accent": colour})  # type: ignore[operator]
        for text in ("text", "quiet", "heading", "link"):
            assert min(contrast(web[text], web[ground]) for ground in ("ground", "box")) >= 7
        for text in ("panel-text", "panel-mark"):
            assert contrast(web[text], web["panel"]) >= LEAST


def test_the_headings_of_an_e_book_can_be_read_on_white_and_on_black_whatever_the_colour() -> None:
    """They are large letters (WCAG 2.2, 1.4.3): only the reader knows the ground."""
    for colour in SWEEP:
        edition = brand_of({**SOUND, "primary": colour, "secondary": colour})
        made = colours_for_any_ground(edition)
        assert all(min(contrast(one, "#ffffff"), contrast(one, "#000000")) >= 3 for one in made.values()), colour


def test_a_sound_brand_is_left_as_it_is() -> None:
    made = role_colours(SOUND)
    assert {name: made[name] for name in GROUNDS} == {name: SOUND[source] for name, source in GROUNDS.items()}
    assert {name: made[name] for name in TEXTS} == {name: SOUND[source] for name, (source, _) in TEXTS.items()}
    assert not any(role.changed for role in roles(brand_of(SOUND)).values())


def test_the_senders_colour_is_never_changed() -> None:
    assert {role_colours({**SOUND, "primary": colour})["panel"] for colour in SWEEP} == set(SWEEP)


@pytest.mark.parametrize(
    ("primary", "text"),
    [
        ("#52bdec", SOUND["ink"]),  # a light blue party
        ("#ffd500", SOUND["ink"]),  # a yellow one
        ("#e4002b", "#ffffff"),
        ("#808080", "#000000"),  # neither the paper's white nor the brand's ink is enough
        ("#000000", "#ffffff"),
    ],
)
def test_text_on_the_senders_colour_is_black_or_white(primary: str, text: str) -> None:
    assert role_colours({**SOUND, "primary": primary})["panel-text"] == text


def test_what_is_made_darker_keeps_its_hue() -> None:
    for colour in SWEEP:
        made = readable(colour, ("#ffffff",), 7)
        if oklch(made)[1] > 0.04:  # of a grey, the hue says nothing
            difference = abs(oklch(made)[2] - oklch(colour)[2])
            assert min(difference, 2 * pi - difference) < 0.12, (colour, made)


def test_a_colour_comes_back_from_its_lightness_chroma_and_hue() -> None:
    for colour in SWEEP:
        pairs = zip(bytes.fromhex(from_oklch(*oklch(colour))[1:]), bytes.fromhex(colour[1:]), strict=True)
        assert max(abs(first - second) for first, second in pairs) <= 1
    assert oklch("#ff0000") == pytest.approx((0.628, 0.2577, 0.5102), abs=0.001)


def test_what_a_role_says_of_itself() -> None:
    made = roles(brand_of({**SOUND, "primary": "#52bdec"}))
    heading = made["heading"]
    assert (heading.source, heading.changed) == ("primary", True)
    assert heading.contrast == pytest.approx(min(contrast(heading.rgb, ground) for ground in ("#ffffff", "#eff1f8")))
    assert (made["panel"].changed, made["panel"].contrast) == (False, None)
