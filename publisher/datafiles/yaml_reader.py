"""YAML with line numbers, and without YAML 1.1's surprises.

Every scalar stays the text that stands in the file: `10.30` is a time and not a number, `no` is Norwegian and not
false. The schema then decides what a field means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml
from pydantic import BaseModel

from publisher.datafiles.declared import main_fields
from publisher.datafiles.yaml_faults import likely_fault
from publisher.datafiles.yaml_swallowed import swallowed
from publisher.model.catalogue import say
from publisher.model.findings import Finding, Place, Severity

Path = tuple[str | int, ...]
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML itself calls the kinds of values (`!!int 7`): nobody means them as a text. None: the usual case.
NAMES = ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
KINDS = (None, *(f"tag:yaml.org,2002:{name}" for name in NAMES))
DEEPEST = 30  # levels; content needs eight


@dataclass
class YamlFile:
    """A parsed file: plain data, and the line of every key and item in it."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    room: str = "content"  # the first word of the findings' ids
    columns: dict[Path, int] = field(default_factory=dict)  # how far the fields are indented
    text: list[str] = field(default_factory=list)  # its lines
    first_line: int = 1
    elsewhere: dict[Path, Place] = field(default_factory=dict)  # what was put in from other files
    field_form: ClassVar[str] = "{name}: ..."

    def place(self, path: Path) -> Place:
        """The line of `path`, or of the nearest parent that has one."""
        while path and path not in self.lines and path not in self.elsewhere:
            path = path[:-1]
        return self.elsewhere.get(path) or Place(self.file, self.lines.get(path, 1))

    def line_text(self, path: Path) -> str:
        """The line of `path` as it is written in this file."""
        if path in self.elsewhere:
            return ""
        number = self.lines.get(path, 0) - self.first_line
        return self.text[number] if 0 <= number < len(self.text) else ""

    def find(self, id: str, line: int, message: str, fix: str) -> None:
        self.findings.append(Finding(id, Severity.ERROR, message, fix, Place(self.file, line)))


class _TooMuch(Exception):
    """Something that YAML allows and content never needs; already reported."""


def read_yaml(text: str, file: str, first_line: int = 1, schema: type[BaseModel] | None = None) -> YamlFile:
    """Parse `text`. `first_line` is where it starts in `file` (front matter starts on line 2); `schema` is what it is
    meant to follow, for fixes that name a field.

    Faults (no YAML, a key twice) are in `findings`; `data` is None when the text does not parse.
    """
    result = YamlFile(file, text=text.splitlines(), first_line=first_line)
    try:
        # Event by event, not as PyYAML's tree: its recursion dies of deep nesting, and aliases multiply for ever.
        scalars: list[yaml.ScalarEvent] = []
        parsed = _remembered(yaml.parse(text, Loader=Loader), scalars)
        events = _Events(result, parsed, first_line, text.splitlines())
        result.data = events.document()
        reported = {finding.where for finding in result.findings}
        for lost in swallowed(text, scalars):
            if Place(file, lost.line + first_line) not in reported:
                result.find(lost.id, lost.line + first_line, lost.message, lost.fix)
    except yaml.YAMLError as error:
        _report_syntax(result, error, text, first_line, main_fields(schema) if schema else {})
    except _TooMuch:
        pass
    return result


def _remembered(events: Iterable[yaml.Event], scalars: list[yaml.ScalarEvent]) -> Iterator[yaml.Event]:
    """The same events; names and values are put into `scalars`."""
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            scalars.append(event)
        yield event


