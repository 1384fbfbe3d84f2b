"""What a publication may hold: the content schema, as types.

`publisher schema` publishes them as JSON Schema, so that editors complete and check while one types. Field descriptions
are what the editor shows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

from publisher.datafiles.fields import (
    Date,
    Email,
    Focus,
    Id,
    Language,
    LinkText,
    Phone,
    PointSize,
    SessionTime,
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

    file: Text = Field(description="The file of the picture, relative to the publication's folder: pictures/omslag.svg")
    alt: Text | None = Field(
        None, description="What the picture shows, in one sentence, for readers who cannot see it."
    )
    decorative: bool = Field(False, description="true: the picture adds nothing to the text.")
    caption: Text | None = Field(None, description="A text beside the picture, for all readers.")
    focus: Focus | None = Field(
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

    id: Id
    name: Text
    role: Text | None = Field(None, description="What the person does: gymnasiechef")
    organisation: Text | None = None
    portrait: Picture | None = Field(None, description="Without one, a placeholder is drawn.")


class Link(Strict):
    """A web address, with what one finds there."""

    id: Id
    title: LinkText
    url: Url
    description: Text | None = Field(None, description="What to expect at the address.")
    qr: bool = Field(False, description="true: print a QR code beside the address.")
    language: Language | None = Field(None, description="The language of the title, if it differs.")


class Visit(Strict):
    address: Text
    hours: Text | None = None


class Telephone(Strict):
    number: Phone
    hours: Text | None = Field(None, description="When someone answers: 8–16.30 måndag–fredag")


class Contact(Strict):
    """How to reach the sender."""

    name: Text | None = Field(None, description="Who answers: Servicecenter")
    text: Text | None = None
    phone: Telephone | None = None
    email: Email | None = None
    visit: Visit | None = None
    post: Text | None = Field(None, description="The postal address, on one line.")
    web: Link | None = None


class Imprint(Strict):
    """Who is behind the publication, and what it is."""

    publisher: Text = Field(description="Who is behind it.")
    responsible: Text | None = Field(None, description="Who answers for the content.")
    text: list[Text] = Field(default_factory=list, description="Paragraphs on what this is and where it comes from.")


class Cover(Strict):
    """What stands on the first page beside title and subtitle."""

    kicker: Text | None = Field(None, description="A short line above the title.")
    text: Text | None = Field(None, description="A sentence or two below the title.")
    picture: Picture | None = None
    turn: bool = Field(
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

    file: Text | None = Field(None, description="sections/skola.md")
    block: BlockKind | None = None
    title: Text | None = Field(None, description="For a block: the heading, where the usual one does not suit.")

    @model_validator(mode="after")
    def _one_of_both(self) -> SectionEntry:
        if (self.file is None) == (self.block is None):
            raise PydanticCustomError("file_or_block", "a section is either a 'file' or a 'block'")
        if self.file and self.title:
            raise PydanticCustomError("title_with_file", "the heading of a section belongs in its Markdown file")
        return self


class PublicationFile(Strict):
    """publication.yaml: what the publication is, who sends it, and in which order its parts stand."""

    title: Text
    subtitle: Text | None = None
    language: Language = Field(description="sv, en, ...")
    description: Text = Field(description="One or two sentences for search engines, lists of files and readers.")
    sender: Text = Field(description="The organisation that publishes it.")
    date: Date = Field(description="When this version was written: 2026-11-22")
    version: Text = Field(description='"1.0"')
    layout: Id = Field(description="leaflet-a5, programme-a4")
    brand: Id = Field(description="A file in content/brands, without .yaml")
    site: Site | None = Field(
        None, description="Where the files will be on the web, for links from outside: https://example.org/framat/"
    )
    cover: Cover = Cover.model_validate({})
    people: list[Person] = Field(default_factory=list)
    links: list[Link] = Field(default_factory=list)
    contact: Contact | None = None
    imprint: Imprint
    closing: Picture | None = Field(None, description="The picture at the foot of the last page.")
    press: Id | None = Field(
        None, description="For which press: generic-coated, or a file in content/presses, without .yaml"
    )
    large_print: PointSize = Field(
        LARGE_PRINT, description="The size of the large print's text, in points: 16, 18, 24, 28"
    )
    sections: list[SectionEntry] = Field(min_length=1, description="The parts, in reading order.")


class SectionFile(Strict):
    """The lines between the two --- at the top of a Markdown file."""

    id: Id | None = Field(None, description="For links to this section. Without one, the file's name is used.")
    kicker: Text | None = Field(None, description="A short line above the heading.")
    picture: Picture | None = Field(None, description="The picture at the head of the section.")
    people: list[Id] = Field(default_factory=list, description="Ids of the people who sign the section.")
    people_title: Text | None = Field(None, description="A line above the people: Vi som skriver under")


class Access(StrEnum):
    """What a place or session offers to who needs it."""

    HEARING_LOOP = "hearing-loop"
    SIGN_LANGUAGE = "sign-language"
    STEP_FREE = "step-free"
    ACCESSIBLE_TOILET = "accessible-toilet"
    LIVE_CAPTIONS = "live-captions"
    AUDIO_DESCRIPTION = "audio-description"


class Venue(Strict):
    """A place where sessions are held."""

    id: Id
    name: Text
    address: Text | None = None
    note: Text | None = Field(None, description="How to get in: use the entrance from Sveatorget 09.00-12.00.")
    accessibility: list[Access] = Field(default_factory=list)


class Stream(Link):
    """A web broadcast."""

    qr: bool = True
    platform: Text | None = Field(None, description="YouTube, ...")
    when: Text | None = Field(None, description="When there is something to see: torsdag 5 juli")


class Speaker(Strict):
    """A person in a session, with a role of their own there."""

    person: Id
    role: Text | None = Field(None, description="The role in this session, if it differs from the usual one.")

    @model_validator(mode="before")
    @classmethod
    def _id_alone(cls, value: object) -> object:
        return {"person": value} if isinstance(value, str) else value


SPEAKER_SCHEMA = {
    "anyOf": [
        {"type": "string", "description": "Id of a person."},
        {
            "type": "object",
            "properties": {"person": {"type": "string"}, "role": {"type": "string"}},
            "required": ["person"],
            "additionalProperties": False,
        },
    ]
}


class Session(Strict):
    """One item of the programme."""

    id: Id
    start: SessionTime = Field(description="10.30, or with the date: 2018-07-05 10.30")
    end: SessionTime
    type: Text | None = Field(None, description="Seminarium, samtal, utställning ...")
    title: Text
    description: Text | None = None
    place: Id | None = Field(None, description="Id of a place. Without one, the programme's own place.")
    people: list[Annotated[Speaker, WithJsonSchema(SPEAKER_SCHEMA)]] = Field(default_factory=list)
    stream: Id | None = Field(None, description="Id of the stream that shows it.")
    signup: Url | None = Field(None, description="Where to sign up.")
    language: Language | None = Field(None, description="The language it is held in, if it differs.")
    accessibility: list[Access] = Field(default_factory=list)
    cancelled: bool = Field(
        False, description="true: called off. The session stays, marked, so that no one comes in vain."
    )


class Day(Strict):
    """One day of the programme. `opens` and `closes` bound the sessions, where they are given."""

    date: Date
    title: Text | None = None
    opens: Time | None = None
    closes: Time | None = None
    sessions: list[Session] = Field(min_length=1)


class ProgrammeFile(Strict):
    """programme.yaml: days, sessions, places, people, streams."""

    timezone: Text = "Europe/Stockholm"
    start: Date = Field(description="The first day of the event.")
    end: Date = Field(description="The last day of the event.")
    place: Id | None = Field(None, description="The place of all sessions that name no other.")
    people_label: Text | None = Field(None, description="The words before the names: Från Borlänge kommun")
    note: Text | None = Field(None, description="A line above the programme.")
    calendar: Url | None = Field(
        None, description="Where the calendar file will be on the web, for a QR code: https://example.org/program.ics"
    )
    places: list[Venue] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    streams: list[Stream] = Field(default_factory=list)
    days: list[Day] = Field(min_length=1)


SCHEMAS: dict[str, type[Strict]] = {
    "publication": PublicationFile,
    "programme": ProgrammeFile,
    "section": SectionFile,
    "brand": BrandFile,
    "press": PressFile,
}
SchemaName = Literal["publication", "programme", "section", "brand", "press"]
