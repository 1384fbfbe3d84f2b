"""Large print as a format: its size, its file, and that its pages are laid out beside the master's."""

from __future__ import annotations

import io
import re
import shutil
from contextlib import closing
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from lxml import html as lxml_html

from publisher.checks import Subject, run_checks
from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.web.landing import Listed, render_landing
from publisher.model.findings import Artifact, Options
from publisher.model.units import LARGE_PRINT
from support import tools


@pytest.fixture(scope="module")
def document() -> Document:
    return compose(load(tools.SOUND / "sheet"))


@pytest.fixture(scope="module")
def edition(document: Document) -> Edition:
    return Edition(document)


@pytest.fixture(scope="module")
def made(edition: Edition) -> Artifact:
    return FORMATS["large-print"].artifacts(edition)[0]


def test_the_file_says_its_size(edition: Edition, made: Artifact) -> None:
    assert (made.filename, made.size) == (f"sheet-large-print-{LARGE_PRINT}pt.pdf", LARGE_PRINT)
    assert made.pages == edition.pages("large-print").count
    assert made.media_type == "application/pdf"


@pytest.mark.parametrize(("asked", "said", "size"), [(None, 18, 18), (None, 28, 28), (16, 28, 16), (24, 18, 24)])
def test_the_size_asked_for_wins_over_the_content_s(asked: int | None, said: int, size: int, tmp_path: Path) -> None:
    content = Path(shutil.copytree(tools.SOUND, tmp_path / "content"))
    path = content / "sheet/publication.yaml"
    path.write_text(path.read_text("utf-8").replace("sections:", f"large_print: {said}\nsections:"), "utf-8")
    assert Edition(compose(load(content / "sheet")), options=Options(size=asked)).size == size


def test_pages_are_laid_out_once_and_not_the_master_s(edition: Edition, made: Artifact) -> None:
    assert edition.pages("large-print") is edition.pages("large-print")
    assert set(edition.laid_out) == {"print", "large-print"}
    assert edition.pages("large-print") is not edition.master
    assert edition.pages("large-print").medium == "large-print"


def test_pages_are_a4(made: Artifact) -> None:
    with closing(pypdfium2.PdfDocument(made.data)) as pdf:
        sizes = {tuple(round(edge) for edge in page.get_size()) for page in pdf}
    assert sizes == {(595, 842)}


def test_it_is_tagged_with_bookmarks_and_refers_to_the_printed_pages(edition: Edition, made: Artifact) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(made.data))
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.outline[0].title == "Torgdagen"  # type: ignore[union-attr]
    text = "".join(page.extract_text() for page in pdf.pages)
    pages = {int(number) for number in re.findall(r"Sidan (\d+) på bladet", text)}
    assert pages <= set(range(1, edition.master.count + 1))
    assert pages


def test_bytes_are_the_same_every_time(document: Document, made: Artifact) -> None:
    assert FORMATS["large-print"].artifacts(Edition(document))[0].data == made.data


def test_another_size_is_another_file(document: Document, made: Artifact) -> None:
    larger = FORMATS["large-print"].artifacts(Edition(document, options=Options(size=28)))[0]
    assert larger.filename == "sheet-large-print-28pt.pdf"
    assert (larger.pages or 0) > (made.pages or 0)


def test_the_landing_page_says_the_size_in_points(document: Document) -> None:
    """The smaller one first, whichever was made first."""
    sized = [
        Listed("large-print", f"sheet-large-print-{points}pt.pdf", "application/pdf", 90_000, pages, points)
        for points, pages in ((24, 30), (18, 20))
    ]
    page = lxml_html.document_fromstring(render_landing(document, sized).data.decode("utf-8"))
    cards = [card for card in page.iter("li") if card.find_class("details")]
    assert [card.xpath("string(.//a/@href)") for card in cards] == [file.filename for file in reversed(sized)]
    assert ["".join(card.find_class("details")[0].itertext()) for card in cards] == [
        "PDF · 90\u00a0kB · 18 punkter · 20 sidor",
        "PDF · 90\u00a0kB · 24 punkter · 30 sidor",
    ]
    assert all("Storstil" in card.text_content() for card in cards)


@pytest.mark.parametrize("stage", ["pages", "files"])
def test_checks_find_nothing(edition: Edition, made: Artifact, stage: str) -> None:
    assert run_checks(Subject(edition, (made,)), stage) == []
