"""The sessions as data for calendars and search engines, from the same view as the templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from publisher.compose.facts import Thing
from publisher.compose.views import ProgrammeView, SessionView
from publisher.content.schema import Session


@dataclass(frozen=True)
class Event:
    """A session in time and place. `start` and `end` know their zone; for whole days they are dates, the first and the
    last. `end` is None where the content gives none, `day` the day that it is listed under. The rest is in `session`.
    `uid` is the same in every version of the publication, whatever else changes: it is made of ids alone.
    """

    session: SessionView
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date | None
    day: dt.date
    uid: str

    @property
    def model(self) -> Session:
        """The session as it was read."""
        return self.session.model

    @property
    def venues(self) -> tuple[Thing, ...]:
        """The session's places, or the programme's."""
        return self.session.things("place")

    @property
    def venue(self) -> Thing | None:
        """The first of them."""
        return next(iter(self.venues), None)

    @property
    def stream(self) -> Thing | None:
        """The webcast that shows it."""
        return next(iter(self.session.things("stream")), None)


def programme_events(programme: ProgrammeView, timezone: str, owner: str) -> tuple[Event, ...]:
    """Every session, in the order of the programme. `owner` are the ids of the sender and of the publication."""
    zone = ZoneInfo(timezone)

    def placed(value: dt.datetime | None, session: SessionView) -> dt.datetime | dt.date | None:
        if value is None:
            return None
        return value.date() if session.span.all_day else value.replace(tzinfo=zone)

    return tuple(
        Event(
            session,
            placed(session.span.start, session) or day.date,
            placed(session.span.end, session),
            day.date,
            str(uuid5(NAMESPACE_URL, f"urn:publisher:{owner}/{session.id}")),
        )
        for day in programme.days
        for session in day.sessions
    )
