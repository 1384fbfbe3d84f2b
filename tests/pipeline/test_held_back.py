"""A fault in the paged layout: what is not made of pages is written, the pages become a draft, the old ones stay."""

from __future__ import annotations

import copy
import io
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from publisher.content.load import load
from publisher.formats.edition import Edition
from publisher.model.findings import Options, Result
from publisher.pdf.layout.page_use import Overflow
from publisher.pipeline.build import finish, prepare
from publisher.pipeline.manifest import read_manifest
from support import tools

SOUND = tools.TESTS / "content" / "sound" / "content"
FORMATS = ("web", "text", "markdown", "calendar", "screen")
BOX = (14.0, 80.0, 100.0, 5.0)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(SOUND, tmp_path / "content")


def edition_of(content: Path) -> Edition:
    return prepare(load(content / "sheet"), Options(formats=FORMATS))


def with_fault(edition: Edition) -> Edition:
    """The edition with a text on its first page that leaves its place."""
    pages = copy.copy(edition.master)
    vars(pages)["overflows"] = (Overflow(1, "Torget är till för alla", "", 9.0, "the room it has", BOX),)
    edition.laid_out["print"] = pages
    return edition


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def build_with_fault(content: Path, output: Path) -> Result:
    return finish(with_fault(edition_of(content)), output)


def test_what_is_not_made_of_pages_is_written_and_the_pages_are_a_draft(content: Path, tmp_path: Path) -> None:
    result = build_with_fault(content, tmp_path / "output")
    assert result.written
    assert result.held == ("sheet-screen.pdf",)
    made = {"sheet-web.html", "sheet-text.txt", "sheet-markdown.md", "sheet-calendar.ics", "sheet-draft.pdf"}
    assert names(result.folder) >= made | {"index.html", "manifest.json"}
    assert "sheet-screen.pdf" not in names(result.folder)
    assert "layout/text-off-page" in {finding.id for finding in result.findings}


def test_every_page_of_the_draft_says_what_it_is(content: Path, tmp_path: Path) -> None:
    result = build_with_fault(content, tmp_path / "output")
    draft = PdfReader(io.BytesIO((result.folder / "sheet-draft.pdf").read_bytes()))
    assert len(draft.pages) == 2
    assert all("Utkast – inte för tryck" in page.extract_text() for page in draft.pages)


def test_the_pages_of_the_last_good_build_stay_and_no_page_leads_to_them(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    good = finish(edition_of(content), output)
    old = (good.folder / "sheet-screen.pdf").read_bytes()
    path = content / "sheet" / "publication.yaml"
    path.write_text(path.read_text("utf-8").replace("Bussen", "Tåget").replace("Två dagar", "Tre dagar"), "utf-8")
    result = build_with_fault(content, output)
    assert (result.folder / "sheet-screen.pdf").read_bytes() == old
    assert "sheet-screen.pdf" not in (result.folder / "index.html").read_text("utf-8")
    assert "draft" not in (result.folder / "index.html").read_text("utf-8")
    assert read_manifest(result.folder)["files"]["sheet-screen.pdf"]["held"] is True


def test_the_next_good_build_replaces_the_old_pages_and_removes_the_draft(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    finish(edition_of(content), output)
    build_with_fault(content, output)
    path = content / "sheet" / "publication.yaml"
    path.write_text(path.read_text("utf-8").replace("Två dagar", "Tre dagar"), "utf-8")
    good = finish(edition_of(content), output)
    assert "sheet-draft.pdf" in good.removed
    assert "sheet-draft.pdf" not in names(good.folder)
    assert "sheet-screen.pdf" in (good.folder / "index.html").read_text("utf-8")
    assert "held" not in read_manifest(good.folder)["files"]["sheet-screen.pdf"]


def test_the_draft_goes_when_the_toolkit_is_what_changed(content: Path, tmp_path: Path) -> None:
    """The content is as it was: the files of the same inputs are kept, a draft of pages that are sound is not."""
    output = tmp_path / "output"
    build_with_fault(content, output)
    good = finish(edition_of(content), output)
    assert "sheet-draft.pdf" not in names(good.folder)
