"""The output folder as a store: a publication's folder is replaced as a whole, so that it is the old or the new one.

A new folder is made beside the old one, hidden; what stays of the old one is linked into it. When all of it is on the
disk, the two change places by one rename. How, and what a loss of power does: docs/store.md.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import sys
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from publisher.model.catalogue import say
from publisher.model.paths import real
from publisher.pipeline.locks import locked

# Hidden things in the output folder, each followed by a publication's name: the new folder while it is made, the old
# one between two renames (only where a file system cannot exchange folders), the lock.
BUILDING, EARLIER, LOCK = ".building-", ".earlier-", ".lock-"
HIDDEN = (BUILDING, EARLIER, LOCK)
OLD_LOCK = ".lock"  # of versions that locked inside a publication's folder
# What a file system answers that has no hard links, or not these.
NO_LINKS = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES)
# What is answered where folders cannot be exchanged, and where a folder cannot be synced.
NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)
NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES, errno.EISDIR, errno.EBADF)


def unit(output: Path, name: str) -> tuple[Path, str]:
    """What is replaced as a whole for a publication: the folder of all its languages, and where in it the files of this
    one lie ('framat/en' -> output/framat, 'en'). Links are followed, so that they stay."""
    top, _, inner = name.partition("/")
    whole, place = real(output / name), real(output / top)
    return (place, inner) if whole == place / inner else (whole, "")


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """Have the folder `place` alone, and whole: other builds wait, and what an interrupted one left is put in order.
    The folder around it is made where it is missing. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with locked(place.parent / f"{LOCK}{place.name}"):
        _recover(place)
        yield


def replace_files(place: Path, inner: str, files: Mapping[str, bytes], gone: Collection[str] = ()) -> None:
    """Put `files` into the subfolder `inner` of the folder `place`, and remove those named in `gone`: all or nothing.
    Everything else in `place` stays. To be called within `alone(place)`. Raises OSError; the old folder is then as it
    was."""
    _look_at(place, inner, files)
    scratch = _hidden(place, BUILDING)
    try:
        target = scratch / inner
        if place.is_dir():
            skipped = {place / inner / name for name in (*files, *gone)}
            _link_tree(place, scratch, skipped)
        target.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            _write(target / name, data)
        for name in files:
            _sync(target / name)
        for folder, _, _ in os.walk(scratch, topdown=False):
            _sync(Path(folder))
        with _uninterrupted():
            _swap(scratch, place)
            _remove(scratch)
    finally:
        _remove(scratch)


def remove_files(place: Path, inner: str, gone: Collection[str]) -> None:
    """Remove files from the subfolder `inner` of the folder `place`, all or none, and folders where nothing is left.
    To be called within `alone(place)`. Raises OSError."""
    replace_files(place, inner, {}, gone)
    for folder in dict.fromkeys((place / inner, place)):
        with suppress(OSError):  # there is something in it
            os.rmdir(folder)  # noqa: PTH106


def replace_file(path: Path, data: bytes) -> None:
    """Write one file, all or nothing. Raises OSError."""
    scratch = _hidden(path, BUILDING)
    try:
        _write(scratch, data)
        _sync(scratch)
        os.replace(scratch, path)  # noqa: PTH105 - all that changes the disk here is os's, which the tests interrupt
        _sync(path.parent)
    finally:
        _remove(scratch)


def left_overs(output: Path) -> list[Path]:
    """What interrupted builds left in an output folder. A build that runs has such things, too."""
    with suppress(OSError):
        return sorted(path for path in output.iterdir() if path.name.startswith(HIDDEN))
    return []


def recover(output: Path) -> list[Path]:
    """Put in order what interrupted builds left in an output folder -> what was there of it. Waits for builds that run.
    What cannot be put in order stays; the next build reports it."""
    left = left_overs(output)
    prefixes = tuple(sorted(HIDDEN, key=len, reverse=True))
    names = {path.name.removeprefix(next(one for one in prefixes if path.name.startswith(one))) for path in left}
    for name in sorted(names - {""}):
        with suppress(OSError), alone(output / name):
            pass
    return [path for path in left if not os.path.lexists(path)]


