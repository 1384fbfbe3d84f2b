"""Data for search engines and assistants in the vocabulary of schema.org: the publication, and each session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from publisher.compose import Document
from publisher.compose.events import Event
from publisher.compose.facts import Thing
from publisher.content.schema import Session
from publisher.datafiles.vocabularies import schema_org
from publisher.formats import LANDING
from publisher.formats.web.schema_org import Described, described, described_thing, thing_of

PROGRAMME = "#programme"  # the programme's section, which every layout has by this id
ATTENDANCE = "https://schema.org/{}EventAttendanceMode"
# In which order an event has its properties; others follow.
ORDER = (
    *("@id", "@type", "name", "alternateName", "eventStatus", "description", "startDate", "endDate", "inLanguage"),
    *("url", "eventAttendanceMode", "location", "organizer", "about", "maximumAttendeeCapacity", "performer"),
    *("offers", "superEvent"),
)
PLACE = "Place"


def linked_data(document: Document) -> Described:
    """The publication; where there is a programme, also the whole of it and each session as an event."""
    graph = [_work(document)]
    if document.events:
        graph += [_programme(document), *(session_data(document, event) for event in document.events)]
    return {"@context": "https://schema.org", "@graph": graph}


def _work(document: Document) -> Described:
    contact = described_thing("ContactPoint", document.contact) if document.contact else None
    pictures = any(image.get("alt") for image in document.tree.iter("img"))
    return thing_of(
        "CreativeWork",
        name=document.title,
        description=document.description,
        inLanguage=document.language,
        datePublished=document.date.isoformat(),
        version=document.version,
        url=document.address(LANDING) if document.site else None,
        author=thing_of("Organization", name=document.sender, contactPoint=contact),
        publisher=thing_of("Organization", name=document.publisher),
        about={"@id": PROGRAMME} if document.events else None,
        accessMode=["textual", "visual"] if pictures else ["textual"],
        # Text is enough: a picture that says something has its alt text, or the content would not have been read.
        accessModeSufficient=[thing_of("ItemList", itemListElement=["textual"])],
        accessibilityFeature=[
            *(["alternativeText"] if pictures else []),
            "displayTransformability",
            "readingOrder",
            "structuralNavigation",
            "tableOfContents",
        ],
        accessibilityHazard=["none"],
    )


def _programme(document: Document) -> Described:
    """The sender organises the programme. The content does not name the organiser of each session."""
    places = {place["name"]: place for event in document.events for place in _places(event)}
    first, last = (by(document.events, key=key) for by, key in ((min, _start), (max, _end)))
    place = next(iter(places.values())) if len(places) == 1 else None
    return {"@id": PROGRAMME} | thing_of(
        "Event",
        name=document.title,
        description=document.description,
        startDate=first.start.isoformat(),
        endDate=(last.end or last.start).isoformat(),
        inLanguage=document.language,
        url=document.address(f"{LANDING}{PROGRAMME}") if document.site else None,
        location=described_thing(PLACE, place) if place else None,
        organizer=thing_of("Organization", name=document.sender),
    )


def session_data(document: Document, event: Event) -> Described:
    """A session as an event."""
    session = event.session
    made = described(
        "Event",
        session.model,
        session.alone,
        name=session.name,
        startDate=event.start.isoformat(),
        endDate=event.end.isoformat() if event.end else None,
        url=document.address(f"{LANDING}#{session.id}") if document.site else None,
        superEvent={"@id": PROGRAMME},
    )
    made |= {"@id": f"#{session.id}"} | thing_of("Event", eventAttendanceMode=_attendance(made))
    made.setdefault("inLanguage", [document.language])
    for name in ("inLanguage", "location"):
        if len(found := made.get(name, ())) == 1:
            (made[name],) = found
    return {name: made[name] for name in sorted(made, key=_order)}


def _order(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _attendance(event: Described) -> str | None:
    """By the kinds of places that it is held at."""
    kinds = {place["@type"] for place in event.get("location", ())}
    if not kinds:
        return None
    return ATTENDANCE.format("Offline" if kinds == {PLACE} else "Mixed" if PLACE in kinds else "Online")


def _places(event: Event) -> Iterator[Thing]:
    """Where it is held, by what the schema declares."""
    declared = schema_org(Session)
    for fact in event.session.alone:
        if fact.field in declared and declared[fact.field].type == PLACE:
            yield from fact.things


def _start(event: Event) -> dt.datetime:
    return event.session.span.start


def _end(event: Event) -> dt.datetime:
    return event.session.span.until
