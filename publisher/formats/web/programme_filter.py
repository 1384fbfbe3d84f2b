"""A long programme can be narrowed to a day, a place or a person.

By a script, and not by style rules alone (:has), because only a script can announce how many sessions are
left, take away the days that are left empty, and bring back a session that a link leads to. Style rules would also need
one rule for each person and place. Where no script runs the form is not shown, and the whole programme stands there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.compose import Document
from publisher.compose.events import Event
from publisher.design.layouts import BASE
from publisher.model.paths import LAYOUTS
from publisher.text.html_elements import Attributes, Element, Node, element
from publisher.text.i18n import day_heading, label, sort_key

# A reader looks over a dozen sessions faster than through three lists: they fill about three screens.
SHORT = 12
SCRIPT, STYLE = LAYOUTS / BASE / "filter.js", LAYOUTS / BASE / "filter.css"


@dataclass(frozen=True)
class Choice:
    """One list to choose from. `values` are those of each session, by its id; `options` what they are called."""

    name: str
    title: str
    everything: str
    options: tuple[str, ...]
    values: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Filter:
    """The form of one programme."""

    choices: tuple[Choice, ...]
    count: int  # of the sessions
    language: str

    def form(self) -> Element:
        """Hidden until its script runs. No id of the content holds an underscore."""
        language = self.language
        state = label(language, "filter.state", shown="{shown}", all=self.count)
        return Element(
            "form",
            # Without a name of its own: screen readers would say the title as that, and again as the text.
            {"class": "filter", "role": "search", "autocomplete": "off", "hidden": ""},
            [
                element("p", {"class": "filter-title"}, label(language, "filter.title")),
                element("div", {"class": "filter-fields"}, map(_field, self.choices)),
                element(
                    "p",
                    {"class": "filter-state"},
                    element("output", {"data-text": state, **state.attributes}, state.format(shown=self.count)),
                    " ",
                    element("button", {"type": "reset"}, label(language, "filter.show-all")),
                ),
            ],
        )

    def values_of(self, session: str) -> Attributes:
        """The values of a session, by its id, as its attributes."""
        return {f"data-{choice.name}": " ".join(map(str, choice.values.get(session, ()))) for choice in self.choices}

    def script(self) -> list[Node]:
        return [element("script", {}, SCRIPT.read_text("utf-8").strip())]


def filter_of(document: Document) -> Filter | None:
    """The form, where the programme is long enough: it stands before the first day, its values on the sessions, and its
    script at the end."""
    if len(document.events) <= SHORT:
        return None
    choices = tuple(choice for choice in _choices(document) if len(choice.options) > 1)
    return Filter(choices, len(document.events), document.language) if choices else None


def _choices(document: Document) -> Iterator[Choice]:
    language, events = document.language, document.events
    days = sorted({event.day for event in events})
    yield Choice(
        "day",
        label(language, "filter.day"),
        label(language, "filter.all-days"),
        tuple(day_heading(language, day) for day in days),
        {event.session.id: tuple(_days(event, days)) for event in events},
    )
    named = (
        ("place", label(language, "filter.place"), label(language, "filter.all-places"), _places),
        ("person", label(language, "filter.person"), label(language, "filter.all-people"), _people),
    )
    for name, title, everything, names_of in named:
        options = sorted(
            {text for event in events for text in names_of(event)}, key=lambda text: sort_key(language, text)
        )
        number = {text: index for index, text in enumerate(options)}
        values = {event.session.id: tuple(number[text] for text in names_of(event)) for event in events}
        yield Choice(name, title, everything, tuple(options), values)


def _days(event: Event, days: list[dt.date]) -> Iterator[int]:
    """The day that it is listed under, and those that it goes on to."""
    held = event.session.span
    last = held.end.date() if held.end and held.several_days else event.day
    return (number for number, day in enumerate(days) if event.day <= day <= last)


def _places(event: Event) -> list[str]:
    return [venue["name"] for venue in event.venues]


def _people(event: Event) -> list[str]:
    return [person["name"] for person in event.session.things("people")]


def _field(choice: Choice) -> Element:
    id = f"filter_{choice.name}"
    options = [element("option", {"value": ""}, choice.everything)]
    options += [element("option", {"value": str(number)}, text) for number, text in enumerate(choice.options)]
    return element(
        "p",
        {"class": "filter-field"},
        element("label", {"for": id}, choice.title),
        element("select", {"id": id, "name": choice.name}, options),
    )
