"""Dates in words and numbers: a weekday that is that date's, an event that is still to come, dates that fit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication
from publisher.content.rules.readable import Written
from publisher.model.findings import Finding, Place, Severity
from publisher.text.i18n import LABEL_LANGUAGE, day_names, long_date, month_names

SHORTEST = 3  # letters of a shortened weekday: "tors", "Thu"


def date_rules(publication: Publication, written: Iterable[Written], today: dt.date) -> Iterator[Finding]:
    """A warning for each date that is wrong, past or beside the others."""
    yield from _weekdays(publication, written)
    programme, info = publication.programme, publication.info
    if programme is None:
        return
    if programme.end < today:
        message = f"the event ended on {long_date(LABEL_LANGUAGE, programme.end)}"
        fix = "write the dates of your event; if the text is about a past event, waive it"
        yield _finding("past-date", message, fix, publication.place(PROGRAMME, "end"))
    days = [day.date for day in programme.days]
    for name, date, there in (("start", programme.start, min(days)), ("end", programme.end, max(days))):
        if abs((date - there).days) > 31:
            message = f"'{name}' is {date}, but the nearest day with a session is {there}"
            fix = f"correct '{name}' or the date of the day"
            yield _finding("dates-differ", message, fix, publication.place(PROGRAMME, name))
    if info.date > programme.end and info.date > today:
        message = f"this version is dated {info.date}, after the event, which ends on {programme.end}"
        place = publication.place(PUBLICATION, "date")
        yield _finding("dates-differ", message, "correct the year of one of them", place)


def _weekdays(publication: Publication, written: Iterable[Written]) -> Iterator[Finding]:
    """'torsdag 5 juli 2018'. Without a year it is that of the event, or near that of the version."""
    languages = {publication.info.language, LABEL_LANGUAGE}
    years = {publication.info.date.year + more for more in (-1, 0, 1)}
    if publication.programme:
        years = {publication.programme.start.year, publication.programme.end.year}
    for one in written:
        for language in languages:
            for match in _pattern(language).finditer(one.text):
                if finding := _judge(match, language, years, one.place):
                    yield finding


def _judge(match: re.Match[str], language: str, years: set[int], place: Place) -> Finding | None:
    names = [name.casefold() for name in day_names(language)]
    months = [name.casefold() for name in month_names(language)]
    said = next(i for i, name in enumerate(names) if name.startswith(match["weekday"].casefold().rstrip(".")))
    month = months.index((match["month"] or match["month2"]).casefold()) + 1
    number = int(match["day"] or match["day2"])
    dates = []
    for year in {int(match["year"])} if match["year"] else years:
        try:
            dates.append(dt.date(year, month, number))
        except ValueError:
            continue
    if not dates:
        message = f"'{match[0]}' is not a date: the month has no day {number}"
        return _finding("wrong-weekday", message, "correct the day or the month", place)
    if said in {date.weekday() for date in dates}:
        return None
    right = day_names(language)[dates[0].weekday()]
    message = f"'{match[0]}' does not fit: that day is a {right} in {dates[0].year}"
    return _finding("wrong-weekday", message, "correct the weekday or the date", place)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    days = _longest_first(form for name in day_names(language) for form in _forms(name))
    months = _longest_first(month_names(language))
    number = r"(?:den\s+|the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|:e|:a|\.)?\s+(?:of\s+)?"
    turned = r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?<![\w-])(?P<weekday>{days})\.?,?\s+(?:{number}(?P<month>{months})|(?P<month2>{months})\s+{turned})"
        r"(?![\w-])(?:,?\s+(?P<year>\d{4})(?!\d))?",
        re.IGNORECASE,
    )


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _forms(name: str) -> list[str]:
    return [name[:length] for length in range(SHORTEST, len(name) + 1)]


def _finding(id: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(f"content/{id}", Severity.WARNING, message, fix, place)
