"""What search engines read: every session with its time, place, people and broadcast, and the publication."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
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
    """The things that are described, by their ids; the publication has none."""
    data = linked_data(document)
    assert data["@context"] == "https://schema.org"
    return {thing.get("@id", "publication"): thing for thing in data["@graph"]}


@pytest.fixture(scope="module")
def document() -> Document:
    return compose(load(SOUND))


@pytest.fixture(scope="module")
def reported(document: Document) -> dict[str, dict[str, Any]]:
    return graph(document)


def test_a_leaflet_is_a_work() -> None:
    reported = graph(compose(load(tools.ROOT / "content" / "framat")))
    assert list(reported) == ["publication"]
    work = reported["publication"]
    assert work["@type"] == "CreativeWork"
    assert (work["name"], work["inLanguage"], work["datePublished"]) == ("Framåt!", "sv", "2026-11-22")
    author = work["author"]
    assert (author["@type"], author["name"]) == ("Organization", "Centerpartiet i Borlänge")
    assert work["publisher"] == {"@type": "Organization", "name": "Exempelpublikation i verktyget publisher"}
    assert work["accessMode"] == ["textual", "visual"]
    assert "alternativeText" in work["accessibilityFeature"]


def test_all_that_is_said_of_the_contact_is_there(document: Document, reported: dict[str, dict[str, Any]]) -> None:
    """A field without a property of its own stands in the description."""
    assert reported["publication"]["author"]["contactPoint"] == {
        "@type": "ContactPoint",
        "name": "Servicecenter",
        "telephone": "0243-740 00 (8–16.30)",
        "email": "hej@example.org",
    }
    assert document.contact
    model = document.contact.model.model_copy(update={"post": "781 81 Borlänge"})
    thing = Facts(load(SOUND)).thing(model, ("publication.yaml", "contact"))
    work = graph(dataclasses.replace(document, contact=thing))["publication"]
    assert work["author"]["contactPoint"]["description"] == "Post: 781 81 Borlänge."
    assert "contactPoint" not in graph(dataclasses.replace(document, contact=None))["publication"]["author"]


def test_only_pictures_with_a_meaning_are_described(document: Document) -> None:
    plain = dataclasses.replace(document, html="<html><body><main><img src='a.svg' alt=''></main></body></html>")
    work = graph(plain)["publication"]
    assert work["accessMode"] == ["textual"]
    assert "alternativeText" not in work["accessibilityFeature"]


def test_the_programme_holds_every_session(document: Document, reported: dict[str, dict[str, Any]]) -> None:
    sessions = {id: thing for id, thing in reported.items() if id not in ("publication", "#programme")}
    assert list(sessions) == [f"#{event.session.id}" for event in document.events]
    assert all(thing["superEvent"] == {"@id": "#programme"} for thing in sessions.values())
    programme = reported["#programme"]
    assert (programme["startDate"], programme["endDate"]) == ("2018-07-02T10:30:00+02:00", "2018-07-03T16:00:00+02:00")
    assert programme["organizer"] == {"@type": "Organization", "name": "Exempelstad"}
    assert reported["publication"]["about"] == {"@id": "#programme"}


def test_a_session_that_is_broadcast(reported: dict[str, dict[str, Any]]) -> None:
    assert reported["#invigning"] == {
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


def test_a_session_in_one_place_only(reported: dict[str, dict[str, Any]]) -> None:
    session = reported["#lasning"]
    assert session["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert session["location"] == {"@type": "Place", "name": "Biblioteket"}
    assert session["performer"] == [{"@type": "Person", "name": "Åsa Granat", "jobTitle": "läsare"}]
    assert session["offers"] == {"@type": "Offer", "url": "https://example.org/anmal"}


def test_each_field_of_a_session_has_its_property(tmp_path: Path) -> None:
    content = shutil.copytree(SOUND.parent, tmp_path / "content")
    file = content / SOUND.name / "programme.yaml"
    more = """
        signup_by: 2018-06-20
        fee: 150 kr
        capacity: 40
        type: Samtal
        subtitle: Om böcker
        track: Läslust
        language: en"""
    line = "        signup: https://example.org/anmal"
    file.write_text(file.read_text("utf-8").replace(line, line + more), "utf-8")
    session = graph(compose(load(content / SOUND.name)))["#lasning"]
    assert session["offers"] == {
        "@type": "Offer",
        "url": "https://example.org/anmal",
        "validThrough": "2018-06-20",
        "description": "150 kr",
    }
    wanted = {
        "maximumAttendeeCapacity": 40,
        "keywords": "Samtal",
        "alternateName": "Om böcker",
        "about": [{"@type": "Thing", "name": "Läslust"}],
        "inLanguage": "en",
    }
    assert {name: session[name] for name in wanted} == wanted


def test_a_session_that_is_called_off(reported: dict[str, dict[str, Any]]) -> None:
    torture = graph(compose(load(tools.TESTS / "torture" / "content" / "torture")))
    assert (torture["#sent"]["name"], torture["#sent"]["eventStatus"]) == (
        "Inställt: Nattpasset",
        "https://schema.org/EventCancelled",
    )
    assert "eventStatus" not in reported["#invigning"]


def test_nothing_unknown_is_stated(document: Document) -> None:
    events = held_at(document.events, None)
    reported = graph(dataclasses.replace(document, events=events))
    assert reported["#invigning"]["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert not {"location", "eventAttendanceMode"} & set(reported["#lasning"])
    assert "location" not in reported["#programme"]


def test_the_programme_has_a_place_where_all_sessions_share_it(document: Document) -> None:
    hall = Venue(id="aulan", name="Aulan", address="Storgatan 1, Exempelstad")
    events = held_at(document.events, Facts(load(SOUND)).thing(hall, ("programme.yaml", "places")))
    place = {"@type": "Place", "name": "Aulan", "address": "Storgatan 1, Exempelstad"}
    assert graph(dataclasses.replace(document, events=events))["#programme"]["location"] == place


def test_where_its_place_on_the_web_is_known_everything_has_its_address(document: Document) -> None:
    reported = graph(dataclasses.replace(document, site="https://example.org/sheet/"))
    assert reported["publication"]["url"] == "https://example.org/sheet/index.html"
    page = "https://example.org/sheet/index.html"
    assert {id: thing["url"] for id, thing in reported.items() if id != "publication"} == {
        id: f"{page}{id}" for id in reported if id != "publication"
    }
    assert not any("url" in thing for thing in graph(document).values())
