"""Data for search engines and assistants in the vocabulary of schema.org: the publication, and each session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from publisher.compose import Document
from publisher.compose.events import Event
from publisher.compose.facts import Fact, Thing
from publisher.formats import LANDING
from publisher.model.runs import plain

# Fields of a session that schema.org has a property for.
KNOWN = frozenset(
    {
        *("people", "place", "stream", "signup", "signup_by", "fee", "accessibility", "organiser", "track", "capacity"),
        *("subtitle", "description", "details"),
    }
)
PROGRAMME = "#programme"  # the programme's section, which every layout has by this id
ATTENDANCE = "https://schema.org/{}EventAttendanceMode"
CANCELLED = "https://schema.org/EventCancelled"  # the only status written: without one, an event is held


def linked_data(document: Document) -> dict[str, Any]:
    """The publication; where there is a programme, also the whole of it and each session as an event."""
    graph = [_work(document)]
    if document.events:
        graph += [_programme(document), *(_session(document, event) for event in document.events)]
    return {"@context": "https://schema.org", "@graph": graph}


def _facts(type: str, **facts: Any) -> dict[str, Any]:
    """A thing with what is known of it."""
    return {"@type": type, **{name: fact for name, fact in facts.items() if fact}}


def _work(document: Document) -> dict[str, Any]:
    pictures = any(image.get("alt") for image in document.tree.iter("img"))
    return _facts(
        "CreativeWork",
        name=document.title,
        description=document.description,
        inLanguage=document.language,
        datePublished=document.date.isoformat(),
        version=document.version,
        url=document.address(LANDING) if document.site else None,
        author=_facts("Organization", name=document.sender),
        publisher=_facts("Organization", name=document.publisher),
        about={"@id": PROGRAMME} if document.events else None,
        accessMode=["textual", "visual"] if pictures else ["textual"],
        # Text is enough: a picture that says something has its alt text, or the content would not have been read.
        accessModeSufficient=[_facts("ItemList", itemListElement=["textual"])],
        accessibilityFeature=[
            *(["alternativeText"] if pictures else []),
            "displayTransformability",
            "readingOrder",
            "structuralNavigation",
            "tableOfContents",
        ],
        accessibilityHazard=["none"],
    )


def _programme(document: Document) -> dict[str, Any]:
    """The sender organises the programme. Who organises a session in it, the content does not say."""
    places = {venue["name"]: venue for event in document.events for venue in event.venues}
    first, last = (by(document.events, key=key) for by, key in ((min, _start), (max, _end)))
    venue = next(iter(places.values())) if len(places) == 1 else None
    return {"@id": PROGRAMME} | _facts(
        "Event",
        name=document.title,
        description=document.description,
        startDate=first.start.isoformat(),
        endDate=(last.end or last.start).isoformat(),
        inLanguage=document.language,
        url=document.address(f"{LANDING}{PROGRAMME}") if document.site else None,
        location=_place(venue, None) if venue else None,
        organizer=_facts("Organization", name=document.sender),
    )


def _session(document: Document, event: Event) -> dict[str, Any]:
    session = event.session
    places = list(_locations(event))
    return {"@id": f"#{session.id}"} | _facts(
        "Event",
        name=session.name,
        alternateName=_text(event, "subtitle"),
        eventStatus=CANCELLED if session.cancelled else None,
        description=_description(session.alone),
        startDate=event.start.isoformat(),
        endDate=event.end.isoformat() if event.end else None,
        inLanguage=_languages(event, document.language),
        url=document.address(f"{LANDING}#{session.id}") if document.site else None,
        eventAttendanceMode=_attendance(event),
        location=places[0] if len(places) == 1 else places,
        organizer=[_facts("Organization", name=name) for name in _texts(event, "organiser")],
        about=[_facts("Thing", name=name) for name in _texts(event, "track")],
        maximumAttendeeCapacity=event.model.capacity,
        performer=[_person(person) for person in session.things("people")],
        offers=_offer(event),
        superEvent={"@id": PROGRAMME},
    )


def _texts(event: Event, field: str) -> list[str]:
    """Each value of a field, in words."""
    fact = event.session.fact(field)
    return [plain(value) for value in fact.values] if fact else []


def _text(event: Event, field: str) -> str:
    return next(iter(_texts(event, field)), "")


def _offer(event: Event) -> dict[str, Any] | None:
    """Where to sign up, until when, and for how much: a fee is written in words, so it is no `price`."""
    by = event.model.signup_by
    said = _facts(
        "Offer",
        url=event.session.address("signup"),
        description=_text(event, "fee"),
        validThrough=by.isoformat() if by else None,
    )
    return said if len(said) > 1 else None


def _description(facts: Sequence[Fact]) -> str:
    """The description, and each labelled fact for which schema.org has no property."""
    more = [fact for fact in facts if fact.label and fact.field not in KNOWN]
    described = [fact.text for fact in facts if fact.field in ("description", "details")]
    return " ".join([*described, *(f"{fact.label}: {fact.text}." for fact in more)])


def _locations(event: Event) -> Iterator[dict[str, Any]]:
    for venue in event.venues:  # what a session offers is said of its place, where there is only one
        yield _place(venue, event.session.fact("accessibility") if len(event.venues) == 1 else None)
    if event.stream:
        yield _facts("VirtualLocation", name=event.stream["title"], url=event.session.address("stream"))


def _languages(event: Event, usual: str) -> str | list[str]:
    """What is spoken there."""
    spoken = event.model.language or [usual]
    return spoken if len(spoken) > 1 else spoken[0]


def _start(event: Event) -> dt.datetime:
    return event.session.span.start


def _end(event: Event) -> dt.datetime:
    return event.session.span.until


def _attendance(event: Event) -> str | None:
    if event.stream:
        return ATTENDANCE.format("Mixed" if event.venue else "Online")
    return ATTENDANCE.format("Offline") if event.venue else None


def _place(venue: Thing, offers: Fact | None) -> dict[str, Any]:
    """A place, with what it offers to those who need it: its own offers, or `offers`, which are also of a session."""
    offers = offers or next((fact for fact in venue.facts if fact.field == "accessibility"), None)
    return _facts(
        "Place",
        name=venue["name"],
        address=venue["address"],
        amenityFeature=[
            _facts("LocationFeatureSpecification", name=plain(value), value=True)
            for value in (offers.values if offers else ())
        ],
    )


def _person(person: Thing) -> dict[str, Any]:
    organisation = _facts("Organization", name=person["organisation"]) if person["organisation"] else None
    return _facts("Person", name=person["name"], jobTitle=person["role"], affiliation=organisation)
