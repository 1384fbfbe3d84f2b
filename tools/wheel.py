"""A hook of the wheel's build: the label catalogues (.po) go into the wheel compiled (.mo), which is all that runs."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from labels import compiled


class CompiledCatalogues(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue beside the build, and have it put where its source lies."""
        root = Path(self.root)
        self.folder = tempfile.TemporaryDirectory(prefix="publisher-labels-")
        catalogues = sorted((root / "publisher").rglob("LC_MESSAGES/*.po"))
        for number, catalogue in enumerate(catalogues):
            target = Path(self.folder.name) / f"{number}.mo"
            target.write_bytes(compiled(catalogue))
            build_data["force_include"][str(target)] = catalogue.relative_to(root).with_suffix(".mo").as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self.folder.cleanup()
