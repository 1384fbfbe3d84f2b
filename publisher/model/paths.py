"""The toolkit's own folders, in a clone and in an installed package."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from publisher.model.graphemes import normal

PACKAGE = Path(__file__).resolve().parents[1]
INSTALLED = PACKAGE / "_shared"
HOME = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent

LAYOUTS = HOME / "layouts"
FONTS = HOME / "fonts"
PRESSES = HOME / "presses"
STARTER_BRANDS = LAYOUTS / "base" / "brands"  # the brand to begin with
# Folders of the content that hold no publication, but what all publications share.
BRANDS_FOLDER, PRESSES_FOLDER, LAYOUTS_FOLDER = "brands", "presses", "layouts"

GHOSTSCRIPT = "gswin64c" if sys.platform == "win32" else "gs"  # the name of the program

LEAST_FREE = 1_000_000  # bytes on the disk of the cache folder

LOCALES = PACKAGE / "text" / "locale"


def real(path: Path) -> Path:
    """The path without links and dots. Unlike Path.resolve it does not fail where links go in a circle, or where no
    file can have that name."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # NUL
        return path.absolute()


def settings_folder() -> Path:
    """The folder `publisher` among the user's settings, where the user's own layouts, brands and press profiles for all
    content lie (elsewhere than on Windows and macOS: XDG Base Directory). It need not be there."""
    if chosen := os.environ.get("XDG_CONFIG_HOME"):
        return Path(chosen) / "publisher"
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "publisher"
        elif sys.platform == "darwin":
            return Path.home() / "Library" / "Application Support" / "publisher"
        else:
            return Path.home() / ".config" / "publisher"
    except RuntimeError:  # the user has no home
        return HOME / "no-settings"


def shown_path(path: Path, content: Path | None) -> str:
    """A file as a finding names it: seen from the content folder where it lies in there, else by its whole path."""
    inside = content is not None and path.is_relative_to(content)
    return normal((path.relative_to(content) if inside and content else path.absolute()).as_posix())


def cache_folder() -> Path:
    """The user's cache folder for this toolkit, made when it is missing.

    Where it cannot be made or written in, or its disk is full, a folder of the user's own among the temporary files.
    """
    try:
        folder = _caches() / "publisher"
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK | os.X_OK) and not _is_full(folder):
            return folder
    except (OSError, RuntimeError):  # RuntimeError: the user has no home
        pass
    return _temporary_folder()


def _is_full(folder: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    disk = os.statvfs(folder)
    return disk.f_blocks > 0 and disk.f_bavail * disk.f_frsize < LEAST_FREE


def _caches() -> Path:
    """Where this system keeps the caches of a user's programs (elsewhere: XDG Base Directory)."""
    if chosen := os.environ.get("XDG_CACHE_HOME"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    else:
        return Path.home() / ".cache"


def _temporary_folder() -> Path:
    """Anybody can make a folder of this name there: it is taken only if it is this user's and no link."""
    if sys.platform != "win32":
        folder = Path(tempfile.gettempdir()) / f"publisher-{os.getuid()}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            if not folder.is_symlink() and folder.stat().st_uid == os.getuid():
                return folder
        except OSError:
            pass
    return _folder_for_now()


@cache
def _folder_for_now() -> Path:
    """A folder that goes when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="publisher-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
