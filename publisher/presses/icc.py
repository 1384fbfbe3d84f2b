"""ICC profiles (ISO 15076-1): whether a file is one of a CMYK printer, what it calls itself, and which registered
printing condition it is made for."""

from __future__ import annotations

import io
import re
import struct
import tomllib
from functools import cache
from pathlib import Path

from publisher.model.catalogue import say
from publisher.model.file_access import obstacle, read_bytes
from publisher.model.paths import PRESSES

HEADER = 128  # bytes; a table of tags follows
CONDITION = re.compile(r"FOGRA\d+")
# From ink to colour and back: without the one nothing can be printed with it, without the other nothing shown.
TABLES = {b"A2B0", b"B2A0"}
REGISTERED = PRESSES / "profiles" / "conditions.toml"


def printer_fault(path: Path) -> str | None:
    """Why the file cannot be used as the profile of a CMYK printer, to be read after its name; None where it can."""
    try:
        data = read_bytes(path)
    except OSError as error:
        return obstacle(path) or say("presses:cannot-read", strerror=error.strerror)
    if len(data) < HEADER + 4 or data[36:40] != b"acsp":
        return say("presses:not-icc-profile")
    if len(data) < struct.unpack(">I", data[:4])[0]:
        return say("presses:incomplete-end-profile-missing")
    kind, colours = data[12:16], data[16:20]
    if colours != b"CMYK":
        return say("presses:profile-colours-not-cmyk", p1=colours.decode("latin-1").strip())
    if kind != b"prtr":
        return say("presses:cmyk-profile-kind-not-kind-printer", p1=kind.decode("latin-1").strip())
    if missing := TABLES - set(_tags(data)):
        return say("presses:has-no-colour-table", missing=", ".join(sorted(tag.decode() for tag in missing)))
    return None


def profile_name(profile: Path | bytes) -> str:
    """What the profile, a file or its bytes, calls itself: 'ISO Coated v2 300% (basICColor)'. Raises OSError where it
    cannot be read."""
    from PIL import ImageCms

    opened = ImageCms.getOpenProfile(io.BytesIO(profile) if isinstance(profile, bytes) else str(profile))
    return " ".join(ImageCms.getProfileDescription(opened).split())


def conditions() -> dict[str, str]:
    """The registered printing conditions: what each is for, by its name."""
    return {name: entry["paper"] for name, entry in _registered().items()}


def condition_of(profile: Path | bytes) -> str | None:
    """The registered printing condition of a profile, by what it calls itself, else by its file's name. None where
    neither is known. Raises OSError where it cannot be read."""
    names = [profile_name(profile), *([profile.stem] if isinstance(profile, Path) else [])]
    known = _known_profiles()
    found = (known.get(_plain(name)) or _condition_in(name) for name in names)
    return next(filter(None, found), None)


def _condition_in(name: str) -> str | None:
    """The condition that a name speaks of: 'Coated FOGRA39 (ISO 12647-2:2004)' -> 'FOGRA39'."""
    match = CONDITION.search(name.upper())
    return match[0] if match else None


@cache
def _registered() -> dict[str, dict[str, str]]:
    return tomllib.loads(REGISTERED.read_text("utf-8"))


@cache
def _known_profiles() -> dict[str, str]:
    """The condition of each well-known profile by its plain name."""
    return {_plain(name): id for id, entry in _registered().items() for name in entry.get("profiles", ())}


def _plain(name: str) -> str:
    """'ISO Coated v2 300% (ECI)' and 'ISOcoated_v2_300_eci' are one."""
    return "".join(filter(str.isalnum, name.lower().removesuffix(".icc")))


def _tags(data: bytes) -> list[bytes]:
    count = min(struct.unpack(">I", data[HEADER : HEADER + 4])[0], (len(data) - HEADER - 4) // 12)
    return [data[HEADER + 4 + 12 * index :][:4] for index in range(count)]
