"""The texts on findings, in LANGUAGE/findings/ROOM.toml: those of the toolkit, and of installed packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.model.catalogue import say
from publisher.model.errors import ContentError
from publisher.model.findings import Finding, Place, Severity

Entries = dict[str, dict[str, Any]]


def finding_texts(folder: Path) -> Entries:
    """The entries in a language's folder, by the ids of the findings. Raises ContentError with a finding for each file
    that cannot be read or does not hold texts."""
    found, faults = Entries(), list[Finding]()
    for path in sorted((folder / "findings").glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:  # no TOML, or no UTF-8
            line = re.search(r"at line (\d+)", str(error))
            faults.append(_fault(path, say("model:texts-unreadable", error=error), int(line[1]) if line else 1))
            continue
        faults += _wrong_entries(path, entries)
        found |= {f"{path.stem}/{name}": entry for name, entry in entries.items()}
    if faults:
        raise ContentError(faults)
    return found


def _wrong_entries(path: Path, entries: dict[str, Any]) -> Iterator[Finding]:
    for name, entry in entries.items():
        if not isinstance(entry, dict):
            yield _fault(path, say("model:should-be-table", name=name), 1)
            continue
        for key, value in entry.items():
            if not isinstance(value, list if key == "severities" else str):
                kind = "list" if key == "severities" else "text"
                yield _fault(path, say(f"model:should-be-{kind}", key=key, name=name), 1)


def _fault(path: Path, message: str, line: int) -> Finding:
    fix = say("model:correct-texts-or-remove")
    return Finding("plugin/broken", Severity.WARNING, message, fix, Place(path.as_posix(), line))