def _hidden(place: Path, kind: str) -> Path:
    return place.with_name(f"{kind}{place.name}")


def _recover(place: Path) -> None:
    scratch, earlier = _hidden(place, BUILDING), _hidden(place, EARLIER)
    if os.path.lexists(earlier) and not os.path.lexists(place):
        os.rename(earlier, place)  # noqa: PTH104
        _sync(place.parent)
    for left in (scratch, earlier):
        _remove(left)
        if os.path.lexists(left):
            raise PermissionError(errno.EACCES, say("pipeline:cannot-removed"), str(left))


def _look_at(place: Path, inner: str, files: Mapping[str, bytes]) -> None:
    """Raises OSError where the new files have no room."""
    if os.path.lexists(place) and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, say("pipeline:no-folder"), str(place))
    for name in files:
        if (place / inner / name).is_dir():
            raise IsADirectoryError(
                errno.EISDIR, say("pipeline:there-folder-named", name=name), str(place / inner / name)
            )


def _link_tree(source: Path, target: Path, skipped: Collection[Path]) -> None:
    """Make `target` hold what `source` holds, but for the files `skipped` and what older versions left. Files are
    linked, copied where the file system has no links. A folder's permissions and other attributes stay."""
    if not os.access(source, os.W_OK | os.X_OK):  # its old copy could not be removed
        raise PermissionError(errno.EACCES, say("pipeline:may-not-changed"), str(source))
    os.mkdir(target)  # noqa: PTH102
    with os.scandir(source) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path, place = source / entry.name, target / entry.name
            if path in skipped or entry.name == OLD_LOCK or entry.name.startswith(BUILDING):
                continue
            if entry.is_dir(follow_symlinks=False):
                _link_tree(path, place, skipped)
            else:
                _link(path, place)
    shutil.copystat(source, target)
    if hasattr(os, "chown"):
        about = source.stat()
        with suppress(OSError):
            os.chown(target, about.st_uid, about.st_gid)


def _link(path: Path, place: Path) -> None:
    try:
        os.link(path, place, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in NO_LINKS:
            raise
        shutil.copy2(path, place, follow_symlinks=False)
        if stat.S_ISREG(place.lstat().st_mode):
            _sync(place)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    of_folder = path.is_dir()
    if of_folder and sys.platform == "win32":  # which opens no folders
        return
    handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if not (of_folder and error.errno in NO_SYNC):
            raise
    finally:
        os.close(handle)


def _swap(scratch: Path, place: Path) -> None:
    """Put the folder `scratch` where `place` is, which moves to `scratch` or is there no more."""
    if not os.path.lexists(place):
        os.rename(scratch, place)  # noqa: PTH104
    elif not _exchange(scratch, place):
        earlier = _hidden(place, EARLIER)
        os.rename(place, earlier)  # noqa: PTH104
        try:
            os.rename(scratch, place)  # noqa: PTH104
        except BaseException:
            os.rename(earlier, place)  # noqa: PTH104
            raise
        _remove(earlier)
    _sync(place.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once. False where the system or the file system cannot."""
    if sys.platform != "win32":
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
        names = (os.fsencode(one), os.fsencode(other))
        call: Any
        arguments: tuple[Any, ...]
        if sys.platform == "darwin":
            call, arguments = getattr(library, "renamex_np", None), (*names, 2)  # RENAME_SWAP
        else:
            here = -100  # AT_FDCWD
            call, arguments = getattr(library, "renameat2", None), (here, names[0], here, names[1], 2)
        if call is not None:
            if call(*arguments) == 0:
                return True
            code = ctypes.get_errno()
            if code not in NO_EXCHANGE:
                raise OSError(code, os.strerror(code), str(other))
    return False


def _remove(path: Path) -> None:
    """Remove a file or folder, as far as that goes: what stays is hidden, and a later build takes it."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            os.unlink(path)  # noqa: PTH108


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Signals wait until the folder is in its place and the old one gone; that takes moments."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
    else:
        waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
