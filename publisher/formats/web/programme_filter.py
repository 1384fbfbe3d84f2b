"""A long programme can be narrowed to a day, a place or a person.

By a script, and not by style rules alone (:has), because only a script can announce how many sessions are
left, take away the days that are left empty, and bring back a session that a link leads to. Style rules would also need
one rule for each person and place. Where no script runs the form is not shown, and the whole programme stands there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publisher.compose import Document
from publisher.compose.contract import of_class
from publisher.compose.events import Event
from publisher.design.layouts import BASE
from publisher.model.html_names import DAY
from publisher.model.paths import LAYOUTS
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


def add_filter(root: etree._Element, document: Document) -> None:
    """Put the form before the first day, its values on the sessions, and its script at the end, where the programme is
    long enough."""
    body, day = root.find("body"), next(iter(of_class(root, "section", DAY)), None)
    choices = [choice for choice in _choices(document) if len(choice.options) > 1]
    if body is None or day is None or len(document.events) <= SHORT or not choices:
        return
    etree.SubElement(body, "script").text = SCRIPT.read_text("utf-8").strip()
    day.addprevious(_form(choices, len(document.events), document.language))
    for session in root.iter("article"):
        for choice in choices:
            session.set(f"data-{choice.name}", " ".join(map(str, choice.values.get(session.get("id", ""), ()))))


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


def _form(choices: list[Choice], count: int, language: str) -> etree._Element:
    """Hidden until its script runs. No id of the content holds an underscore."""
    form = etree.Element(
        "form",
        {"class": "filter", "role": "search", "aria-labelledby": "filter_title", "autocomplete": "off", "hidden": ""},
    )
    title = etree.SubElement(form, "p", {"class": "filter-title", "id": "filter_title"})
    title.text = label(language, "filter.title")
    fields = etree.SubElement(form, "div", {"class": "filter-fields"})
    for choice in choices:
        fields.append(_field(choice))
    state_text = label(language, "filter.state", shown="{shown}", all=count)
    state = etree.SubElement(form, "p", {"class": "filter-state"})
    output = etree.SubElement(state, "output", {"data-text": state_text})
    output.text, output.tail = state_text.format(shown=count), " "
    button = etree.SubElement(state, "button", {"type": "reset"})
    button.text = label(language, "filter.show-all")
    form.tail = "\n"
    return form


def _field(choice: Choice) -> etree._Element:
    field = etree.Element("p", {"class": "filter-field"})
    id = f"filter_{choice.name}"
    etree.SubElement(field, "label", {"for": id}).text = choice.title
    select = etree.SubElement(field, "select", {"id": id, "name": choice.name})
    etree.SubElement(select, "option", {"value": ""}).text = choice.everything
    for number, text in enumerate(choice.options):
        etree.SubElement(select, "option", {"value": str(number)}).text = text
    return field
