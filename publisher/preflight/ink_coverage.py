"""Ink coverage, measured from the plates that Ghostscript makes (its device `tiffsep`).

What counts is the mean of all inks together in a square of 15 mm: a small dark spot dries, a large one does not.
"""

from __future__ import annotations

import shutil
import subprocess
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from PIL import Image, ImageMath

from publisher.model.catalogue import say
from publisher.model.paths import GHOSTSCRIPT
from publisher.model.processes import run_program, scratch_folder
from publisher.preflight.reading.geometry import Box
from publisher.preflight.reading.print_file import PrintFile, Sheet
from publisher.presses.profiles import Press

DPI = 72  # of the plates; drawn at twice that, and smoothed
WINDOW = 15  # mm
SECONDS, SECONDS_A_PAGE = 30, 2
ASK = say("preflight:ask-to-measure")
AGAIN = say("preflight:export-or-ask")
SIMPLER = say("preflight:simpler-or-ask")
FULL = 255  # of a plate's pixel: no ink at all
SLACK = 1.0  # percent; plates have 256 steps


@dataclass(frozen=True)
class InkMap:
    """One page. `means` are the means in percent of the windows that begin at each mm of `region` across and down,
    row by row; `grey` is the page as it will look, without colours."""

    page: int
    region: Box
    window: tuple[int, int]
    means: Sequence[Sequence[float]]
    grey: Image.Image
    media: Box

    @property
    def worst(self) -> tuple[float, Box]:
        """(percent, the square with the most ink)"""
        value, row, column = max(
            (mean, -row, -column) for row, means in enumerate(self.means) for column, mean in enumerate(means)
        )
        left, top = self.region.left - column, self.region.top - row
        return value, Box(left, top, left + self.window[0], top + self.window[1])

    def exceeds(self, limit: float) -> bool:
        """Whether the page has more ink somewhere than the limit, in percent."""
        return self.worst[0] > limit + SLACK


@dataclass(frozen=True)
class Ink:
    """The pages measured. Where some or all were not, `reason` says why, and `fix` what helps against that. `blank`
    says that Ghostscript was asked, and came to its end without having drawn a page."""

    pages: list[InkMap] = field(default_factory=list)
    reason: str = ""
    fix: str = ""
    blank: bool = False


def measure_ink(file: PrintFile, press: Press) -> Ink:
    """Make the plates of every page and measure them. Never raises: what hinders it is the reason."""
    hindered = {sheet.number: why for sheet in file.sheets if (why := sheet.hindrance(sheet.boxes.media, 2 * DPI))}
    sheets = [sheet for sheet in file.sheets if sheet.number not in hindered]
    program = shutil.which(GHOSTSCRIPT)
    if program is None:
        return Ink(reason=say("preflight:no-ghostscript"), fix=say("preflight:install-ghostscript"))
    measured = _measured_pages(program, file, sheets, press) if sheets else Ink()
    if hindered and not measured.reason:
        number, why = next(iter(hindered.items()))
        reason = say("preflight:page-hindered", number=number, why=why)
        if len(hindered) > 1:
            reason = say("preflight:and-more", reason=reason, count=len(hindered) - 1)
        return Ink(measured.pages, reason, ASK)
    return measured


def _measured_pages(program: str, file: PrintFile, sheets: list[Sheet], press: Press) -> Ink:
    with scratch_folder() as folder:
        source = folder / "file.pdf"
        source.write_bytes(file.data)
        command = [
            program,
            "-q",
            "-dSAFER",
            "-dBATCH",
            "-dNOPAUSE",
            f"--permit-file-read={press.profile}",
            "-sDEVICE=tiffsep",
            "-sCompression=lzw",
            f"-r{2 * DPI}",
            "-dDownScaleFactor=2",
            # RGB becomes ink by the press's profile. Ink stays as it is: by another default it would be converted, too.
            f"-sOutputICCProfile={press.profile}",
            f"-sDefaultCMYKProfile={press.profile}",
            *([] if len(sheets) == file.count else [f"-sPageList={','.join(str(sheet.number) for sheet in sheets)}"]),
            "-o",
            f"{folder}/page-%05d.tif",
            str(source),
        ]
        limit = SECONDS + SECONDS_A_PAGE * len(sheets)
        try:
            run_program(command, limit, folder)
        except subprocess.TimeoutExpired:
            return Ink(reason=say("preflight:ghostscript-slow", limit=limit), fix=SIMPLER)
        except (OSError, subprocess.CalledProcessError) as error:
            ended = isinstance(error, subprocess.CalledProcessError) and error.returncode > 0
            reason = say("preflight:ghostscript-cannot-read")
            return Ink(reason=reason, fix=AGAIN, blank=ended and not _plates(folder))
        try:
            return Ink([_measured(sheet, folder, place) for place, sheet in enumerate(sheets, 1)])
        except (OSError, ValueError):
            reason = say("preflight:ghostscript-cannot-draw")
            return Ink(reason=reason, fix=AGAIN, blank=not _plates(folder))


def _plates(folder: Path, page: str = "page-*") -> list[Path]:
    return sorted(folder.glob(f"{page}(*).tif"))


def _measured(sheet: Sheet, folder: Path, place: int) -> InkMap:
    """`place` counts the pages that were drawn."""
    name = f"page-{place:05d}"
    plates = _plates(folder, name)
    if not plates:
        raise ValueError(f"no plates of page {sheet.number}")
    media = sheet.boxes.media
    size = (max(1, round(media.width)), max(1, round(media.height)))
    total: Any = None
    for path in plates:
        with Image.open(path) as plate:
            cells = plate.convert("F").resize(size, Image.Resampling.BOX)
        total = (
            cells
            if total is None
            else ImageMath.lambda_eval(lambda of: of["one"] + of["other"], one=total, other=cells)
        )
    with Image.open(folder / f"{name}.tif") as composite:
        grey = composite.convert("L")
    printed = sheet.boxes.printed
    left, top = round(printed.left - media.left), round(printed.top - media.top)
    right, bottom = min(size[0], left + round(printed.width)), min(size[1], top + round(printed.height))
    cells = total.crop((left, top, max(left + 1, right), max(top + 1, bottom)))
    window = (min(WINDOW, cells.width), min(WINDOW, cells.height))
    region = Box(media.left + left, media.top + top, media.left + right, media.top + bottom)
    return InkMap(sheet.number, region, window, _means(cells, len(plates), window), grey, media)


def _means(cells: Image.Image, plates: int, window: tuple[int, int]) -> list[list[float]]:
    """Of each window the mean in percent. A plate is white where it has no ink, so ink is what is missing."""
    across, down = window
    width = cells.width
    values = array("f", cells.tobytes())
    rows = []
    for start in range(0, len(values), width):
        sums = list(accumulate(values[start : start + width], initial=0.0))
        rows.append([sums[x + across] - sums[x] for x in range(width - across + 1)])
    means, whole = [], FULL * plates
    columns = [sum(column) for column in zip(*rows[:down], strict=True)]
    for y in range(len(rows) - down + 1):
        if y:
            columns = [c - old + new for c, old, new in zip(columns, rows[y - 1], rows[y + down - 1], strict=True)]
        means.append([100 * (whole - c / (across * down)) / FULL for c in columns])
    return means
