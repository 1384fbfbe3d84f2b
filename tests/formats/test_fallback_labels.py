"""In a language without labels, English ones stand in every format, and each says that it is English."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.paper import instructions
from publisher.formats.web.landing import Listed, render_landing
from publisher.imposition.sheet_model import Plan
from publisher.text.i18n import catalogues, label, label_ids
from support import tools

SHORT = 5  # characters: shorter labels stand within other words
LISTED = (
    Listed("press", "a-press.pdf", "application/pdf", 2_412_345, 8),
    Listed("web", "a-web.html", "text/html", 230_000),
    Listed("large-print", "a-large-print.pdf", "application/pdf", 48_000, 12, 18),
)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER_READ = ("script", "style", "title", "meta", "link")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The sample sheet, of which we say that it is in Swahili."""
    content = tmp_path_factory.mktemp("swahili") / "content"
    shutil.copytree(tools.ROOT / "content", content)
    file = content / "almedalen" / "publication.yaml"
    file.write_text(file.read_text("utf-8").replace("language: sv", "language: sw", 1), "utf-8")
    return Edition(compose(load(content / "almedalen")))


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return edition.document


def english_labels() -> set[str]:
    ((_, catalogue), *_) = catalogues("en")
    texts = map(catalogue.gettext, label_ids())
    return {text for text in texts if len(text) >= SHORT and "{" not in text}


def unmarked(root: etree._Element) -> Iterator[str]:
    """The English labels in a tree that a screen reader would read with the document's voice."""
    known = english_labels()
    for element in root.iter():
        if not isinstance(element.tag, str) or etree.QName(element).localname in NEVER_READ:
            continue
        language = next((one.get("lang") or one.get(XML_LANG) for one in around(element) if one.get("lang")), None)
        found = [element.text or "", *(kid.tail or "" for kid in element), element.get("alt", "")]
        yield from (text for text in found if text.strip().rstrip(":") in known and language != "en")


def around(element: etree._Element) -> list[etree._Element]:
    return [element, *element.iterancestors()]


def marked(root: etree._Element) -> list[str]:
    return ["".join(one.itertext()).strip() for one in root.iter() if one.get("lang") == "en"]


def test_the_document_marks_them(document: Document) -> None:
    assert list(unmarked(document.tree)) == []
    assert {"Taking part", "Webcast", "Phone"} <= set(marked(document.tree))


@pytest.mark.parametrize("of", ["page", "landing"])
def test_web_pages_mark_them(edition: Edition, of: str) -> None:
    page = FORMATS["web"].artifacts(edition)[0] if of == "page" else render_landing(edition.document, LISTED)
    tree = lxml_html.document_fromstring(page.data.decode("utf-8"))
    assert list(unmarked(tree)) == []
    assert {"Contents", "Skip to the content"} <= set(marked(tree))
    assert tree.get("lang") == "sw"


def test_the_book_marks_them(edition: Edition) -> None:
    (book,) = FORMATS["epub"].artifacts(edition)
    with zipfile.ZipFile(io.BytesIO(book.data)) as archive:
        pages = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("xhtml")}
        (package,) = (etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("opf"))
    for page in pages.values():
        assert list(unmarked(page)) == []
        assert [one.get("lang") for one in page.iter()] == [one.get(XML_LANG) for one in page.iter()]
    summary = package.xpath("//*[@property='schema:accessibilitySummary']")
    assert [one.get(XML_LANG) for one in summary] == ["en"]


def test_the_words_of_the_content_are_not_marked(document: Document) -> None:
    assert not {text for text in marked(document.tree) if "lärarbristen" in text}


def test_a_label_that_is_a_mark_has_no_language() -> None:
    assert label("sw", "list.comma").language == ""
    assert label("sw", "block.contact").language == "en"
    assert label("he", "block.contact").attributes == {"lang": "en", "dir": "ltr"}


def test_the_instructions_are_in_one_language(document: Document) -> None:
    """A page of labels alone is English as a whole."""
    plan = Plan(297, 210, ())
    html = instructions._html(document, plan, {"": "a.pdf", "fronts": "b.pdf", "backs": "c.pdf"})
    assert '<html lang="en" dir="ltr">' in html
