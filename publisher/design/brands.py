"""Brands: the colours, fonts and logo of one sender, as types. Part of the content schema."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from publisher.datafiles.appearance import ALTERNATIVE, FILE, PICTURE, Kind
from publisher.datafiles.declared import MAIN, fields_of
from publisher.datafiles.fields import AltText, Colour, Id, Language, Settings, Text
from publisher.design.colour import BLACK, WHITE, contrast
from publisher.design.fonts import shipped_fonts
from publisher.model.registry import Folders

FOLDERS = Folders("publisher.brands", "brands")
LEGIBLE = "Atkinson Hyperlegible Next"  # drawn for readers with low vision
Percent = Annotated[float, Field(ge=0, le=100)]


class BrandColour(Settings):
    """A colour, on the screen and in ink. The press file replaces the one by the other, exactly."""

    rgb: Colour
    cmyk: tuple[Percent, Percent, Percent, Percent] = Field(description="Cyan, magenta, yellow, black, in percent.")
    spot: Text | None = Field(
        None, description="The name of a spot colour, for presses that take one: PANTONE 349 C. Others print cmyk."
    )


class Fonts(Settings):
    """The families of the letters: a pair by its id, or each by its name, which then counts before the pair's."""

    pair: Text | None = Field(None, description="Two families that go together: clear, book ...; see docs/brands.md")
    text: str = Field("", description="A family in fonts/: Public Sans")
    display: str = Field("", description="The family of the headings.")
    large_print: Text = Field(LEGIBLE, description="The family of the large print.")

    @property
    def families(self) -> list[tuple[str, str]]:
        """(field, family) of each use."""
        return [(use, family) for use, family in self if use != "pair"]

    @model_validator(mode="before")
    @classmethod
    def _of_pair(cls, given: Any) -> Any:
        """The families of the pair, where the brand names no other."""
        pair = shipped_fonts().pairs.get(str(given.get("pair"))) if isinstance(given, dict) else None
        return {"text": pair.text, "display": pair.display, **given} if pair else given

    @field_validator("pair")
    @classmethod
    def _known_pair(cls, pair: str | None) -> str | None:
        pairs = shipped_fonts().pairs
        if pair is not None and pair not in pairs:
            context = {"pair": pair, "known": ", ".join(pairs)}
            raise PydanticCustomError("unknown_pair", "there is no pair of fonts '{pair}'", context)
        return pair

    @model_validator(mode="after")
    def _both(self) -> Fonts:
        if not (self.text and self.display):
            raise PydanticCustomError("fonts_missing", "the brand names no fonts for text and headings", {})
        return self


class Logo(Settings):
    """The sender's mark: `file` on light ground, `negative` on dark."""

    file: Annotated[Text, FILE, MAIN]
    negative: Annotated[Text | None, FILE] = None
    alt: Annotated[AltText, ALTERNATIVE]
    alt_in: Annotated[dict[Language, AltText], ALTERNATIVE] = Field(
        default_factory=dict, description="The alt text in other languages, by language tag: en: ..."
    )

    def on(self, ground: str) -> tuple[str, bool]:
        """The file for a ground of this colour ('#rrggbb'), and whether it needs a pale panel below it: a dark ground
        asks for a negative logo."""
        is_dark = contrast(ground, WHITE) >= contrast(ground, BLACK)
        if not is_dark:
            return self.file, False
        return self.negative or self.file, self.negative is None

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
    def logo_files(self) -> list[tuple[str, str]]:
        """(field, file) of the logo's forms."""
        names = fields_of(Logo, Kind.FILE)
        return [(name, file) for name, file in self.logo or () if name in names and file]

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
