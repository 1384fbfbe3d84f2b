"""A folder held by one build at a time, on every system."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# What a file system answers that cannot lock; a build alone in its folder needs no lock.
NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
DEADLOCK = 36  # what Windows answers after ten seconds of waiting (EDEADLOCK)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`: another build waits until this one has ended. No trace is left.

    The folder of the lock file must be there. Raises OSError where the file cannot be made.
    """
    handle = _lock(path)
    try:
        yield
    finally:
        if sys.platform == "win32":  # which removes no file that is open
            handle.close()
            with suppress(OSError):  # the next build has opened it, and will remove it
                path.unlink()
        else:
            with handle, suppress(OSError):
                path.unlink()


def _lock(path: Path) -> IO[bytes]:
    """The locked file at `path`. The process that held it before removed it: a lock on a removed file holds nothing."""
    while True:
        with ExitStack() as stack:
            handle = stack.enter_context(path.open("ab"))
            try:
                _wait_for(handle)
            except OSError as error:
                if error.errno not in NO_LOCKS:
                    raise
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle.fileno()), path.stat()):
                    stack.pop_all()
                    return handle


def _wait_for(handle: IO[bytes]) -> None:
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
            except OSError as error:
                if error.errno != DEADLOCK:
                    raise
            else:
                return
    else:
        fcntl.flock(handle, fcntl.LOCK_EX)
