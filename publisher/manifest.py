"""What a build made from what: the manifest, and the files written so that nothing half-done is ever seen."""

from __future__ import annotations

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
            for path in sorted(Path(scratch).iterdir()):
                path.replace(folder / path.name)
        for name in stale:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror or error}."
        raise AccessError(
            message, "Check the folder's permissions and the free space, or choose --output DIR."
        ) from error


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of an earlier build; empty where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


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
