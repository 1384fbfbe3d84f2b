"""Whether what is shipped and prints is as it was shipped: fonts, colour profiles, layouts.

A file that was changed or damaged makes a build that looks right: a font in which 1 and 7 have changed places prints
other times. So each file is compared with its SHA-256 digest as it is loaded. The digests of fonts and profiles stand
in their tables; those of layouts in the list of an installed package (RECORD). In a clone, version control says what
changed.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from publisher.model.paths import FONTS, HOME, INSTALLED, LAYOUTS, PRESSES, real

DISTRIBUTION = "publisher-toolkit"
PROFILES = PRESSES / "profiles"
PROFILES_TABLE = PROFILES / "profiles.toml"
IS_INSTALLED = HOME == INSTALLED
# How to have a folder back.
RESTORE = {
    folder: f"python -m pip install --force-reinstall {DISTRIBUTION}" if IS_INSTALLED else f"git checkout {folder}"
    for folder in ("fonts", "presses", "layouts")
}
SHOWN = 3  # faults
MISSING, CHANGED = "is missing", "is not as it was shipped"

Stamp = tuple[int, int, int, int, int]
_known: dict[Path, tuple[Stamp, str]] = {}


def digest(path: Path) -> str:
    """The SHA-256 digest of a file, in hexadecimal. Raises OSError.

    It is kept in this process for as long as device, inode, size and times of the file stay: the time at which the
    inode changed cannot be set.
    """
    now = path.stat()
    stamp = (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)
    if path not in _known or _known[path][0] != stamp:
        with path.open("rb") as file:
            _known[path] = stamp, hashlib.file_digest(file, "sha256").hexdigest()
    return _known[path][1]


def is_changed(path: Path, expected: str | None) -> bool:
    """Whether a file has another digest. One of which none is known has not."""
    return expected is not None and digest(path) != expected.lower()


def faults(folder: Path, digests: Mapping[str, str | None]) -> dict[str, str]:
    """The files that are gone or changed, with MISSING or CHANGED."""
    found = {}
    for name, expected in digests.items():
        if not (folder / name).is_file():
            found[name] = MISSING
        elif is_changed(folder / name, expected):
            found[name] = CHANGED
    return found


def font_digests(folder: Path = FONTS) -> dict[str, str | None]:
    """The files that fonts.toml names, with their digests. Raises OSError, ValueError, KeyError or TypeError where the
    table is damaged."""
    families = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))["family"]
    fields = (("file", "sha256"), ("web", "web_sha256"))
    return {face[file]: face.get(sum) for family in families for face in family["face"] for file, sum in fields}


@cache
def profile_digests() -> dict[str, str | None]:
    """The shipped colour profiles, with their digests. Raises as `font_digests`."""
    table = tomllib.loads(PROFILES_TABLE.read_text("utf-8"))
    return {profile["file"]: profile["sha256"] for profile in table["profile"]}


@cache
def layout_digests() -> dict[str, str | None]:
    """The files of the shipped layouts from the folder of layouts on, with their digests; none in a clone."""
    if not IS_INSTALLED:
        return {}
    found: dict[str, str | None] = {}
    for entry in importlib.metadata.files(DISTRIBUTION) or ():
        path = real(Path(str(entry.locate())))
        if entry.hash and entry.hash.mode == "sha256" and path.is_relative_to(LAYOUTS):
            sum = base64.urlsafe_b64decode(f"{entry.hash.value}==").hex()
            found[path.relative_to(LAYOUTS).as_posix()] = sum
    return found


def changed_layout_file(folder: Path) -> str | None:
    """The first file of a shipped layout that is gone or changed, with what is wrong; None in a clone, and of a layout
    of the user's own."""
    own = {name: sum for name, sum in layout_digests().items() if LAYOUTS / name.partition("/")[0] == folder}
    return next((f"{name} {fault}" for name, fault in faults(LAYOUTS, own).items()), None)


def state(folder: str) -> tuple[bool, str | None, str] | None:
    """(whether the files of fonts, presses or layouts are as they were shipped, how many there are, what is wrong and
    how to have them back); None for the layouts of a clone. Raises as `font_digests`."""
    place = {"fonts": FONTS, "presses": PROFILES, "layouts": LAYOUTS}[folder]
    if folder == "layouts":
        if not (digests := layout_digests()):
            return None
    else:
        digests = {} if not place.is_dir() else font_digests(place) if folder == "fonts" else profile_digests()
    found = [f"{file} {fault}" for file, fault in faults(place, digests).items()]
    more = f" and {len(found) - SHOWN} more" * (len(found) > SHOWN)
    said = ", ".join(found[:SHOWN]) + more or f"the folder {folder}/ is incomplete"
    is_sound = bool(digests) and not found
    version = f"{len(digests)} file{'s' * (len(digests) > 1)}, as shipped" if is_sound else None
    return is_sound, version, f"{said}: restore it: `{RESTORE[folder]}`"
