"""Preflight of a file by its path, for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from publisher.model.catalogue import say
from publisher.model.errors import AccessError, PublisherError, UsageError
from publisher.model.findings import Finding
from publisher.preflight import Inspection, open_file, preflight
from publisher.preflight.heat_map import heat_maps
from publisher.presses.profiles import Press


@dataclass(frozen=True)
class Checked:
    """A file that was looked at. `maps` are pictures of its ink by their file names."""

    path: Path
    pages: int
    findings: Sequence[Finding]
    maps: dict[str, bytes]

    @property
    def title(self) -> str:
        return f"{self.path} ({self.pages} page{'' if self.pages == 1 else 's'})"


@dataclass(frozen=True)
class Unread:
    """A file that could not be looked at, and why."""

    path: Path
    error: PublisherError


def check_files(
    paths: Sequence[Path], press: Press, folds: tuple[float, ...] = (), *, maps: bool = False, every: bool = False
) -> list[Checked | Unread]:
    """Look each through as `check_file` does. One that cannot be read keeps nobody from hearing of the others."""
    found = list[Checked | Unread]()
    for path in paths:
        try:
            found.append(check_file(path, press, folds, maps=maps, every=every))
        except PublisherError as error:
            found.append(Unread(path, error))
    return found


def check_file(
    path: Path, press: Press, folds: tuple[float, ...] = (), *, maps: bool = False, every: bool = False
) -> Checked:
    """Look a PDF through. With `maps`, also draw the ink of the pages that have too much, or of `every` page.

    Raises UsageError where there is no such file, or a fold is outside the page; AccessError where it cannot be read.
    """
    file = open_file(_bytes(path), str(path))
    width = file.sheets[0].boxes.cut.width if file.sheets else 0.0
    if file.sheets and (beside := [fold for fold in folds if not 0 < fold < width]):
        message = say("preflight:fold-mm-outside-page-which-mm", beside=beside[0], width=width)
        raise UsageError(message, say("preflight:give-folds-mm-from-left-edge"))
    inspection = Inspection(file, press, folds)
    findings = preflight(inspection)
    drawn = heat_maps(inspection, path.name, every) if maps else {}
    return Checked(path, file.count, findings, drawn)


def fold_places(text: str) -> tuple[float, ...]:
    """'99,198' -> (99.0, 198.0). Raises UsageError."""
    try:
        return tuple(float(part) for part in text.split(",") if part.strip())
    except ValueError:
        raise UsageError(
            say("preflight:not-list-folds", text=text), say("preflight:write-mm-from-left-edge-page")
        ) from None


def _bytes(path: Path) -> bytes:
    """Of a regular file only: a pipe may never end, nor a device."""
    try:
        if path.is_dir():
            raise UsageError(
                say("preflight:folder", path=path), say("preflight:name-pdf-publisher-check-file-pdf", path=path)
            )
        if not path.exists():
            raise UsageError(say("preflight:there-no-file", path=path), say("preflight:check-spelling-name"))
        if not path.is_file():
            raise UsageError(
                say("preflight:pipe-device-not-file", path=path), say("preflight:save-output-pdf-file-first")
            )
        return path.read_bytes()
    except OSError as error:
        raise AccessError(
            say("preflight:cannot-read", path=path, strerror=error.strerror), say("preflight:check-file-permissions")
        ) from error
