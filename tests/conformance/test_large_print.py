"""Large print as it is in the finished file: its letters, lines and pages measured by PDFium, at each size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Options
from publisher.model.units import LARGE_PRINT_SIZES
from support import pdftext
from support.built import PUBLICATIONS, TORTURE, Built
from support.editions import sample
from support.large_letters import letters, measure, said_and_names

A4 = (595.28, 841.89)
HEADINGS = ("H1", "H2", "H3", "H4")


@dataclass(frozen=True)
class Sized:
    """The large print of each publication at one size: the editions, and the finished files."""

    size: int
    editions: dict[str, Edition]
    paths: list[Path]


@pytest.fixture(scope="module", params=LARGE_PRINT_SIZES)
def sized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sized:
    """The publications at each size in turn."""
    folder = tmp_path_factory.mktemp("sized")
    editions, paths = {}, []
    for name in PUBLICATIONS:
        editions[name] = Edition(sample(name).document, options=Options(size=request.param))
        editions[name].laid_out["print"] = sample(name).master
        (artifact,) = FORMATS["large-print"].artifacts(editions[name])
        paths.append(folder / artifact.filename)
        paths[-1].write_bytes(artifact.data)
    return Sized(request.param, editions, paths)


def test_pages_are_a4(sized: Sized) -> None:
    for path in sized.paths:
        document = pypdfium2.PdfDocument(path)
        try:
            assert all(page.get_size() == pytest.approx(A4, abs=0.1) for page in document)
        finally:
            document.close()


def test_no_letter_is_smaller_than_asked_for(sized: Sized) -> None:
    """Page numbers are among them: every page has one."""
    size = sized.size
    for path in sized.paths:
        for number, page in enumerate(letters(path), 1):
            small = {(round(letter.size, 1), letter.char) for letter in page if letter.size < size - 0.05}
            assert not small, f"{path.name}, page {number}: {sorted(small)[:5]}"
            foot = min(letter.baseline for letter in page)
            running = "".join(letter.char for letter in page if letter.baseline == foot)
            assert running.endswith(str(number)), f"{path.name}: page {number} ends with {running}"


def test_it_is_clear_print(sized: Sized) -> None:
    """What UKAAF, RNIB and MTM ask for, measured on the letters that are drawn."""
    for path, edition in zip(sized.paths, sized.editions.values(), strict=True):
        found = measure(path, *said_and_names(edition.document))
        assert not found.faults(sized.size), f"{path.name}: {found.faults(sized.size)}"
        assert found.words > 300
        assert "\u00ad" not in {letter.char for page in letters(path) for letter in page}


def test_the_size_of_the_content_is_used(built: Built) -> None:
    """The torture publication says large_print: 24, and cream."""
    assert built.path(TORTURE, "large-print").name == "torture-large-print-24pt-cream.pdf"


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_references_name_the_page_where_a_part_begins(built: Built, name: str) -> None:
    """As the bookmarks of the printed pages do, in a file made another way."""
    with pypdf.PdfReader(built.path(name, "screen")) as reader:
        bookmarks = list(reader.outline)
        printed = {item.title: reader.get_destination_page_number(item) + 1 for item in flat(bookmarks)}
    referred = list(references(built.path(name, "large-print")))
    assert len(referred) >= 2
    assert referred == [(title, printed[title]) for title, _ in referred]
    pages = [page for _, page in referred]
    assert pages == sorted(set(pages)), "each page is named once, and they go on"


def flat(outline: list[Any]) -> Iterator[Any]:
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def references(path: Path) -> Iterator[tuple[str, int]]:
    """(heading, page that stands below it) along the tags."""
    heading, depth, text = "", None, ""
    for line in pdftext.struct_text(path).splitlines():
        indent, said = len(line) - len(line.lstrip()), line.strip()
        if re.fullmatch(r"H[1-6]( .*)?", said):
            heading, depth = "", indent
        elif depth is not None and indent > depth and said.startswith('"'):
            heading += said[1:-1]
        elif said and not said.startswith('"'):
            depth = depth if depth is not None and indent > depth else None
            text = ""
        elif said.startswith('"'):
            text += said[1:-1]
            if found := re.fullmatch(r"Sidan (\d+) (?:i häftet|på bladet)", text.strip()):
                yield re.sub(r" \(\S+\)", "", " ".join(heading.split())), int(found[1])  # no printed addresses


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_headings_keep_with_their_text(sized: Sized, name: str) -> None:
    """What follows a heading begins on its page: no heading, day or reference is left alone at a page's foot."""
    pages = sized.editions[name].pages("large-print")
    blocks = [
        node
        for node in pages.structure.walk()
        if node.role in (*HEADINGS, "P", "Figure", "Caption", "LI", "TOCI", "TR")
    ]
    above = {"printed-page", "day-title", "day-hours", "kicker"}
    checked = 0
    for block, following in pairwise(blocks):
        classes = set(block.source.get("class", "").split()) if block.source is not None else set()
        is_session_alone = block.role == following.role and block.role in HEADINGS  # a title and times alone
        if (block.role in HEADINGS or classes & above) and not is_session_alone:
            last, first = list(block.pieces()), next(following.pieces(), None)
            if last and first:
                checked += 1
                assert last[-1].page == first.page, f"{last[-1].text} stands alone on page {last[-1].page + 1}"
    assert checked > 10
