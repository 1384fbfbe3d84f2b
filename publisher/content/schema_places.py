"""Where sessions are held, as types: places with their access, and streams."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from publisher.content.schema_shared import Link
from publisher.datafiles.appearance import IDENTIFIES, STEERS, TEXT, Where, as_text, shown_as
from publisher.datafiles.declared import OWN_WORDS, STAYS
from publisher.datafiles.fields import Id, OpenHours, Several, Strict, Text
from publisher.datafiles.value_words import label_of, open_hours
from publisher.datafiles.vocabularies import CssClass, SchemaOrg


class Access(StrEnum):
    """The access that a place or session offers."""

    headings: tuple[str, ...]  # what people write above its column in a table; the first is written by an export

    HEARING_LOOP = "hearing-loop", "hörslinga", "hearing loop", "slinga"
    SIGN_LANGUAGE = "sign-language", "teckenspråk", "teckenspråkstolkning", "teckentolkning", "sign language"
    STEP_FREE = "step-free", "tillgänglig entré", "rullstol", "utan trappsteg", "step free", "wheelchair"
    LIVE_CAPTIONS = "live-captions", "textning", "skrivtolkning", "live captions", "captions"
    AUDIO_DESCRIPTION = "audio-description", "syntolkning", "audio description"
    ACCESSIBLE_TOILET = "accessible-toilet", "rwc", "tillgänglig toalett", "accessible toilet", "handikapptoalett"

    def __new__(cls, value: str, *headings: str) -> Self:
        made = str.__new__(cls, value)
        made._value_, made.headings = value, headings
        return made


ACCESS_LABELS = {one: f"access.{one.value}" for one in Access}


class Venue(Strict):
    """A place where sessions are held."""

    id: Annotated[Id, IDENTIFIES]
    name: Annotated[Text, TEXT, SchemaOrg("name"), STAYS]
    address: Annotated[Text | None, TEXT, SchemaOrg("address"), OWN_WORDS, STAYS] = None
    note: Annotated[Text | None, as_text(where=Where.APART, running=True)] = Field(
        None, description="How to get in: use the entrance from Sveatorget 09.00-12.00."
    )
    accessibility: Annotated[
        list[Access],
        shown_as(label_of(ACCESS_LABELS), "access.label", where=Where.APART),
        SchemaOrg("amenityFeature", "LocationFeatureSpecification"),
        CssClass("access"),
    ] = Field(default_factory=list)
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
    platform: Annotated[Text | None, as_text(where=Where.BRIEF), STAYS] = Field(None, description="YouTube, ...")
