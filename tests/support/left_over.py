"""No process of a run outlives it: no worker, Chromium, Java. One that does is a fault of the run. Linux only.

What a run starts inherits a folder of its own in its environment, and is known by it, whoever its parent is by then.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path

import pytest

GRACE, STEP = 10.0, 0.1  # seconds that processes have to end


def processes(mark: str) -> list[str]:
    """'number: command' of each process that was started with this text in its environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:  # it has just ended, or is somebody else's
            continue
        if "resource_tracker" in command and _parent(folder) == os.getpid():
            continue  # Python's own, which ends with this process
        if os.fsencode(mark) in environment and command:  # one without a command has ended, and was not waited for
            found.append(f"{folder.name}: {command[:120].strip()}")
    return found


def _parent(folder: Path) -> int:
    """The id of the process that started one; 0 where that has just ended."""
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


class LeftOver:
    """The plug-in, for the main process of a run whose children have `mark` in their environment."""

    def __init__(self, mark: str, grace: float = GRACE) -> None:
        self.mark, self.grace = mark, grace
        self.found: list[str] = []

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        result = yield  # the workers end here
        end = time.monotonic() + self.grace
        while (found := processes(self.mark)) and time.monotonic() < end:
            time.sleep(STEP)
        self.found = found
        if found and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        return result

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for process in self.found:
            terminalreporter.write_line(f"ERROR: still runs after the tests: {process}", red=True)
