"""Turns structured content into print-ready leaflets and programme sheets, and into accessible versions of the same.

    from publisher import build, load

    publication = load("content/framat")
    result = build(publication, "output")

`load` reads a folder and raises ContentError with every fault in it. `build` writes the finished files and returns them
with what the checks found. `check` returns what is wrong, and writes nothing. docs/api.md explains each name here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from publisher.model.version import __version__

if TYPE_CHECKING:
    from publisher.content.load import load
    from publisher.model.errors import (
        AccessError,
        ContentError,
        ExitCode,
        MissingError,
        PublisherError,
        RenderError,
        UsageError,
        WorkerError,
    )
    from publisher.model.findings import Artifact, Finding, Options, Place, Result, Severity
    from publisher.pipeline.build import build, check

__all__ = [
    "AccessError",
    "Artifact",
    "ContentError",
    "ExitCode",
    "Finding",
    "MissingError",
    "Options",
    "Place",
    "PublisherError",
    "RenderError",
    "Result",
    "Severity",
    "UsageError",
    "WorkerError",
    "__version__",
    "build",
    "check",
    "load",
]
# Where each name is: it is imported on first use, because `publisher --help` must not wait for what only a build needs.
HOMES = {
    "load": "publisher.content.load",
    "build": "publisher.pipeline.build",
    "check": "publisher.pipeline.build",
    **dict.fromkeys(("Artifact", "Finding", "Options", "Place", "Result", "Severity"), "publisher.model.findings"),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'publisher' has no attribute {name!r}")
    return getattr(import_module(HOMES.get(name, "publisher.model.errors")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
