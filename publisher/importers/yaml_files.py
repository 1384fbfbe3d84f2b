"""Writing content files: YAML whose comments and order stay as people left them, every scalar as plain text.

New data is written by a few lines of our own, in the form in which ruamel.yaml writes it again: for 2,000 sessions that
takes a twentieth of the time. What people have edited goes through ruamel.yaml, which keeps their comments.
"""

from __future__ import annotations

import io
import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import BaseResolver

WIDTH = 110  # columns; a longer text is folded
NO_WRAP = 1_000_000  # what is read in stays on its lines
FLOW = frozenset({"people", "accessibility"})  # short lists that stand on one line
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~][^\x00-\x1f\x7f\x85\u2028\u2029\ufeff]*")
MISREAD = re.compile(r":(?:\s|$)|\s#|\s$")  # what would end a plain scalar
QUOTED = frozenset({"version"})  # "1.0" looks like a number to other programs


class PlainResolver(BaseResolver):
    """Every scalar is text: 10.30 is a time and no number, as the content's own reader has it."""

    def __init__(self, version: Any = None, loader: Any = None) -> None:
        super().__init__(loader)

    @property
    def processing_version(self) -> tuple[int, int]:
        return (1, 2)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = PlainResolver
    yaml.width = NO_WRAP
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    return yaml


def load_yaml(text: str) -> Any:
    """The file as mappings and lists that remember their comments."""
    return _yaml().load(text)


def dump_yaml(data: Any) -> str:
    """YAML text of plain data, or of what `load_yaml` gave."""
    if isinstance(data, CommentedMap):
        target = io.StringIO()
        _yaml().dump(_styled(data), target)
        return target.getvalue()
    return "\n".join(_mapping(data, 0)) + "\n"


def _styled(value: Any, name: str = "") -> Any:
    """What was loaded stays as it is; plain data inside it gets short lists on one line."""
    if isinstance(value, CommentedMap):
        for key in value:
            value[key] = _styled(value[key], key)
    elif isinstance(value, CommentedSeq):
        for index in range(len(value)):
            value[index] = _styled(value[index], name)
    elif isinstance(value, dict):
        return CommentedMap((key, _styled(one, key)) for key, one in value.items())
    elif isinstance(value, list):
        listed = CommentedSeq(_styled(one) for one in value)
        if name in FLOW and all(isinstance(one, str) for one in value):
            listed.fa.set_flow_style()
        return listed
    return value


def _mapping(data: dict[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for name, value in data.items():
        key = _scalar(str(name))
        if isinstance(value, dict):
            yield f"{pad}{key}:" if value else f"{pad}{key}: {{}}"
            yield from _mapping(value, indent + 2)
        elif isinstance(value, list) and (not value or (name in FLOW and all(isinstance(one, str) for one in value))):
            yield f"{pad}{key}: [{', '.join(_scalar(one, in_flow=True) for one in value)}]"
        elif isinstance(value, list):
            yield f"{pad}{key}:"
            yield from _sequence(value, indent + 2, str(name))
        else:
            yield from _text(f"{pad}{key}:", str(value), indent + 2, quoted=name in QUOTED)


def _sequence(items: list[Any], indent: int, name: str) -> Iterator[str]:
    pad = " " * indent
    for item in items:
        if isinstance(item, dict):
            first, *others = _mapping(item, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from others
        else:
            yield from _text(f"{pad}-", str(item), indent + 2)


def _text(lead: str, text: str, indent: int, *, quoted: bool = False) -> Iterator[str]:
    """A scalar after its name; a long one folded, below it."""
    is_long = len(lead) + len(text) > WIDTH and " " in text and not re.search(r"[\n\t\x00-\x1f]|  |^\s|\s$", text)
    if is_long:
        yield f"{lead} >-"
        pad = " " * indent
        yield from (
            pad + line for line in textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        )
    else:
        yield f"{lead} {json.dumps(text, ensure_ascii=False) if quoted else _scalar(text)}"


def _scalar(text: str, *, in_flow: bool = False) -> str:
    """Plain where it can be, else in quotation marks."""
    is_plain = PLAIN.fullmatch(text) and not MISREAD.search(text)
    if is_plain and not (in_flow and set("[]{},") & set(text)):
        return text
    if re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]", text):
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"
