"""Editions to check: the samples as they are, and a small sheet with words put in."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from publisher.checks import Subject
from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Artifact
from support.tools import ROOT, SOUND

MakeEdition = Callable[..., Edition]


@cache
def _sample(name: str) -> tuple[Edition, tuple[Artifact, ...]]:
    edition = Edition(compose(load(ROOT / "content" / name)))
    formats = ("web", "text", "markdown", "screen", "calendar", "press")
    return edition, tuple(artifact for id in formats for artifact in FORMATS[id].artifacts(edition))


@pytest.fixture(params=["framat", "almedalen"])
def finished(request: pytest.FixtureRequest) -> Subject:
    """Each sample with its files in the formats that differ in how they are read back."""
    edition, artifacts = _sample(request.param)
    return Subject(edition, artifacts)


@pytest.fixture
def leaflet() -> Subject:
    """The leaflet, with its files, and an edition of its own to change."""
    edition, artifacts = _sample("framat")
    copied = Edition(edition.document)
    copied.laid_out = dict(edition.laid_out)
    return Subject(copied, artifacts)


@pytest.fixture
def sheet() -> Subject:
    """The programme sheet, with its files."""
    return Subject(*_sample("almedalen"))


@pytest.fixture
def make_edition(tmp_path: Path) -> MakeEdition:
    """`make_edition((file, old, new), ...)`: tests/content/sound with words changed."""

    def make(*changes: tuple[str, str, str]) -> Edition:
        content = tmp_path / "content"
        shutil.copytree(SOUND, content, dirs_exist_ok=True)
        for file, old, new in changes:
            text = (content / file).read_text("utf-8")
            assert old in text
            (content / file).write_text(text.replace(old, new, 1), "utf-8")
        return Edition(compose(load(content / "sheet")))

    return make


@pytest.fixture
def with_html(leaflet: Subject) -> Callable[[str, str], Subject]:
    """The leaflet whose document says something else than its files do."""

    def change(old: str, new: str) -> Subject:
        document = leaflet.edition.document
        assert old in document.html
        edition = Edition(dataclasses.replace(document, html=document.html.replace(old, new, 1)))
        edition.laid_out = leaflet.edition.laid_out
        return Subject(edition, leaflet.artifacts)

    return change
