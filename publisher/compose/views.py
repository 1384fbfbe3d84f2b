"""The programme as the templates show it: dates and times in words, ids replaced by what they stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from publisher.compose.facts import Fact, Facts, Thing
from publisher.content.publication import PROGRAMME, Publication
from publisher.content.rules.programme import moment
from publisher.content.schema import Session
from publisher.model.findings import Place
from publisher.text.i18n import (
    clock_text,
    day_heading,
    label,
)


@dataclass(frozen=True)
class SessionView:
    """`facts` are what stands below the title and times in the document, `alone` the same where the session stands by
    itself. `place` is where it is held, be it the programme's own place. `cancelled` is the word for it, where the
    session is called off. `model` is the session as it was read."""

    model: Session
    id: str
    start: str
    end: str
    start_iso: str
    end_iso: str
    title: str
    title_language: str | None
    cancelled: str | None
    facts: tuple[Fact, ...]
    alone: tuple[Fact, ...]
    source: Place

    @property
    def name(self) -> str:
        """The title as it stands in the document: 'Cancelled: A talk'."""
        return f"{self.cancelled}: {self.title}" if self.cancelled else self.title

    def fact(self, field: str) -> Fact | None:
        """What is said in a field of the schema; None for nothing."""
        return next((fact for fact in self.alone if fact.field == field), None)

    def things(self, field: str) -> tuple[Thing, ...]:
        """What a field stands for: the people, the place, the stream."""
        fact = self.fact(field)
        return fact.things if fact else ()

    def address(self, field: str) -> str:
        """The whole address that a field leads to; "" for none."""
        fact = self.fact(field)
        return next((run.href for run in fact.runs if run.href), "") if fact else ""


@dataclass(frozen=True)
class DayView:
    heading: str
    date: dt.date
    title: str | None
    hours: str
    sessions: tuple[SessionView, ...]
    source: Place


@dataclass(frozen=True)
class ProgrammeView:
    days: tuple[DayView, ...]
    place: Thing | None
    note: str | None
    calendar: str | None
    source: Place


def programme_view(publication: Publication, facts: Facts | None = None) -> ProgrammeView | None:
    """None where the publication has no programme."""
    programme, language = publication.programme, publication.info.language
    facts = facts or Facts(publication)
    if programme is None:
        return None
    days = tuple(
        DayView(
            heading=day_heading(language, day.date),
            date=day.date,
            title=day.title,
            hours=_hours(language, day.opens, day.closes),
            sessions=tuple(
                _session(facts, session, day.date, (PROGRAMME, "days", d, "sessions", s))
                for s, session in enumerate(day.sessions)
            ),
            source=publication.place(PROGRAMME, "days", d),
        )
        for d, day in enumerate(programme.days)
    )
    return ProgrammeView(
        days=days,
        place=facts.named("places", programme.place),
        note=programme.note,
        calendar=programme.calendar,
        source=publication.place(PROGRAMME),
    )


def _hours(language: str, opens: dt.time | None, closes: dt.time | None) -> str:
    """'09.00–17.00', '09.00–' where it is open-ended, '' where nothing is said."""
    parts = [clock_text(language, time) if time else "" for time in (opens, closes)]
    return "–".join(parts) if any(parts) else ""


def _session(facts: Facts, session: Session, date: dt.date, path: tuple[str | int, ...]) -> SessionView:
    publication = facts.publication
    language = publication.info.language
    start, end = moment(session.start, date), moment(session.end, date)
    other = session.language if session.language and session.language != language else None
    return SessionView(
        model=session,
        id=session.id,
        start=clock_text(language, start.time()),
        end=clock_text(language, end.time()),
        start_iso=f"{start:%Y-%m-%dT%H:%M}",
        end_iso=f"{end:%Y-%m-%dT%H:%M}",
        title=session.title,
        title_language=other,
        cancelled=label(language, "session.cancelled") if session.cancelled else None,
        facts=facts.session(session, path, alone=False),
        alone=facts.session(session, path, alone=True),
        source=publication.place(PROGRAMME, *path[1:]),
    )
