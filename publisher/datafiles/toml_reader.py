"""TOML with line numbers: the files that describe a layout and the fonts of a folder."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any, ClassVar

from publisher.datafiles.yaml_reader import Path, YamlFile
from publisher.model.catalogue import say

HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?")
FIELD = re.compile(r"\s*([\w\"'.\s-]+?)\s*=")
AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
TEXT = re.compile(r"\"\"\"|'''")


@dataclass
class TomlFile(YamlFile):
    """A parsed TOML file of a layout or of fonts. As for YAML: plain data, the line of every field, what is wrong with
    it."""

    room: str = "layout"
    field_form: ClassVar[str] = "{name} = ..."


def read_toml(text: str, file: str, room: str = "layout") -> TomlFile:
    """Parse `text`. Where it is no TOML, that is in `findings` with its line, and `data` is None. `room` is the first
    word of the findings' ids."""
    result = TomlFile(file, room=room)
    try:
        result.data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, at = str(error), AT.search(str(error))
        line = int(at[1]) if at and at[1] else max(1, len(text.splitlines()))
        message = say("datafiles:this-line-cannot-read-toml", p1=said[: at.start()] if at else said)
        fix = say("datafiles:write-one-field-line-title-a5")
        result.find(f"{room}/toml-syntax", line, message, fix)
    else:
        result.lines = _lines(text, result.data)
    return result


def _lines(text: str, data: dict[str, Any]) -> dict[Path, int]:
    """The line of each table and field that there is in `data`. Lines inside long texts name none of them, or one that
    has its line already."""
    lines: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}  # of the tables in each array of tables
    table: Path = ()
    quoted = False
    for number, line in enumerate(text.splitlines(), 1):
        begins = not quoted
        if len(TEXT.findall(line)) % 2:
            quoted = not quoted
        if not begins:
            continue
        if header := HEADER.fullmatch(line):
            table = _table(_names(header[2]), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table] - 1)
            found = table
        elif field := FIELD.match(line):
            found = (*table, *_names(field[1]))
        else:
            continue
        if _is_there(data, found):
            lines.setdefault(found, number)
    return lines


def _table(names: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """The path of a table: one inside an array of tables belongs to the last of them."""
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path] - 1)
    return (*path, *names[-1:])


def _names(written: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in written.split("."))


def _is_there(data: Any, path: Path) -> bool:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
