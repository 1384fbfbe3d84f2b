"""The head of a web page: what chats and search engines read, in a form that can do nothing."""

from __future__ import annotations

import dataclasses
import json

import pytest
from lxml import html as lxml_html

from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.formats.edition import Edition
from publisher.formats.web import page as web
from publisher.formats.web.head import json_block, open_graph
from publisher.formats.web.linked_data import linked_data
from publisher.model.findings import Options
from support import tools


@pytest.fixture(scope="module")
def document() -> Document:
    return compose(load(tools.ROOT / "content" / "framat"))


def test_open_graph_stands_in_the_page(document: Document) -> None:
    page = lxml_html.document_fromstring(web.render(Edition(document)).decode("utf-8"))
    found = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
    assert found == {f"og:{name}": text for name, text in open_graph(document, picture=True).items()}
    assert (found["og:title"], found["og:type"], found["og:locale"]) == ("Framåt!", "article", "sv_SE")
    assert "og:image" not in found, "the page does not know its address, so it can name none of a picture"
    assert page.xpath("//link[@rel='canonical']") == []


def test_where_its_place_on_the_web_is_known_the_page_names_itself_and_its_picture(document: Document) -> None:
    placed = dataclasses.replace(document, site="https://example.org/framat/")
    reported = open_graph(placed, picture=True)
    assert reported["url"] == "https://example.org/framat/index.html"
    assert (reported["image"], reported["image:type"]) == ("https://example.org/framat/framat-cover.jpg", "image/jpeg")
    assert reported["image:alt"] == "Omslaget till Framåt!"
    page = lxml_html.document_fromstring(web.render(Edition(placed)).decode("utf-8"))
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/framat/index.html"]
    assert page.xpath("//nav[@class='to-formats']/a/@href") == ["https://example.org/framat/index.html#all_formats"]


def test_a_picture_that_is_not_made_is_not_named(document: Document) -> None:
    placed = dataclasses.replace(document, site="https://example.org/framat/")
    edition = Edition(placed, options=Options(("web",)))
    page = lxml_html.document_fromstring(web.render(edition).decode("utf-8"))
    assert page.xpath("//meta[@property='og:url']")
    assert page.xpath("//meta[@property='og:image']") == []


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_GB"), ("sv-FI", "sv_FI"), ("ar", "ar_EG"), ("tlh", "en_GB")]
)
def test_open_graph_wants_a_country(document: Document, language: str, locale: str) -> None:
    assert open_graph(dataclasses.replace(document, language=language), picture=False)["locale"] == locale


def test_linked_data_stands_in_the_page(document: Document) -> None:
    page = lxml_html.document_fromstring(web.render(Edition(document)).decode("utf-8"))
    (block,) = page.xpath("//head/script")
    assert block.get("type") == "application/ld+json"
    assert json.loads(block.text) == linked_data(document)


def test_no_text_can_end_the_block() -> None:
    text = "</script><script>alert(1)</script><!--"
    assert "<" not in json_block({"name": text})
    assert json.loads(json_block({"name": text})) == {"name": text}
