"""Words that every room shares: where something stands, what a check found, what a build made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return ("note", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a content file. `file` is written as the user sees it, `line` counts from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


Value = str | int | float


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says. `id` is permanent (`content/missing-alt`); `fix` says what to do about it.

    `box` is where on the page: left, top, width, height in mm from the trim's upper left corner. `values` are the
    names and values that triggered it, for programs: (("size", 6.5), ("limit", 8.0)).
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
    """What a build is asked for: the formats (empty: the usual ones), those to leave out, and the size of the large
    print's text in points.

    For the press file: the id of the press profile, the print shop's own ICC file and the registered name of its
    printing condition, and the marks to draw. None: as the content, the press profile, the ICC file or the house says.
    `heat_maps`: draw where its pages have too much ink.
    """

    formats: tuple[str, ...] = ()
    size: int | None = None
    press: str | None = None
    profile: Path | None = None
    condition: str | None = None
    marks: tuple[str, ...] | None = None
    heat_maps: bool = False
    without: tuple[str, ...] = ()


MARKS = ("crop", "registration", "colour-bars")  # what may be drawn outside the bleed
USUAL_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class Artifact:
    """One finished file. `pages` counts the publication's pages in it and is None where the format has none; `size` is
    the size of its text in points, where that is chosen. A `companion` goes with the main file of its format."""

    format: str
    filename: str
    media_type: str
    data: bytes
    pages: int | None = None
    size: int | None = None
    companion: str = ""


@dataclass(frozen=True, slots=True)
class FitChoice:
    """What the fitting chose for a part of the pages, and why. `filled` is the share of its last page, where it was
    planned; `page` where it begins, counted from 1."""

    name: str
    chosen: str
    why: str
    filled: float | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What the build of one publication made. `folder` holds the files.

    `written` is False where a finding of severity error kept the files of the last good build in their place. `removed`
    are the names of files that came of an older state of the content and were not made anew. `heat_maps` are pictures
    (PNG) by their file names, of pages with too much ink, where they were asked for. `held` are the names of files made
    of pages that were kept back by a fault in the layout; a draft of the pages was written. `fit` is how the pages were
    fitted, after `layouts` runs of the engine that only measured.
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
