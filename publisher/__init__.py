"""Turns structured content into print-ready leaflets and programme sheets, and into accessible versions of the same.

    from pathlib import Path
    from publisher import build, load

    publication = load(Path("content/framat"))
    result = build(publication, Path("output"))

`load` reads a folder and raises ContentError with every fault in it. `build` writes the finished files and returns them
with what the checks found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.model.version import __version__
from publisher.pipeline.build import build

if TYPE_CHECKING:
    from publisher.content.load import load

__all__ = ["__version__", "build", "load"]


def __getattr__(name: str) -> Any:
    """`load` brings the schema with it, so it is imported on first use: `publisher --help` must not wait for it."""
    if name == "load":
        from publisher.content.load import load

        return load
    raise AttributeError(f"module 'publisher' has no attribute {name!r}")
