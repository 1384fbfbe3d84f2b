"""The sessions as data: what calendars and search engines are told, from the same view as the templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from publisher.compose.views import ProgrammeView, SessionView
from publisher.content.schema import Venue


@dataclass(frozen=True)
class Event:
    """A session in time and place. `start` and `end` know their zone; `venue` is the session's, or the programme's.

    Title, people, stream and the rest are in `session`; `people_label` stands before the people. `uid` is the same in
    every version of the publication, whatever else changes: it is made of ids alone.
    """

    session: SessionView
    start: dt.datetime
    end: dt.datetime
    venue: Venue | None
    people_label: str
    uid: str


def programme_events(programme: ProgrammeView, timezone: str, owner: str) -> tuple[Event, ...]:
    """Every session, in the order of the programme. `owner` are the ids of the sender and of the publication."""
    zone = ZoneInfo(timezone)
    return tuple(
        Event(
            session,
            dt.datetime.fromisoformat(session.start_iso).replace(tzinfo=zone),
            dt.datetime.fromisoformat(session.end_iso).replace(tzinfo=zone),
            session.place or programme.place,
            programme.people_label,
            str(uuid5(NAMESPACE_URL, f"urn:publisher:{owner}/{session.id}")),
        )
        for day in programme.days
        for session in day.sessions
    )
