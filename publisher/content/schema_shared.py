"""What publications and programmes both hold: pictures, persons, links, contacts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from publisher.datafiles.appearance import (
    ALTERNATIVE,
    FILE,
    HOLDS,
    IDENTIFIES,
    PICTURE,
    RUNNING,
    STEERS,
    TEXT,
    Leads,
    Where,
    as_text,
    holds,
    shown_as,
)
from publisher.datafiles.declared import ALONE, MAIN, OWN_WORDS, STAYS
from publisher.datafiles.fields import (
    Email,
    Focus,
    Id,
    Language,
    LinkText,
    Phone,
    Several,
    Strict,
    Text,
    Url,
    described,
)
from publisher.datafiles.value_words import as_printed
from publisher.datafiles.vocabularies import SchemaOrg


class PictureFile(Strict):
    """The file of a picture, with what it shows in words, or the explicit statement that it only decorates."""

    file: Annotated[Text, FILE, MAIN] = Field(
        description="The file of the picture, relative to the publication's folder: pictures/omslag.svg"
    )
    alt: Annotated[Text | None, ALTERNATIVE] = Field(
        None, description="What the picture shows, in one sentence, for readers who cannot see it."
    )
    decorative: Annotated[bool, STEERS] = Field(False, description="true: the picture adds nothing to the text.")
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
    def _alt_or_decorative(self) -> PictureFile:
        if not self.alt and not self.decorative:
            raise PydanticCustomError("alt_missing", "the picture {file} has no alt text", {"file": self.file})
        if self.alt and self.decorative:
            raise PydanticCustomError("alt_and_decorative", "the picture {file} has both", {"file": self.file})
        return self


class Picture(PictureFile):
    """A picture that may have a caption."""

    caption: Annotated[Text | None, RUNNING] = Field(None, description="A text beside the picture, for all readers.")

    @model_validator(mode="after")
    def _no_caption_of_decoration(self) -> Picture:
        if self.caption and self.decorative:
            raise PydanticCustomError("caption_and_decorative", "a caption of decoration", {"file": self.file})
        return self


class Portrait(PictureFile):
    """A picture of a person, whose name stands beside it."""

    zoom: Annotated[float, Field(ge=1, le=5), STEERS] = Field(
        1.0,
        description="How much nearer the person is brought than the file shows: 1 to 5. Which part of it: focus",
    )


class Person(Strict):
    """A person who signs, speaks or answers."""

    id: Annotated[Id, IDENTIFIES]
    name: Annotated[Text, as_text(strong=True), SchemaOrg("name"), OWN_WORDS, STAYS]
    role: Annotated[Text | None, RUNNING, SchemaOrg("jobTitle")] = Field(
        None, description="What the person does: gymnasiechef"
    )
    organisation: Annotated[Text | None, RUNNING, SchemaOrg("affiliation", "Organization"), STAYS] = None
    portrait: Annotated[Portrait | None, PICTURE] = Field(None, description="Without one, the initials are drawn.")


class Link(Strict):
    """A web address, with what one finds there."""

    id: Annotated[Id, IDENTIFIES]
    title: Annotated[LinkText, as_text(link=Leads.URL), SchemaOrg("name")]
    url: Annotated[Url, shown_as(as_printed, link=Leads.SPELLS), SchemaOrg("url", value=str), MAIN]
    description: Annotated[Text | None, as_text(where=Where.APART, running=True)] = Field(
        None, description="What to expect at the address."
    )
    qr: Annotated[bool, STEERS] = Field(False, description="true: print a QR code beside the address.")
    language: Annotated[Language | None, STEERS] = Field(None, description="The language of the title, if it differs.")


class Visit(Strict):
    address: Annotated[Text, TEXT, MAIN, OWN_WORDS, STAYS]
    hours: Annotated[Text | None, as_text(in_brackets=True, running=True)] = None


class Telephone(Strict):
    number: Annotated[Phone, as_text(link=Leads.PHONE), ALONE]
    hours: Annotated[Text | None, as_text(in_brackets=True, running=True)] = Field(
        None, description="When someone answers: 8–16.30 måndag–fredag"
    )


class Contact(Strict):
    """How to reach the sender."""

    name: Annotated[Text | None, as_text(where=Where.HEADING), SchemaOrg("name")] = Field(
        None, description="The person or office that answers: Servicecenter"
    )
    text: Annotated[Text | None, RUNNING] = None
    phone: Annotated[list[Telephone], Several(), holds("contact.phone"), SchemaOrg("telephone")] = Field(
        default_factory=list, description="One number with its hours, or a list of them."
    )
    email: Annotated[Email | None, as_text("contact.email", link=Leads.MAIL), SchemaOrg("email")] = None
    visit: Annotated[Visit | None, holds("contact.visit")] = None
    post: Annotated[Text | None, as_text("contact.post"), OWN_WORDS, STAYS] = Field(
        None, description="The postal address, on one line."
    )
    web: Annotated[Link | None, HOLDS] = None
