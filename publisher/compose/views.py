"""The programme as the templates show it: dates and times in words, ids replaced by what they stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from publisher.content.publication import Publication
from publisher.content.rules.programme import moment
from publisher.content.schema import (
    Access,
    Session,
    Stream,
    Venue,
)
from publisher.model.findings import Place
from publisher.text.i18n import (
    clock_text,
    day_heading,
    label,
    language_name,
)

ACCESS_LABELS = {
    Access.HEARING_LOOP: "hearing loop",
    Access.SIGN_LANGUAGE: "sign language interpreting",
    Access.STEP_FREE: "step-free entrance",
    Access.ACCESSIBLE_TOILET: "accessible toilet",
    Access.LIVE_CAPTIONS: "live captions",
    Access.AUDIO_DESCRIPTION: "audio description",
}


@dataclass(frozen=True)
class SpeakerView:
    name: str
    role: str | None = None
    organisation: str | None = None

    @property
    def details(self) -> tuple[str, ...]:
        """What stands after the name."""
        return tuple(filter(None, (self.role, self.organisation)))


@dataclass(frozen=True)
class SessionView:
    """`place` is None where the session is held at the programme's own place. `cancelled` is the word for it, where the
    session is called off."""

    id: str
    start: str
    end: str
    start_iso: str
    end_iso: str
    type: str | None
    title: str
    title_language: str | None
    description: str | None
    place: Venue | None
    people: tuple[SpeakerView, ...]
    stream: Stream | None
    signup: str | None
    language: str | None
    accessibility: tuple[str, ...]
    cancelled: str | None
    source: Place

    @property
    def name(self) -> str:
        """The title as it stands in the document: 'Cancelled: A talk'."""
        return f"{self.cancelled}: {self.title}" if self.cancelled else self.title


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
    place: Venue | None
    people_label: str
    note: str | None
    calendar: str | None
    source: Place


def programme_view(publication: Publication) -> ProgrammeView | None:
    """None where the publication has no programme."""
    programme, language = publication.programme, publication.info.language
    if programme is None:
        return None
    days = tuple(
        DayView(
            heading=day_heading(language, day.date),
            date=day.date,
            title=day.title,
            hours=_hours(language, day.opens, day.closes),
            sessions=tuple(
                _session(publication, session, day.date, publication.place("programme.yaml", "days", d, "sessions", s))
                for s, session in enumerate(day.sessions)
            ),
            source=publication.place("programme.yaml", "days", d),
        )
        for d, day in enumerate(programme.days)
    )
    return ProgrammeView(
        days=days,
        place=publication.venues.get(programme.place or ""),
        people_label=programme.people_label or label(language, "Taking part"),
        note=programme.note,
        calendar=programme.calendar,
        source=publication.place("programme.yaml"),
    )


def _hours(language: str, opens: dt.time | None, closes: dt.time | None) -> str:
    """'09.00–17.00', '09.00–' where it is open-ended, '' where nothing is said."""
    parts = [clock_text(language, time) if time else "" for time in (opens, closes)]
    return "–".join(parts) if any(parts) else ""


def _session(publication: Publication, session: Session, date: dt.date, source: Place) -> SessionView:
    language = publication.info.language
    start, end = moment(session.start, date), moment(session.end, date)
    other = session.language if session.language and session.language != language else None
    people = []
    for speaker in session.people:
        person = publication.people[speaker.person]
        people.append(SpeakerView(person.name, speaker.role or person.role, person.organisation))
    return SessionView(
        id=session.id,
        start=clock_text(language, start.time()),
        end=clock_text(language, end.time()),
        start_iso=f"{start:%Y-%m-%dT%H:%M}",
        end_iso=f"{end:%Y-%m-%dT%H:%M}",
        type=session.type,
        title=session.title,
        title_language=other,
        description=session.description,
        place=publication.venues.get(session.place or ""),
        people=tuple(people),
        stream=publication.streams.get(session.stream or ""),
        signup=session.signup,
        language=language_name(language, other) if other else None,
        accessibility=access_words(session.accessibility, language),
        cancelled=label(language, "Cancelled") if session.cancelled else None,
        source=source,
    )


def access_words(accessibility: list[Access], language: str) -> tuple[str, ...]:
    """'hörslinga', 'teckenspråkstolkning'"""
    return tuple(label(language, ACCESS_LABELS[access]) for access in accessibility)
