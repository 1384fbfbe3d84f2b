"""Brands for tests."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.design.brands import BrandFile


def brand_of(colours: Mapping[str, str], text: str = "Public Sans", display: str = "Bricolage Grotesque") -> BrandFile:
    """A brand with these colours of the screen; each is printed in black only."""
    return BrandFile.model_validate(
        {
            "name": "Test",
            "colours": {name: {"rgb": rgb, "cmyk": [0, 0, 0, 100]} for name, rgb in colours.items()},
            "fonts": {"text": text, "display": display},
        }
    )
