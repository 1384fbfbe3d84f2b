"""programme.yaml, as types: days of sessions, and the programme that they are in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from publisher.content.schema_places import Stream, Venue
from publisher.content.schema_session import Session
from publisher.content.schema_shared import Person
from publisher.datafiles.appearance import (
    HOLDS,
    RUNNING,
    STEERS,
    TEXT,
    as_text,
    refers,
    shown_as,
)
from publisher.datafiles.declared import KEY
from publisher.datafiles.fields import (
    Date,
    Id,
    Strict,
    Text,
    Time,
    Url,
)
from publisher.datafiles.salvage import StandIn
from publisher.datafiles.value_words import (
    as_printed,
    clock,
    day_in_words,
)


class ProgrammeForm(StrEnum):
    """How the pages show a programme. In every other format it is a list in the order of time."""

    GRID = "grid"  # time down, rooms or tracks across
    LIST = "list"
    COMPACT = "compact"  # in columns
    ONE_PAGE = "one-page"  # cover, text and sessions share a page


class Day(Strict):
    """One day of the programme. `opens` and `closes` bound the sessions, where they are given."""

    date: Annotated[Date, shown_as(day_in_words), KEY]
    title: Annotated[Text | None, TEXT] = None
    opens: Annotated[Time | None, shown_as(clock)] = None
    closes: Annotated[Time | None, shown_as(clock)] = None
    sessions: Annotated[list[Session], HOLDS] = Field(min_length=1)


class ProgrammeFile(Strict):
    """programme.yaml: days, sessions, places, people, streams."""

    timezone: Annotated[Text, STEERS] = "Europe/Stockholm"
    start: Annotated[Date, STEERS, StandIn("0001-01-01")] = Field(description="The first day of the event.")
    end: Annotated[Date, STEERS, StandIn("9999-12-31")] = Field(description="The last day of the event.")
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
