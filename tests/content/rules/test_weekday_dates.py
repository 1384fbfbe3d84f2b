"""Dates with a weekday are read as each language writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date

from publisher.content.rules.weekday_dates import weekday_dates
from publisher.text.i18n import label_languages, locale_of

DAYS = [dt.date(2027, month, 3 + month) for month in range(1, 13)]
# Letters that stand for a weekday alone are read as none: 'R' is Friday in Estonian.
WRITTEN = ("full", "EEEE d MMMM y", "EEEE d MMMM", "EEEE d MMM y", "EEEE d/M", "EEEE d.M.y", "EEEE y-MM-dd")


@pytest.mark.parametrize("language", label_languages())
def test_a_date_is_read_in_each_language(language: str) -> None:
    for day in DAYS:
        for form in WRITTEN:
            text = format_date(day, form, locale_of(language))
            (found,) = weekday_dates(f"({text})", language)
            assert found.weekday == day.weekday(), text
            assert (day.day, day.month) in found.readings, text
            assert found.year in (day.year, None), text
