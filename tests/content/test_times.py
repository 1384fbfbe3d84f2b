"""When a session is held, by what stands in its fields."""

from __future__ import annotations

import pytest

from publisher.content.schema import Day, ProgrammeFile, Session
from publisher.content.times import Span, span


def held(fields: dict[str, object], day_ends: str | None = None, date: str = "2018-07-06") -> Span:
    session = {"id": "a", "title": "A", **fields}
    programme = ProgrammeFile.model_validate(
        {"start": date, "end": date, "day_ends": day_ends, "days": [{"date": date, "sessions": [session]}]}
    )
    (day,) = programme.days
    assert isinstance(day, Day)
    (one,) = day.sessions
    assert isinstance(one, Session)
    return span(programme, day, one)


@pytest.mark.parametrize(
    ("fields", "day_ends", "times"),
    [
        ({"start": "10.30", "end": "11.00"}, None, "06 10:30 06 11:00"),
        ({"start": "10.30"}, None, "06 10:30"),
        ({"start": "22.00", "end": "2018-07-07 00.30"}, None, "06 22:00 07 00:30"),
        ({"start": "22.00", "end": "00.30"}, "04.00", "06 22:00 07 00:30"),
        ({"start": "00.30", "end": "02.00"}, "04.00", "07 00:30 07 02:00"),
        ({"start": "03.30", "end": "04.30"}, "04.00", "07 03:30 07 04:30"),
        ({"start": "04.00", "end": "05.00"}, "04.00", "06 04:00 06 05:00"),
        ({"start": "10.00", "end": "2018-07-08 16.00"}, None, "06 10:00 08 16:00"),
        ({"all_day": True}, "04.00", "06 00:00"),
        ({"all_day": True, "end": "2018-07-08"}, None, "06 00:00 08 00:00"),
    ],
)
def test_the_times_of_a_session(fields: dict[str, object], day_ends: str | None, times: str) -> None:
    found = held(fields, day_ends)
    assert " ".join(f"{one:%d %H:%M}" for one in (found.start, found.end) if one) == times


def test_whole_days_end_when_the_last_of_them_does() -> None:
    assert f"{held({'all_day': True}).until:%d}" == "07"
    assert f"{held({'all_day': True, 'end': '2018-07-08'}).until:%d}" == "09"


def test_a_night_is_no_day_more() -> None:
    assert not held({"start": "22.00", "end": "2018-07-07 03.00"}).several_days
    assert held({"start": "10.00", "end": "2018-07-07 16.00"}).several_days
    assert held({"all_day": True, "end": "2018-07-07"}).several_days


def test_what_follows_at_once_does_not_overlap() -> None:
    first, second, third = (
        held({"start": a, "end": b}) for a, b in (("10.00", "11.00"), ("11.00", "12.00"), ("10.30", "11.30"))
    )
    assert not first.overlaps(second)
    assert first.overlaps(third)
    assert third.overlaps(second)
    assert first.overlaps(held({"start": "10.00"}))  # an end that nobody knows
