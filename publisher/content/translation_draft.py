"""A texts.yaml to fill in: every text that a translation lacks, with the words of the main language above it."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from publisher.content.reading.folders import main_folder
from publisher.content.reading.translated_texts import WORDS, Lacking
from publisher.content.translated_reader import TranslatedReader
from publisher.model.catalogue import say

OFTEN = 3  # times: words that come again as often are translated once, below `words`
WIDTH = 100  # characters of a line
SCHEMA = "# yaml-language-server: $schema=../../.schema/texts.schema.json"

Texts = dict[Any, Any]


def texts_that_lack(folder: Path) -> list[Lacking]:
    """What the translation in `folder` lacks; all there is where it has no texts.yaml yet.

    Args:
        folder: content/<name>/<language>, which may not be there yet.

    Returns:
        One for each thing that has texts.

    Raises:
        AccessError: A file of the main language cannot be read.
    """
    return TranslatedReader(folder).lacking()


def sections_that_lack(folder: Path) -> list[Path]:
    """The sections of the main language that the translation in `folder` does not have.

    Args:
        folder: content/<name>/<language>.

    Returns:
        Their files, in the order of their names.
    """
    there = sorted((main_folder(folder) / "sections").glob("*.md"))
    return [path for path in there if not (folder / "sections" / path.name).is_file()]


def draft(lacking: Iterable[Lacking], language: str, *, head: bool = True) -> str:
    """The lines of a texts.yaml for what is lacking: each text empty, with the original as a comment above it.

    Args:
        lacking: What `texts_that_lack` found.
        language: The tag of the translation's language.
        head: Whether the file begins here, with its schema and a word of help.

    Returns:
        YAML, "" where nothing is lacking.
    """
    texts = {path: text for one in lacking for path, text in one.texts.items()}
    if not texts:
        return ""
    often = [text for text, count in Counter(texts.values()).items() if count >= OFTEN]
    tree: Texts = {}
    for path, text in texts.items():
        if text not in often:
            _plant(tree, path, text)
    for text in often:
        tree.setdefault(WORDS, {})[json.dumps(text, ensure_ascii=False)] = text
    lines = [SCHEMA, *_comment(say("content:draft-head", language=language)), ""] if head else []
    return "\n".join([*lines, *_lines(tree, "")]) + "\n"


def _plant(tree: Texts, path: tuple[str | int, ...], text: str) -> None:
    for name in path[:-1]:
        tree = tree.setdefault(name, {})
    tree[path[-1]] = text


def _lines(tree: Texts, indent: str) -> Iterator[str]:
    for name, value in tree.items():
        if isinstance(value, str):
            yield from (f"{indent}{line}" for line in _comment(value))
            yield f"{indent}{name}:"
        elif all(isinstance(key, int) for key in value):
            yield from _items(name, value, indent)
        else:
            yield f"{indent}{name}:"
            yield from _lines(value, f"{indent}  ")


def _items(name: object, items: Texts, indent: str) -> Iterator[str]:
    """A list: of texts, which stand above it, or of things with texts, each at its place."""
    if all(isinstance(item, str) for item in items.values()):
        yield from (f"{indent}{line}" for item in items.values() for line in _comment(item))
        yield f"{indent}{name}: []"
        return
    yield f"{indent}{name}:"
    for index in range(max(items) + 1):
        first, *others = [*_lines(items.get(index, {}), ""), "{}"][: None if index not in items else -1]
        yield f"{indent}  - {first}"
        yield from (f"{indent}    {line}" for line in others)


def _comment(text: str) -> list[str]:
    return [f"# {line}" for part in text.splitlines() for line in textwrap.wrap(part, WIDTH) or [""]]
