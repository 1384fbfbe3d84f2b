"""Places, findings, options and results: the types that every package shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from publisher.model.units import Paper


class Severity(StrEnum):
    """How much a finding matters.

    Attributes:
        ERROR: Files are held back until it is fixed.
        WARNING: Files are written; a person should look at it.
        NOTE: Something to know; no fault.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return ("note", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True)
class Explained:
    """What `publisher explain` says of a finding, besides the rationale of its check or rule.

    Attributes:
        what: What is wrong, in a sentence.
        fix: What to do, in a sentence.
        wrong: An example of the fault: lines of a file, or a few words.
        right: The same example, corrected.
        severities: Those that it can have. A rule says its own.
    """

    what: str
    fix: str
    wrong: str
    right: str
    severities: tuple[Severity, ...] = (Severity.WARNING,)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a content file.

    Attributes:
        file: The path as the user sees it, from the content folder.
        line: Counted from 1; None where the whole file is meant.
    """

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


Value = str | int | float
Box = tuple[float, float, float, float]  # left, top, width, height in mm from the trim's upper left corner


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes:
        id: Permanent: "content/missing-alt".
        severity: An error holds files back.
        message: What is wrong, without a full stop.
        fix: What to do about it, as an imperative.
        where: The line of the content; None where no line is to blame.
        page: Counted from 1; None where it is not about a page.
        box: Left, top, width and height in mm, from the upper left corner of the trimmed page.
        values: Names and values that triggered it, for programs: (("size", 6.5), ("limit", 8.0)).
    """

    id: str
    severity: Severity
    message: str
    fix: str
    where: Place | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a build should make, and for which press.

    Attributes:
        formats: Ids of formats; empty for those that every build makes.
        size: Size of the large print's text in points, 16, 18, 24 or 28; None: as the content says, or else 18.
        paper: What the large print stands on; None: as the content says, or else white.
        press: Id of a press profile; None: as the content says.
        profile: The print shop's own ICC file; None: as the press profile says.
        condition: Registered name of the printing condition of `profile` ("FOGRA51"); None: as the file says.
        marks: What to draw outside the bleed ("crop", "registration", "colour-bars"); None: as the press profile says.
        heat_maps: Draw each page of the press file that has too much ink.
        page_pictures: Draw the pages, for a report on them.
        without: Ids of formats to leave out.
    """

    formats: tuple[str, ...] = ()
    size: int | None = None
    paper: Paper | None = None
    press: str | None = None
    profile: Path | None = None
    condition: str | None = None
    marks: tuple[str, ...] | None = None
    heat_maps: bool = False
    without: tuple[str, ...] = ()
    page_pictures: bool = False


MARKS = ("crop", "registration", "colour-bars")  # what may be drawn outside the bleed
USUAL_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class Artifact:
    """One finished file.

    Attributes:
        format: Id of its format.
        filename: Its name, without a folder.
        media_type: As registered with IANA: "application/pdf".
        data: The bytes.
        pages: How many pages of the publication it shows; None where the format has none.
        size: Size of its text in points, where that can be chosen.
        paper: What its text stands on, where that is not white paper.
        companion: What a file that goes with the main file of its format holds, such as "instructions"; else "".
    """

    format: str
    filename: str
    media_type: str
    data: bytes
    pages: int | None = None
    size: int | None = None
    companion: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a picture (PNG): its number, counted from 1, its size in mm, and which lines of the content stand where
    on it."""

    number: int
    width: float
    height: float
    data: bytes
    places: tuple[tuple[Place, Box], ...] = ()


@dataclass(frozen=True, slots=True)
class FitChoice:
    """What the fitting chose for a part of the pages.

    Attributes:
        name: Title of the part.
        chosen: What was chosen, in words.
        why: The reason, in words.
        filled: Share of its last page that it fills, from 0 to 1, where that was planned.
        page: The page on which it begins, counted from 1.
    """

    name: str
    chosen: str
    why: str
    filled: float | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What the build of one publication made.

    Attributes:
        name: Path below the output folder: "framat", or "framat/en".
        title: Title of the publication.
        folder: The folder that holds the files.
        artifacts: The files that were written.
        findings: What the checks found, errors too.
        written: False where an error kept the files of the last good build in place.
        removed: Names of files that were made from an older state of the content, and not made anew.
        heat_maps: Pictures (PNG) of pages with too much ink, by file name; only on request.
        held: Names of files that a fault in the layout held back. A draft of the pages was written.
        fit: How the pages were fitted to what they hold.
        layouts: How often the engine laid pages out only to measure them.
        pages: Pictures of the pages (PNG), also of a build that was refused; only on request.
    """

    name: str
    title: str
    folder: Path
    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...] = ()
    written: bool = True
    removed: tuple[str, ...] = ()
    heat_maps: dict[str, bytes] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    fit: tuple[FitChoice, ...] = ()
    layouts: int = 0
    pages: tuple[PagePicture, ...] = ()
