"""Faults of a stylesheet for browsers and e-book readers: what they would ignore without a word."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from publisher.design.value_grammar import is_value, nearest_value

# Every property that a current browser knows, without those of one maker (-webkit-...). A test asks Chromium.
PROPERTIES = Path(__file__).with_name("css_properties.txt")
# Rules whose content is rules; that of any other is declarations, or is not looked at.
OF_RULES = ("media", "supports", "layer", "container", "scope", "starting-style")
OF_DECLARATIONS = ("page", "font-face")
DESCRIPTORS = frozenset({"src", "unicode-range", "font-display"})  # of @font-face alone


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line. `unknown`: the name of a property that no browser knows, and `nearest` one that they
    know. `value`: what the property `known` cannot be, and `nearest` a value that it can. All "" where the line cannot
    be read at all."""

    line: int
    unknown: str = ""
    nearest: str = ""
    known: str = ""
    value: str = ""


@cache
def css_faults(text: str) -> tuple[Fault, ...]:
    """The faults of a stylesheet, in its order."""
    import tinycss2

    return tuple(_of_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def _of_rules(rules: list[Any]) -> Iterator[Fault]:
    import tinycss2

    for rule in rules:
        if rule.type == "error" or any(token.type == "error" for token in rule.prelude):
            yield Fault(rule.source_line)
        elif rule.type == "qualified-rule" or (rule.type == "at-rule" and rule.lower_at_keyword in OF_DECLARATIONS):
            yield from _of_block(rule.content or [], values=rule.type == "qualified-rule")
        elif rule.type == "at-rule" and rule.lower_at_keyword in OF_RULES and rule.content is not None:
            yield from _of_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _of_block(content: list[Any], *, values: bool) -> Iterator[Fault]:
    """Of the declarations in a block, and of the rules in it. `values`: they are of properties, not of a font."""
    import tinycss2

    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration" and not _is_known(item.lower_name):
            yield Fault(item.source_line, item.name, nearest_property(item.lower_name))
        elif item.type == "declaration" and values and not is_value(item.lower_name, item.value):
            value = tinycss2.serialize(item.value).strip()
            yield Fault(
                item.source_line, known=item.name, value=value, nearest=nearest_value(item.lower_name, item.value)
            )
        elif item.type != "declaration":
            yield from _of_rules([item])


def nearest_property(name: str) -> str:
    """The property that a misspelt one may be; "" for none."""
    return next(iter(difflib.get_close_matches(name, sorted(_properties()), 1)), "")


def nearest_written(name: str, value: str) -> str:
    """The value of a property that a wrong one may be; "" for none."""
    import tinycss2

    return nearest_value(name, tinycss2.parse_component_value_list(value)) if name in _properties() else ""


def _is_known(name: str) -> bool:
    return name.startswith("-") or name in DESCRIPTORS or name in _properties()  # -webkit-..., --own


@cache
def _properties() -> frozenset[str]:
    return frozenset(PROPERTIES.read_text("utf-8").split())
