"""The programme as the templates show it: dates and times in words, ids replaced by what they stand for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publisher.compose.facts import Fact, Facts, Thing, is_own_text, text_language
from publisher.content.publication import PROGRAMME, Publication
from publisher.content.schema import Day, ProgrammeForm, Session
from publisher.content.times import Span, span
from publisher.datafiles.appearance import Where
from publisher.model.findings import Place
from publisher.model.label import language_of
from publisher.text.i18n import (
    clock_text,
    day_heading,
    day_text,
    label,
)

FEWEST_ALIKE = 3  # sessions: what two have in common is said twice sooner than looked for elsewhere


@dataclass(frozen=True)
class SessionView:
    """`facts` are what stands below the title and times in the document, `alone` the same where the session stands by
    itself. `place` is where it is held, be it the programme's own place. `cancelled` is the word for it, where the
    session is called off. `start`, `between` and `end` are the times in words, with what stands between them; the last
    two are empty where there is no end. `model` is the session as it was read."""

    model: Session
    id: str
    span: Span
    start: str
    between: str
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

    def people(self, facts: Facts) -> list[Thing]:
        """Those who take part, each as everywhere."""
        speakers = (facts.named("people", speaker.person) for speaker in self.model.people)
        return [person for person in speakers if person]

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
    """`common` are the facts that hold for every session: they are said once, and not in the sessions."""

    form: ProgrammeForm
    common: tuple[Fact, ...]
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
                _session(facts, session, day, (PROGRAMME, "days", d, "sessions", s))
                for s, session in enumerate(day.sessions)
            ),
            source=publication.place(PROGRAMME, "days", d),
        )
        for d, day in enumerate(programme.days)
    )
    common = _common([session for day in days for session in day.sessions])
    assert facts.form is not None
    return ProgrammeView(
        form=facts.form,
        common=common,
        days=tuple(replace(day, sessions=tuple(_listed(facts, day, common))) for day in days),
        place=facts.named("places", programme.place),
        note=programme.note,
        calendar=programme.calendar,
        source=publication.place(PROGRAMME),
    )


def _common(sessions: Sequence[SessionView]) -> tuple[Fact, ...]:
    """The facts that every session has, but for what a session says in its own words."""
    if len(sessions) < FEWEST_ALIKE:
        return ()
    first, *others = sessions
    said = [{_said(fact) for fact in session.facts} for session in others]
    return tuple(
        fact
        for fact in first.facts
        if fact.where is not Where.LEAD
        and not is_own_text(first.model, fact)
        and all(_said(fact) in facts for facts in said)
    )


def _listed(facts: Facts, day: DayView, common: Sequence[Fact]) -> list[SessionView]:
    """The sessions of a day without what is said once. Those of a grid are in the order of time, whatever the file's:
    what lasts all day comes first."""
    sessions = [_without(session, common) for session in day.sessions]
    if facts.form is ProgrammeForm.GRID:
        sessions.sort(key=lambda one: (not (one.span.all_day or one.span.several_days), one.span.start))
    return sessions


def _without(session: SessionView, common: Sequence[Fact]) -> SessionView:
    if not common:
        return session
    once = {_said(fact) for fact in common}
    return replace(session, facts=tuple(fact for fact in session.facts if _said(fact) not in once))


def _said(fact: Fact) -> tuple[object, ...]:
    """What two facts have in common where they say the same."""
    return fact.field, fact.label, fact.runs, fact.language


def _hours(language: str, opens: dt.time | None, closes: dt.time | None) -> str:
    """'09.00–17.00', '09.00–' where it is open-ended, '' where nothing is said."""
    parts = [clock_text(language, time) if time else "" for time in (opens, closes)]
    return "–".join(parts) if any(parts) else ""


def _times(language: str, held: Span) -> tuple[str, str, str]:
    """(start, what stands between, end) in words: ('10.30', '–', '11.00'), ('All day', ' until ', 'Tuesday 3 July')."""
    start = label(language, "session.all-day") if held.all_day else clock_text(language, held.start.time())
    if held.end is None or (held.all_day and not held.several_days):
        return start, "", ""
    end = "" if held.all_day else clock_text(language, held.end.time())
    if not held.several_days:
        return start, "–", end
    until = label(language, "session.until")
    return start, until.within(" ", " "), " ".join(filter(None, (day_text(language, held.end.date()), end)))


def _iso(value: dt.datetime | None, held: Span) -> str:
    return f"{value:%Y-%m-%d}" if value and held.all_day else f"{value:%Y-%m-%dT%H:%M}" if value else ""


def _session(facts: Facts, session: Session, day: Day, path: tuple[str | int, ...]) -> SessionView:
    publication = facts.publication
    language = publication.info.language
    assert publication.programme is not None
    held = span(publication.programme, day, session)
    start, between, end = _times(language, held)
    said = facts.session(session, path, alone=False)
    return SessionView(
        model=session,
        id=session.id,
        span=held,
        start=start,
        between=between,
        end=end,
        start_iso=_iso(held.start, held),
        end_iso=_iso(held.end, held),
        title=str(session.title),  # the element has its language
        title_language=text_language(session, language) or language_of(session.title) or None,
        cancelled=label(language, "session.cancelled") if session.cancelled else None,
        facts=said,
        # Only what is said of the whole programme's place is said again where a session stands by itself.
        alone=facts.session(session, path, alone=True) if facts.indexed or facts.shares(session) else said,
        source=publication.place(PROGRAMME, *path[1:]),
    )
