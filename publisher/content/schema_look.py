"""What the writer decides of the look, as types: few choices, each safe in every brand and layout."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from publisher.datafiles.appearance import STEERS
from publisher.datafiles.fields import Strict


class Accent(StrEnum):
    """Which of the brand's colours marks kickers, bullets and rules."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    ACCENT = "accent"


class Boxes(StrEnum):
    """How the boxes of the text stand out."""

    TINTED = "tinted"  # on a light ground
    LINED = "lined"  # between two lines
    DARK = "dark"  # on the sender's colour


class Portraits(StrEnum):
    """The form of the portraits."""

    ROUND = "round"
    SQUARE = "square"


class Ground(StrEnum):
    """What a section stands on."""

    PLAIN = "plain"
    LIGHT = "light"  # a light ground, as that of a box
    DARK = "dark"  # the sender's colour


class Foot(StrEnum):
    """What runs at the foot of the pages, beside their numbers."""

    TITLE = "title"
    SENDER = "sender"
    NONE = "none"


class SectionLook(Strict):
    """The look of one section."""

    accent: Annotated[Accent | None, STEERS] = Field(
        None, description="The colour of kickers, bullets and rules: primary, secondary, accent"
    )
    boxes: Annotated[Boxes | None, STEERS] = Field(None, description="How boxes stand out: tinted, lined, dark")
    ground: Annotated[Ground | None, STEERS] = Field(
        None, description="What the section stands on: plain, light, dark. On a ground it has pages of its own."
    )

    def classes(self, whole: Look) -> str:
        """'accent-primary boxes-lined', for the template: what is said here, or else of the whole publication."""
        said = {"boxes": whole.boxes, **self.model_dump(mode="json", exclude_none=True)}
        return " ".join(f"{name}-{value}" for name, value in said.items() if value)


class Look(Strict):
    """The look of all pages."""

    accent: Annotated[Accent | None, STEERS] = Field(
        None, description="The colour of kickers, bullets and rules: primary, secondary, accent"
    )
    boxes: Annotated[Boxes | None, STEERS] = Field(
        None, description="How boxes stand out: tinted, lined, dark. Without it, the layout decides."
    )
    portraits: Annotated[Portraits, STEERS] = Field(Portraits.ROUND, description="The form of portraits: round, square")
    initials: Annotated[bool, STEERS] = Field(
        True, description="false: people without a portrait have their names alone, and no initials in a circle"
    )
    page_numbers: Annotated[bool, STEERS] = Field(
        True, description="false: pages have no numbers, except where there is a table of contents"
    )
    foot: Annotated[Foot, STEERS] = Field(
        Foot.TITLE, description="What runs at the foot of the pages: title, sender, none"
    )

    @property
    def classes(self) -> str:
        """The same for the template: 'portraits-square no-page-numbers'; nothing of what is usual."""
        said = [
            f"accent-{self.accent}" if self.accent else "",
            f"portraits-{self.portraits}" if self.portraits is not Portraits.ROUND else "",
            "" if self.initials else "no-initials",
            "" if self.page_numbers else "no-page-numbers",
        ]
        return " ".join(filter(None, said))
