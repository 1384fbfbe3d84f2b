"""Press profiles: what a print shop requires of a file. Shipped in presses/; a user's own in content/presses/."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publisher.datafiles.fields import Settings, Text
from publisher.datafiles.whole_file import read_whole, unreadable
from publisher.datafiles.yaml_reader import YamlFile
from publisher.model.catalogue import say
from publisher.model.errors import AccessError, ContentError, UsageError
from publisher.model.file_access import obstacle
from publisher.model.findings import (
    MARKS,
    Finding,
    Options,
    Place,
    Severity,
)
from publisher.model.nearest import there_are
from publisher.model.paths import PRESSES, PRESSES_FOLDER, real, settings_folder, shown_path
from publisher.model.registry import Folders
from publisher.model.shipped import RESTORE, is_changed, profile_digests
from publisher.presses.icc import (
    condition_of,
    conditions,
    printer_fault,
    profile_name,
)

FOLDERS = Folders("publisher.presses", "press profiles")
USUAL_PRESS = "generic-coated"
PROFILES = "profiles"
CUSTOM = "Custom"  # the condition of a profile that is for no registered one, as far as anybody knows
REGISTRY = "http://www.color.org"
ROUNDED = 1.0  # ppi: GWG says 149, 224 and 799, so that 150, 225 and 800 may have been rounded
GREY, CRISP = 300, 1200  # ppi that are best for what is black and white: scanned in grey, or as it is
PROFILE_FIX = "presses:ask-for-profile"
Length = Annotated[float, Field(ge=0, le=100)]


class Intent(StrEnum):
    """How the profile treats colours that the press cannot print (ICC rendering intents)."""

    RELATIVE = "relative-colorimetric"
    PERCEPTUAL = "perceptual"


class OutputIntent(Settings):
    """The printing condition that colours are made for (ISO 15930-7, 6.3)."""

    profile: Text = Field(description="An ICC profile of a CMYK printer: a file beside this one, or a supplied one.")
    condition: Text = Field(description="Its registered name: FOGRA39, FOGRA51")
    description: Text | None = Field(None, description="The condition in words.")
    registry: Text = Field(REGISTRY, description="Where the name is registered.")
    stand_in: bool = Field(False, description="true: the profile is for another paper; ask the print shop for its own.")
    intent: Intent = Field(
        Intent.RELATIVE,
        description="relative-colorimetric (with black-point compensation): colours stay unchanged where possible. "
        "perceptual: all shift slightly, so that bright photographs keep their detail.",
    )


class Marks(Settings):
    """What is drawn outside the bleed. Off, because most shops add their own."""

    crop: bool = Field(False, description="Lines that show where to cut the paper.")
    registration: bool = Field(False, description="Crosses on every plate, which show whether the plates line up.")
    colour_bars: bool = Field(False, description="Patches of ink, which show its density.")

    @property
    def names(self) -> list[str]:
        """Those that are drawn, as the command line names them."""
        return [name for name in MARKS if getattr(self, name.replace("-", "_"))]


class Resolution(Settings):
    """Pixels per inch at the printed size, below which a picture is an error or a warning. 0: never."""

    error_below: float = Field(ge=0, le=5000)
    warning_below: float = Field(ge=0, le=5000)

    @model_validator(mode="after")
    def _in_order(self) -> Resolution:
        if self.warning_below < self.error_below:
            limits = {"error": f"{self.error_below:g}", "warning": f"{self.warning_below:g}"}
            raise PydanticCustomError("limits_swapped", "{warning} is less than {error}", limits)
        return self

    def judge(self, ppi: float) -> tuple[Severity, float] | None:
        """What too few pixels are, and the limit that they are below; None where they are enough."""
        for severity, limit in ((Severity.ERROR, self.error_below), (Severity.WARNING, self.warning_below)):
            if ppi < limit - ROUNDED:
                return severity, limit
        return None


class TextLimits(Settings):
    """Points. `smallest`: white text, and text of several inks; `overprint_below`: black text that shall overprint;
    `two_inks_below`: text that shall have two inks at most."""

    smallest: Length = 8
    overprint_below: Length = 12
    two_inks_below: Length = 11


class LineLimits(Settings):
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


class PressFile(Settings):
    """A file in presses/: what one print shop wants. Lengths in mm, limits of text and lines in points.

    The defaults are the sheet-fed CMYK limits of the Ghent Workgroup's specification of 2022.
    """

    title: Text
    description: Text = Field(description="The purpose of the profile, in one sentence.")
    bleed: Length = Field(3, description="How far colour extends beyond the trim, in mm.")
    safe_margin: Length = Field(3, description="The least distance of text from trim and fold, in mm.")
    slug: Length = Field(
        10, description="The space for marks outside the bleed, in mm; it grows if the marks need more."
    )
    marks: Marks = Marks.model_validate({})
    output_intent: OutputIntent
    ink_limit: float = Field(
        300, ge=100, le=400, description="The maximum ink in one place, all four inks together, in percent."
    )
    pictures: Resolution = Field(default_factory=lambda: Resolution(error_below=150, warning_below=225))
    bitmaps: Resolution = Field(
        default_factory=lambda: Resolution(error_below=0, warning_below=800),
        description="Pictures in black and white only.",
    )
    text: TextLimits = Field(default_factory=TextLimits)
    lines: LineLimits = Field(default_factory=LineLimits)
    spot_colours: Spots = Spots.ERROR
    transparency: bool = Field(True, description="false: the press cannot print transparency (old PostScript).")
    page_multiple: int = Field(
        4, ge=1, le=64, description="The page count of a booklet is a multiple of this number; 1: any count."
    )


class Press(Settings):
    """A press profile as it is used: `id` is its file's name, `profile` the ICC file found, by its whole path, because
    other programs read it from other folders; `condition_place` the line that names the printing condition, where a
    file does."""

    id: str
    wants: PressFile
    profile: Path
    condition_place: Place | None = None

    @property
    def profile_name(self) -> str:
        """What the ICC file calls itself."""
        return profile_name(self.profile)

    @property
    def summary(self) -> str:
        """'3 mm bleed, no marks, at most 300 % ink, FOGRA39'"""
        wants = self.wants
        bleed = say("presses:bleed", bleed=wants.bleed) if wants.bleed else say("presses:no-bleed")
        marks = say("presses:marks", names=wants.marks.names) if wants.marks.names else say("presses:no-marks")
        condition = wants.output_intent.condition
        return say("presses:summary", bleed=bleed, marks=marks, limit=wants.ink_limit, condition=condition)

    def with_profile(self, profile: Path, condition: str | None = None) -> Press:
        """The same press with the shop's own ICC file, for this printing condition; None: the one that the file is
        known to be for. Raises UsageError where the file is no profile of a CMYK printer."""
        if not profile.exists():
            raise UsageError(say("presses:there-no-file", profile=profile), say("presses:check-spelling-name"))
        if fault := printer_fault(profile):
            raise UsageError(
                say("presses:text", profile=profile, fault=fault), say("model:sentence", text=say(PROFILE_FIX))
            )
        condition = condition or condition_of(profile) or CUSTOM
        intent = self.wants.output_intent.model_copy(
            update={
                "profile": profile.name,
                "condition": condition,
                "description": conditions().get(condition) or profile_name(profile),
                "registry": REGISTRY,
                "stand_in": False,
            }
        )
        wants = self.wants.model_copy(update={"output_intent": intent})
        return self.model_copy(update={"profile": profile.absolute(), "wants": wants, "condition_place": None})

    def with_marks(self, names: Collection[str]) -> Press:
        """The same press with these marks and no others: 'crop', 'registration', 'colour-bars'."""
        marks = Marks(**{name.replace("-", "_"): True for name in names})
        return self.model_copy(update={"wants": self.wants.model_copy(update={"marks": marks})})


def press_files(content: Path | None = None) -> dict[str, Path]:
    """The file of every press profile by its id. A user's own, in `content`/presses or the settings, goes before a
    shipped one, and that before one of a package."""
    return FOLDERS.files("*.yaml", settings_folder() / PRESSES_FOLDER, *([content / PRESSES_FOLDER] if content else []))


def read_presses(content: Path | None = None) -> tuple[list[Press], list[Finding]]:
    """Every sound press profile, and what is wrong with the others."""
    sound, faults = list[Press](), list[Finding]()
    for path in press_files(content).values():
        try:
            sound.append(_read(path, content))
        except ContentError as error:
            faults += error.findings
        except AccessError as error:
            faults.append(unreadable(error, shown_path(path, content)))
    return sound, faults


def find_press(id: str, content: Path | None = None) -> Press:
    """The press profile of this id. Raises UsageError with the known ones; ContentError where its file has faults, or
    names an ICC profile that is not there or none of a CMYK printer."""
    files = press_files(content)
    if id not in files:
        fix = there_are(id, files)
        if content:
            fix = say("presses:or-your-own", fix=fix, name=id, folder=content / PRESSES_FOLDER)
        raise UsageError(say("presses:no-such-profile", name=id), fix)
    return _read(files[id], content)


def choose_press(options: Options, named: str | None, content: Path) -> Press:
    """The press profile of a build: what the options say goes before what the publication names. Raises as `find_press`
    and `Press.with_profile`."""
    press = find_press(options.press or named or USUAL_PRESS, content)
    if options.profile:
        press = press.with_profile(options.profile, options.condition)
    return press if options.marks is None else press.with_marks(options.marks)


def _read(path: Path, content: Path | None) -> Press:
    wants, source = read_whole(path, shown_path(path, content), PressFile)
    profile = _profile(path.parent, wants.output_intent.profile, source).absolute()
    named = source.place(("output_intent", "condition"))
    return Press(id=path.stem, wants=wants, profile=profile, condition_place=named)


def _profile(folder: Path, name: str, source: YamlFile) -> Path:
    """The ICC file: beside the press profile, or a shipped one. Raises ContentError where it cannot be used."""
    near, shipped = folder / name, PRESSES / PROFILES / Path(name).name
    reason = obstacle(near)
    profile = near if not reason and near.is_file() else shipped
    if not real(near).is_relative_to(real(folder)):
        message = say("presses:outside", name=name, folder=folder.name)
        fix = say("presses:copy-into", folder=folder.name, file=near.name)
    elif reason:
        message, fix = say("presses:text-2", name=name, fault=reason), say(PROFILE_FIX)
    elif not profile.is_file():
        there = ", ".join(sorted(path.name for path in shipped.parent.glob("*.icc")))
        message, fix = (
            say("presses:there-no-profile", name=name),
            say("presses:put-print-shop-file-use", name=folder.name, there=there),
        )
    elif profile == shipped and is_changed(profile, profile_digests().get(profile.name)):
        message, fix = say("presses:changed", name=name), say("presses:restore", command=RESTORE["presses"])
    elif fault := printer_fault(profile):
        message, fix = say("presses:text-2", name=name, fault=fault), say(PROFILE_FIX)
    else:
        return profile
    place = source.place(("output_intent", "profile"))
    raise ContentError([Finding("content/press-profile", Severity.ERROR, message, fix, place)])
