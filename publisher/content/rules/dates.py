"""Dates in words and numbers: weekdays that match their dates, events in the future, dates that match each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from publisher.content.publication import PROGRAMME, PUBLICATION, Publication
from publisher.content.rules.readable import Written
from publisher.content.rules.weekday_dates import WeekdayDate, weekday_dates
from publisher.content.schema import ProgrammeFile
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity
from publisher.text.i18n import LABEL_LANGUAGE, day_names

NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
FAR = 366  # days from today to the date of a version: more is a slip in the year


def date_rules(publication: Publication, written: Iterable[Written], today: dt.date) -> Iterator[Finding]:
    """A warning for each date that is wrong, past or beside the others."""
    yield from _weekdays(publication, written)
    programme, info = publication.programme, publication.info
    is_after = programme is not None and info.date > max(programme.end, today)
    if (info.date - today).days > FAR and not is_after:
        message = say("content:dated-far-ahead", date=info.date)
        yield _finding("dates-differ", message, say("content:write-today-date"), publication.place(PUBLICATION, "date"))
    if programme is None:
        return
    if programme.end < today:
        message = say("content:event-ended", end=programme.end)
        fix = say("content:write-dates-your-event-if-text")
        yield _finding("past-date", message, fix, publication.place(PROGRAMME, "end"))
    else:
        yield from _past_deadlines(publication, programme, today)
    days = [day.date for day in programme.days]
    for name, date, there in (("start", programme.start, min(days)), ("end", programme.end, max(days))):
        if abs((date - there).days) > 31:
            message = say("content:but-nearest-day-session", name=name, date=date, there=there)
            fix = say("content:correct-date-day", name=name)
            yield _finding("dates-differ", message, fix, publication.place(PROGRAMME, name))
    if is_after:
        message = say("content:this-version-dated-after-event-which", date=info.date, end=programme.end)
        place = publication.place(PUBLICATION, "date")
        yield _finding("dates-differ", message, say("content:correct-year-one-them"), place)


def _past_deadlines(publication: Publication, programme: ProgrammeFile, today: dt.date) -> Iterator[Finding]:
    """The last days to sign up for sessions that are still to come."""
    for number, day in enumerate(programme.days):
        for index, session in enumerate(day.sessions):
            if session.signup_by and session.signup_by < today <= day.date:
                message = say("content:last-day-sign-up-past", name=session.id, signup_by=session.signup_by)
                place = publication.place(PROGRAMME, "days", number, "sessions", index, "signup_by")
                yield _finding("past-date", message, say("content:write-later-day-or-delete"), place)


def _weekdays(publication: Publication, written: Iterable[Written]) -> Iterator[Finding]:
    """'torsdag 5 juli 2018'. Without a year it is that of the event, or near that of the version, or one that the
    texts name."""
    languages = dict.fromkeys((publication.info.language, LABEL_LANGUAGE))
    texts = list(written)
    years = {publication.info.date.year + more for more in (-1, 0, 1)}
    years |= {int(year) for one in texts for year in NAMED_YEAR.findall(one.text)}
    if publication.programme:
        years = {publication.programme.start.year, publication.programme.end.year}
    for one in texts:
        for language in languages:
            for found in weekday_dates(one.text, language):
                if finding := _judge(found, language, years, one.place):
                    yield finding


def _judge(found: WeekdayDate, language: str, years: set[int], place: Place) -> Finding | None:
    dates = []
    for year in sorted({found.year} if found.year else years):
        for day, month in found.readings:
            try:
                dates.append(dt.date(year, month, day))
            except ValueError:
                continue
    if not dates:
        message = say("content:not-date-month-has-no-day", match=found.text, number=found.readings[0][0])
        return _finding("wrong-weekday", message, say("content:correct-day-month"), place)
    if found.weekday in {date.weekday() for date in dates}:
        return None
    right = day_names(language)[dates[0].weekday()]
    message = say("content:does-not-fit-day", match=found.text, right=right, year=dates[0].year)
    return _finding("wrong-weekday", message, say("content:correct-weekday-date"), place)


def _finding(id: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(f"content/{id}", Severity.WARNING, message, fix, place)
