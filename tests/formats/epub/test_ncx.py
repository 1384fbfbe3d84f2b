"""toc.ncx says what the navigation document says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from publisher.formats.epub import book, ncx
from publisher.formats.epub.text import XHTML, text_of
from support.built import TORTURE
from support.editions import sample

NAMES = {"n": ncx.NCX, "x": XHTML}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book.render(sample(TORTURE)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def contents(files: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(files["EPUB/toc.ncx"])


def entries(item: etree._Element) -> Iterator[tuple[int, str, str]]:
    """(depth, text, address) of each entry of a list of the navigation document."""
    for link in item.iterfind(".//x:a", NAMES):
        depth = len(list(link.iterancestors(f"{{{XHTML}}}ol")))
        yield depth, text_of(link), link.get("href", "")


def points(contents: etree._Element, tag: str) -> Iterator[tuple[int, str, str]]:
    for point in contents.iterfind(f".//n:{tag}", NAMES):
        depth = 1 + len(list(point.iterancestors(f"{{{ncx.NCX}}}{tag}")))
        (label, content) = (point.find(f"n:{name}", NAMES) for name in ("navLabel", "content"))
        assert label is not None
        assert content is not None
        yield depth, text_of(label), content.get("src", "")


def test_it_has_the_same_entries_in_the_same_order(files: dict[str, bytes], contents: etree._Element) -> None:
    toc, pages = etree.fromstring(files["EPUB/nav.xhtml"]).findall(".//x:nav", NAMES)[:2]
    assert list(points(contents, "navPoint")) == list(entries(toc))
    assert list(points(contents, "pageTarget")) == list(entries(pages))
    orders = [point.get("playOrder") for point in contents.iterfind(".//n:navPoint", NAMES)]
    assert orders == [str(number) for number in range(1, len(orders) + 1)]


def test_its_head_says_what_it_holds(files: dict[str, bytes], contents: etree._Element) -> None:
    said = {meta.get("name"): meta.get("content") for meta in contents.iterfind(".//n:meta", NAMES)}
    package = etree.fromstring(files["EPUB/package.opf"])
    assert said["dtb:uid"] == package.findtext(".//{*}identifier")
    assert said["dtb:depth"] == str(max(depth for depth, _, _ in points(contents, "navPoint")))
    assert said["dtb:totalPageCount"] == str(len(list(points(contents, "pageTarget"))))
    spine = package.find("{*}spine")
    assert spine is not None
    (item,) = (one for one in package.iter("{*}item") if one.get("id") == spine.get("toc"))
    assert (item.get("href"), item.get("media-type")) == (ncx.FILENAME, ncx.MEDIA_TYPE)
