"""Pillow's settings. They hold for the whole process, and the layout engine changes them when it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile


@contextmanager
def no_half_pictures(*, of_any_size: bool = False) -> Iterator[None]:
    """Meanwhile Pillow raises an error for a picture that breaks off, which the layout engine lets pass; and with
    `of_any_size` it refuses none for its size, where somebody else has judged that."""
    most, truncated = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS = None if of_any_size else most
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = most, truncated
