"""What a build made from what: the manifest, and the files written so that nothing half-done is ever seen."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publisher import __version__
from publisher.errors import AccessError
from publisher.model import Artifact

MANIFEST = "manifest.json"


def write_files(source: Path, folder: Path, artifacts: Sequence[Artifact]) -> None:
    """Write `artifacts` and the manifest into `folder`.

    Each file is written beside its place and then moved into it. Files of an earlier build that this build did not make
    are removed when their content has changed since: two versions must never lie side by side. Raises AccessError.
    """
    inputs = digest_inputs(source)
    earlier = read_manifest(folder)
    made = {artifact.filename for artifact in artifacts}
    kept = {
        name: entry
        for name, entry in earlier.get("files", {}).items()
        if earlier.get("inputs") == inputs and name not in made and (folder / name).is_file()
    }
    stale = set(earlier.get("files", {})) - set(kept) - made
    files = {artifact.filename: _entry(artifact) for artifact in artifacts} | kept
    manifest = {"publisher": __version__, "inputs": inputs, "files": dict(sorted(files.items()))}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".building-", dir=folder) as scratch:
            for artifact in artifacts:
                (Path(scratch) / artifact.filename).write_bytes(artifact.data)
            (Path(scratch) / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
            _move_all(Path(scratch), folder)
        for name in stale:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror or error}."
        mend = "Check the folder's permissions and the free space, or choose --output DIR."
        raise AccessError(message, mend) from error


def _move_all(scratch: Path, folder: Path) -> None:
    """Move every file of `scratch` to its place in `folder`; where one cannot be moved, put the earlier ones back."""
    new, old = sorted(scratch.iterdir()), scratch / "earlier"
    old.mkdir()
    moved: list[Path] = []
    try:
        for path in new:
            place = folder / path.name
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, f"there is a folder named {place.name}")
            if place.exists():
                place.replace(old / path.name)
            moved.append(place)
            path.replace(place)
    except OSError:
        for place in moved:
            place.unlink(missing_ok=True)
            if (old / place.name).exists():
                (old / place.name).replace(place)
        raise


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an earlier build; empty where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        return {}
    # Only plain names: what is not in the folder is not this build's to remove.
    manifest["files"] = {name: entry for name, entry in manifest["files"].items() if Path(name).name == name}
    return manifest


def digest_inputs(source: Path) -> dict[str, str]:
    """SHA-256 of every content file, by its path below the publication's folder, the brands included."""
    files = [path for path in source.rglob("*") if path.is_file()]
    files += [path for path in (source.parent / "brands").glob("*") if path.is_file()]
    return {
        os.path.relpath(path, source).replace(os.sep, "/"): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
    }


def _entry(artifact: Artifact) -> dict[str, Any]:
    return {
        "format": artifact.format,
        "type": artifact.media_type,
        "size": len(artifact.data),
        "pages": artifact.pages,
        "sha256": hashlib.sha256(artifact.data).hexdigest(),
    }
