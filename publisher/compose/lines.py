"""A fact as a paragraph of its own, for every format that is made of elements."""

from __future__ import annotations

from publisher.compose.part_types import Line
from publisher.text.html_elements import Attributes, Element, Node, element
from publisher.text.i18n import direction
from publisher.text.markup import Markup


def line_element(markup: Markup, line: Line, language: str) -> Element:
    """The paragraph of a line in a document of `language`."""
    label: list[Node] = []
    if line.label:
        label = [element("span", {"class": "label"}, markup.inline(line.label), ":"), " "]
    return element(
        "p",
        {"class": line.css_class or line.name, **language_of(line.language, language)},
        label,
        markup.inline(line.runs),
    )


def language_of(language: str | None, around: str) -> Attributes:
    """The attributes of an element in another language than what is around it."""
    if not language:
        return {}
    towards = direction(language)
    return {"lang": language, **({"dir": towards} if towards != direction(around) else {})}
