"""The two sample publications and the torture publication: what must be true of their pages, and one build of them.

The build has parts, each made when a test first asks for a file of it: one that looks at a sample does not wait for the
torture publication.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from support import tools
from support.long_programme import long_programme

ENDINGS = {"web": "html", "epub": "epub", "text": "txt", "markdown": "md", "calendar": "ics"}


@dataclass(frozen=True)
class Sample:
    """A sample publication; sizes in millimetres."""

    name: str
    pages: int
    width: float
    height: float
    bleed: float = 3
    language: str = "sv"


SAMPLES = (Sample("framat", 8, 148, 210), Sample("almedalen", 2, 210, 297))
TORTURE = "torture"
TORTURE_CONTENT = tools.TESTS / "torture" / "content"
PUBLICATIONS = (*(sample.name for sample in SAMPLES), TORTURE)
EDITIONS = (*PUBLICATIONS, "framat/en")  # with the other languages
# Made for its web pages only: a programme so long that it can be narrowed.
LONG, LONG_SESSIONS = "sheet", 40


@dataclass(frozen=True)
class Built:
    """The files of one build of the publications."""

    part: Callable[[str], Path]  # the folder of one of PARTS, which is made if need be

    def folder(self, name: str, form: str = "") -> Path:
        """Where the build of a publication, or of one format of it, lies."""
        if name.partition("/")[0] in (TORTURE, LONG):
            return self.part(name.partition("/")[0])
        return self.part("samples-ua2" if form == "screen-ua2" else "samples")

    def path(self, name: str, form: str) -> Path:
        """The finished file of a publication in a format; `form` is the format's id."""
        ending, stem, folder = ENDINGS.get(form, "pdf"), name.replace("/", "-"), self.folder(name, form)
        found = [
            *folder.glob(f"{name}/{stem}-{form}.{ending}"),
            *folder.glob(f"{name}/{stem}-{form}-*pt*.{ending}"),
        ]
        assert len(found) == 1, f"The build made not one {form} of {name}; it made: {', '.join(listing(folder))}"
        return found[0]

    def files(self, ending: str, parts: Iterable[str] = ()) -> list[Path]:
        """All finished files with that ending, or those of some parts."""
        found = [path for name in parts or PARTS for path in sorted(self.part(name).rglob(f"*.{ending}"))]
        assert found, f"The build made no .{ending} file"
        return found

    def pages(self) -> list[Path]:
        """The web pages: one of each publication, and the landing page or pages that offer the formats."""
        pages = self.files("html", ("samples", TORTURE, LONG))
        assert all(self.path(sample.name, "web") in pages for sample in SAMPLES)
        assert self.folder(SAMPLES[0].name) / "index.html" in pages, "There is no landing page"
        return pages


def listing(folder: Path) -> list[str]:
    """All files, by their names."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _torture(folder: Path) -> None:
    forms = ("large-print", "web", "text", "markdown", "epub", "screen", "screen-ua2", "calendar", "press")
    _publisher("--content", str(TORTURE_CONTENT), "--output", str(folder), *_forms(*forms))


def _long(folder: Path) -> None:
    content = long_programme(folder.with_name(f"{folder.name}-content"), LONG_SESSIONS).parent
    _publisher("--content", str(content), "--output", str(folder), *_forms("web"))


# Built through the command line, as a user would; also what is made only on request.
PARTS: Mapping[str, Callable[[Path], None]] = {
    "samples": lambda folder: _publisher("--output", str(folder)),
    "samples-ua2": lambda folder: _publisher("--output", str(folder), *_forms("screen-ua2")),
    TORTURE: _torture,
    LONG: _long,
}


def _forms(*forms: str) -> list[str]:
    return [word for form in forms for word in ("--format", form)]


def _publisher(*words: str) -> None:
    command = [sys.executable, "-m", "publisher", "build", *words]
    answer = subprocess.run(command, cwd=tools.ROOT, capture_output=True, text=True, timeout=300, check=False)
    said = f"{answer.stdout}\n{answer.stderr}".strip()
    assert answer.returncode == 0, f"`publisher build` ended with {answer.returncode}:\n{said}"
