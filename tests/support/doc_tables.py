"""Tables in the docs whose rows are facts of the code: a row for each thing, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Row = Callable[[str, str], str]


def with_rows(text: str, pattern: str, keys: Iterable[str], row: Row) -> str:
    """A page's text with a row for each key. `pattern` finds a row, its first group is the key; `row(key, old)` writes
    one, from the old row, or "" where there is none. A new row goes below that of the key before it; rows of keys that
    are gone go too."""
    lines = text.splitlines()
    old = {match[1]: line for line in lines if (match := re.match(pattern, line))}
    new, last = dict[str, list[str]](), next(iter(old))
    for key in keys:
        last = key if key in old else last
        new.setdefault(last, []).append(row(key, old.get(key, "")))
    found = [new.get(match[1], []) if (match := re.match(pattern, line)) else [line] for line in lines]
    return "\n".join(line for part in found for line in part) + "\n"


def cells(row: str) -> list[str]:
    """The texts between the bars of a row."""
    return [cell.strip() for cell in row.strip().strip("|").split(" | ")]
