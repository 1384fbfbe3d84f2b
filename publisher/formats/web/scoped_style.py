"""Style rules that hold for one fragment of a page alone, whatever page it is put into.

Each selector begins with the fragment's class. What depends on the width of the window depends on that of the fragment
(CSS Containment 3), headings are one rank lower, and rules for the dark, for fonts and for pages are left out: the page
around it decides on those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import tinycss2

WIDTH = re.compile(r"^\s*(screen\s+and\s+)?\((min|max)-width:[^()]*\)\s*$")
LEFT_OUT = frozenset({"font-face", "page", "keyframes", "import", "charset"})
DARK = "prefers-color-scheme"
RANKS = {f"h{rank}": f"h{rank + 1}" for rank in range(1, 6)}
MAIN = "main-part"  # the class of what was <main>: a page has one of its own
TYPES = {**RANKS, "main": f".{MAIN}"}
FONT = re.compile(r"font-family\s*:[^;}]*;?\s*")


def scoped(css: str, scope: str) -> str:
    """The rules of `css` for what stands in an element that the selector `scope` is for."""
    return "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), scope))


def _rules(rules: Iterable[Any], scope: str) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = (selector for part in _parts(rule.prelude) for selector in _selectors(part, scope))
            yield f"{','.join(selectors)}{{{_content(rule.content)}}}\n"
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword not in LEFT_OUT:
            condition = tinycss2.serialize(rule.prelude).strip()
            if DARK in condition:
                continue
            name = "container" if rule.lower_at_keyword == "media" and WIDTH.match(condition) else rule.lower_at_keyword
            condition = condition.removeprefix("screen and ") if name == "container" else condition
            inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            yield f"@{name} {condition}{{{''.join(_rules(inner, scope))}}}\n"


def _parts(prelude: Iterable[Any]) -> Iterator[list[Any]]:
    """The selectors of a list, each as its tokens."""
    for is_comma, tokens in groupby(prelude, key=lambda token: token.type == "literal" and token.value == ","):
        if not is_comma:
            yield list(tokens)


def _selectors(tokens: list[Any], scope: str) -> Iterator[str]:
    """The selector below `scope`; what is said of the root of a page is said of the fragment."""
    text = _lowered(tokens).strip()
    root = re.match(r"(:root|html|body)(?![\w-])", text)
    if root:
        yield f"{scope}{text[root.end() :]}"
    else:
        if text.startswith("["):
            yield f"{scope}{text}"
        yield f"{scope} {text}"


def _lowered(tokens: Iterable[Any]) -> str:
    """Selectors as text, with headings of one rank lower."""
    found, before = [], ""
    for token in tokens:
        if token.type == "ident" and before not in (".", "#", ":") and token.value in TYPES:
            found.append(TYPES[token.value])
        elif token.type == "function":
            found.append(f"{token.name}({_lowered(token.arguments)})")
        else:
            found.append(token.serialize())
        before = token.value if token.type == "literal" else ""
    return "".join(found)


def _content(tokens: Iterable[Any]) -> str:
    """Declarations as text; a share of the window is one of the fragment."""
    return FONT.sub("", "".join(map(_declared, tokens))).strip()


def _declared(token: Any) -> str:
    if token.type == "dimension" and token.lower_unit in ("vw", "vi"):
        return f"{token.representation}cqi"
    if token.type == "function":
        return f"{token.name}({_content(token.arguments)})"
    if token.type == "() block":
        return f"({_content(token.content)})"
    return "" if token.type == "comment" else str(token.serialize())
