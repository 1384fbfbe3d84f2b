"""When a session is held: its times, on the day that it is listed under.

A day of a programme may go on past midnight: with `day_ends: 04.00`, a session at 00.30 that is listed under Friday is
held in the night to Saturday.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from publisher.content.schema import Day, ProgrammeFile, Session

DAY = dt.timedelta(days=1)
Moment = TypeVar("Moment", dt.date, dt.datetime)


def next_day(value: Moment) -> Moment:
    """The same a day later; on the last day that a calendar has (31 December 9999), the same."""
    try:
        return value + DAY
    except OverflowError:
        return value


@dataclass(frozen=True)
class Span:
    """The local times of a session. `end` is None where the content gives none. `all_day`: whole days, from the date of
    `start` to that of `end`, or one day where there is no end; the times in them are midnight."""

    start: dt.datetime
    end: dt.datetime | None
    all_day: bool = False

    @property
    def until(self) -> dt.datetime:
        """When it is over, as far as the content says: its start, where there is no end."""
        if self.all_day:
            return next_day(self.end or self.start)
        return self.end or self.start

    @property
    def several_days(self) -> bool:
        """It goes on into another day, and not just past midnight."""
        if self.end is None or self.end.date() <= self.start.date():
            return False
        return self.all_day or self.end >= next_day(self.start)

    def overlaps(self, other: Span) -> bool:
        """Both are held at one time. One that begins when the other ends does not overlap it."""
        if self.start == other.start:
            return True
        return self.start < other.until and other.start < self.until


def span(programme: ProgrammeFile, day: Day, session: Session) -> Span:
    """When a session of `day` is held."""
    if session.all_day:
        start = moment(session.start, day.date) if session.start else dt.datetime.combine(day.date, dt.time())
        end = moment(session.end, day.date) if session.end else None
        return Span(_midnight(start), _midnight(end) if end else None, all_day=True)
    assert session.start is not None  # the schema says so
    start = moment(session.start, day.date, programme.day_ends)
    if session.end is None:
        return Span(start, None)
    end = moment(session.end, day.date, programme.day_ends)
    if end <= start and start.date() > day.date and isinstance(session.end, dt.time):
        end = dt.datetime.combine(start.date(), session.end)  # it began in the night, and ends in the morning after
    return Span(start, end)


def moment(value: dt.time | dt.datetime | dt.date, day: dt.date, day_ends: dt.time | None = None) -> dt.datetime:
    """A time on its day, unless it says another; before `day_ends` it is in the night after that day."""
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    return dt.datetime.combine(next_day(day) if day_ends and value < day_ends else day, value)


def _midnight(value: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(value.date(), dt.time())
