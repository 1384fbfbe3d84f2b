"""The landing page: says what the publication is and offers every file, the most needed first."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.build import finish, prepare
from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.formats import FORMATS, LANDING
from publisher.formats.landing import Listed, render_landing
from publisher.i18n import label
from publisher.manifest import digest_inputs, read_manifest, write_files
from publisher.model import Artifact, Options
from support import tools

SOUND = tools.ROOT / "tests/content/sound/content"
FILES = (
    Listed("press", "framat-press.pdf", "application/pdf", 2_412_345, 8),
    Listed("web", "framat-web.html", "text/html", 230_000),
    Listed("screen", "framat-screen.pdf", "application/pdf", 48_000, 12),
)


@pytest.fixture(scope="module")
def document() -> Document:
    return compose(load(tools.ROOT / "content" / "framat"))


@pytest.fixture(scope="module")
def page(document: Document) -> etree._Element:
    return read(document)


def read(document: Document) -> etree._Element:
    """The landing page, read back."""
    return lxml_html.document_fromstring(render_landing(document, FILES).data.decode("utf-8"))


def text_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_it_is_the_index_page(document: Document) -> None:
    artifact = render_landing(document, FILES)
    assert (artifact.filename, artifact.media_type, artifact.pages) == (LANDING, "text/html", None)


def test_bytes_are_the_same_every_time(document: Document) -> None:
    assert render_landing(document, FILES).data == render_landing(document, FILES[::-1]).data


def test_it_offers_no_file_that_is_no_format_s(document: Document) -> None:
    """The manifest lists the landing page of the earlier build too."""
    others = (Listed("landing", LANDING, "text/html", 1), Listed("gone", "framat-gone.txt", "text/plain", 1))
    assert render_landing(document, (*FILES, *others)).data == render_landing(document, FILES).data


def test_it_says_what_the_publication_is(document: Document, page: etree._Element) -> None:
    assert page.get("lang") == document.language
    assert page.get("dir") == "ltr"
    assert text_of(next(page.iter("h1"))) == document.title
    words = text_of(page.find("body"))
    for wanted in (document.description, document.sender, document.version, str(document.date.year)):
        assert wanted in words


def test_it_offers_every_file_the_most_needed_first(document: Document, page: etree._Element) -> None:
    cards = page.xpath("//main//li")
    links = [card.xpath(".//a")[0] for card in cards]
    assert [link.get("href") for link in links] == ["framat-web.html", "framat-screen.pdf", "framat-press.pdf"]
    assert [text_of(link) for link in links] == [
        label(document.language, FORMATS[name].title) for name in ("web", "screen", "press")
    ]
    purposes = [text_of(card.xpath("p[@class='purpose']")[0]) for card in cards]
    assert all(purposes)


def test_it_says_kind_size_and_pages(page: etree._Element) -> None:
    details = [text_of(line) for line in page.xpath("//p[@class='details']")]
    assert details[0] == "HTML · 230 kB"
    assert details[1] == "PDF · 48 kB · 12 sidor"
    assert details[2].startswith("PDF · 2,4 MB · ")


def test_sizes_follow_the_language(document: Document) -> None:
    english = dataclasses.replace(document, language="en")
    assert "2.4 MB" in text_of(read(english).find("body"))


def test_addresses_stay_in_the_folder(page: etree._Element) -> None:
    for address in page.xpath("//@href"):
        assert re.fullmatch(r"[\w.%-]+", address), address


def test_programs_find_the_formats_too(page: etree._Element) -> None:
    alternates = page.xpath("//head/link[@rel='alternate']")
    assert next((link.get("href"), link.get("type")) for link in alternates) == ("framat-web.html", "text/html")
    assert len(alternates) == len(FILES)


def test_nothing_comes_from_outside(page: etree._Element) -> None:
    assert not page.xpath("//script")
    assert all(source.startswith("data:") for source in page.xpath("//@src"))
    style = "".join(page.xpath("//style/text()"))
    assert all(address.startswith("data:font/woff2") for address in re.findall(r"url\(([^)]*)\)", style))


def test_it_shows_the_cover_in_words_too(document: Document, page: etree._Element) -> None:
    shown, wanted = page.xpath("//img")[0], document.tree.xpath("//img[@class='cover-picture']")[0]
    assert shown.get("alt") == wanted.get("alt")
    assert shown.get("width")
    assert shown.get("height")


def test_a_publication_without_a_cover_picture(document: Document) -> None:
    plain = dataclasses.replace(document, html='<html lang="sv"><body><main id="content"></main></body></html>')
    page = read(plain)
    assert not page.xpath("//img")
    assert page.xpath("//h1")


def test_titles_are_text_and_no_markup(document: Document) -> None:
    risky = dataclasses.replace(document, title='A & B <b> "C"')
    assert text_of(next(read(risky).iter("h1"))) == 'A & B <b> "C"'


# In a build


def test_a_build_of_one_format_offers_the_others_that_are_there(tmp_path: Path) -> None:
    """Through the whole pipeline, with a PDF of an earlier build that nobody need lay out for this."""
    source = Path(shutil.copytree(SOUND, tmp_path / "content")) / "sheet"
    output, pdf = tmp_path / "output/sheet", FORMATS["screen"].filename("sheet")
    inputs = digest_inputs(source, load(source).info.layout)
    earlier = Artifact("screen", pdf, "application/pdf", b"x" * 48_000, 2)
    write_files(output, inputs, [earlier], lambda _: Artifact("landing", LANDING, "text/html", b""))
    finish(prepare(load(source), Options(("web",))), tmp_path / "output")
    page = (output / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in page for name in (pdf, "sheet-web.html"))
    assert "48\u00a0kB" in page


def test_the_manifest_tells_of_the_content_that_was_built(tmp_path: Path) -> None:
    """A file is changed before the pages are made: the manifest must not pass it for what was built."""
    source = Path(shutil.copytree(SOUND, tmp_path / "content")) / "sheet"
    digests = digest_inputs(source, load(source).info.layout)
    edition = prepare(load(source), Options(("web",)))
    (source / "sections/torget.md").write_text("Changed meanwhile.\n", "utf-8")
    assert finish(edition, tmp_path / "output").written
    assert read_manifest(tmp_path / "output/sheet")["inputs"] == digests
