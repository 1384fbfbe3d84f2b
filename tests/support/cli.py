"""The command line as tests use it: in this process, or as a program; and content that has what a test needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from publisher.cli import main
from publisher.model.catalogue import ENGLISH, speak
from publisher.scaffold import make_publication
from support.tools import ROOT
from support.waivers import ready_for_print

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def publisher(*arguments: str | Path) -> Result:
    """Run a verb in this process. What `--lang` chose does not last."""
    try:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="publisher")
    finally:
        speak(ENGLISH)


def python(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python that knows the package, in another folder."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False)


def command(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m publisher` as a user does."""
    return python("-m", "publisher", *arguments, cwd=cwd)


def leaflet(folder: Path) -> Path:
    """A content folder with one leaflet, 'haftet', in a path with spaces and a letter beyond ASCII."""
    content = folder / "mina häften" / "content"
    make_publication("haftet", "leaflet-a5", content)
    ready_for_print(content / "haftet")
    return content


def with_fault(content: Path) -> int:
    """Plant an error in the leaflet; returns its line in haftet/publication.yaml."""
    return replace(content / "haftet/publication.yaml", "sender:", "avsandare:")


def with_warning(content: Path) -> None:
    """Take one page from the leaflet: three pages are a warning, and no error."""
    section = content / "haftet/sections/visa.md"
    section.unlink()
    replace(content / "haftet/publication.yaml", f"  - file: sections/{section.name}\n", "")
    path = content / "haftet/publication.yaml"
    text = path.read_text("utf-8")
    rest = text[: text.index("people:")] + text[text.index("contact:") :]
    path.write_text(f"fit: normal\n{rest}", "utf-8")  # in larger letters, one section would fill two pages


def replace(path: Path, old: str, new: str) -> int:
    """Change a text in a file; returns the line where it stood."""
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} has no '{old}'"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their paths."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
