"""A long programme can be narrowed; a short one has no form. What the form does in a browser: tests/conformance."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import compose
from publisher.content.load import load
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_html
from publisher.formats.web import page as web
from publisher.formats.web.head import policy
from publisher.formats.web.programme_filter import SHORT
from support.events import held_at
from support.long_programme import PLACES, long_programme

SESSIONS = 30


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return long_programme(tmp_path_factory.mktemp("long") / "content", SESSIONS)


@pytest.fixture(scope="module")
def data(source: Path) -> bytes:
    return web.render(Edition(compose(load(source))))


@pytest.fixture(scope="module")
def page(data: bytes) -> etree._Element:
    return lxml_html.document_fromstring(data.decode("utf-8"))


def options(page: etree._Element, name: str) -> list[str]:
    return [option.text or "" for option in page.get_element_by_id(f"filter_{name}").iter("option")]


def test_it_stands_before_the_first_day_and_is_hidden_until_its_script_runs(page: etree._Element) -> None:
    (form,) = page.iter("form")
    assert form.get("hidden") is not None
    assert form.getnext().get("class") == "day"
    assert [label.get("for") for label in form.iter("label")] == [select.get("id") for select in form.iter("select")]
    assert "".join(form.find_class("filter-state")[0].find("output").itertext()) == "30 av 30 programpunkter visas"


def test_its_lists_hold_every_value_in_the_order_of_the_alphabet(page: etree._Element) -> None:
    assert options(page, "day") == ["Alla dagar", "Måndag 2 juli", "Tisdag 3 juli", "Onsdag 4 juli"]
    assert options(page, "place") == ["Alla platser", "Aulan", "Stora torget", "Ån", "Ängen"]
    assert options(page, "person") == [
        "Alla personer",
        "Bo Berg",
        "Éva Alm",
        "Åsa Ask",
        "Åsa Granat",
        "Äskil Ek",
        "Örjan Ö",
    ]


def test_each_session_carries_its_values(page: etree._Element) -> None:
    places = options(page, "place")[1:]
    for number, id in enumerate(f"punkt-{number}" for number in range(SESSIONS)):
        session = page.get_element_by_id(id)
        assert session.get("data-day") == str(number % 3)
        assert places[int(session.get("data-place"))] == list(PLACES.values())[number % 4]
        people = [options(page, "person")[1:][int(value)] for value in session.get("data-person").split()]
        assert people == ["".join(name.itertext()).replace("\u00a0", " ") for name in session.iter("strong")]


def test_a_short_programme_has_no_form_and_no_script(tmp_path: Path) -> None:
    source = long_programme(tmp_path / "content", SHORT)
    page = lxml_html.document_fromstring(web.render(Edition(compose(load(source)))).decode("utf-8"))
    assert not page.xpath("//form | //body//script | //@data-day")
    assert ".filter" not in "".join(page.xpath("//style/text()"))


def test_a_list_with_one_value_is_left_out(source: Path) -> None:
    document = compose(load(source))
    events = held_at(document.events, document.events[0].venue)
    html = web.render(Edition(dataclasses.replace(document, events=events))).decode("utf-8")
    page = lxml_html.document_fromstring(html)
    assert [select.get("name") for select in page.iter("select")] == ["day", "person"]


def test_the_page_allows_this_script_and_no_other(page: etree._Element) -> None:
    (script,) = page.xpath("/html/body/script")
    (meta,) = page.xpath("//meta[@http-equiv]")
    assert meta.get("content") == policy([script.text])
    assert meta.get("content").startswith("script-src 'sha256-")
    assert policy().startswith("script-src 'none'; connect-src 'none'")


def test_what_a_form_offers_is_not_taken_for_the_content(data: bytes) -> None:
    (text,) = read_html(data).pages
    assert "Allaplatser" not in text
    assert text.count("Måndag2juli") == 1
