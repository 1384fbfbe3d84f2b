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

__version__ = "0.1.0"
__all__ = ["__version__", "build", "load"]

if TYPE_CHECKING:
    from publisher.build import build
    from publisher.content.load import load

_HOMES = {"build": "publisher.build", "load": "publisher.content.load"}


def __getattr__(name: str) -> Any:
    """Import on first use: `publisher --help` must not wait for what it does not need."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'publisher' has no attribute {name!r}")
