"""Dates in words and numbers: weekdays that match their dates, events in the future, dates that match each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication
from publisher.content.rules.readable import Written
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.text.i18n import LABEL_LANGUAGE, day_names, month_names

SHORTEST = 3  # letters of a shortened weekday: "tors", "Thu"


def date_rules(publication: Publication, written: Iterable[Written], today: dt.date) -> Iterator[Finding]:
    """A warning for each date that is wrong, past or beside the others."""
    yield from _weekdays(publication, written)
    programme, info = publication.programme, publication.info
    if programme is None:
        return
    if programme.end < today:
        message = say("content:event-ended", end=programme.end)
        fix = say("content:write-dates-your-event-if-text")
        yield _finding("past-date", message, fix, publication.place(PROGRAMME, "end"))
    days = [day.date for day in programme.days]
    for name, date, there in (("start", programme.start, min(days)), ("end", programme.end, max(days))):
        if abs((date - there).days) > 31:
            message = say("content:but-nearest-day-session", name=name, date=date, there=there)
            fix = say("content:correct-date-day", name=name)
            yield _finding("dates-differ", message, fix, publication.place(PROGRAMME, name))
    if info.date > programme.end and info.date > today:
        message = say("content:this-version-dated-after-event-which", date=info.date, end=programme.end)
        place = publication.place(PUBLICATION, "date")
        yield _finding("dates-differ", message, say("content:correct-year-one-them"), place)


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
        message = say("content:not-date-month-has-no-day", match=match[0], number=number)
        return _finding("wrong-weekday", message, say("content:correct-day-month"), place)
    if said in {date.weekday() for date in dates}:
        return None
    right = day_names(language)[dates[0].weekday()]
    message = say("content:does-not-fit-day", match=match[0], right=right, year=dates[0].year)
    return _finding("wrong-weekday", message, say("content:correct-weekday-date"), place)


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
