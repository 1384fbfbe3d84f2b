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
    """A session in time and place. `start` and `end` know their zone; the rest is in `session`. `uid` is the same in
    every version of the publication, whatever else changes: it is made of ids alone.
    """

    session: SessionView
    start: dt.datetime
    end: dt.datetime
    uid: str

    @property
    def model(self) -> Session:
        """The session as it was read."""
        return self.session.model

    @property
    def venue(self) -> Thing | None:
        """The session's place, or the programme's."""
        return next(iter(self.session.things("place")), None)

    @property
    def stream(self) -> Thing | None:
        """The webcast that shows it."""
        return next(iter(self.session.things("stream")), None)


def programme_events(programme: ProgrammeView, timezone: str, owner: str) -> tuple[Event, ...]:
    """Every session, in the order of the programme. `owner` are the ids of the sender and of the publication."""
    zone = ZoneInfo(timezone)
    return tuple(
        Event(
            session,
            dt.datetime.fromisoformat(session.start_iso).replace(tzinfo=zone),
            dt.datetime.fromisoformat(session.end_iso).replace(tzinfo=zone),
            str(uuid5(NAMESPACE_URL, f"urn:publisher:{owner}/{session.id}")),
        )
        for day in programme.days
        for session in day.sessions
    )
