"""Brands: the colours, fonts and logo of one sender, as types. Part of the content schema."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publisher.datafiles.appearance import ALTERNATIVE, IDENTIFIES, PICTURE
from publisher.datafiles.fields import (
    AltText,
    Colour,
    Id,
    Language,
    Settings,
    Text,
)
from publisher.model.registry import Folders

FOLDERS = Folders("publisher.brands", "brands")
Percent = Annotated[float, Field(ge=0, le=100)]


class BrandColour(Settings):
    """A colour, on the screen and in ink. The press file replaces the one by the other, exactly."""

    rgb: Colour
    cmyk: tuple[Percent, Percent, Percent, Percent] = Field(description="Cyan, magenta, yellow, black, in percent.")
    spot: Text | None = Field(
        None, description="The name of a spot colour, for presses that take one: PANTONE 349 C. Others print cmyk."
    )


class Fonts(Settings):
    text: Text = Field(description="A family in fonts/: Atkinson Hyperlegible Next")
    display: Text = Field(description="The family of the headings.")


class Logo(Settings):
    """The sender's mark: `file` on light ground, `negative` on dark."""

    file: Annotated[Text, IDENTIFIES]
    negative: Annotated[Text | None, IDENTIFIES] = None
    alt: Annotated[AltText, ALTERNATIVE]
    alt_in: Annotated[dict[Language, AltText], ALTERNATIVE] = Field(
        default_factory=dict, description="The alt text in other languages, by language tag: en: ..."
    )

    def alt_for(self, language: str) -> str:
        """The alt text in `language` ('en-GB': that of 'en'), or the usual one."""
        return self.alt_in.get(language) or self.alt_in.get(language.split("-")[0]) or self.alt


ROLES: tuple[str, ...] = ("ink", "paper", "primary", "secondary", "accent", "tint", "rule")


class BrandFile(Settings):
    """A file in content/brands: the colours, fonts and logo of one sender."""

    name: Text
    colours: dict[Id, BrandColour]
    fonts: Fonts
    logo: Annotated[Logo | None, PICTURE] = None

    @property
    def paper_is_tinted(self) -> bool:
        """Whether the brand's paper has a colour, which must be painted or printed."""
        paper = self.colours["paper"]
        return paper.rgb.lower() != "#ffffff" or any(paper.cmyk)

    @model_validator(mode="after")
    def _all_roles(self) -> BrandFile:
        missing = [role for role in ROLES if role not in self.colours]
        if missing:
            names = ", ".join(missing)
            raise PydanticCustomError("roles_missing", "the brand lacks the colours: {names}", {"names": names})
        return self
