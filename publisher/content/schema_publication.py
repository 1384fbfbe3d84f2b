"""publication.yaml and the lines at the top of a section's file, as types."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from publisher.content.schema_look import Look, SectionLook
from publisher.content.schema_shared import Contact, Link, Person, Picture
from publisher.datafiles.appearance import (
    FILE,
    HOLDS,
    IDENTIFIES,
    METADATA,
    PICTURE,
    RUNNING,
    STEERS,
    TEXT,
    refers,
    shown_as,
)
from publisher.datafiles.declared import ALONE, KEY, OWN_WORDS, STAYS
from publisher.datafiles.fields import Date, Id, Language, PointSize, Site, Strict, Text
from publisher.datafiles.salvage import UNKNOWN, StandIn
from publisher.datafiles.value_words import date_in_words
from publisher.model.units import LARGE_PRINT, Paper


class Partner(Strict):
    """A partner of a publication, with a logo."""

    name: Annotated[Text, TEXT, STAYS]
    logo: Annotated[Picture, PICTURE] = Field(description="A picture without a caption: the name stands beside it.")


class Imprint(Strict):
    """The organisation behind the publication, and what it is."""

    publisher: Annotated[Text, TEXT, OWN_WORDS, STAYS] = Field(description="The organisation behind it.")
    responsible: Annotated[Text | None, TEXT, OWN_WORDS, STAYS] = Field(
        None, description="The person who answers for the content."
    )
    text: Annotated[list[Text], RUNNING] = Field(
        default_factory=list, description="Paragraphs on what this is and where it comes from."
    )
    partners: Annotated[list[Partner], HOLDS] = Field(
        default_factory=list, max_length=8, description="Up to eight partners, whose logos stand in a row."
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

    density: Annotated[Density | None, STEERS, ALONE] = None
    picture: Annotated[PictureForm | None, STEERS] = Field(
        None, description="head: across the head of the page; side: beside the text, for upright pictures"
    )
    page: Annotated[OfPage | None, STEERS] = Field(
        None,
        description="own: the section begins a page and no other shares it; shared: it goes on below the one before",
    )

    @property
    def words(self) -> str:
        """'density:tight picture:side', for the template."""
        return " ".join(f"{name}:{value}" for name, value in self.model_dump(mode="json", exclude_none=True).items())


class Cover(Strict):
    """What stands on the first page beside title and subtitle."""

    type: Annotated[CoverType | None, STEERS] = Field(
        None,
        description="How it is composed: drawing, below, full, plain, figure, portrait. Without it, by its picture.",
    )
    kicker: Annotated[Text | None, TEXT, OWN_WORDS] = Field(None, description="A short line above the title.")
    figure: Annotated[Text | None, TEXT] = Field(None, description="One large figure above the title: 400")
    text: Annotated[Text | None, RUNNING] = Field(None, description="A sentence or two below the title.")
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

    file: Annotated[Text | None, FILE] = Field(None, description="sections/skola.md")
    block: Annotated[BlockKind | None, STEERS, KEY] = None
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

    title: Annotated[Text, TEXT, OWN_WORDS, StandIn("x")]
    subtitle: Annotated[Text | None, TEXT, OWN_WORDS] = None
    language: Annotated[Language, STEERS, StandIn("sv")] = Field(description="sv, en, ...")
    description: Annotated[Text, METADATA, StandIn("x")] = Field(
        description="One or two sentences for search engines, lists of files and readers."
    )
    sender: Annotated[Text, METADATA, OWN_WORDS, STAYS, StandIn("x")] = Field(
        description="The organisation that publishes it."
    )
    date: Annotated[Date, shown_as(date_in_words), StandIn("2000-01-01")] = Field(
        description="When this version was written: 2026-11-22"
    )
    version: Annotated[Text, TEXT, STAYS, StandIn("1")] = Field(description='"1.0"')
    layout: Annotated[Id, STEERS, StandIn(UNKNOWN)] = Field(description="leaflet-a5, programme-a3, programme-a4")
    brand: Annotated[Id, STEERS, StandIn(UNKNOWN)] = Field(description="A file in content/brands, without .yaml")
    site: Annotated[Site | None, STEERS] = Field(
        None, description="Where the files will be on the web, for links from outside: https://example.org/framat/"
    )
    cover: Annotated[Cover, HOLDS] = Cover.model_validate({})
    people: Annotated[list[Person], HOLDS] = Field(default_factory=list)
    links: Annotated[list[Link], HOLDS] = Field(default_factory=list)
    contact: Annotated[Contact | None, HOLDS] = None
    imprint: Annotated[Imprint, HOLDS, StandIn({"publisher": "x"})]
    closing: Annotated[Picture | None, PICTURE] = Field(None, description="The picture at the foot of the last page.")
    press: Annotated[Id | None, STEERS] = Field(
        None, description="For which press: generic-coated, or a file in content/presses, without .yaml"
    )
    large_print: Annotated[PointSize, STEERS] = Field(
        LARGE_PRINT, description="The size of the large print's text, in points: 16, 18, 24, 28"
    )
    large_print_paper: Annotated[Paper, STEERS] = Field(
        Paper.WHITE, description="What the large print stands on: white, cream, yellow, black"
    )
    fit: Annotated[Density | None, STEERS] = Field(
        None,
        description="One density for all pages: tight, normal, sparse, large. Without it, it is chosen by measure.",
    )
    look: Annotated[Look, STEERS] = Field(
        Look.model_validate({}), description="What you decide of the look of all pages: accent, boxes, portraits ..."
    )
    contents: Annotated[bool | None, STEERS] = Field(
        None,
        description="Whether the pages begin with a table of contents. Without it, long leaflets do.",
    )
    waive: Annotated[list[Waiver], STEERS] = Field(
        default_factory=list, description="Findings that may stand: the id of each, and the reason."
    )
    sections: Annotated[list[SectionEntry], HOLDS, StandIn([{"block": "imprint"}])] = Field(
        min_length=1, description="The parts, in reading order."
    )


class SectionFile(Strict):
    """The lines between the two --- at the top of a Markdown file."""

    id: Annotated[Id | None, IDENTIFIES] = Field(
        None, description="For links to this section. Without one, the file's name is used."
    )
    kicker: Annotated[Text | None, TEXT, OWN_WORDS] = Field(None, description="A short line above the heading.")
    picture: Annotated[Picture | None, PICTURE] = Field(None, description="The picture at the head of the section.")
    people: Annotated[list[Id], refers("people")] = Field(
        default_factory=list, description="Ids of the people who sign the section."
    )
    people_title: Annotated[Text | None, TEXT] = Field(
        None, description="A line above the people: Vi som skriver under"
    )
    fit: Annotated[Fit | None, STEERS] = Field(
        None, description="What you decide about how the section is set: tight, or {picture: side, page: own}"
    )
    look: Annotated[SectionLook, STEERS] = Field(
        SectionLook.model_validate({}), description="What you decide of its look: {boxes: lined}, {ground: dark}"
    )
