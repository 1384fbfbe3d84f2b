"""Asks the Nu HTML checker about HTML files."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from support import tools, validators

JAR = tools.NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@dataclass(frozen=True)
class Message:
    """One thing the checker says; kind is error, warning, info or non-document-error."""

    kind: str
    line: int
    text: str
    extract: str

    @property
    def is_false_alarm(self) -> bool:
        """Version 26.9.27 takes every data: address for forbidden, even where the page's policy names data: as allowed;
        and data for search engines for a script.

        What a policy forbids is seen by the browser, which enforces it and complains (see test_web.py).
        """
        if re.match(r"Inline script violates Content Security Policy", self.text):
            return '<script type="application/ld+json">' in self.extract
        return bool(re.match(r"Resource violates Content Security Policy .*: image “data:", self.text))

    def __str__(self) -> str:
        return f"{self.kind} at line {self.line}: {self.text} [{' '.join(self.extract.split())}]"


def check(paths: Sequence[Path]) -> dict[Path, list[Message]]:
    """All messages for each file; a file without any has an empty list."""
    for path in paths:
        tools.file(path, "It was to be checked; the checker itself passes over a missing file in silence.")
    jar = tools.file(JAR, tools.NODE_ADVICE)
    answers = validators.ask("NuChecker", [jar], *[path.resolve() for path in paths]).split("\n--\n")[:-1]
    return {
        path: [_message(message) for message in json.loads(answer)["messages"]]
        for path, answer in zip(paths, answers, strict=True)
    }


def _message(raw: dict) -> Message:
    return Message(
        kind=raw.get("subType", raw["type"]) if raw["type"] == "info" else raw["type"],
        line=raw.get("lastLine", 0),
        text=raw.get("message", ""),
        extract=raw.get("extract", ""),
    )
