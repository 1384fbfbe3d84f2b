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
from publisher.formats.web.landing import render_landing
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


def test_programs_find_every_language_by_its_address(document: Document) -> None:
    """Search engines want the page's own language among them, whole addresses, and one for all other readers."""
    way = "https://example.org/framat/"
    placed = dataclasses.replace(document, site=f"{way}en/" if document.language == "en" else way)
    for page in pages(placed):  # search engines find one of the two
        links = page.xpath("//link[@rel='alternate'][@type='text/html'][not(@title)]")
        swedish, english = f"{way}index.html", f"{way}en/index.html"
        wanted = [("sv", swedish), ("en", english), ("x-default", swedish)]
        assert [(link.get("hreflang"), link.get("href")) for link in links] == wanted


def test_the_choice_stands_first_after_the_link_to_the_content(document: Document) -> None:
    landing, web = pages(document)
    for page, path in ((landing, "body/*"), (web, "body/div[@class='service']/*")):
        found = [child.get("class") for child in page.xpath(f"//{path}")]
        assert found[:2] == (["skip", "languages"] if page is landing else ["to-formats", "languages"])
    assert [child.get("class") for child in web.xpath("//body/*")][:2] == ["skip", "service"]


def test_the_web_page_leads_to_the_other_formats(document: Document) -> None:
    (way,) = pages(document)[1].xpath("//nav[@class='to-formats']/a")
    assert way.get("href") == "index.html#all_formats"
    assert pages(document)[0].xpath("//*[@id='all_formats']")


def test_a_publication_in_one_language_offers_no_choice() -> None:
    for page in pages(compose(load(ROOT / "content/almedalen"))):
        assert page.xpath("//nav[@class='languages']") == []


def test_a_language_says_which_way_its_name_runs(document: Document) -> None:
    arabic = Translation("ar", "العربية", "framat-ar", "../ar")
    page = pages(dataclasses.replace(document, translations=(arabic,)))[1]
    (link,) = page.xpath("//nav[@class='languages']//a")
    assert (link.get("dir"), link.get("href")) == ("rtl", "../ar/framat-ar-web.html")
