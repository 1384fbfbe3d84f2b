"""YAML with line numbers, and without YAML 1.1's surprises.

Every scalar stays the text that stands in the file: `10.30` is a time and not a number, `no` is Norwegian and not
false. The schema then decides what a field means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from publisher.model import Finding, Place, Severity

Path = tuple[str | int, ...]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class YamlFile:
    """A parsed file: plain data, and the line of every key and item in it."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """The line of `path`, or of the nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))


def read_yaml(text: str, file: str, first_line: int = 1) -> YamlFile:
    """Parse `text`. `first_line` is where it starts in `file` (front matter starts on line 2).

    Faults (no YAML, a key twice) are in `findings`; `data` is None when the text does not parse.
    """
    result = YamlFile(file)
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        result.findings.append(_syntax_finding(error, file, first_line))
        return result
    result.data = _convert(node, (), result, first_line) if node is not None else {}
    return result


def _convert(node: yaml.Node, path: Path, result: YamlFile, first_line: int) -> Any:
    result.lines.setdefault(path, node.start_mark.line + first_line)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + first_line
            if key in mapping:
                result.findings.append(
                    Finding(
                        "content/duplicate-key",
                        Severity.ERROR,
                        f"the field '{key}' stands here a second time (first on line {result.lines[*path, key]})",
                        "keep one of the two",
                        Place(result.file, line),
                    )
                )
                continue
            result.lines[*path, key] = line
            mapping[key] = _convert(value_node, (*path, key), result, first_line)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_convert(child, (*path, index), result, first_line) for index, child in enumerate(node.value)]
    if getattr(node, "style", None) is None and node.value in ("", "~", "null"):
        return None
    return node.value


def _syntax_finding(error: yaml.YAMLError, file: str, first_line: int) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line = (mark.line if mark else 0) + first_line
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Finding(
        "content/yaml-syntax",
        Severity.ERROR,
        f"this is not valid YAML: {problem}",
        _syntax_mend(problem),
        Place(file, line),
    )


def _syntax_mend(problem: str) -> str:
    if "tab" in problem or "\\t" in problem:
        return "indent with spaces, never with the tab key"
    if "mapping values are not allowed" in problem:
        return 'a text with a colon in it needs quotation marks around it: title: "Borlänge: en stad"'
    if "quoted scalar" in problem:
        return "a quotation mark was opened and never closed; look at this line and the ones above it"
    return (
        "look at this line and the one above: a field is written 'name: value', a list item '- value', "
        "and what belongs together is indented by the same number of spaces"
    )
