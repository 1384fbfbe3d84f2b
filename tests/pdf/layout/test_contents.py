"""The table of contents of a long publication and the chapters above its pages, read back from the finished file."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from publisher.content.load import load
from publisher.model.findings import Options
from publisher.pipeline.build import finish, prepare
from support.long_leaflet import FOLDER, long_leaflet
from support.page_lines import Line, page_lines
from support.pdftext import struct_text

CHAPTERS = 6
HEAD = 14 / 25.4 * 72  # pt, where the upper margin ends


def made(content: Path, chapters: int, paragraphs: int = 18, **fields: object) -> Path:
    long_leaflet(content, chapters, paragraphs, **fields)
    result = finish(prepare(load(content / FOLDER), Options(formats=("screen",))), content / "output")
    assert result.written, [str(finding) for finding in result.findings]
    return content / "output" / FOLDER / f"{FOLDER}-screen.pdf"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("long"), CHAPTERS)


@pytest.fixture(scope="module")
def pages(long: Path) -> list[list[Line]]:
    found = page_lines(long)
    assert len(found) >= 20
    return found


def text(page: list[Line]) -> str:
    return " ".join(line.text for line in page)


def entries(pages: list[list[Line]]) -> dict[int, int]:
    """The page that the contents say, by the number of the chapter."""
    lines = [line for line in pages[1] if line.top > HEAD]
    found = {}
    for line in lines:
        if chapter := re.match(r"Kapitel (\d+) om", line.text):
            beside = [one.text for one in lines if abs(one.top - line.top) < 4]
            found[int(chapter[1])] = int(next(word for word in reversed(" ".join(beside).split()) if word.isdigit()))
    return found


def test_every_chapter_stands_on_the_page_that_the_contents_say(pages: list[list[Line]]) -> None:
    assert any(line.text == "Innehåll" for line in pages[1])
    found = entries(pages)
    assert list(found) == list(range(1, CHAPTERS + 1))
    for chapter, page in found.items():
        below = [line for line in pages[page - 1] if line.top > HEAD]
        assert any(line.text.startswith(f"Kapitel {chapter} om") for line in below), (chapter, page)


def test_it_is_tagged_as_a_table_of_contents(long: Path) -> None:
    tags = struct_text(long)
    assert tags.count("TOCI") == CHAPTERS + 1  # with the imprint
    first = tags[tags.index("TOCI") :].split("TOCI")[1]
    roles = re.findall(r"^ *(TOC|Reference|Link|P|H\d)\b", first, re.MULTILINE)
    assert roles == ["Reference", "Link"]
    assert re.search(r'"Kapitel 1 om .*"', first)
    assert re.search(r'"3"', first), "the number is read, too"


def test_each_entry_leads_to_its_page(long: Path, pages: list[list[Line]]) -> None:
    reader = pypdf.PdfReader(long)
    links = [entry.get_object() for entry in reader.pages[1]["/Annots"]]  # type: ignore[union-attr]
    named = reader.named_destinations
    reached = []
    for link in links:
        target = link.get("/Dest") or link["/A"]["/D"]
        page = target[0] if isinstance(target, list) else named[str(target)].page
        reached.append(reader.get_page_number(page.get_object()) + 1)
    assert list(entries(pages).values()) == list(dict.fromkeys(reached))[:CHAPTERS]
    assert str(links[0]["/Contents"]).endswith(f"{reached[0]}"), "its name says the page, too"


def test_the_chapter_runs_above_the_pages_that_it_goes_on_over(pages: list[list[Line]]) -> None:
    begins = entries(pages)
    for number, page in enumerate(pages[2:-1], 3):
        head = text([line for line in page if line.bottom < HEAD])
        chapter = max(chapter for chapter, begin in begins.items() if begin <= number)
        assert head.startswith(f"Kapitel {chapter} om") is (number not in begins.values()), (number, head)
    assert not text([line for line in pages[1] if line.bottom < HEAD])


@pytest.mark.parametrize(("said", "there"), [(None, False), (True, True)])
def test_a_short_one_has_contents_only_where_its_writer_says_so(tmp_path: Path, said: bool | None, there: bool) -> None:
    path = made(tmp_path, 2, 3, **({} if said is None else {"contents": said}))
    found = page_lines(path)
    assert len(found) < 12
    assert any(line.text == "Innehåll" for line in found[1]) is there


def test_a_long_one_has_none_where_its_writer_says_so(tmp_path: Path) -> None:
    found = page_lines(made(tmp_path, CHAPTERS, contents=False))
    assert len(found) >= 20
    assert not any(line.text == "Innehåll" for page in found for line in page)
