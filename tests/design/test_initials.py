"""Initials for people without a portrait."""

from __future__ import annotations

import pytest
from lxml import etree

from publisher.branding.known import find_brand
from publisher.design.brands import BrandFile
from publisher.design.colour import contrast
from publisher.design.initials import initials_drawing
from support import tools


@pytest.fixture(scope="module")
def brand() -> BrandFile:
    return find_brand("framat", tools.ROOT / "content")[0]


def test_three_people_in_a_row_have_three_grounds_on_which_their_letters_can_be_read(brand: BrandFile) -> None:
    drawings = [etree.fromstring(initials_drawing("Eva Holm", index, brand)) for index in range(4)]
    fills = [[path.get("fill") for path in drawing] for drawing in drawings]
    assert len({ground for ground, _ in fills[:3]}) == 3
    assert fills[3] == fills[0]
    assert all(contrast(*pair) >= 3 for pair in fills), "large text: WCAG 2.2, 1.4.3"
    assert all(not path.text for drawing in drawings for path in drawing), "outlines, not letters"


def test_a_name_that_no_font_of_the_stack_has_is_not_drawn(brand: BrandFile) -> None:
    assert initials_drawing("\U0001e900", 0, brand) == ""
    assert initials_drawing("فاطمة", 0, brand) == ""
