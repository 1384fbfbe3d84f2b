"""The logo: as high as its shape asks for, and the right one for its ground."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from publisher.compose.parts import LOGO_HEIGHTS, LOGO_WIDEST, logo_height
from publisher.design.brands import Logo
from publisher.pictures.cache import picture_ratio


@pytest.mark.parametrize("ratio", [0.3, 0.5, 0.8, 1, 1.5, 2, 3, 3.4])
def test_a_logo_is_14_to_22_mm_high(ratio: float) -> None:
    assert LOGO_HEIGHTS[0] <= logo_height(ratio) <= LOGO_HEIGHTS[1]
    assert logo_height(ratio) * ratio <= LOGO_WIDEST + 0.2


def test_a_very_wide_one_is_no_wider_than_its_place() -> None:
    assert logo_height(8) == 6
    assert (logo_height(0.4), logo_height(1), logo_height(2)) == (22, 16, 14)


def test_the_shape_is_that_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "wide.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"/>', "utf-8")
    Image.new("RGB", (40, 80)).save(tmp_path / "tall.png")
    (tmp_path / "broken.png").write_bytes(b"-")
    assert [picture_ratio(tmp_path / name) for name in ("wide.svg", "tall.png", "broken.png", "gone.svg")] == [
        3.0,
        0.5,
        1.0,
        1.0,
    ]


@pytest.mark.parametrize(
    ("negative", "ground", "file"),
    [
        ("dark.svg", "#123b63", ("dark.svg", False)),
        (None, "#123b63", ("light.svg", True)),
        ("dark.svg", "#ffd500", ("light.svg", False)),
        (None, "#ffd500", ("light.svg", False)),
    ],
)
def test_the_ground_decides_which_logo_stands_on_it(negative: str | None, ground: str, file: tuple[str, bool]) -> None:
    assert Logo(file="light.svg", negative=negative, alt="Ljus").on(ground) == file
