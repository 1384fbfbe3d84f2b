"""What search engines are told: every session with its time, place, people and broadcast, and the publication."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from publisher.compose import Document, compose
from publisher.compose.facts import Facts
from publisher.content.load import load
from publisher.content.schema import Venue
from publisher.formats.web.linked_data import linked_data
from support import tools
from support.events import held_at

SOUND = tools.SOUND / "sheet"


def graph(document: Document) -> dict[str, dict[str, Any]]:
    """The things that are told of, by their ids; the publication has none."""
    data = linked_data(document)
    assert data["@context"] == "https://schema.org"
    return {thing.get("@id", "publication"): thing for thing in data["@graph"]}


@pytest.fixture(scope="module")
def document() -> Document:
    return compose(load(SOUND))


@pytest.fixture(scope="module")
def told(document: Document) -> dict[str, dict[str, Any]]:
    return graph(document)


def test_a_leaflet_is_a_work() -> None:
    told = graph(compose(load(tools.ROOT / "content" / "framat")))
    assert list(told) == ["publication"]
    work = told["publication"]
    assert work["@type"] == "CreativeWork"
    assert (work["name"], work["inLanguage"], work["datePublished"]) == ("Framåt!", "sv", "2026-11-22")
    assert work["author"] == {"@type": "Organization", "name": "Centerpartiet i Borlänge"}
    assert work["publisher"] == {"@type": "Organization", "name": "Exempelpublikation i verktyget publisher"}
    assert work["accessMode"] == ["textual", "visual"]
    assert "alternativeText" in work["accessibilityFeature"]


def test_pictures_are_told_of_only_where_they_say_something(document: Document) -> None:
    plain = dataclasses.replace(document, html="<html><body><main><img src='a.svg' alt=''></main></body></html>")
    work = graph(plain)["publication"]
    assert work["accessMode"] == ["textual"]
    assert "alternativeText" not in work["accessibilityFeature"]


def test_the_programme_holds_every_session(document: Document, told: dict[str, dict[str, Any]]) -> None:
    sessions = {id: thing for id, thing in told.items() if id not in ("publication", "#programme")}
    assert list(sessions) == [f"#{event.session.id}" for event in document.events]
    assert all(thing["superEvent"] == {"@id": "#programme"} for thing in sessions.values())
    programme = told["#programme"]
    assert (programme["startDate"], programme["endDate"]) == ("2018-07-02T10:30:00+02:00", "2018-07-03T16:00:00+02:00")
    assert programme["organizer"] == {"@type": "Organization", "name": "Exempelstad"}
    assert told["publication"]["about"] == {"@id": "#programme"}


def test_a_session_that_is_broadcast(told: dict[str, dict[str, Any]]) -> None:
    assert told["#invigning"] == {
        "@id": "#invigning",
        "@type": "Event",
        "name": "Invigning",
        "startDate": "2018-07-02T10:30:00+02:00",
        "endDate": "2018-07-02T11:00:00+02:00",
        "inLanguage": "sv",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Stora torget",
                "amenityFeature": [{"@type": "LocationFeatureSpecification", "name": "trappfri entré", "value": True}],
            },
            {"@type": "VirtualLocation", "name": "Torg-tv", "url": "https://example.org/tv"},
        ],
        "performer": [{"@type": "Person", "name": "Jan Bohman"}],
        "superEvent": {"@id": "#programme"},
    }


def test_a_session_in_one_place_only(told: dict[str, dict[str, Any]]) -> None:
    session = told["#lasning"]
    assert session["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert session["location"] == {"@type": "Place", "name": "Biblioteket"}
    assert session["performer"] == [{"@type": "Person", "name": "Åsa Granat", "jobTitle": "läsare"}]
    assert session["offers"] == {"@type": "Offer", "url": "https://example.org/anmal"}


def test_a_session_that_is_called_off(told: dict[str, dict[str, Any]]) -> None:
    torture = graph(compose(load(tools.TESTS / "torture" / "content" / "torture")))
    assert (torture["#sent"]["name"], torture["#sent"]["eventStatus"]) == (
        "Inställt: Nattpasset",
        "https://schema.org/EventCancelled",
    )
    assert "eventStatus" not in told["#invigning"]


def test_nothing_is_told_that_is_not_known(document: Document) -> None:
    events = held_at(document.events, None)
    told = graph(dataclasses.replace(document, events=events))
    assert told["#invigning"]["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert not {"location", "eventAttendanceMode"} & set(told["#lasning"])
    assert "location" not in told["#programme"]


def test_the_programme_has_a_place_where_all_sessions_share_it(document: Document) -> None:
    hall = Venue(id="aulan", name="Aulan", address="Storgatan 1, Exempelstad")
    events = held_at(document.events, Facts(load(SOUND)).thing(hall, ("programme.yaml", "places")))
    place = {"@type": "Place", "name": "Aulan", "address": "Storgatan 1, Exempelstad"}
    assert graph(dataclasses.replace(document, events=events))["#programme"]["location"] == place


def test_where_its_place_on_the_web_is_known_everything_has_its_address(document: Document) -> None:
    told = graph(dataclasses.replace(document, site="https://example.org/sheet/"))
    assert told["publication"]["url"] == "https://example.org/sheet/index.html"
    page = "https://example.org/sheet/index.html"
    assert {id: thing["url"] for id, thing in told.items() if id != "publication"} == {
        id: f"{page}{id}" for id in told if id != "publication"
    }
    assert not any("url" in thing for thing in graph(document).values())
