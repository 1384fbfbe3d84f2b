"""What a publication may hold: the content schema, as types.

`publisher schema` publishes them as JSON Schema, so that editors complete and check while one types. Field descriptions
are what the editor shows.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

from publisher.datafiles.appearance import (
    ALTERNATIVE,
    HOLDS,
    IDENTIFIES,
    METADATA,
    PICTURE,
    STEERS,
    TEXT,
    Leads,
    Where,
    as_printed,
    as_text,
    clock,
    date_in_words,
    day_in_words,
    holds,
    label_of,
    open_hours,
    refers,
    session_end,
    shown_as,
    spoken_languages,
    where_true,
    yes_or_text,
)
from publisher.datafiles.fields import (
    Date,
    Email,
    Focus,
    Id,
    Language,
    LinkText,
    OpenHours,
    Phone,
    PointSize,
    SessionEnd,
    SessionTime,
    Several,
    Site,
    Strict,
    Text,
    Time,
    Url,
    described,
)
from publisher.design.brands import BrandFile
from publisher.model.units import LARGE_PRINT
from publisher.presses.profiles import PressFile


class Picture(Strict):
    """A picture, with what it shows in words, or the explicit statement that it only decorates."""

    file: Annotated[Text, IDENTIFIES] = Field(
        description="The file of the picture, relative to the publication's folder: pictures/omslag.svg"
    )
    alt: Annotated[Text | None, ALTERNATIVE] = Field(
        None, description="What the picture shows, in one sentence, for readers who cannot see it."
    )
    decorative: Annotated[bool, STEERS] = Field(False, description="true: the picture adds nothing to the text.")
    caption: Annotated[Text | None, TEXT] = Field(None, description="A text beside the picture, for all readers.")
    focus: Annotated[Focus | None, STEERS] = Field(
        None,
        description="What must be seen where a layout cuts the picture: [60, 30] is 60 % from the left and 30 % from "
        "the top; or in words: top, bottom left, right",
    )

    @field_validator("alt")
    @classmethod
    def _alt_describes(cls, alt: str | None, info: ValidationInfo) -> str | None:
        return described(alt, info.data.get("file", "")) if alt else alt

    @model_validator(mode="after")
    def _alt_or_decorative(self) -> Picture:
        if not self.alt and not self.decorative:
            raise PydanticCustomError("alt_missing", "the picture {file} has no alt text", {"file": self.file})
        if self.alt and self.decorative:
            raise PydanticCustomError("alt_and_decorative", "the picture {file} has both", {"file": self.file})
        if self.caption and self.decorative:
            raise PydanticCustomError("caption_and_decorative", "a caption of decoration", {"file": self.file})
        return self


class Person(Strict):
    """A person who signs, speaks or answers."""

    id: Annotated[Id, IDENTIFIES]
    name: Annotated[Text, as_text(strong=True)]
    role: Annotated[Text | None, TEXT] = Field(None, description="What the person does: gymnasiechef")
    organisation: Annotated[Text | None, TEXT] = None
    portrait: Annotated[Picture | None, PICTURE] = Field(None, description="Without one, a placeholder is drawn.")


class Link(Strict):
    """A web address, with what one finds there."""

    id: Annotated[Id, IDENTIFIES]
    title: Annotated[LinkText, as_text(link=Leads.URL)]
    url: Annotated[Url, shown_as(as_printed, link=Leads.SPELLS)]
    description: Annotated[Text | None, as_text(where=Where.APART)] = Field(
        None, description="What to expect at the address."
    )
    qr: Annotated[bool, STEERS] = Field(False, description="true: print a QR code beside the address.")
    language: Annotated[Language | None, STEERS] = Field(None, description="The language of the title, if it differs.")


class Visit(Strict):
    address: Annotated[Text, TEXT]
    hours: Annotated[Text | None, as_text(in_brackets=True)] = None


class Telephone(Strict):
    number: Annotated[Phone, as_text(link=Leads.PHONE)]
    hours: Annotated[Text | None, as_text(in_brackets=True)] = Field(
        None, description="When someone answers: 8–16.30 måndag–fredag"
    )

    @model_validator(mode="before")
    @classmethod
    def _number_alone(cls, value: object) -> object:
        return {"number": value} if isinstance(value, str) else value


class Contact(Strict):
    """How to reach the sender."""

    name: Annotated[Text | None, as_text(where=Where.HEADING)] = Field(None, description="Who answers: Servicecenter")
    text: Annotated[Text | None, TEXT] = None
    phone: Annotated[list[Telephone], Several(), holds("contact.phone")] = Field(
        default_factory=list, description="One number with its hours, or a list of them."
    )
    email: Annotated[Email | None, as_text("contact.email", link=Leads.MAIL)] = None
    visit: Annotated[Visit | None, holds("contact.visit")] = None
    post: Annotated[Text | None, as_text("contact.post")] = Field(None, description="The postal address, on one line.")
    web: Annotated[Link | None, HOLDS] = None


class Imprint(Strict):
    """Who is behind the publication, and what it is."""

    publisher: Annotated[Text, TEXT] = Field(description="Who is behind it.")
    responsible: Annotated[Text | None, TEXT] = Field(None, description="Who answers for the content.")
    text: Annotated[list[Text], TEXT] = Field(
        default_factory=list, description="Paragraphs on what this is and where it comes from."
    )


class CoverType(StrEnum):
    """How the cover is composed."""

    DRAWING = "drawing"  # a drawing fills the page, and the text stands on its calm part
    BELOW = "below"  # the picture below the text
    FULL = "full"  # the picture fills the page, above a ground for the text
    PLAIN = "plain"  # letters alone
    NUMBER = "figure"  # one large figure
    PORTRAIT = "portrait"  # an upright photograph beside the text


class Density(StrEnum):
    """How tightly pages are set, from small to large."""

    TIGHT = "tight"
    NORMAL = "normal"
    SPARSE = "sparse"
    LARGE = "large"
    POSTER = "poster"
    STATEMENT = "statement"


class PictureForm(StrEnum):
    """Where the picture of a section stands."""

    HEAD = "head"
    SIDE = "side"


class OfPage(StrEnum):
    """Whether a section begins a page."""

    OWN = "own"
    SHARED = "shared"


class Fit(Strict):
    """What the writer decides about how a section is fitted; the rest is measured and chosen."""

    density: Annotated[Density | None, STEERS] = None
    picture: Annotated[PictureForm | None, STEERS] = Field(
        None, description="head: across the head of the page; side: beside the text, for upright pictures"
    )
    page: Annotated[OfPage | None, STEERS] = Field(
        None,
        description="own: the section begins a page and no other shares it; shared: it goes on below the one before",
    )

    @model_validator(mode="before")
    @classmethod
    def _density_alone(cls, value: object) -> object:
        return {"density": value} if isinstance(value, str) else value

    @property
    def words(self) -> str:
        """'density:tight picture:side', for the template."""
        return " ".join(f"{name}:{value}" for name, value in self.model_dump(mode="json", exclude_none=True).items())


FIT_SCHEMA = {
    "anyOf": [
        {"enum": [density.value for density in Density], "description": "The density alone."},
        {
            "type": "object",
            "properties": {
                "density": {"enum": [density.value for density in Density]},
                "picture": {"enum": [form.value for form in PictureForm]},
                "page": {"enum": [page.value for page in OfPage]},
            },
            "additionalProperties": False,
        },
    ]
}


class Cover(Strict):
    """What stands on the first page beside title and subtitle."""

    type: Annotated[CoverType | None, STEERS] = Field(
        None,
        description="How it is composed: drawing, below, full, plain, figure, portrait. Without it, by its picture.",
    )
    kicker: Annotated[Text | None, TEXT] = Field(None, description="A short line above the title.")
    figure: Annotated[Text | None, TEXT] = Field(None, description="One large figure above the title: 400")
    text: Annotated[Text | None, TEXT] = Field(None, description="A sentence or two below the title.")
    picture: Annotated[Picture | None, PICTURE] = None
    turn: Annotated[bool, STEERS] = Field(
        True,
        description="false: where text runs from right to left, the picture is not turned round below the title. "
        "For pictures with letters, or of a real place.",
    )


class BlockKind(StrEnum):
    """What is set from data rather than from a Markdown file."""

    PROGRAMME = "programme"
    STREAMS = "streams"
    LINKS = "links"
    CONTACT = "contact"
    IMPRINT = "imprint"


class SectionEntry(Strict):
    """One part of the publication: a Markdown file, or a block that is set from data."""

    file: Annotated[Text | None, IDENTIFIES] = Field(None, description="sections/skola.md")
    block: Annotated[BlockKind | None, STEERS] = None
    title: Annotated[Text | None, TEXT] = Field(
        None, description="For a block: the heading, where the usual one does not suit."
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> SectionEntry:
        if (self.file is None) == (self.block is None):
            raise PydanticCustomError("file_or_block", "a section is either a 'file' or a 'block'")
        if self.file and self.title:
            raise PydanticCustomError("title_with_file", "the heading of a section belongs in its Markdown file")
        return self


class Waiver(Strict):
    """A finding that does not apply here, and why."""

    id: Annotated[Text, STEERS] = Field(description="The id of the finding, from the report: content/stand-in")
    reason: Annotated[Text, STEERS] = Field(description="Why it may stand, for those who read the file after you.")


class PublicationFile(Strict):
    """publication.yaml: what the publication is, who sends it, and in which order its parts stand."""

    title: Annotated[Text, TEXT]
    subtitle: Annotated[Text | None, TEXT] = None
    language: Annotated[Language, STEERS] = Field(description="sv, en, ...")
    description: Annotated[Text, METADATA] = Field(
        description="One or two sentences for search engines, lists of files and readers."
    )
    sender: Annotated[Text, METADATA] = Field(description="The organisation that publishes it.")
    date: Annotated[Date, shown_as(date_in_words)] = Field(description="When this version was written: 2026-11-22")
    version: Annotated[Text, TEXT] = Field(description='"1.0"')
    layout: Annotated[Id, STEERS] = Field(description="leaflet-a5, programme-a4")
    brand: Annotated[Id, STEERS] = Field(description="A file in content/brands, without .yaml")
    site: Annotated[Site | None, STEERS] = Field(
        None, description="Where the files will be on the web, for links from outside: https://example.org/framat/"
    )
    cover: Annotated[Cover, HOLDS] = Cover.model_validate({})
    people: Annotated[list[Person], HOLDS] = Field(default_factory=list)
    links: Annotated[list[Link], HOLDS] = Field(default_factory=list)
    contact: Annotated[Contact | None, HOLDS] = None
    imprint: Annotated[Imprint, HOLDS]
    closing: Annotated[Picture | None, PICTURE] = Field(None, description="The picture at the foot of the last page.")
    press: Annotated[Id | None, STEERS] = Field(
        None, description="For which press: generic-coated, or a file in content/presses, without .yaml"
    )
    large_print: Annotated[PointSize, STEERS] = Field(
        LARGE_PRINT, description="The size of the large print's text, in points: 16, 18, 24, 28"
    )
    fit: Annotated[Density | None, STEERS] = Field(
        None,
        description="One density for all pages: tight, normal, sparse, large. Without it, it is chosen by measure.",
    )
    waive: Annotated[list[Waiver], STEERS] = Field(
        default_factory=list, description="Findings that may stand: the id of each, and the reason."
    )
    sections: Annotated[list[SectionEntry], HOLDS] = Field(min_length=1, description="The parts, in reading order.")


class SectionFile(Strict):
    """The lines between the two --- at the top of a Markdown file."""

    id: Annotated[Id | None, IDENTIFIES] = Field(
        None, description="For links to this section. Without one, the file's name is used."
    )
    kicker: Annotated[Text | None, TEXT] = Field(None, description="A short line above the heading.")
    picture: Annotated[Picture | None, PICTURE] = Field(None, description="The picture at the head of the section.")
    people: Annotated[list[Id], refers("people")] = Field(
        default_factory=list, description="Ids of the people who sign the section."
    )
    people_title: Annotated[Text | None, TEXT] = Field(
        None, description="A line above the people: Vi som skriver under"
    )
    fit: Annotated[Fit | None, WithJsonSchema(FIT_SCHEMA), STEERS] = Field(
        None, description="What you decide about how the section is set: tight, or {picture: side, page: own}"
    )


class Access(StrEnum):
    """The access that a place or session offers."""

    HEARING_LOOP = "hearing-loop"
    SIGN_LANGUAGE = "sign-language"
    STEP_FREE = "step-free"
    ACCESSIBLE_TOILET = "accessible-toilet"
    LIVE_CAPTIONS = "live-captions"
    AUDIO_DESCRIPTION = "audio-description"


ACCESS_LABELS = {
    Access.HEARING_LOOP: "access.hearing-loop",
    Access.SIGN_LANGUAGE: "access.sign-language",
    Access.STEP_FREE: "access.step-free",
    Access.ACCESSIBLE_TOILET: "access.accessible-toilet",
    Access.LIVE_CAPTIONS: "access.live-captions",
    Access.AUDIO_DESCRIPTION: "access.audio-description",
}


class Venue(Strict):
    """A place where sessions are held."""

    id: Annotated[Id, IDENTIFIES]
    name: Annotated[Text, TEXT]
    address: Annotated[Text | None, TEXT] = None
    note: Annotated[Text | None, as_text(where=Where.APART)] = Field(
        None, description="How to get in: use the entrance from Sveatorget 09.00-12.00."
    )
    accessibility: Annotated[list[Access], shown_as(label_of(ACCESS_LABELS), "access.label", where=Where.APART)] = (
        Field(default_factory=list)
    )
    hours: Annotated[
        list[OpenHours], Several(), shown_as(open_hours, "place.hours", where=Where.APART, together=True)
    ] = Field(default_factory=list, description="When it is open: 09.00–17.00, or a list of such times")
    parallel: Annotated[bool, STEERS] = Field(
        False, description="true: several sessions may be held here at one time, as in a park or a house of many rooms."
    )


class Stream(Link):
    """A web broadcast."""

    qr: Annotated[bool, STEERS] = True
    when: Annotated[Text | None, as_text(where=Where.BRIEF)] = Field(
        None, description="When there is something to see: torsdag 5 juli"
    )
    platform: Annotated[Text | None, as_text(where=Where.BRIEF)] = Field(None, description="YouTube, ...")


class Speaker(Strict):
    """A person in a session, with a role of their own there."""

    person: Annotated[Id, refers("people")]
    role: Annotated[Text | None, TEXT] = Field(
        None, description="The role in this session, if it differs from the usual one."
    )
    organisation: Annotated[Text | None, TEXT] = Field(
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


class Session(Strict):
    """One item of the programme."""

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
    type: Annotated[Text | None, as_text(where=Where.BRIEF)] = Field(
        None, description="Seminarium, samtal, utställning ..."
    )
    title: Annotated[Text, as_text(where=Where.HEADING)]
    subtitle: Annotated[Text | None, as_text(where=Where.LEAD)] = None
    description: Annotated[Text | None, TEXT] = Field(None, description="What it is about, in a few sentences.")
    details: Annotated[Text | None, TEXT] = Field(None, description="A second, longer text.")
    organiser: Annotated[list[Text], Several(), as_text("session.organiser")] = Field(
        default_factory=list, description="Who holds it, if not the sender: one, or a list"
    )
    track: Annotated[list[Text], Several(), as_text("session.topic")] = Field(
        default_factory=list, description="The track or topics: one, or a list"
    )
    place: Annotated[list[Id] | None, Several(), refers("places", where=Where.BRIEF, whole=True)] = Field(
        None, description="Id of a place, or a list of them. Without one, the programme's own place; [] for none."
    )
    people: Annotated[list[Annotated[Speaker, WithJsonSchema(SPEAKER_SCHEMA)]], holds("session.people")] = Field(
        default_factory=list
    )
    accessibility: Annotated[list[Access], shown_as(label_of(ACCESS_LABELS), "access.label", also_of="place")] = Field(
        default_factory=list
    )
    stream: Annotated[Id | None, refers("streams", "session.stream")] = Field(
        None, description="Id of the stream that shows it."
    )
    signup: Annotated[Url | None, shown_as(as_printed, "session.signup", link=Leads.ITSELF)] = Field(
        None, description="Where to sign up."
    )
    signup_by: Annotated[Date | None, shown_as(date_in_words, "session.signup-by")] = Field(
        None, description="The last day to sign up: 2018-06-20"
    )
    fee: Annotated[Text | None, as_text("session.fee")] = Field(None, description="150 kr, fri entré, ...")
    capacity: Annotated[int | None, as_text("session.capacity")] = Field(
        None, ge=1, description="How many can take part: 40"
    )
    refreshments: Annotated[Text | None, shown_as(yes_or_text, "session.refreshments")] = Field(
        None, description="Kaffe och smörgås; or only: true"
    )
    contact: Annotated[ContactPerson | None, holds("block.contact")] = Field(
        None, description="Who answers questions about it: a name, or name, phone and email"
    )
    links: Annotated[list[FurtherLink], Several(), holds("block.links")] = Field(
        default_factory=list, description="Where to read more: addresses, each with a title of its own"
    )
    language: Annotated[list[Language], Several(), shown_as(spoken_languages, where=Where.BRIEF, together=True)] = (
        Field(default_factory=list, description="The language it is held in, if it differs, or a list of languages.")
    )
    cancelled: Annotated[bool, shown_as(where_true("session.cancelled"), where=Where.HEADING)] = Field(
        False, description="true: called off. The session stays, marked, so that no one comes in vain."
    )

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
    note: Annotated[Text | None, TEXT] = Field(None, description="A line above the programme.")
    calendar: Annotated[Url | None, shown_as(as_printed)] = Field(
        None, description="Where the calendar file will be on the web, for a QR code: https://example.org/program.ics"
    )
    places: Annotated[list[Venue], HOLDS] = Field(default_factory=list)
    people: Annotated[list[Person], HOLDS] = Field(default_factory=list)
    streams: Annotated[list[Stream], HOLDS] = Field(default_factory=list)
    days: Annotated[list[Day], HOLDS] = Field(min_length=1)


SCHEMAS: dict[str, type[Strict]] = {
    "publication": PublicationFile,
    "programme": ProgrammeFile,
    "section": SectionFile,
    "brand": BrandFile,
    "press": PressFile,
}
SchemaName = Literal["publication", "programme", "section", "brand", "press"]
