"""The Java validators (veraPDF, EPUBCheck, the Nu HTML checker) in one process, which a test run keeps.

A virtual machine of its own for each call would cost more time than most of the calls themselves. The files of tests
that ask are named in `support.plan`, so that all of them run in one process of the run.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO, cast

from support import plan, tools

SOURCES = tools.TESTS / "conformance" / "java"
LONGEST = 240  # seconds that one request may take
# A third less time than with the compiler for long runs, which in turn needs less stack than this.
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


class Validators:
    """The process. It ends with this one, whose pipe it reads."""

    def __init__(self) -> None:
        server = tools.file(SOURCES / "Validators.java", "It is part of the repository: restore it.")
        launcher = tools.program("java", "Install a JDK of version 17 or later (Debian: openjdk-17-jdk-headless).")
        # To a file: nobody reads while the process works, and a full pipe would stop it.
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 # open as long as the process is
        self._process = subprocess.Popen(
            [launcher, *SHORT_RUN, server, SOURCES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )

    def ask(self, name: str, classpath: str, *arguments: str | Path) -> str:
        """See `ask` below."""
        words = [name, classpath, *map(str, arguments)]
        assert not any(mark in word for word in words for mark in "\t\n"), f"a tab or a line end in {words}"
        requests, answers = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        guard = threading.Timer(LONGEST, self._process.kill)
        guard.start()
        try:
            requests.write(("\t".join(words) + "\n").encode())
            requests.flush()
            result, _, length = answers.readline().decode().partition(" ")
            said = answers.read(int(length or 0)).decode()
        except BrokenPipeError:
            result, said = "", ""
        finally:
            guard.cancel()
        if result != "ok":
            self._log.seek(0)
            raise RuntimeError(f"{name} did not run:\n{said}\n{self._log.read().decode(errors='replace')[-5000:]}")
        return said

    @property
    def ended(self) -> bool:
        """Whether the process is no more."""
        return self._process.poll() is not None

    def close(self) -> None:
        """End the process."""
        cast(IO[bytes], self._process.stdin).close()
        self._process.wait(timeout=20)
        cast(IO[bytes], self._process.stdout).close()
        self._log.close()


@cache
def _kept() -> Validators:
    return Validators()


def end() -> None:
    """End the process, if there is one."""
    if _kept.cache_info().currsize:
        _kept().close()
        _kept.cache_clear()


def ask(name: str, classpath: Sequence[Path], *arguments: str | Path) -> str:
    """What the validator of `SOURCES/<name>.java`, run with these jars, says. `RuntimeError` where it could not run."""
    file = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]
    assert not file or file in plan.JAVA, f"{file} asks the validators: add it to JAVA in tests/support/plan.py"
    if _kept().ended:  # it was stopped for taking too long, say: that was said then, and is not the next one's fault
        _kept.cache_clear()
    return _kept().ask(name, os.pathsep.join(map(str, classpath)), *arguments)
