"""Files that the content names, looked at before they are opened: a pipe or a device would keep a build waiting."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from publisher.model.catalogue import say

# What stands where a file should be.
KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "model:is-folder"),
    (stat.S_ISFIFO, "model:is-pipe"),
    (stat.S_ISSOCK, "model:is-socket"),
    (stat.S_ISCHR, "model:is-device"),
    (stat.S_ISBLK, "model:is-device"),
)
# What the system answers where nothing is there; "" is then what stands in the way.
NOTHING = (errno.ENOENT, errno.ENOTDIR)
FULL = (errno.ENOSPC, errno.EDQUOT)
REASONS = {
    errno.ELOOP: "model:is-link-in-circle",
    errno.EACCES: "model:is-in-closed-folder",
    errno.ENAMETOOLONG: "model:has-too-long-name",
}


def obstacle(path: Path) -> str:
    """What stands in a file's place, as it goes on after its name: 'is a folder, not a file'. "" where it is a file, or
    where nothing is there."""
    try:
        mode = path.stat().st_mode
    except ValueError:  # a character that no file's name may have
        return say("model:has-impossible-name")
    except OSError as error:
        if error.errno in NOTHING:
            return say("model:is-link-to-nothing") if path.is_symlink() else ""
        reason = REASONS.get(error.errno or 0)
        return say(reason) if reason else say("model:cannot-be-looked-at", reason=error.strerror or error)
    return next((say(text) for is_kind, text in KINDS if is_kind(mode)), "")


def remedy(error: OSError) -> str:
    """What to do about a file that could not be read or written."""
    return say("model:free-space") if error.errno in FULL else say("model:check-permissions")


def is_utf8(path: Path) -> bool:
    """Whether a name on the disk is UTF-8, so that a text can name the file."""
    try:
        return bool(str(path).encode())
    except UnicodeEncodeError:
        return False


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises OSError, also where it is no file, with that as its reason."""
    # Without O_NONBLOCK, opening a pipe waits until somebody writes into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise OSError(error.errno, obstacle(path) or error.strerror, str(path)) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, obstacle(path), str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)
