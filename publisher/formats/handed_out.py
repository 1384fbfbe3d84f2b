"""What was published under a version: the calendar with which programs compare a later one.

A calendar takes an update only if its SEQUENCE has grown (RFC 5545, 3.8.7.4). So the manifest keeps the digest of the
calendar that was first built with the highest SEQUENCE, for as long as no higher one is built.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from publisher.formats.calendar_back import CALENDAR
from publisher.model.findings import Artifact

MANIFEST = "manifest.json"
KEY = "handed_out"
COUNT = re.compile(rb"^SEQUENCE:(\d+)", re.MULTILINE)
# Properties that describe the program that wrote the file, not the programme.
OURS = re.compile(rb"^PRODID:.*$", re.MULTILINE)


@dataclass(frozen=True)
class HandedOut:
    """A calendar of a whole programme: its SEQUENCE, and the SHA-256 of all that is in it but its maker."""

    sequence: int
    sha256: str

    @property
    def data(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        return asdict(self)

    def misses(self, newer: HandedOut) -> bool:
        """Whether a calendar that holds this one may not take what has changed in `newer`."""
        return newer.sequence <= self.sequence and newer.sha256 != self.sha256


def handed_out(artifacts: Sequence[Artifact]) -> HandedOut | None:
    """The calendar of the whole programme among what was built; None where there is none."""
    made = next((one for one in artifacts if one.media_type == CALENDAR and not one.companion), None)
    counts = COUNT.findall(made.data) if made else []
    if made is None or not counts:
        return None
    return HandedOut(int(counts[0]), hashlib.sha256(OURS.sub(b"", made.data)).hexdigest())


def earlier(folder: Path) -> HandedOut | None:
    """What the manifest in `folder` keeps; None where it keeps nothing that can be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))[KEY]
        return HandedOut(int(found["sequence"]), str(found["sha256"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def kept(before: HandedOut | None, now: HandedOut | None) -> HandedOut | None:
    """What the next manifest keeps."""
    if before and now:
        return now if now.sequence > before.sequence else before
    return now or before
