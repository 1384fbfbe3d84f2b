"""The JSON file that `publisher export NAME --to json` writes -> the publication again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from publisher.importers.budgets import import_error, read_bytes
from publisher.importers.draft import Draft
from publisher.importers.import_report import Change
from publisher.model.catalogue import say

SECTION_FILE = re.compile(r"[\w./-]+\.md")


def read_publication(path: Path) -> Draft:
    """Its files, whole. Raises ContentError where it is no such file, or names files outside the publication."""
    try:
        data = json.loads(read_bytes(path).decode("utf-8"))
        files = {f"{name}.yaml": data[name] for name in ("publication", "programme") if name in data}
        files |= dict(data.get("sections") or {})
        whole = all(isinstance(value, dict if name.endswith(".yaml") else str) for name, value in files.items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise import_error(
            "damaged", say("importers:file-no-exported-publication"), say("importers:export-again"), path
        ) from error
    outside = [name for name in files if ".." in name or name.startswith("/")]
    if not whole or outside or not all(name.endswith(".yaml") or SECTION_FILE.fullmatch(name) for name in files):
        raise import_error(
            "damaged", say("importers:file-names-files-no-publication-has"), say("importers:export-again"), path
        )
    return Draft(files=files)


def merge_data(ours: Any, theirs: Any, what: str, changes: list[Change]) -> None:
    """Bring what differs in `theirs` into `ours`, a mapping that remembers its comments (changed in place)."""
    for name in [name for name in ours if name not in theirs]:
        changes.append(Change("changed", f"{what}{name}", str(ours.pop(name)), ""))
    for name, value in theirs.items():
        mine = ours.get(name)
        if isinstance(value, dict) and isinstance(mine, dict):
            merge_data(mine, value, f"{what}{name}, ", changes)
        elif isinstance(value, list) and isinstance(mine, list) and len(value) == len(mine):
            _merge_items(mine, value, f"{what}{name}, ", changes)
        elif mine != value:
            ours[name] = value
            changes.append(Change("changed", f"{what}{name}", "" if mine is None else str(mine), str(value)))


def _merge_items(mine: list[Any], value: list[Any], what: str, changes: list[Change]) -> None:
    for index, (old, new) in enumerate(zip(list(mine), value, strict=True)):
        if isinstance(old, dict) and isinstance(new, dict):
            merge_data(old, new, f"{what}{index + 1}, ", changes)
        elif old != new:
            mine[index] = new
            changes.append(Change("changed", f"{what}{index + 1}", str(old), str(new)))
