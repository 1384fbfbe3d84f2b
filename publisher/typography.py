"""What must not be broken over two lines: times, dates, phone numbers, addresses, names, figures with their units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import inf

from lxml import etree

MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
PATTERNS = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # e-mail
    r"(?:https?://)?(?:[\w-]+\.)+(?:org|se|com|nu|net|eu|info)(?:/[\w./#?=&%-]*[\w/])?",  # web address
    rf"\d{{1,2}}(?:[–-]\d{{1,2}})? (?:{MONTHS})(?: \d{{4}})?",  # 1–8 juli 2018
    r"(?:kl(?:ockan|\.) )?\d{1,2}[.:]\d{2}(?:[–-]\d{1,2}(?:[.:]\d{2})?)?",  # kl. 12.00–13.00
    r"\d{1,2}[–-]\d{1,2}[.:]\d{2}",  # 8–16.30
    r"\d{1,4}–\d{1,4}",  # 10–18
    r"\d{1,4}-\d{2,3}(?: \d{2,3})+",  # 0243-740 00
    r"\d{1,3}(?: \d{3})+(?: (?:kronor|kr|km|m|%))?",  # 52 000 kr
    r"\d{3} \d{2} [A-ZÅÄÖ]\w+",  # 781 81 Borlänge
    r"\d+ (?:kronor|kr|procent|%|km|m|mm|cm|kg)\b",
    r"[^\W\d_a-zåäöéü]\w{8,23}",  # Tillitsdelegationen: a name, or a sentence's first word; neither is hyphenated
)
# Signs that nobody sees or hears: soft hyphen, zero-width spaces and joiners, marks of direction, byte order mark.
UNSEEN_SIGNS = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
LONGEST = 40  # characters; what is longer may not fit on a line at all
# Inside these nothing is wrapped. A link holds text alone: the layout engine tags a link with elements in it wrongly.
LEFT_ALONE = frozenset({"a", "title", "style", "script", "svg", "abbr"})


def keep_together(root: etree._Element, names: Iterable[str] = ()) -> None:
    """Wrap what must stay on one line in <span class="keep">, in the body of `root`. Changes the tree in place."""
    listed = sorted({re.escape(name) for name in names}, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<![\w-])(?:{p})(?![\w-])" for p in [*listed, *PATTERNS]))
    for element in [e for body in root.iter("body") for e in body.iter() if isinstance(e.tag, str)]:
        if element.tag in LEFT_ALONE or any(a.tag in LEFT_ALONE for a in element.iterancestors()):
            continue
        if element.get("class") == "keep":
            continue
        _wrap_all(element, pattern, "keep", LONGEST)


def mark_long_words(root: etree._Element, longest: int) -> None:
    """Wrap every word of more than `longest` signs in <span class="long">. Changes the tree in place."""
    pattern = re.compile(rf"\S{{{longest + 1},}}")
    for element in [e for body in root.iter("body") for e in body.iter() if isinstance(e.tag, str)]:
        _wrap_all(element, pattern, "long")


def _wrap_all(element: etree._Element, pattern: re.Pattern[str], name: str, longest: float = inf) -> None:
    for child in list(element):
        _wrap(element, child, pattern, name, longest)
    _wrap(element, None, pattern, name, longest)


def _wrap(
    element: etree._Element, after: etree._Element | None, pattern: re.Pattern[str], name: str, longest: float
) -> None:
    """Wrap the matches in the text after `after` (or in the element's own text) in spans of the class `name`."""
    text = (element.text if after is None else after.tail) or ""
    matches = [match for match in pattern.finditer(text) if len(match[0]) <= longest]
    if not matches:
        return
    head, spans = text[: matches[0].start()], []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        span = etree.Element("span", {"class": name})
        span.text = match[0]
        span.tail = text[match.end() : following.start() if following else len(text)]
        spans.append(span)
    if after is None:
        element.text, index = head, 0
    else:
        after.tail, index = head, element.index(after) + 1
    for offset, span in enumerate(spans):
        element.insert(index + offset, span)
