"""brand/low-contrast: colours that the layouts put on each other can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.checks import Subject
from publisher.checks.contrast import CHECK, LOWEST, contrast

if TYPE_CHECKING:
    from checks.conftest import MakeEdition

BRAND, QUOTE = "brands/blue.yaml", "'"
# The brand's colours in the order of its lines; the first stands on line 3.
COLOURS = {
    "ink": "#101010",
    "paper": "#FFFFFF",
    "primary": "#123B63",
    "secondary": "#1B5E83",
    "accent": "#F4B942",
    "tint": "#E9F1F5",
}


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#FFFFFF", 21),
        ("#FFFFFF", "#000000", 21),
        ("#777777", "#777777", 1),
        # The examples that everybody uses: 4.54 is enough for text, 4.48 is not.
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#FFFFFF", 4.48),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_the_ratio_is_that_of_the_standard(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("role", "colour", "pairs"),
    [
        ("ink", "#8A8A8A", ["'ink' on 'paper'", "'ink' on 'tint'"]),
        (
            "primary",
            "#9A9A9A",
            ["'primary' on 'paper'", "'primary' on 'tint'", "'paper' on 'primary'", "'accent' on 'primary'"],
        ),
        ("secondary", "#8A8A8A", ["'secondary' on 'paper'", "'secondary' on 'tint'"]),
        ("accent", "#123B64", ["'accent' on 'primary'"]),
        ("tint", "#333333", ["'ink' on 'tint'", "'primary' on 'tint'", "'secondary' on 'tint'"]),
    ],
)
def test_pale_colours_are_found(make_edition: MakeEdition, role: str, colour: str, pairs: list[str]) -> None:
    findings = list(CHECK.run(Subject(make_edition((BRAND, COLOURS[role], colour)))))
    assert [(f.id, str(f.where)) for f in findings] == [
        ("brand/low-contrast", f"{BRAND}:{list(COLOURS).index(pair.split(QUOTE)[1]) + 3}") for pair in pairs
    ]
    assert [next(pair for pair in pairs if pair in f.message) for f in findings] == pairs


def test_the_limit_itself_is_enough(make_edition: MakeEdition) -> None:
    assert contrast("#767676", "#FFFFFF") > LOWEST
    findings = CHECK.run(Subject(make_edition((BRAND, "#101010", "#767676"), (BRAND, "#E9F1F5", "#FFFFFE"))))
    assert [f.message for f in findings if "'ink'" in f.message] == []


def test_the_sound_brand_passes(make_edition: MakeEdition) -> None:
    assert list(CHECK.run(Subject(make_edition()))) == []
