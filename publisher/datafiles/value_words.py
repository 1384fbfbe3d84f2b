"""Other words for a value: the language's own form of dates and times, addresses as they are printed, labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from publisher.text.addresses import Address

Words = Callable[[Any, str], str]  # a value, and the language of the document


def as_printed(value: str, language: str) -> str:
    return Address(value).printed


def date_in_words(value: dt.date, language: str) -> str:
    from publisher.text.i18n import long_date

    return long_date(language, value)


def day_in_words(value: dt.date, language: str) -> str:
    from publisher.text.i18n import day_heading

    return day_heading(language, value)


def clock(value: dt.time | dt.datetime, language: str) -> str:
    from publisher.text.i18n import clock_text

    return clock_text(language, value.time() if isinstance(value, dt.datetime) else value)


def session_end(value: dt.time | dt.datetime | dt.date, language: str) -> str:
    """The time; for one that ends on a day, that day."""
    from publisher.text.i18n import day_text

    is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return day_text(language, value) if is_day else clock(value, language)  # type: ignore[arg-type]


def hours(value: tuple[dt.time, dt.time], language: str) -> str:
    """'09.00–17.00'"""
    return "–".join(clock(time, language) for time in value)


def open_hours(value: list[tuple[dt.time, dt.time]], language: str) -> str:
    return ", ".join(hours(one, language) for one in value)


def spoken_languages(value: list[str], language: str) -> str:
    """'In Swedish and English'. Nothing where it is the document's own alone."""
    from publisher.text.i18n import label, language_name, listed

    if not value or value == [language]:
        return ""
    names = listed(language, [language_name(language, one) for one in value])
    return label(language, "session.language", language=names)


def yes_or_text(value: str, language: str) -> str:
    """'Refreshments: yes' where the content says no more than `true`."""
    return _label(language, "value.yes") if is_yes(value) else value


def is_yes(value: str) -> bool:
    """Whether it is no text, but says that there is what its field is named after."""
    return value.lower() == "true"


def label_of(labels: dict[Any, str]) -> Words:
    """For a value of a closed list, by the id of each label."""
    return lambda value, language: _label(language, labels[value])


def where_true(text: str) -> Words:
    """For a yes or no: the label where it is yes, else nothing."""
    return lambda value, language: _label(language, text) if value else ""


def _label(language: str, text: str) -> str:
    from publisher.text.i18n import label  # loads languages, which the schema alone does not need

    return label(language, text)
