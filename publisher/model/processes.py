"""Processes that end when they should: on signals, with their parent, within limits; and what they leave in between."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

SCRATCH = "publisher-scratch-"  # then the machine, the process, and what tempfile adds
PR_SET_PDEATHSIG = 1  # prctl(2)
GIB = 2**30


@contextmanager
def interruptible() -> Iterator[None]:
    """SIGTERM and SIGHUP act as Ctrl-C: they raise KeyboardInterrupt. A SIGHUP that is ignored (nohup) stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_with_parent(parent: int, number: int = signal.SIGTERM) -> None:
    """Have the kernel send this process a signal when the process `parent`, which started it, ends. Only Linux can."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it has ended already
            os.kill(os.getpid(), number)


def limit_process(memory: int, file_size: int, files: int | None = None) -> None:
    """Limit the memory that this process may address and the size of a file it writes, in bytes, and how many files it
    has open. A lower limit that is set already stays. Nothing on Windows."""
    if sys.platform != "win32":
        limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_FSIZE: file_size}
        if files is not None:
            limits[resource.RLIMIT_NOFILE] = files
        for kind, wanted in limits.items():
            _, hard = resource.getrlimit(kind)
            allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            with suppress(ValueError, OSError):  # macOS refuses some
                resource.setrlimit(kind, (allowed, hard))


def physical_memory() -> int:
    """Of this machine, in bytes; 8 GiB where it does not say."""
    if sys.platform != "win32":
        with suppress(ValueError, OSError):
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 8 * GIB


def run_program(
    command: Sequence[str], seconds: float, folder: Path, memory: int = 4 * GIB, file_size: int = 2 * GIB
) -> None:
    """Run a program to its end; it ends with this process, and within limits (bytes). Raises
    subprocess.TimeoutExpired, subprocess.CalledProcessError and OSError."""
    before: Callable[[], None] | None = None
    if sys.platform != "win32":
        parent = os.getpid()

        def before() -> None:
            end_with_parent(parent, signal.SIGKILL)
            limit_process(memory, file_size, files=256)

    subprocess.run(command, capture_output=True, timeout=seconds, check=True, cwd=folder, preexec_fn=before)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary folder, removed at the end. What processes that were killed left of this kind goes first."""
    place = Path(tempfile.gettempdir())
    own = f"{SCRATCH}{_machine()}-"
    for left in place.glob(f"{own}*-*"):
        number = left.name.removeprefix(own).partition("-")[0]
        if number.isdecimal() and not _is_running(int(number)):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{own}{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _machine() -> str:
    """A container has the temporary files of its host, it may be, but other processes."""
    return "".join(char for char in socket.gethostname() if char.isalnum())[:40] or "here"


def _is_running(process: int) -> bool:
    """Whether there is such a process; True where there is no harmless way to ask."""
    if sys.platform != "win32":
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except OSError:
            pass  # another user's
    return True
