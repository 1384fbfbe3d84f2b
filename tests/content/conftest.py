"""A sound folder of content to change, and what `load` then finds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from publisher.content.load import load
from publisher.content.publication import Publication
from publisher.model.errors import ContentError
from publisher.model.findings import Finding
from publisher.pipeline.build import prepare
from support.tools import SOUND


@dataclass(frozen=True)
class Sheet:
    """A copy of tests/content/sound. Files are named as findings name them: 'sheet/programme.yaml'."""

    content: Path

    def write(self, file: str, text: str | bytes) -> None:
        path = self.content / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the first `old`, which must be there, by `new`."""
        text = (self.content / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r}"
        self.write(file, text.replace(old, new, 1))

    def translate(self, language: str = "en") -> None:
        """Make the sheet's translation, which takes its pictures from the sheet. Its running text is in other words."""
        for file in ("publication.yaml", "programme.yaml", "sections/torget.md"):
            text = (self.content / "sheet" / file).read_text("utf-8").replace("pictures/", "../pictures/")
            text = text.replace("language: sv", f"language: {language}").replace("den 2 juli.", "on 2 July.")
            self.write(f"sheet/{language}/{file}", text)

    def load(self, path: str = "sheet") -> Publication:
        return load(self.content / path)

    def findings(self, path: str = "sheet") -> list[Finding]:
        try:
            self.load(path)
        except ContentError as error:
            return error.findings
        return []

    def places(self, path: str = "sheet") -> list[str]:
        """'sheet/programme.yaml:18 end-before-start', for each finding."""
        return [f"{finding.where} {finding.id.removeprefix('content/')}" for finding in self.findings(path)]

    def places_of_check(self) -> list[str]:
        """The same of `publisher check`, which also composes."""
        try:
            prepare(self.load())
        except ContentError as error:
            return [f"{finding.where} {finding.id.removeprefix('content/')}" for finding in error.findings]
        return []

    def report(self) -> list[str]:
        """The same, with message and fix."""
        return [f"{f.where} {f.id.removeprefix('content/')}: {f.message} -> {f.fix}" for f in self.findings()]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """A sound publication 'sheet' in tmp_path/content: a fault is what a test makes of it."""
    content = tmp_path / "content"
    shutil.copytree(SOUND, content)
    return Sheet(content)
