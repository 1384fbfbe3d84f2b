"""A leaflet and a programme in Arabic: every format, mirrored, and read as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conformance.conftest import FLAVOURS
from lxml import html as lxml_html

from publisher.checks.read_tags import read_tags
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pipeline.build import prepare
from support import judged
from support.browser import Browser
from support.cli import publisher

CONTENT = Path(__file__).parent / "content"
NAMES = ("maktaba", "barnamaj")
CLASSES = ("times", "session-title")
SCREEN = {"maktaba": 4, "barnamaj": 2}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format of both, built as a user builds them."""
    folder = tmp_path_factory.mktemp("rtl")
    formats = [word for id in FORMATS for word in ("--format", id)]
    answer = publisher("build", "--content", CONTENT, "--output", folder, "--json", *formats)
    assert answer.exit_code == 0, answer.output
    results = json.loads(answer.stdout)
    found = [finding for result in results for finding in result["findings"]]
    # A note that comes with the format; and a white cloud of a drawing ends at the edge of a page.
    assert {finding["id"] for finding in found} == {"layout/ink-saving", "preflight/bleed-empty"}
    assert {result["name"]: len({file["format"] for file in result["files"]}) for result in results} == {
        "barnamaj": len(FORMATS),
        "maktaba": len([form for form in FORMATS.values() if not form.needs_programme]),
    }
    return folder


@pytest.fixture(scope="module")
def edition() -> dict[str, Edition]:
    return {name: prepare(load(CONTENT / name)) for name in NAMES}


@pytest.mark.slow
@pytest.mark.parametrize(("flavour", "form"), [(flavour, form) for flavour in FLAVOURS for form in FLAVOURS[flavour]])
def test_it_is_what_it_claims(output: Path, flavour: str, form: str) -> None:
    assert judged.faults_of_tagged(output, NAMES, form, flavour) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_as_many_as_they_should(output: Path, name: str) -> None:
    with pypdfium2.PdfDocument(next(output.glob(f"{name}/{name}-press.pdf"))) as document:
        assert len(document) == SCREEN[name]


def test_a_voice_hears_words_in_their_order_whatever_way_they_run(output: Path) -> None:
    words = [spoken.word for spoken in read_tags((output / "maktaba/maktaba-screen.pdf").read_bytes())]
    text = " ".join(words)
    assert "في شارع Röda vägen رقم 50." in text
    assert "اتصل بالرقم 0243-740 00." in text
    assert "ندوات (almedalarna.example.org/program) مكتوب" in text.replace("الندوات", "ندوات")


def test_copied_text_has_its_words(output: Path) -> None:
    """But for lam with alef, one glyph, which programs turn round."""
    with pypdfium2.PdfDocument(output / "maktaba/maktaba-screen.pdf") as document:
        text = document[1].get_textpage().get_text_range()
    assert "شاهد الندوات في مكتبة بورلنغه" in text
    assert "\ufffd" not in text


def corners(edition: Edition, page: int) -> dict[str, str]:
    """What stands in the margins of a page, by the name of the place."""
    found = {}
    for box in children(page_boxes(edition.master.rendered)[page]):
        if type(box).__name__ == "MarginBox":
            found[box.at_keyword] = "".join(texts(box))
    return {place: text for place, text in found.items() if text}


def texts(box: Any) -> list[str]:
    return [getattr(box, "text", "")] + [text for child in children(box) for text in texts(child)]


def test_the_corners_of_the_pages_are_mirrored(edition: dict[str, Edition]) -> None:
    """A leaflet opens the other way: its page 2 is a right one. On a sheet the number stands at the end of the line."""
    assert corners(edition["maktaba"], 1)["@bottom-right"] == "2"
    assert corners(edition["maktaba"], 2)["@bottom-left"] == "3"
    assert corners(edition["barnamaj"], 0)["@bottom-left"] == "1"
    assert corners(edition["barnamaj"], 0)["@bottom-right"].startswith("بورلنغه")


def left_edges(edition: Edition, path: str) -> list[float]:
    """Where the first text of each element begins."""
    tree = edition.master.structure
    edges: dict[Any, float] = {}
    for piece in tree.pieces():
        for element in (piece.box.element, *parents(edition, piece.box.element)):
            edges.setdefault(element, piece.bounds[0])
    return [edges[element] for element in edition.master.html.iterfind(path)]


def parents(edition: Edition, element: Any) -> Iterator[Any]:
    above = {child: parent for parent in edition.master.html.iter() for child in parent}
    while element in above:
        element = above[element]
        yield element


def test_columns_and_times_are_mirrored(edition: dict[str, Edition]) -> None:
    first, second, third = left_edges(edition["maktaba"], ".//thead/tr/th")
    assert first > second > third
    times, title = (left_edges(edition["barnamaj"], f".//h4/span[@class='{name}']")[0] for name in CLASSES)
    assert times > title


def test_times_have_a_column_of_their_own(edition: dict[str, Edition]) -> None:
    """The second line of a long title, and what follows it, do not stand below the time, nor beyond the page's edge."""
    programme = edition["barnamaj"].master
    times = left_edges(edition["barnamaj"], ".//h4/span[@class='times']")
    pieces = list(programme.structure.pieces())
    bodies = [element for element in programme.html.iter() if element.get("class") == "session-body"]
    rights = [
        max(piece.bounds[2] for piece in pieces if body in parents(edition["barnamaj"], piece.box.element))
        for body in bodies
    ]
    assert len(times) == len(rights) > 0
    assert all(right < time for right, time in zip(rights, times, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_the_web_page_says_its_direction_and_that_of_what_runs_the_other_way(output: Path, name: str) -> None:
    root = lxml_html.parse(output / name / f"{name}-web.html").getroot()
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert {link.get("dir") for link in root.xpath("//a[starts-with(@href, 'tel:')]")} == {"ltr"}
    assert {element.get("dir") for element in root.xpath("//body//*[@lang='sv']")} == {"ltr"}
    assert "Noto Sans Arabic" in lxml_html.tostring(root, encoding="unicode")


@pytest.mark.slow
def test_the_books_are_valid(output: Path) -> None:
    assert judged.faults_of_books(output, NAMES) == []


@pytest.mark.slow
def test_the_web_pages_are_valid_and_accessible(output: Path, browser: Browser) -> None:
    assert judged.faults_of_pages(output, NAMES, browser) == []
