"""What the processes of a pool are given to do in the tests."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from publisher.model.processes import run_program


def nothing() -> None:
    """No warm-up."""


def double(number: int) -> int:
    return 2 * number


def end_by(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(30)


def leave(code: int) -> None:
    os._exit(code)


def die_at_once() -> None:
    """A warm-up that fails."""
    os.kill(os.getpid(), signal.SIGKILL)


def need(size: int) -> int:
    return len(bytearray(size))


def cannot_be_pickled(_: int) -> None:
    raise type("Odd", (Exception,), {})("a fault of a library")


def run_long(folder: Path) -> None:
    """Run a program, and say which processes there are."""
    (folder / "worker").write_text(str(os.getpid()))
    code = "import os, pathlib, time; pathlib.Path('program').write_text(str(os.getpid())); time.sleep(60)"
    run_program([sys.executable, "-c", code], 60, folder)
