"""Which way the words run: what is written the other way than the text around it says so by `dir`.

A browser finds the way of letters by itself, but not of a telephone number between Arabic words, whose groups it would
turn round. The layout engine lays out each element by itself, and turns round whatever is parted by one.
"""

from __future__ import annotations

import re

from lxml import etree

from publisher.text.i18n import direction, is_right_to_left

RIGHT_TO_LEFT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
LETTER = rf"[^\W_{RIGHT_TO_LEFT}]"  # or a digit
# From the first letter or digit to the last, with everything between them that is not in the other script.
RUN = re.compile(rf"(?:\+|\((?=\d+\)))?{LETTER}(?:[^{RIGHT_TO_LEFT}]*{LETTER})?")
# Groups of digits: 52 000, 0243-740 00, +46 243 740 00. Times, and ranges of times, run with the text.
GROUPS = re.compile(r"[+(]?\d[\d\s()-]*[\s()-][\d\s()-]*\d|\+\d+")
WHOLE = frozenset({"a", "abbr"})  # nothing is put inside these
LEFT_ALONE = frozenset({"title", "style", "script", "svg"})


def mark_directions(root: etree._Element, language: str) -> None:
    """Set `dir` where another language runs the other way, and around what does so in a text from right to left."""
    for element in root.iter():
        own = element.get("lang") if isinstance(element.tag, str) else None
        if own and not element.get("dir") and direction(own) != _direction_around(element, language):
            element.set("dir", direction(own))
    body = root.find("body")
    if body is not None and direction(language) == "rtl":
        _mark(body)


def runs_left_to_right(text: str) -> bool:
    """Whether a text without letters of the other script has a direction of its own: words, or groups of digits."""
    return any(char.isalpha() for char in text) or bool(GROUPS.fullmatch(text))


def _direction_around(element: etree._Element, language: str) -> str:
    return next((above.get("dir", "") for above in element.iterancestors() if above.get("dir")), direction(language))


def _mark(element: etree._Element) -> None:
    if element.tag in LEFT_ALONE or element.get("dir") == "ltr":
        return
    if element.tag in WHOLE:
        text = "".join(element.itertext()).strip()
        if not any(map(is_right_to_left, text)) and runs_left_to_right(text):
            element.set("dir", "ltr")
        return
    children = [child for child in element if isinstance(child.tag, str)]
    for child in children:
        _mark(child)
        child.tail, spans = _parted(child.tail)
        for offset, span in enumerate(spans, element.index(child) + 1):
            element.insert(offset, span)
    element.text, spans = _parted(element.text)
    for offset, span in enumerate(spans):
        element.insert(offset, span)


def _parted(text: str | None) -> tuple[str | None, list[etree._Element]]:
    """What stands before the first run from left to right, and each such run as an element with what follows it."""
    runs = [run for run in RUN.finditer(text or "") if runs_left_to_right(run[0])]
    if not text or not runs:
        return text, []
    spans = []
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        span = etree.Element("span", {"dir": "ltr"})
        span.text, span.tail = run[0], text[run.end() : following.start() if following else len(text)]
        spans.append(span)
    return text[: runs[0].start()], spans
