"""The two sample publications and the torture publication: what must be true of their pages, and one build of them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """The files of one build of the publications, and what the build said of the samples."""

    folder: Path
    report: Any

    def path(self, name: str, form: str) -> Path:
        """The finished file of a publication in a format; `form` is the format's id."""
        ending, stem = ENDINGS.get(form, "pdf"), name.replace("/", "-")
        found = [
            *self.folder.glob(f"{name}/{stem}-{form}.{ending}"),
            *self.folder.glob(f"{name}/{stem}-{form}-*pt.{ending}"),
        ]
        assert len(found) == 1, f"The build made not one {form} of {name}; it made: {', '.join(self.listing())}"
        return found[0]

    def files(self, ending: str) -> list[Path]:
        """All finished files with that ending."""
        found = sorted(self.folder.rglob(f"*.{ending}"))
        assert found, f"The build made no .{ending} file; it made: {', '.join(self.listing())}"
        return found

    def pages(self) -> list[Path]:
        """The web pages: one of each publication, and the landing page or pages that offer the formats."""
        pages = self.files("html")
        assert any(page.name == "index.html" for page in pages), f"There is no landing page in {self.listing()}"
        assert all(self.path(sample.name, "web") in pages for sample in SAMPLES)
        return pages

    def listing(self) -> list[str]:
        """All files, by their names."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())


def build(folder: Path) -> None:
    """Build the publications through the command line, as a user would; also what is made only on request."""
    report = _publisher("build", "--output", str(folder))
    _publisher("build", "--output", str(folder), "--format", "screen-ua2")
    formats = ("large-print", "web", "text", "markdown", "epub", "screen", "screen-ua2", "calendar", "press")
    torture = ["build", "--content", str(TORTURE_CONTENT), "--output", str(folder)]
    _publisher(*torture, *(word for form in formats for word in ("--format", form)))
    long = long_programme(folder.with_name(f"{folder.name}-long"), LONG_SESSIONS).parent
    _publisher("build", "--content", str(long), "--output", str(folder), "--format", "web")
    _report_of(folder).write_text(json.dumps(report), "utf-8")


def read(folder: Path) -> Built:
    """What `build` made in a folder."""
    return Built(folder, json.loads(_report_of(folder).read_text("utf-8")))


def _report_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")  # beside the folder, whose files are the build's only


def _publisher(*words: str) -> Any:
    command = [sys.executable, "-m", "publisher", *words, "--json"]
    answer = subprocess.run(command, cwd=tools.ROOT, capture_output=True, text=True, timeout=300, check=False)
    said = f"{answer.stdout}\n{answer.stderr}".strip()
    assert answer.returncode == 0, f"`publisher build` ended with {answer.returncode}:\n{said}"
    return json.loads(answer.stdout)
