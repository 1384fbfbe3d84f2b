"""The list of publications, made of what their landing pages say."""

from __future__ import annotations

import dataclasses

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.formats.web.head import policy
from publisher.formats.web.landing import render_landing
from publisher.formats.web.publications import is_list, render_list
from support import tools


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: compose(load(tools.ROOT / "content" / name)) for name in ("framat", "almedalen")}


@pytest.fixture(scope="module")
def landings(documents: dict[str, Document]) -> dict[str, bytes]:
    return {name: render_landing(document, []).data for name, document in documents.items()}


def read(landings: dict[str, bytes]) -> etree._Element:
    return lxml_html.document_fromstring(render_list(landings).decode("utf-8"))


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_each_publication_says_what_it_is_and_leads_there(
    documents: dict[str, Document], landings: dict[str, bytes]
) -> None:
    cards = read(landings).find_class("publication")
    assert [card.find(".//h2/a").get("href") for card in cards] == ["almedalen/index.html", "framat/index.html"]
    for card, name in zip(cards, ("almedalen", "framat"), strict=True):
        document, text = documents[name], words(card)
        assert all(part in text for part in (document.title, document.sender, " ".join(document.description.split())))
        others = [(link.get("href"), words(link)) for link in card.xpath(".//p/a[@hreflang]")]
        assert others == ([("framat/en/index.html", "English")] if name == "framat" else [])
        assert text.endswith("Svenska · 22 november 2026 · version 1.0" + (" English" if others else ""))
        cover = document.tree.xpath("//img[contains(@class, 'cover-picture')]")[0]
        assert card.find("img").get("alt") == cover.get("alt")
        assert card.find("img").get("src").startswith("data:image/svg+xml")
        assert card.find("img").get("width")


def test_it_speaks_the_language_of_most_and_marks_the_others(documents: dict[str, Document]) -> None:
    english = dataclasses.replace(documents["framat"], language="en", title="Onward")
    every = documents | {"onward": english}
    page = read({name: render_landing(document, []).data for name, document in every.items()})
    assert page.get("lang") == "sv"
    assert words(next(page.iter("h1"))) == "Publikationer"
    assert [card.get("lang") for card in page.find_class("publication")] == ["sv", "sv", "en"]
    assert "English · 22 November 2026 · version 1.0" in words(page.find_class("publication")[2])


def test_it_does_nothing_and_fetches_nothing(landings: dict[str, bytes]) -> None:
    page = read(landings)
    assert not page.xpath("//script | //link | //iframe")
    assert all(address.startswith("data:") for address in page.xpath("//@src"))
    assert page.xpath("//meta[@http-equiv]/@content") == [policy()]


def test_pages_without_information_are_left_out(landings: dict[str, bytes]) -> None:
    other = b'<!doctype html><title>Other</title><script type="application/ld+json">{"@graph": [{}]}</script>'
    for page in (b"<!doctype html><title>Old</title><h1>Old</h1>", other):
        assert render_list(landings | {"old": page}) == render_list(landings)


def test_a_list_is_known_again(landings: dict[str, bytes]) -> None:
    assert is_list(render_list(landings))
    assert not is_list(landings["framat"])
    assert not is_list(b"<!doctype html><title>My own page</title>")


def test_an_empty_list_is_a_page_too() -> None:
    page = read({})
    assert page.get("lang") == "en"
    assert words(next(page.iter("h1"))) == "Publications"
