"""Things that a test run makes once for all its processes, in a folder that all of them know."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.pipeline.locks import locked
from support.processor import processor_seconds

# For `support.times`: what was asked for, and the seconds of the processor that making it took in this process.
ASKED: set[str] = set()
SPENT: dict[str, float] = {}


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """The run's folder of temporary files; each worker of pytest-xdist has its own below it."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` that `make` fills: in the process that asks first; the others wait for it.

    `RuntimeError` where it failed, also in each process that asks later: it would fail there too, and take its time.
    """
    ASKED.add(name)
    folder = run_folder(factory) / name
    done, failure = folder.with_name(f"{name}.done"), folder.with_name(f"{name}.failed")
    with locked(folder.with_name(f"{name}.lock")):
        if failure.exists():
            raise RuntimeError(failure.read_text("utf-8"))
        if not done.exists():
            folder.mkdir()
            before = processor_seconds(os.getpid())
            try:
                make(folder)
            except BaseException as problem:
                failure.write_text(f"making {name} failed: {problem}", "utf-8")
                raise
            SPENT[name] = processor_seconds(os.getpid()) - before
            done.touch()
    return folder
