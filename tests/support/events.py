"""Events of a programme, changed for a test."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from publisher.compose.events import Event
from publisher.compose.facts import Thing


def held_at(events: Sequence[Event], place: Thing | None) -> tuple[Event, ...]:
    """The same events at this place, or at none."""
    changed = []
    for event in events:
        others = [fact for fact in event.session.alone if not fact.field.startswith("place")]
        there = event.session.fact("place")
        if place and there:
            others.insert(0, dataclasses.replace(there, values=(place.line,), things=(place,)))
        changed.append(dataclasses.replace(event, session=dataclasses.replace(event.session, alone=tuple(others))))
    return tuple(changed)
