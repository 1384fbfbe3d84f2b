"""Comparing an output folder with its manifests, and cleaning it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from publisher.formats import LANDING
from publisher.formats.web.publications import is_list
from publisher.model.catalogue import say
from publisher.model.errors import UsageError
from publisher.model.findings import Finding, Place, Severity
from publisher.model.nearest import there_are
from publisher.pipeline.manifest import MANIFEST, access_errors, read_manifest, write_list
from publisher.pipeline.store import LOCK, alone, left_overs, recover, remove_files, unit


def editions(output: Path, names: Sequence[str] = ()) -> list[str]:
    """The publications asked for that have a manifest in an output folder, each in all its languages ('framat',
    'framat/en'); all of them where none is named. Raises UsageError for a name that is not there."""
    known = sorted(_folders(output))
    if unknown := [name for name in names if not any(_is_of(one, name) for one in known)]:
        there = there_are(unknown[0], known) if known else say("pipeline:build-first")
        raise UsageError(say("pipeline:there-no-publication-3", unknown=unknown[0], output=output), there)
    return [one for one in known if not names or any(_is_of(one, name) for name in names)]


def _is_of(edition: str, name: str) -> bool:
    return edition == name or edition.startswith(f"{name}/")


def _folders(output: Path) -> Iterator[str]:
    for path in (*output.glob(f"*/{MANIFEST}"), *output.glob(f"*/*/{MANIFEST}")):
        name = path.parent.relative_to(output).as_posix()
        if not name.startswith("."):
            yield name


def verify(output: Path, names: Sequence[str] = ()) -> tuple[list[str], list[Finding]]:
    """Compare every file of the publications with its manifest -> the publications, and what differs. Raises
    UsageError and AccessError."""
    with access_errors(output):
        if not output.is_dir():
            raise UsageError(say("pipeline:there-no-folder", output=output), say("pipeline:build-first"))
        found = editions(output, names)
        findings = [finding for name in found for finding in _compared(output, name)]
        if not names:
            findings += _interrupted(output)
    return found, findings


def _compared(output: Path, name: str) -> Iterator[Finding]:
    folder, again = output / name, say("pipeline:build-again", name=name)
    files: dict[str, Any] = read_manifest(folder).get("files", {})
    if not files:
        message = say("pipeline:manifest-cannot-read", name=name)
        yield Finding("output/no-manifest", Severity.ERROR, message, again, Place(f"{name}/{MANIFEST}"))
        return
    for file, entry in files.items():
        path, place = folder / file, Place(f"{name}/{file}")
        if not path.is_file():
            yield Finding("output/missing-file", Severity.ERROR, say("pipeline:missing", file=file), again, place)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            message = say("pipeline:not-file-was-built-was-changed", file=file)
            yield Finding("output/changed-file", Severity.ERROR, message, again, place)
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in files and path.name != MANIFEST:
            message = say("pipeline:not-manifest-no-build-made", name=path.name)
            fix = say("pipeline:if-yours-leave-if-not-delete")
            yield Finding("output/unlisted-file", Severity.WARNING, message, fix, Place(f"{name}/{path.name}"))


def _interrupted(output: Path) -> Iterator[Finding]:
    for path in left_overs(output):
        message = say("pipeline:was-left-build-was-interrupted-used", name=path.name)
        yield Finding(
            "output/left-over", Severity.WARNING, message, say("pipeline:remove-publisher-clean"), Place(path.name)
        )


def clean(output: Path, names: Sequence[str] = (), everything: bool = False) -> list[str]:
    """Remove what interrupted builds left; and of the publications `names`, or `everything`, the files that builds
    made. Files that no manifest lists stay -> what was removed, seen from `output`. Raises UsageError and AccessError.
    """
    removed = [path.name for path in recover(output) if not path.name.startswith(LOCK)]
    wanted = editions(output, names) if names or everything else []
    for name in wanted:
        place, inner = unit(output, name)
        with access_errors(output / name), alone(place):
            gone = [*read_manifest(place / inner).get("files", {}), MANIFEST]
            there = [file for file in gone if (place / inner / file).is_file()]
            remove_files(place, inner, there)
        removed += [f"{name}/{file}" for file in there]
    if wanted:
        write_list(output)
        listed = output / LANDING
        with access_errors(output):
            if not editions(output) and listed.is_file() and is_list(listed.read_bytes()):
                listed.unlink()
                removed.append(LANDING)
    return removed
