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

from publisher.model.catalogue import Message, say
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


def faults(folder: Path, digests: Mapping[str, str | None]) -> dict[str, Message]:
    """The files that are gone or changed, with what is wrong."""
    found = {}
    for name, expected in digests.items():
        if not (folder / name).is_file():
            found[name] = say("model:file-missing", file=name)
        elif is_changed(folder / name, expected):
            found[name] = say("model:file-changed", file=name)
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


def layout_fault(folder: Path) -> Message | None:
    """What is wrong with a shipped layout, by its first file that is gone or changed; None in a clone, and of a layout
    of the user's own."""
    own = {name: sum for name, sum in layout_digests().items() if LAYOUTS / name.partition("/")[0] == folder}
    return next(iter(faults(LAYOUTS, own).values()), None)


def state(folder: str) -> tuple[bool, Message | None, Message] | None:
    """(whether the files of fonts, presses or layouts are as they were shipped, how many there are, what is wrong and
    how to have them back); None for the layouts of a clone. Raises as `font_digests`."""
    place = {"fonts": FONTS, "presses": PROFILES, "layouts": LAYOUTS}[folder]
    if folder == "layouts":
        if not (digests := layout_digests()):
            return None
    else:
        digests = {} if not place.is_dir() else font_digests(place) if folder == "fonts" else profile_digests()
    found = list(faults(place, digests).values())
    said: object = found[:SHOWN] or say("model:folder-incomplete", folder=folder)
    if len(found) > SHOWN:
        said = say("model:and-more", said=said, count=len(found) - SHOWN)
    is_sound = bool(digests) and not found
    count = len(digests)
    version = say("model:file-as-shipped") if count == 1 else say("model:files-as-shipped", count=count)
    return is_sound, version if is_sound else None, say("model:restore-it", said=said, command=RESTORE[folder])
