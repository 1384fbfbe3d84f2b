"""Portraits that are brought nearer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from publisher.pictures.crop import brought_nearer

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def upright(tmp_path: Path) -> Path:
    """A red picture with a blue lower half."""
    path = tmp_path / "ida.png"
    picture = Image.new("RGB", (60, 100), RED)
    picture.paste(BLUE, (0, 50, 60, 100))
    picture.save(path)
    return path


@pytest.mark.parametrize(
    ("zoom", "focus", "side", "seen"),
    [(1, (50, 0), 60, {RED, BLUE}), (2, (50, 0), 30, {RED}), (2, (50, 100), 30, {BLUE}), (3, (0, 50), 20, {RED, BLUE})],
)
def test_a_square_around_the_focus(
    upright: Path, zoom: float, focus: tuple[float, float], side: int, seen: set[tuple[int, int, int]]
) -> None:
    made = brought_nearer(upright, zoom, focus)
    assert made.name == "ida.png", "findings name the writer's file"
    with Image.open(made) as picture:
        assert picture.size == (side, side)
        assert {color for _, color in picture.getcolors() or []} == seen


def test_the_same_file_makes_the_same_one_and_another_another(upright: Path) -> None:
    first = brought_nearer(upright, 2, (50, 50))
    data = first.read_bytes()
    first.unlink()
    assert brought_nearer(upright, 2, (50, 50)).read_bytes() == data
    Image.new("RGB", (60, 100), BLUE).save(upright)
    assert brought_nearer(upright, 2, (50, 50)) != first


def test_a_picture_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "trasig.jpg"
    path.write_bytes(b"no picture")
    assert brought_nearer(path, 2, (50, 50)) == path
