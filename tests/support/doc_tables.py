"""Tables in the docs whose rows are facts of the code: a row for each thing, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pydantic import BaseModel

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


def with_field(text: str, model: type[BaseModel], name: str) -> str:
    """A page's text with a row for a field of a schema, below that of the field before it: in the table that has most
    fields of the thing. Its description is the text."""
    fields = list(model.model_fields)
    field = model.model_fields.get(name)
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    best = max(tables, key=lambda table: len(_fields(table) & set(fields)), default="")
    before = [one for one in fields[: fields.index(name)] if one in _fields(best)] if field else []
    assert field, f"{model.__name__}.{name} is explained nowhere"
    assert before, f"explain `{name}` of {model.__name__} in docs/content.md: no table there has its fields"
    assert field.description, f"give {model.__name__}.{name} a description: docs/content.md takes it from there"
    words = field.description[:1].lower() + field.description[1:].rstrip(".")
    words = re.sub(r": (\S+)$", r": `\1`", words)
    shown = f"**`{name}`**" if field.is_required() else f"`{name}`"
    row = next(line for line in best.splitlines() if before[-1] in _fields(line))
    return text.replace(row, f"{row}\n| {shown} | {words} |", 1)


def _fields(table: str) -> set[str]:
    """The names in the first column of a table."""
    return {name for row in table.splitlines() for name in re.findall(r"`([\w-]+)`", row.split(" | ")[0])}