class _Events:
    """Builds plain data from the parser's events."""

    def __init__(self, result: YamlFile, events: Iterator[yaml.Event], first_line: int, text: list[str]) -> None:
        self.result, self.events, self.first_line, self.text = result, events, first_line, text

    def document(self) -> Any:
        data: Any = {}
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = say("datafiles:line-begins-second-document-so-everything")
                    self.result.find("content/yaml-syntax", self.line(event), message, say("datafiles:delete-line"))
                    raise _TooMuch
            elif isinstance(event, yaml.NodeEvent):
                data = self.value(event, ())
        return data

    def line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + self.first_line

    def value(self, event: yaml.Event, path: Path) -> Any:
        line = self.line(event)
        self.result.lines.setdefault(path, line)
        if len(path) > DEEPEST:
            self.result.find(
                "content/yaml-syntax",
                line,
                say("datafiles:brackets-lists-are-nested-too-deeply"),
                say("datafiles:use-fewer-levels"),
            )
            raise _TooMuch
        self.refuse_marks(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        scalar: Any = event
        if not scalar.style and self.lost_behind(scalar):
            message = say("datafiles:text-after-would-left-out")
            fix = say("datafiles:put-quotation-marks-around-text-write")
            self.result.find("content/yaml-remark", line, message, fix)
        return None if not scalar.style and scalar.value in ("", "~", "null") else scalar.value

    def refuse_marks(self, event: yaml.Event) -> None:
        """Anchors, aliases and tags: where a text was meant, its first word would be lost."""
        is_tagged = getattr(event, "tag", None) not in KINDS
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or is_tagged:
            message = say("datafiles:text-begins-means-something-else-yaml")
            self.result.find("content/yaml-syntax", self.line(event), message, say("datafiles:put-quotation-marks"))
            raise _TooMuch

    def lost_behind(self, scalar: Any) -> bool:
        """Whether a remark follows so closely that it is most likely part of the text: `title: Vi är # 1`."""
        lines, mark = self.text, scalar.end_mark
        behind = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
        return bool(scalar.value) and bool(re.match(r"[ \t]#", behind))

    def mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        is_next_item = False  # a hyphen is missing: of the fields that follow, none is reported again
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = self.line(event)
            self.refuse_marks(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.result.find(
                    "content/yaml-syntax", line, say("datafiles:field-has-no-name"), say("datafiles:write-name-value")
                )
                raise _TooMuch
            key = event.value
            if key in mapping:
                if not is_next_item:
                    is_next_item = self.report_twice(key, mapping, line, path)
                _Events(YamlFile(""), self.events, self.first_line, self.text).value(next(self.events), ())
                continue
            self.result.lines[*path, key] = line
            self.result.columns[*path, key] = event.start_mark.column if event.start_mark else 0
            mapping[key] = self.value(next(self.events), (*path, key))
        return mapping

    def report_twice(self, key: str, mapping: dict[str, Any], line: int, path: Path) -> bool:
        """Report a field that is there already. Whether it is the first one of an item, so that a new one begins."""
        begins_item = bool(path) and isinstance(path[-1], int) and key == next(iter(mapping))
        message = say("datafiles:field-appears-twice-first-line", key=key, first=self.result.lines[*path, key])
        fix = say("datafiles:keep-only-one-two")
        if begins_item:
            message = say("datafiles:item-without-hyphen", key=key)
            written = self.text[line - self.first_line].strip()
            fix = say("datafiles:begin-item-with-hyphen", line=f"- {written}")
        self.result.find("content/duplicate-key", line, message, fix)
        return begins_item

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items


def _report_syntax(
    result: YamlFile, error: yaml.YAMLError, text: str, first_line: int, mains: Mapping[str, str]
) -> None:
    lines = text.splitlines() or [""]
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).splitlines()[0]
    context = getattr(error, "context", None) or ""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    found = [min(mark.line, len(lines) - 1) for mark in marks if mark is not None]
    number = found[0] if found else 0
    if "character" in problem and "position" in str(error):
        number = min(_before(text, getattr(error, "position", 0)).count("\n"), len(lines) - 1)
    number, fix = likely_fault(lines, number, f"{context} {problem}", found[-1] if found else number, mains)
    result.data = None
    message = say("datafiles:this-line-cannot-read-yaml", problem=problem)
    result.find("content/yaml-syntax", number + first_line, message, fix)


def _before(text: str, position: int) -> str:
    """The text before the position of a character that YAML does not allow: libyaml counts bytes."""
    if Loader is yaml.SafeLoader:
        return text[:position]
    return text.encode("utf-8", "replace")[:position].decode("utf-8", "replace")
