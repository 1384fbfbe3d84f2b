"""Where the outside programs are, and what to do when one is not there: a test then fails, it never passes by."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
# A small publication, `sheet`, without a fault.
SOUND = TESTS / "content" / "sound" / "content"
NODE_MODULES = TESTS / "node_modules"
NODE_ADVICE = "Install the packages of tests/package.json: npm ci in tests/ (./publish test does it)."


class MissingTool(RuntimeError):
    """A program that a test needs is not installed; the message says how to get it."""


def hear_signals() -> None:
    """For a process that a test interrupts: signals that the run itself ignores (in the background of a shell, or under
    nohup) are inherited, and would never arrive. To be called in the new process, before its program starts."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def program(name: str, how: str) -> str:
    """The path of an executable, or the advice how to get it."""
    found = shutil.which(name)
    if found is None:
        raise MissingTool(f"The program '{name}' is not on the PATH. {how}")
    return found


def file(path: Path, how: str) -> Path:
    """The path itself when the file is there, or the advice how to get it."""
    if not path.is_file():
        raise MissingTool(f"{path.name} is not at {path}. {how}")
    return path


def run(command: Sequence[str | Path], seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and keep what it says; the caller judges the exit code."""
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=seconds, check=False)
