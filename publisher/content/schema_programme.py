"""programme.yaml, as types: sessions, days, and the programme that they are in."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

from publisher.content.schema_places import ACCESS_LABELS, Access, Stream, Venue
from publisher.content.schema_shared import Person, Telephone
from publisher.datafiles.appearance import (
    HOLDS,
    IDENTIFIES,
    RUNNING,
    STEERS,
    TEXT,
    Leads,
    Where,
    as_text,
    holds,
    refers,
    shown_as,
)
from publisher.datafiles.fields import (
    Date,
    Email,
    Id,
    Language,
    LinkText,
    SessionEnd,
    SessionTime,
    Several,
    Strict,
    Text,
    Time,
    Url,
)
from publisher.datafiles.value_words import (
    as_printed,
    clock,
    date_in_words,
    day_in_words,
    label_of,
    session_end,
    spoken_languages,
    where_true,
    yes_or_text,
)
from publisher.datafiles.vocabularies import CssClass, Holder, ICalendar, SchemaOrg
from publisher.model.html_names import PEOPLE_LINE


class Speaker(Strict):
    """A person in a session, with a role of their own there."""

    person: Annotated[Id, refers("people")]
    role: Annotated[Text | None, RUNNING] = Field(
        None, description="The role in this session, if it differs from the usual one."
    )
    organisation: Annotated[Text | None, RUNNING] = Field(
        None, description="The organisation in this session, if it differs from the usual one."
    )

    @model_validator(mode="before")
    @classmethod
    def _id_alone(cls, value: object) -> object:
        return {"person": value} if isinstance(value, str) else value


SPEAKER_SCHEMA = {
    "anyOf": [
        {"type": "string", "description": "Id of a person."},
        {
            "type": "object",
            "properties": {
                "person": {"type": "string"},
                "role": {"type": "string"},
                "organisation": {"type": "string"},
            },
            "required": ["person"],
            "additionalProperties": False,
        },
    ]
}


class FurtherLink(Strict):
    """A web address for more about a session. Without a title, the address itself is what one reads."""

    title: Annotated[LinkText | None, as_text(link=Leads.URL)] = None
    url: Annotated[Url, shown_as(as_printed, link=Leads.SPELLS)]

    @model_validator(mode="before")
    @classmethod
    def _address_alone(cls, value: object) -> object:
        return {"url": value} if isinstance(value, str) else value


class ContactPerson(Strict):
    """Who answers questions about a session."""

    name: Annotated[Text | None, TEXT] = None
    phone: Annotated[list[Telephone], Several(), HOLDS] = Field(
        default_factory=list, description="One number, or a list of them: 0243-740 00"
    )
    email: Annotated[Email | None, as_text(link=Leads.MAIL)] = None

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


PLACE, OFFER = Holder("location", "Place"), Holder("offers", "Offer", made=True)


def _called_off(cancelled: bool) -> str | None:
    """The only status written: without one, an event is held."""
    return "https://schema.org/EventCancelled" if cancelled else None


class Session(Strict):
    """One item of the programme. Its title and times are the name and times of an event, see `compose/events.py`."""

    id: Annotated[Id, IDENTIFIES]
    start: Annotated[SessionTime | None, shown_as(clock, where=Where.HEADING)] = Field(
        None, description="10.30, or with the date: 2018-07-05 10.30"
    )
    end: Annotated[SessionEnd | None, shown_as(session_end, where=Where.HEADING)] = Field(
        None, description="11.30, or with the date where it is another; for whole days the last of them: 2018-07-06"
    )
    all_day: Annotated[bool, shown_as(where_true("session.all-day"), where=Where.HEADING)] = Field(
        False, description="true: it lasts the whole day, or days, and has no start."
    )
    type: Annotated[Text | None, as_text(where=Where.BRIEF), SchemaOrg("keywords"), ICalendar("CATEGORIES")] = Field(
        None, description="Seminarium, samtal, utställning ..."
    )
    title: Annotated[Text, as_text(where=Where.HEADING)]
    subtitle: Annotated[
        Text | None, as_text(where=Where.LEAD, running=True), SchemaOrg("alternateName"), CssClass("session-subtitle")
    ] = None
    description: Annotated[Text | None, RUNNING] = Field(None, description="What it is about, in a few sentences.")
    details: Annotated[Text | None, RUNNING] = Field(None, description="A second, longer text.")
    organiser: Annotated[
        list[Text], Several(), as_text("session.organiser"), SchemaOrg("organizer", "Organization")
    ] = Field(default_factory=list, description="Who holds it, if not the sender: one, or a list")
    track: Annotated[
        list[Text], Several(), as_text("session.topic"), SchemaOrg("about", "Thing"), ICalendar("CATEGORIES")
    ] = Field(default_factory=list, description="The track or topics: one, or a list")
    place: Annotated[
        list[Id] | None,
        Several(),
        refers("places", where=Where.BRIEF, whole=True),
        SchemaOrg("location", "Place"),
        ICalendar("LOCATION", instead=True),
    ] = Field(
        None, description="Id of a place, or a list of them. Without one, the programme's own place; [] for none."
    )
    people: Annotated[
        list[Annotated[Speaker, WithJsonSchema(SPEAKER_SCHEMA)]],
        holds("session.people"),
        SchemaOrg("performer", "Person"),
        CssClass(PEOPLE_LINE),
    ] = Field(default_factory=list)
    accessibility: Annotated[
        list[Access],
        shown_as(label_of(ACCESS_LABELS), "access.label", also_of="place"),
        SchemaOrg("amenityFeature", "LocationFeatureSpecification", within=PLACE),
        CssClass("access"),
    ] = Field(default_factory=list)
    stream: Annotated[
        Id | None,
        refers("streams", "session.stream"),
        SchemaOrg("location", "VirtualLocation"),
        ICalendar("URL"),
        ICalendar("CONFERENCE"),
    ] = Field(None, description="Id of the stream that shows it.")
    signup: Annotated[
        Url | None,
        shown_as(as_printed, "session.signup", link=Leads.ITSELF),
        SchemaOrg("url", within=OFFER, value=str),
        ICalendar("URL"),
    ] = Field(None, description="Where to sign up.")
    signup_by: Annotated[
        Date | None,
        shown_as(date_in_words, "session.signup-by"),
        SchemaOrg("validThrough", within=OFFER, value=dt.date.isoformat),
    ] = Field(None, description="The last day to sign up: 2018-06-20")
    # In words, so it is no `price`.
    fee: Annotated[Text | None, as_text("session.fee", running=True), SchemaOrg("description", within=OFFER)] = Field(
        None, description="150 kr, fri entré, ..."
    )
    capacity: Annotated[int | None, as_text("session.capacity"), SchemaOrg("maximumAttendeeCapacity", value=int)] = (
        Field(None, ge=1, description="How many can take part: 40")
    )
    refreshments: Annotated[Text | None, shown_as(yes_or_text, "session.refreshments")] = Field(
        None, description="Kaffe och smörgås; or only: true"
    )
    contact: Annotated[
        ContactPerson | None, holds("block.contact"), ICalendar("CONTACT"), CssClass("session-contact")
    ] = Field(None, description="Who answers questions about it: a name, or name, phone and email")
    links: Annotated[
        list[FurtherLink], Several(), holds("block.links"), ICalendar("URL"), CssClass("session-links")
    ] = Field(default_factory=list, description="Where to read more: addresses, each with a title of its own")
    language: Annotated[
        list[Language],
        Several(),
        shown_as(spoken_languages, where=Where.BRIEF, together=True),
        SchemaOrg("inLanguage", value=list),
    ] = Field(default_factory=list, description="The language it is held in, if it differs, or a list of languages.")
    text_language: Annotated[Language | None, STEERS] = Field(
        None, description="The language that its title and texts are written in, if it is not the publication's: en"
    )
    cancelled: Annotated[
        bool,
        shown_as(where_true("session.cancelled"), where=Where.HEADING),
        SchemaOrg("eventStatus", value=_called_off),
    ] = Field(False, description="true: called off. The session stays, marked, so that no one comes in vain.")

    @model_validator(mode="after")
    def _start_or_all_day(self) -> Session:
        if self.start is None and not self.all_day:
            raise PydanticCustomError("no_start", "the session {id} has no start", {"id": self.id})
        if self.all_day and any(isinstance(one, dt.time | dt.datetime) for one in (self.start, self.end)):
            raise PydanticCustomError("all_day_and_time", "the session {id} has both", {"id": self.id})
        if not self.all_day and isinstance(self.end, dt.date) and not isinstance(self.end, dt.datetime):
            raise PydanticCustomError("end_without_time", "the session {id} ends on a day", {"id": self.id})
        return self


class ProgrammeForm(StrEnum):
    """How the pages show a programme. In every other format it is a list in the order of time."""

    GRID = "grid"  # time down, rooms or tracks across
    LIST = "list"
    COMPACT = "compact"  # in columns
    ONE_PAGE = "one-page"  # cover, text and sessions share a page


class Day(Strict):
    """One day of the programme. `opens` and `closes` bound the sessions, where they are given."""

    date: Annotated[Date, shown_as(day_in_words)]
    title: Annotated[Text | None, TEXT] = None
    opens: Annotated[Time | None, shown_as(clock)] = None
    closes: Annotated[Time | None, shown_as(clock)] = None
    sessions: Annotated[list[Session], HOLDS] = Field(min_length=1)


class ProgrammeFile(Strict):
    """programme.yaml: days, sessions, places, people, streams."""

    timezone: Annotated[Text, STEERS] = "Europe/Stockholm"
    start: Annotated[Date, STEERS] = Field(description="The first day of the event.")
    end: Annotated[Date, STEERS] = Field(description="The last day of the event.")
    day_ends: Annotated[Time | None, STEERS] = Field(
        None,
        description="Where days go on past midnight, when they end: with 04.00, a session at 00.30 is the night after.",
    )
    place: Annotated[Id | None, refers("places")] = Field(
        None, description="The place of all sessions that name no other."
    )
    form: Annotated[ProgrammeForm | None, STEERS] = Field(
        None,
        description="How the pages show it: grid (time down, rooms across), list, compact (in columns), one-page. "
        "Without it, the content decides.",
    )
    people_label: Annotated[Text | None, as_text(labels="people")] = Field(
        None, description="The words before the names: Från Borlänge kommun"
    )
    note: Annotated[Text | None, RUNNING] = Field(None, description="A line above the programme.")
    calendar: Annotated[Url | None, shown_as(as_printed)] = Field(
        None, description="Where the calendar file will be on the web, for a QR code: https://example.org/program.ics"
    )
    places: Annotated[list[Venue], HOLDS] = Field(default_factory=list)
    people: Annotated[list[Person], HOLDS] = Field(default_factory=list)
    streams: Annotated[list[Stream], HOLDS] = Field(default_factory=list)
    days: Annotated[list[Day], HOLDS] = Field(min_length=1)
