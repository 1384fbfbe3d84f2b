"""Pillow's settings are changed for a while, and are as they were afterwards."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageFile

from publisher.pictures.pillow import no_half_pictures


def half() -> bytes:
    target = io.BytesIO()
    Image.frombytes("L", (64, 64), random.Random(1).randbytes(64 * 64)).save(target, "JPEG")
    return target.getvalue()[:2000]


def test_half_a_picture_is_an_error_whatever_others_have_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    Image.open(io.BytesIO(half())).load()
    with pytest.raises(OSError, match="truncated"), no_half_pictures():
        Image.open(io.BytesIO(half())).load()
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_a_large_picture_is_refused_only_where_nobody_else_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    large = io.BytesIO()
    Image.new("L", (64, 64)).save(large, "PNG")
    with no_half_pictures(of_any_size=True):
        Image.open(large)
    with pytest.raises(Image.DecompressionBombError), no_half_pictures():
        Image.open(large)
    assert Image.MAX_IMAGE_PIXELS == 100
