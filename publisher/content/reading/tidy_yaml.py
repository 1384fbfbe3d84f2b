"""What `publisher tidy` corrects in a YAML file: characters that look right and are not, and a text that needs
quotation marks. Only where the file says the same afterwards, or could not be read before and has the same words."""

from __future__ import annotations

import re
from typing import Any

import yaml

from publisher.datafiles.yaml_faults import quoted
from publisher.model.graphemes import normal

NO_BREAK = re.compile(r"^(?:[ \u00a0\u2007\u202f\u3000]*(?:-[ \u00a0]+)?)|(?<=:)[\u00a0\u2007\u202f\u3000]+", re.M)
STRANGE = re.compile(r"[\u00a0\u2007\u202f\u3000]")
TIGHT = re.compile(r"^( *(?:- )?[a-z_]+):(?=[^\s/:\d])", re.M)
ONE_LINE = re.compile(r"^(?P<space> *(?:- )?)(?P<field>[a-z_]+: +(?P<value>[^\s\"'|>\[{&*#!%@`].*: .*))$")
LETTERS = re.compile(r"[^\W_]+")


def tidied_yaml(text: str) -> str:
    """The text of a file, tidied; as it was where that is not safe."""
    before = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    after = NO_BREAK.sub(lambda found: STRANGE.sub(" ", found[0]), normal(before))
    was, is_now = _read(before), _read(after)
    if is_now is None:
        after = "\n".join(map(_in_quotation_marks, TIGHT.sub(r"\1: ", after).split("\n")))
        is_now = _read(after)
    is_same = was is None or _normal(was) == is_now
    return after if is_now is not None and is_same and _words(after) == _words(before) else text


def _in_quotation_marks(line: str) -> str:
    """A text with a colon and a space in it."""
    found = ONE_LINE.match(line)
    return f"{found['space']}{quoted(found['field'])}" if found else line


def _read(text: str) -> Any:
    """The fields of a file; None where it cannot be read, or has others than were meant."""
    try:
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    return data if isinstance(data, dict) and not any(STRANGE.search(str(key)) for key in data) else None


def _normal(data: Any) -> Any:
    if isinstance(data, dict):
        return {_normal(key): _normal(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_normal(one) for one in data]
    return normal(data) if isinstance(data, str) else data


def _words(text: str) -> list[str]:
    return LETTERS.findall(normal(text))
