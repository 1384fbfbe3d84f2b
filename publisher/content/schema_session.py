"""A session of programme.yaml, as types, with its speakers, links and contact."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publisher.content.schema_places import ACCESS_LABELS, Access
from publisher.content.schema_shared import Telephone
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
from publisher.datafiles.declared import ALONE, KEY, OWN_WORDS, STAYS
from publisher.datafiles.fields import (
    Count,
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
    Url,
)
from publisher.datafiles.value_words import (
    as_printed,
    clock,
    date_in_words,
    label_of,
    session_end,
    spoken_languages,
    where_true,
    yes_or_text,
)
from publisher.datafiles.vocabularies import Column, CssClass, Holder, ICalendar, SchemaOrg
from publisher.model.html_names import PEOPLE_LINE


class Speaker(Strict):
    """A person in a session, with a role of their own there."""

    person: Annotated[Id, refers("people"), ALONE, KEY]
    role: Annotated[Text | None, RUNNING] = Field(
        None, description="The role in this session, if it differs from the usual one."
    )
    organisation: Annotated[Text | None, RUNNING, STAYS] = Field(
        None, description="The organisation in this session, if it differs from the usual one."
    )


class FurtherLink(Strict):
    """A web address for more about a session. Without a title, the address itself is what one reads."""

    title: Annotated[LinkText | None, as_text(link=Leads.URL)] = None
    url: Annotated[Url, shown_as(as_printed, link=Leads.SPELLS), ALONE]


class ContactPerson(Strict):
    """The person who answers questions about a session."""

    name: Annotated[Text | None, TEXT, ALONE, STAYS] = None
    phone: Annotated[list[Telephone], Several(), HOLDS] = Field(
        default_factory=list, description="One number, or a list of them: 0243-740 00"
    )
    email: Annotated[Email | None, as_text(link=Leads.MAIL)] = None


PLACE, OFFER = Holder("location", "Place"), Holder("offers", "Offer", made=True)


def _called_off(cancelled: bool) -> str | None:
    """The only status written: without one, an event is held."""
    return "https://schema.org/EventCancelled" if cancelled else None


class Session(Strict):
    """One item of the programme. Its title and times are the name and times of an event, see `compose/events.py`."""

    id: Annotated[Id, IDENTIFIES, Column("id", "nr", "nummer", "number", "löpnummer", in_template=True)]
    start: Annotated[
        SessionTime | None,
        shown_as(clock, where=Where.HEADING),
        Column("datum", "dag", "date", "day", "veckodag och datum", name="date", in_template=True),
        Column(
            *("start", "börjar", "starttid", "från", "from", "start time", "begins", "kl från", "tid från"),
            in_template=True,
        ),
        # Start and end in one: 10.00–11.30
        Column("tid", "klockan", "klockslag", "time", "kl", "när", "tider", "when", name="time"),
    ] = Field(None, description="10.30, or with the date: 2018-07-05 10.30")
    end: Annotated[
        SessionEnd | None,
        shown_as(session_end, where=Where.HEADING),
        Column(
            *("slut", "slutar", "sluttid", "till", "end", "to", "end time", "ends", "until", "kl till", "tid till"),
            in_template=True,
        ),
    ] = Field(
        None, description="11.30, or with the date where it is another; for whole days the last of them: 2018-07-06"
    )
    all_day: Annotated[bool, shown_as(where_true("session.all-day"), where=Where.HEADING)] = Field(
        False, description="true: it lasts the whole day, or days, and has no start."
    )
    type: Annotated[
        Text | None,
        as_text(where=Where.BRIEF),
        SchemaOrg("keywords"),
        ICalendar("CATEGORIES"),
        Column("typ", "form", "kategori", "type", "format", "kind", in_template=True),
    ] = Field(None, description="Seminarium, samtal, utställning ...")
    title: Annotated[
        Text,
        as_text(where=Where.HEADING),
        Column(
            *("rubrik", "titel", "programpunkt", "aktivitet", "title", "heading", "session", "event", "session title"),
            *("event title", "namn på aktivitet", "punkt", "vad", "evenemang", "name of event"),
            in_template=True,
        ),
    ]
    subtitle: Annotated[
        Text | None,
        as_text(where=Where.LEAD, running=True),
        SchemaOrg("alternateName"),
        CssClass("session-subtitle"),
        Column("underrubrik", "undertitel", "subtitle"),
        OWN_WORDS,
    ] = None
    description: Annotated[
        Text | None,
        RUNNING,
        Column(
            *("beskrivning", "text", "innehåll", "description", "abstract", "om", "information", "details"),
            in_template=True,
        ),
    ] = Field(None, description="What it is about, in a few sentences.")
    details: Annotated[
        Text | None, RUNNING, Column("längre text", "lång beskrivning", "fördjupning", "mer om", "long description")
    ] = Field(None, description="A second, longer text.")
    organiser: Annotated[
        list[Text],
        Several(),
        as_text("session.organiser"),
        SchemaOrg("organizer", "Organization"),
        STAYS,
        Column("arrangör", "organiser", "organizer", "värd", "host", "arrangeras av"),
    ] = Field(default_factory=list, description="The organiser, if not the sender: one, or a list")
    track: Annotated[
        list[Text],
        Several(),
        as_text("session.topic"),
        SchemaOrg("about", "Thing"),
        ICalendar("CATEGORIES"),
        Column("spår", "ämne", "tema", "track", "topic", "theme"),
    ] = Field(default_factory=list, description="The track or topics: one, or a list")
    place: Annotated[
        list[Id] | None,
        Several(),
        refers("places", where=Where.BRIEF, whole=True),
        SchemaOrg("location", "Place"),
        ICalendar("LOCATION", instead=True),
        Column(
            *("lokal", "plats", "sal", "rum", "place", "room", "venue", "location", "var", "scen", "stage"),
            in_template=True,
        ),
        # Of the place: a table says it beside its name.
        Column("adress", "address", "gatuadress", name="address", in_template=True),
    ] = Field(
        None, description="Id of a place, or a list of them. Without one, the programme's own place; [] for none."
    )
    people: Annotated[
        list[Speaker],
        holds("session.people"),
        SchemaOrg("performer", "Person"),
        CssClass(PEOPLE_LINE),
        Column(
            *("medverkande", "talare", "föreläsare", "people", "speakers", "speaker", "participants", "med", "vem"),
            *("ledare", "panel"),
            in_template=True,
        ),
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
        Column(
            *("länk till sändning", "sändning", "webbsändning", "stream", "webcast", "länk till webbsändning", "live"),
            "direktsändning",
            in_template=True,
        ),
    ] = Field(None, description="Id of the stream that shows it.")
    signup: Annotated[
        Url | None,
        shown_as(as_printed, "session.signup", link=Leads.ITSELF),
        SchemaOrg("url", within=OFFER, value=str),
        ICalendar("URL"),
        Column(
            *("anmälan", "anmälningslänk", "anmälan till", "sign up", "signup", "registration", "boka", "biljetter"),
            "tickets",
            in_template=True,
        ),
    ] = Field(None, description="Where to sign up.")
    signup_by: Annotated[
        Date | None,
        shown_as(date_in_words, "session.signup-by"),
        SchemaOrg("validThrough", within=OFFER, value=dt.date.isoformat),
        Column("anmälan senast", "sista anmälningsdag", "sista dag för anmälan", "sign up by", "registration deadline"),
    ] = Field(None, description="The last day to sign up: 2018-06-20")
    # In words, so it is no `price`.
    fee: Annotated[
        Text | None,
        as_text("session.fee", running=True),
        SchemaOrg("description", within=OFFER),
        Column("avgift", "pris", "kostnad", "fee", "price", "inträde"),
    ] = Field(None, description="150 kr, fri entré, ...")
    capacity: Annotated[
        Count | None,
        as_text("session.capacity"),
        SchemaOrg("maximumAttendeeCapacity", value=int),
        Column("antal platser", "platser", "max antal", "capacity", "seats"),
    ] = Field(None, description="How many can take part: 40")
    refreshments: Annotated[
        Text | None,
        shown_as(yes_or_text, "session.refreshments"),
        Column("förtäring", "mat", "fika", "refreshments", "food"),
    ] = Field(None, description="Kaffe och smörgås; or only: true")
    contact: Annotated[
        ContactPerson | None,
        holds("block.contact"),
        ICalendar("CONTACT"),
        CssClass("session-contact"),
        Column("kontaktperson", "kontakt", "contact person", "contact"),
    ] = Field(None, description="The person who answers questions about it: a name, or name, phone and email")
    links: Annotated[
        list[FurtherLink],
        Several(),
        holds("block.links"),
        ICalendar("URL"),
        CssClass("session-links"),
        Column("länk", "webb", "webbplats", "url", "link", "web", "mer information", "läs mer"),
    ] = Field(default_factory=list, description="Where to read more: addresses, each with a title of its own")
    language: Annotated[
        list[Language],
        Several(),
        shown_as(spoken_languages, where=Where.BRIEF, together=True),
        SchemaOrg("inLanguage", value=list),
        Column("språk", "language", in_template=True),
    ] = Field(default_factory=list, description="The language it is held in, if it differs, or a list of languages.")
    text_language: Annotated[Language | None, STEERS, Column("textens språk", "text language")] = Field(
        None, description="The language that its title and texts are written in, if it is not the publication's: en"
    )
    cancelled: Annotated[
        bool,
        shown_as(where_true("session.cancelled"), where=Where.HEADING),
        SchemaOrg("eventStatus", value=_called_off),
        Column("inställd", "inställt", "cancelled", "canceled", "status", in_template=True),
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
