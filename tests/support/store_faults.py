"""Stops the writing of an output folder at every step, in every way, and looks at what is left.

    python store_faults.py WAY EXCHANGE LINKS FOLDER     -> one line of JSON: how many steps, what was wrong

WAY is kill, interrupt, eio (one call fails), eio-on (all calls from then on fail) or full (no space from then on).
EXCHANGE and LINKS are 'yes', or 'no' for a file system without them; EXCHANGE may be 'one-by-one', a store as it must
not be, which shows that faults are found. Each try runs in a process of its own (a fork: the
imports are made once).
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publisher.model.errors import AccessError
from publisher.model.findings import Artifact
from publisher.pipeline import store
from publisher.pipeline.manifest import write_files, write_list

# All that changes a disk. What pathlib and shutil do goes through them, too.
CALLS = ("chown", "fsync", "link", "mkdir", "open", "rename", "replace", "rmdir", "symlink", "unlink", "utime", "write")
NEEDS_SPACE = ("link", "mkdir", "open", "rename", "replace", "symlink", "write")
DONE, REFUSED, INTERRUPTED, UNTOUCHED = 0, 5, 130, 42


def artifact(form: str, filename: str, text: str) -> Artifact:
    return Artifact(form, filename, "text/plain", text.encode(), pages=1)


def landing(title: str) -> Artifact:
    facts = {"name": title, "inLanguage": "sv", "datePublished": "2026-11-22", "version": "1.0", "description": "Om."}
    data = {"@graph": [facts | {"author": {"name": "Exempelstad"}}]}
    html = f'<html lang="sv"><head><script type="application/ld+json">{json.dumps(data)}</script></head></html>'
    return Artifact("landing", "index.html", "text/html", html.encode())


def build(output: Path, version: str) -> None:
    """A publication one of whose sessions is renamed from version to version."""
    files = [
        artifact("web", "sheet-web.html", f"web {version}"),
        artifact("calendar", "sheet-calendar.ics", f"all {version}"),
        artifact("calendar", f"sheet-calendar-{version}.ics", version),
    ]
    write_files(output, "sheet", {"publication.yaml": version}, files, lambda _: landing(f"Sheet {version}"))
    write_list(output)


def prepare(output: Path) -> None:
    """The old generation; beside it, another language and what a user put there."""
    build(output, "old")
    write_files(output, "sheet/en", {}, [artifact("web", "sheet-en-web.html", "web")], lambda _: landing("English"))
    (output / "sheet/mine").mkdir()
    (output / "sheet/mine/note.txt").write_text("mine")
    (output / "sheet/link").symlink_to("mine/note.txt")


def state(output: Path) -> dict[str, bytes]:
    """Everything in the output folder but what is hidden, and the list, which is written by itself."""
    return {
        str(path.relative_to(output)): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(output.rglob("*"))
        if (path.is_file() or path.is_symlink())
        and not any(part.startswith(".") for part in path.relative_to(output).parts)
        and path != output / "index.html"
    }


class Fault:
    """Counts the calls that change the disk, and strikes at one of them."""

    def __init__(self, way: str, at: int) -> None:
        self.way, self.at, self.count = way, at, 0

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & os.O_CREAT:
                return call(*arguments, **options)
            self.count += 1
            if self.count == self.at or (self.count > self.at and self.way in ("eio-on", "full")):
                self.strike(name)
            return call(*arguments, **options)

        return wrapped

    def strike(self, name: str) -> None:
        if self.way == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.way == "interrupt":
            os.kill(os.getpid(), signal.SIGINT)
        elif self.way.startswith("eio"):
            raise OSError(errno.EIO, "Input/output error")
        elif name in NEEDS_SPACE:
            raise OSError(errno.ENOSPC, "No space left on device")


def limit(exchange: str, links: str) -> None:
    """Play a poorer file system."""
    if exchange == "no":
        store._exchange = lambda one, other: False  # type: ignore[assignment]
    if exchange == "one-by-one":

        def move_one_by_one(scratch: Path, place: Path) -> bool:
            for path in [path for path in scratch.iterdir() if path.is_file()]:
                os.replace(path, place / path.name)  # noqa: PTH105 - counted
            return True

        store._exchange = move_one_by_one
    if links == "no":

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.ENOTSUP, "Operation not supported")

        os.link = refuse


def attempt(output: Path, way: str, at: int) -> int:
    """Build the new generation in a process of its own, with a fault -> how it ended (minus a signal's number)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    fault = Fault(way, at)
    for name in CALLS:
        setattr(os, name, fault.wrap(name, getattr(os, name)))
    if store._exchange.__name__ == "_exchange":
        store._exchange = fault.wrap("rename", store._exchange)
    try:
        build(output, "new")
        os._exit(DONE if fault.count >= at else UNTOUCHED)
    except AccessError:
        os._exit(REFUSED)
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)


def faults_of(output: Path, ended: int, old: dict[str, bytes], new: dict[str, bytes], exchange: bool) -> list[str]:
    """What is wrong with an output folder after a build that ended so."""
    found = []
    if not exchange:  # there is a moment between two renames; the next start sees to it
        store.recover(output)
    now = state(output)
    if now not in (old, new):
        found.append(f"neither old nor new: {sorted(now.items() ^ new.items())}")
    if ended == DONE and now != new:
        found.append("it said that all is well, and the old files are there")
    if ended not in (DONE, REFUSED, INTERRUPTED, -signal.SIGKILL):
        found.append(f"it ended with {ended}")
    build(output, "new")
    if state(output) != new:
        found.append(f"the next build left {sorted(state(output))}")
    if hidden := [path.name for path in output.rglob(".*")]:
        found.append(f"hidden things stay: {hidden}")
    return found


def main(way: str, exchange: str, links: str, folder: Path) -> None:
    limit(exchange, links)
    prepare(folder / "old")
    shutil.copytree(folder / "old", folder / "new", symlinks=True)
    old = state(folder / "old")
    build(folder / "new", "new")
    new = state(folder / "new")
    if exchange != "one-by-one":
        assert old.keys() - new.keys() == {"sheet/sheet-calendar-old.ics"}
    wrong, ends, at = [], dict[int, int](), 0
    while True:
        at += 1
        output = folder / f"output-{at}"
        shutil.copytree(folder / "old", output, symlinks=True)
        ended = attempt(output, way, at)
        if ended == UNTOUCHED:
            break
        ends[ended] = ends.get(ended, 0) + 1
        wrong += [f"step {at}: {fault}" for fault in faults_of(output, ended, old, new, exchange == "yes")]
        shutil.rmtree(output)
    print(json.dumps({"steps": at - 1, "ends": ends, "wrong": wrong}))


if __name__ == "__main__":
    main(*sys.argv[1:4], Path(sys.argv[4]))
