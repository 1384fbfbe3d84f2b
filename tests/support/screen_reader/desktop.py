"""A desktop that nobody sees: a screen, a message bus and a home folder of its own, for Orca and a browser."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from support import log

INSIDE = Path(__file__).with_name("inside_orca.py")
# Orca's modules are installed for the system's own Python.
SYSTEM_PYTHON = "/usr/bin/python3"
# Program -> Debian package. Beside them Orca itself, which is asked for by importing it.
PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "openbox": "openbox",
    "firefox-esr": "firefox-esr",
    "chromium": "chromium",
}
BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
# A PDF viewer fills only the pages that are on the screen.
WIDTH, HEIGHT = 2560, 8000
QUIET, STEP = 0.4, 0.05


class NotHeard(RuntimeError):
    """A reading did not come about."""


def missing() -> list[str]:
    """The Debian packages that a reading needs and that this machine lacks."""
    lacks = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if not BUS.is_file():
        lacks.append("at-spi2-core")
    try:
        check = [SYSTEM_PYTHON, "-c", "import gi, pyatspi, orca.orca_platform"]
        found = subprocess.run(check, capture_output=True, timeout=30, check=False).returncode == 0
    except OSError:
        found = False
    return lacks if found else ["orca", *lacks]


def require() -> None:
    """Skip the test that asks where something is missing, and say so at the end of the run. With READ_ALOUD=required,
    fail it."""
    if lacks := missing():
        left_out = f"screen reader: NOTHING WAS READ ALOUD; not installed: {', '.join(lacks)}"
        log.report(left_out)
        if os.environ.get("READ_ALOUD") == "required":
            pytest.fail(left_out)
        pytest.skip(left_out)


def wait(what: str, ready: Callable[[], Any], seconds: float = 60) -> Any:
    """What `ready` gives as soon as it is true; `NotHeard` after `seconds`."""
    end = time.monotonic() + seconds
    while not (found := ready()):
        if time.monotonic() > end:
            raise NotHeard(f"{what} did not come within {seconds:g} s")
        time.sleep(STEP)
    return found


class Desktop:
    """The screen with Orca on it; use it as a context manager. Whatever was started in it ends with it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="screen-reader-"))
        self.home = self.folder / "home"
        self._started: list[subprocess.Popen] = []

    def __enter__(self) -> Self:
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _open(self) -> None:
        runtime = self.folder / "run"
        for folder in (self.home, runtime):
            folder.mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(runtime),
            "TMPDIR": str(runtime),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime}/bus",
            "GSETTINGS_BACKEND": "memory",
            "GNOME_ACCESSIBILITY": "1",
            "MOZ_CRASHREPORTER_DISABLE": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        own, screens = os.pipe()
        self.start("Xvfb", "-displayfd", str(screens), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", pass_fds=(screens,))
        os.close(screens)
        with os.fdopen(own) as line:
            number = line.readline().strip()
        if not number:
            raise NotHeard(f"Xvfb did not start: {self.log()}")
        self.environment["DISPLAY"] = f":{number}"
        address = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        self.start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}")
        wait("the message bus", (runtime / "bus").exists)
        self.start("openbox", "--sm-disable")
        self._orca = self.start(SYSTEM_PYTHON, INSIDE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ask("status")

    def start(self, program: str | Path, *words: str | Path, **options: Any) -> subprocess.Popen:
        """Start a program on this desktop; what it prints goes to the log."""
        with (self.folder / "log").open("ab") as log:
            taken = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log} | options
            command = [str(word) for word in (program, *words)]
            process = subprocess.Popen(command, env=self.environment, cwd=self.folder, start_new_session=True, **taken)
        self._started.append(process)
        return process

    def log(self) -> str:
        """The last lines of what the programs printed."""
        path = self.folder / "log"
        return "\n".join(path.read_text("utf-8", "replace").splitlines()[-5:]) if path.exists() else ""

    def ask(self, question: str) -> Any:
        """Put a question to Orca (see inside_orca.py)."""
        self._orca.stdin.write(f"{question}\n")
        self._orca.stdin.flush()
        line = self._orca.stdout.readline()
        if not line:
            raise NotHeard(f"Orca ended by itself: {self.log()}")
        answer = json.loads(line)
        if "problem" in answer:
            raise NotHeard(f"Orca, asked for {question}: {answer['problem']}")
        return answer["answer"]

    def settle(self, address: str) -> dict[str, int]:
        """Wait until a document stands there whole and Orca has heard all about it; how much there is in it."""

        def open_and_idle() -> bool:
            status = self.ask("status")
            return status["address"].partition("#")[0] == address and not status["busy"]

        last: dict[str, int] = {}
        end = time.monotonic() + 90
        while True:
            wait(address, open_and_idle, seconds=90)
            size = self.ask("size")
            if size == last and size["filled"] == size["pages"]:
                return size
            if time.monotonic() > end:
                raise NotHeard(f"{address} did not come to rest: {size}")
            last = size
            time.sleep(QUIET)

    def close(self) -> None:
        """End all that was started here, each with its group. What left its group is known by its environment, which
        Chromium writes over for itself."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for started in self._started:
                if started.poll() is None:
                    with suppress(ProcessLookupError):
                        os.killpg(started.pid, number)
            for process in self._inside():
                with suppress(ProcessLookupError):
                    os.kill(process, number)
            end = time.monotonic() + 5
            while (self._inside() or self._running()) and time.monotonic() < end:
                time.sleep(STEP)
        for started in self._started:
            for pipe in (started.stdin, started.stdout):
                if pipe:
                    pipe.close()
            started.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _running(self) -> bool:
        return any(started.poll() is None for started in self._started)

    def _inside(self) -> list[int]:
        mark = f"XDG_RUNTIME_DIR={self.folder}/run".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if mark in path.read_bytes().split(b"\0"):
                    found.append(int(path.parent.name))
            except OSError:  # it has ended, or is somebody else's
                continue
        return found
