"""Writing content files: YAML whose comments and order stay as people left them, every scalar as plain text."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

WIDTH = 120
FLOW = frozenset({"people", "accessibility"})  # short lists that stand on one line


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
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    return yaml


def load_yaml(text: str) -> Any:
    """The file as mappings and lists that remember their comments."""
    return _yaml().load(text)


def dump_yaml(data: Any) -> str:
    """YAML text of plain data, or of what `load_yaml` gave."""
    target = io.StringIO()
    _yaml().dump(_styled(data), target)
    return target.getvalue()


def _styled(value: Any, name: str = "") -> Any:
    """Plain Python data with short lists on one line and long texts folded. What was loaded stays as it is."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, CommentedMap | CommentedSeq):
        return value
    if isinstance(value, dict):
        made = CommentedMap((key, _styled(one, key)) for key, one in value.items())
        return made
    if isinstance(value, list):
        listed = CommentedSeq(_styled(one) for one in value)
        if name in FLOW and all(isinstance(one, str) for one in value):
            listed.fa.set_flow_style()
        return listed
    text = str(value)
    if name == "version":
        return DoubleQuotedScalarString(text)
    return FoldedScalarString(text) if len(text) > WIDTH - 20 and " " in text else text
