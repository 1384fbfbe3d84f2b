"""A page leads to the other languages of its publication, and says so to programs."""

from __future__ import annotations

import dataclasses

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document, compose
from publisher.compose.document import Translation
from publisher.content.load import load
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.formats.landing import render_landing
from support.tools import ROOT


@pytest.fixture(scope="module", params=["framat", "framat/en"])
def document(request: pytest.FixtureRequest) -> Document:
    return compose(load(ROOT / "content" / request.param))


def pages(document: Document) -> list[etree._Element]:
    """The landing page and the web page."""
    made = (render_landing(document, []), FORMATS["web"].artifacts(Edition(document))[0])
    return [lxml_html.document_fromstring(page.data.decode("utf-8")) for page in made]


def test_each_page_leads_to_the_same_page_in_the_other_language(document: Document) -> None:
    way, name, language, title = {
        "framat": ("en", "framat-en", "en", "English"),
        "framat-en": ("..", "framat", "sv", "Svenska"),
    }[document.name]
    for page, file in zip(pages(document), ("index.html", f"{name}-web.html"), strict=True):
        (link,) = page.xpath("//nav[@class='languages']//a")
        assert dict(link.attrib) == {"href": f"{way}/{file}", "hreflang": language, "lang": language, "dir": "ltr"}
        assert link.text == title
        links = page.xpath("//link[@rel='alternate'][@type='text/html'][@hreflang=$l]", l=language)
        assert [link.get("href") for link in links] == [f"{way}/{file}"]


def test_the_choice_stands_first_after_the_link_to_the_content(document: Document) -> None:
    for page in pages(document):
        body = page.find("body")
        assert body is not None
        assert [child.get("class") for child in body][:2] == ["skip", "languages"]


def test_a_publication_in_one_language_offers_no_choice() -> None:
    for page in pages(compose(load(ROOT / "content/almedalen"))):
        assert page.xpath("//nav[@class='languages']") == []


def test_a_language_says_which_way_its_name_runs(document: Document) -> None:
    arabic = Translation("ar", "العربية", "framat-ar", "../ar")
    page = pages(dataclasses.replace(document, translations=(arabic,)))[1]
    (link,) = page.xpath("//nav[@class='languages']//a")
    assert (link.get("dir"), link.get("href")) == ("rtl", "../ar/framat-ar-web.html")
