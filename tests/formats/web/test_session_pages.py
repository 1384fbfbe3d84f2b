"""Each session has a page of its own, which says all that the programme says of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from publisher.checks import Subject
from publisher.checks.parity import CHECK
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.findings import Artifact, Options
from support import nu
from support.built import TORTURE
from support.editions import sample

ALL = Options(formats=("sessions", "calendar"))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return Edition(replace(sample(TORTURE).document, site="https://example.org/torture/"), options=ALL)


@pytest.fixture(scope="module")
def pages(edition: Edition) -> list[Artifact]:
    return FORMATS["sessions"].artifacts(edition)


def test_there_is_one_for_each_session(edition: Edition, pages: list[Artifact]) -> None:
    assert [page.filename for page in pages] == [
        f"torture-sessions-{event.session.id}.html" for event in edition.document.events
    ]


def test_each_is_a_valid_page(pages: list[Artifact], tmp_path: Path) -> None:
    paths = [tmp_path / page.filename for page in pages]
    for path, page in zip(paths, pages, strict=True):
        path.write_bytes(page.data)
    faults = [message for said in nu.check(paths).values() for message in said if message.kind != "info"]
    assert [message for message in faults if not message.is_false_alarm] == []


def test_each_has_an_address_and_data_of_its_own(edition: Edition, pages: list[Artifact]) -> None:
    for page, event in zip(pages, edition.document.events, strict=True):
        root = lxml_html.document_fromstring(page.data.decode("utf-8"))
        address = f"https://example.org/torture/{page.filename}"
        assert root.xpath("//link[@rel='canonical']/@href") == [address]
        assert root.xpath("//meta[@property='og:url']/@content") == [address]
        assert root.xpath("//meta[@property='og:title']/@content") == [event.session.name]
        data = json.loads(root.xpath("string(//script[@type='application/ld+json'])"))
        assert (data["@type"], data["name"], data["url"]) == ("Event", event.session.name, address)
        assert root.xpath("//header//a/@href") == [f"index.html#{event.session.id}"]
        assert root.xpath("//p[@class='to-calendar']/a/@href") == [f"torture-calendar-{event.session.id}.ics"]
        assert len(page.data) < 60_000


def test_it_leads_to_no_calendar_that_is_not_made(edition: Edition) -> None:
    made = FORMATS["sessions"].artifacts(Edition(edition.document, options=Options(formats=("sessions",))))
    assert not any(b"to-calendar" in page.data.partition(b"<body")[2] for page in made)


def test_nothing_is_lost_and_a_loss_is_found(edition: Edition, pages: list[Artifact]) -> None:
    assert list(CHECK.run(Subject(edition, pages))) == []
    texts = [fact.text for event in edition.document.events for fact in event.session.alone]
    longest = max((text for text in texts if "\u00a0" not in text), key=len).split()[0]
    lost = [replace(page, data=page.data.replace(longest.encode(), b"")) for page in pages]
    assert "parity/lost" in {finding.id for finding in CHECK.run(Subject(edition, lost))}


def test_they_are_made_where_the_place_on_the_web_is_known(edition: Edition) -> None:
    assert FORMATS["sessions"].artifacts(Edition(edition.document))
    assert FORMATS["sessions"].artifacts(Edition(replace(edition.document, site=""))) == []
