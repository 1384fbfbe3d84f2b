"""Which form the pages give a programme: what the writer says, else what its sessions ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.content.schema import Day, ProgrammeFile, ProgrammeForm, Session
from publisher.content.times import Span, span

MANY = 100  # sessions, from which on they stand in columns
MOST_COLUMNS = 12  # of a grid
SIDE_BY_SIDE = 0.4  # of the sessions of a programme: from as many on that run beside others it is a grid
# The forms in which a session only names its people and places, and an index says the rest.
WITH_INDEXES = frozenset((ProgrammeForm.GRID, ProgrammeForm.COMPACT))


@dataclass(frozen=True)
class Held:
    """A session of a day: when it is held, and in which columns of a grid. No column: it is for all."""

    session: Session
    span: Span
    columns: tuple[str, ...]


def chosen_form(programme: ProgrammeFile) -> ProgrammeForm:
    """The form of a programme."""
    if programme.form:
        return programme.form
    days = [held_on(programme, day) for day in programme.days]
    count = sum(map(len, days))
    beside = sum(_is_beside(one, day) for day in days for one in day)
    columns = {column for day in days for one in day for column in one.columns}
    if 2 <= len(columns) <= MOST_COLUMNS and beside >= SIDE_BY_SIDE * count:
        return ProgrammeForm.GRID
    if count >= MANY:
        return ProgrammeForm.COMPACT
    return ProgrammeForm.LIST  # on one page, where the fitting finds that all of it goes there


def held_on(programme: ProgrammeFile, day: Day) -> list[Held]:
    """The sessions of a day, in the order in which they are written."""
    by_track = are_tracks(programme)
    return [Held(one, span(programme, day, one), _columns(programme, one, by_track=by_track)) for one in day.sessions]


def grid_columns(programme: ProgrammeFile) -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    """The names of a grid's columns, rooms or tracks, in their order; and in which of them each session stands, by its
    id. No column: it is for all."""
    held = [one for day in programme.days for one in held_on(programme, day)]
    used = dict.fromkeys(column for one in held for column in one.columns)
    if are_tracks(programme):
        names = {track: track for track in used}
    else:
        names = {place.id: place.name for place in programme.places if place.id in used}
    at = {id: number for number, id in enumerate(names)}
    return tuple(names.values()), {
        one.session.id: tuple(at[column] for column in one.columns if column in at) for one in held
    }


def are_tracks(programme: ProgrammeFile) -> bool:
    """Whether tracks and not rooms are the columns of a grid: where all is in one place, or in none."""
    sessions = [session for day in programme.days for session in day.sessions]
    places = {place for session in sessions for place in _places(programme, session)}
    return len(places) < 2 and any(session.track for session in sessions)


def _places(programme: ProgrammeFile, session: Session) -> Sequence[str]:
    if session.place is not None:
        return session.place
    return [programme.place] if programme.place else []


def _columns(programme: ProgrammeFile, session: Session, *, by_track: bool) -> tuple[str, ...]:
    if by_track:
        return tuple(session.track[:1])
    # The programme's own place is the house, where sessions have rooms of their own.
    own = session.place if session.place is not None else []
    return tuple(own)


def _is_beside(one: Held, day: Sequence[Held]) -> bool:
    """Whether a session runs beside one of another column."""
    return bool(one.columns) and any(
        other.columns and not set(other.columns) & set(one.columns) and one.span.overlaps(other.span) for other in day
    )
