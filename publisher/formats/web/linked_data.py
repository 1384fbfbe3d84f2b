"""What search engines and assistants are told, in the words of schema.org: the publication, and each session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.compose import Document
from publisher.compose.events import Event
from publisher.compose.views import SpeakerView, access_words
from publisher.content.schema import Stream, Venue
from publisher.formats import LANDING

PROGRAMME = "#programme"  # the programme's section, which every layout has by this id
ATTENDANCE = "https://schema.org/{}EventAttendanceMode"
CANCELLED = "https://schema.org/EventCancelled"  # said by nobody else: an event is held, unless told otherwise


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
    venues = list(dict.fromkeys(event.venue.id for event in document.events if event.venue))
    venue = next((event.venue for event in document.events if event.venue), None) if len(venues) == 1 else None
    return {"@id": PROGRAMME} | _facts(
        "Event",
        name=document.title,
        description=document.description,
        startDate=min(event.start for event in document.events).isoformat(),
        endDate=max(event.end for event in document.events).isoformat(),
        inLanguage=document.language,
        url=document.address(f"{LANDING}{PROGRAMME}") if document.site else None,
        location=_place(venue, (), document.language) if venue else None,
        organizer=_facts("Organization", name=document.sender),
    )


def _session(document: Document, event: Event) -> dict[str, Any]:
    session = event.session
    places = list(_locations(event, document.language))
    return {"@id": f"#{session.id}"} | _facts(
        "Event",
        name=session.name,
        eventStatus=CANCELLED if session.cancelled else None,
        description=session.description,
        startDate=event.start.isoformat(),
        endDate=event.end.isoformat(),
        inLanguage=session.title_language or document.language,
        url=document.address(f"{LANDING}#{session.id}") if document.site else None,
        eventAttendanceMode=_attendance(event),
        location=places[0] if len(places) == 1 else places,
        performer=[_person(speaker) for speaker in session.people],
        offers=_facts("Offer", url=session.signup) if session.signup else None,
        superEvent={"@id": PROGRAMME},
    )


def _locations(event: Event, language: str) -> Iterator[dict[str, Any]]:
    if event.venue:
        yield _place(event.venue, event.session.accessibility, language)
    if event.session.stream:
        yield _broadcast(event.session.stream)


def _attendance(event: Event) -> str | None:
    if event.session.stream:
        return ATTENDANCE.format("Mixed" if event.venue else "Online")
    return ATTENDANCE.format("Offline") if event.venue else None


def _place(venue: Venue, more: tuple[str, ...], language: str) -> dict[str, Any]:
    """A place, with what it offers to who needs it."""
    offers = dict.fromkeys((*access_words(venue.accessibility, language), *more))
    return _facts(
        "Place",
        name=venue.name,
        address=venue.address,
        amenityFeature=[_facts("LocationFeatureSpecification", name=name, value=True) for name in offers],
    )


def _broadcast(stream: Stream) -> dict[str, Any]:
    return _facts("VirtualLocation", name=stream.title, url=str(stream.url))


def _person(speaker: SpeakerView) -> dict[str, Any]:
    organisation = _facts("Organization", name=speaker.organisation) if speaker.organisation else None
    return _facts("Person", name=speaker.name, jobTitle=speaker.role, affiliation=organisation)
