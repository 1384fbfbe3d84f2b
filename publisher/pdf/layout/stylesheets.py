"""Stylesheets joined for the layout engine, which reads one; and which file and line a complaint of it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

AT = re.compile(r" at (\d+):(\d+)")


@dataclass(frozen=True)
class Joined:
    """`text` is what the engine reads; `parts` are the first line of each stylesheet in it, and its file where it has
    one."""

    text: str
    parts: tuple[tuple[int, Path | None], ...]

    def where(self, complaint: str) -> tuple[str, Path | None, int | None]:
        """What a complaint says without its place, and the file and line that it means: "Ignored `colr: red` at 12:3,
        unknown property." The file is None where it is of no stylesheet."""
        at = AT.search(complaint)
        if not at:
            return complaint, None, None
        line = int(at[1])
        first, file = next((part for part in reversed(self.parts) if part[0] <= line), (1, None))
        if file is None:
            return complaint, None, None
        return complaint[: at.start()] + complaint[at.end() :], file, line - first + 1


def joined(styles: Sequence[str | Path]) -> Joined:
    """Stylesheets, given as their text or their files, in cascading order."""
    texts, parts, line = list[str](), list[tuple[int, Path | None]](), 1
    for style in styles:
        file = style if isinstance(style, Path) else None
        text = file.read_text("utf-8") if file else str(style)
        texts.append(text)
        parts.append((line, file))
        line += text.count("\n") + 1
    return Joined("\n".join(texts), tuple(parts))
