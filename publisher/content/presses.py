"""Press profiles: what a print shop wants of a file. Shipped in presses/; a user's own in content/presses/."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from publisher.content.fields import Strict, Text
from publisher.content.messages import schema_findings
from publisher.content.yaml_reader import read_yaml
from publisher.errors import AccessError, ContentError, UsageError
from publisher.places import PRESSES

USUAL_PRESS = "generic-coated"
OWN_PRESSES = "presses"
PROFILES = "profiles"
Length = Annotated[float, Field(ge=0, le=100)]


class OutputIntent(Strict):
    """The printing condition that colours are made for (ISO 15930-7, 6.3)."""

    profile: Text = Field(description="An ICC profile of kind CMYK printer: a file beside this one, or a shipped one.")
    condition: Text = Field(description="Its registered name: FOGRA39, FOGRA51")
    description: Text | None = Field(None, description="The condition in words.")
    registry: Text = Field("http://www.color.org", description="Where the name is registered.")
    stand_in: bool = Field(False, description="true: the profile is of another paper; ask the shop for its own.")


class Marks(Strict):
    """What is drawn outside the bleed. Off, because most shops add their own."""

    crop: bool = False
    registration: bool = False
    colour_bars: bool = False


class Resolution(Strict):
    """Pixels per inch at the printed size, below which a picture is an error or a warning. 0: never."""

    error_below: float = Field(ge=0, le=5000)
    warning_below: float = Field(ge=0, le=5000)


class TextLimits(Strict):
    """Points. `smallest`: white text, and text of several inks; `overprint_below`: black text that shall overprint."""

    smallest: Length = 8
    overprint_below: Length = 12


class LineLimits(Strict):
    """Points. `thinnest`: white lines, and lines of several inks; `hairline`: any line; `overprint_below`: black ones
    that shall overprint."""

    thinnest: Length = 0.25
    hairline: Length = 0.1
    overprint_below: Length = 2


class Spots(StrEnum):
    """What a spot colour is for this shop."""

    ERROR = "error"
    WARNING = "warning"
    ALLOWED = "allowed"


class PressFile(Strict):
    """A file in presses/: what one print shop wants. Lengths in mm, limits of text and lines in points.

    The defaults are the sheet-fed CMYK limits of the Ghent Workgroup's specification of 2022.
    """

    title: Text
    description: Text = Field(description="What it is for, in a sentence.")
    bleed: Length = Field(3, description="How far colour goes beyond the trim, in mm.")
    safe_margin: Length = Field(3, description="How far text keeps from trim and fold, in mm.")
    slug: Length = Field(10, description="The room for marks outside the bleed, in mm, where there are any.")
    marks: Marks = Field(default_factory=Marks)
    output_intent: OutputIntent
    ink_limit: float = Field(
        300, ge=100, le=400, description="The most ink in one place, all four together, in percent."
    )
    pictures: Resolution = Field(default_factory=lambda: Resolution(error_below=149, warning_below=224))
    bitmaps: Resolution = Field(
        default_factory=lambda: Resolution(error_below=0, warning_below=799), description="Pictures of black and white."
    )
    text: TextLimits = Field(default_factory=TextLimits)
    lines: LineLimits = Field(default_factory=LineLimits)
    spot_colours: Spots = Spots.ERROR
    transparency: bool = Field(True, description="false: the shop's printer cannot do it (old PostScript).")
    page_multiple: int = Field(
        4, ge=1, le=64, description="What the pages of a booklet are a multiple of; 1: anything."
    )


class Press(Strict):
    """A press profile as it is used: `id` is its file's name, `profile` the ICC file found."""

    id: str
    wants: PressFile
    profile: Path


def press_files(content: Path | None = None) -> dict[str, Path]:
    """The file of every press profile by its id. A user's own, in `content`/presses, goes before a shipped one."""
    folders = [PRESSES, *([content / OWN_PRESSES] if content else [])]
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def find_press(id: str, content: Path | None = None) -> Press:
    """The press profile of this id. Raises UsageError with the known ones; ContentError where its file has faults."""
    files = press_files(content)
    if id not in files:
        raise UsageError(f"There is no press profile '{id}'.", f"Use one of: {', '.join(files)}.")
    return _read(files[id])


@cache
def _read(path: Path) -> Press:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise AccessError(f"{path} cannot be read: {error.strerror}.", "Check the file's permissions.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text.", "Save it again with the encoding UTF-8.") from error
    source = read_yaml(text, f"{path.parent.name}/{path.name}")
    if source.findings:
        raise ContentError(source.findings)
    try:
        wants = PressFile.model_validate(source.data)
    except ValidationError as error:
        raise ContentError(schema_findings(error, source, PressFile)) from error
    near = path.parent / wants.output_intent.profile
    return Press(
        id=path.stem, wants=wants, profile=near if near.is_file() else PRESSES / PROFILES / wants.output_intent.profile
    )
