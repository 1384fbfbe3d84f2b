"""The catalogue of messages: every text that a person reads about their content, by its id, in each language.

    say("content:no-alt-text", file="pictures/hall.jpg")     a Message: English, with its id and its values
    in_language(message, "sv")                               the same in Swedish, or in English where Swedish lacks it

The texts stand in publisher/messages/LANGUAGE/ROOM.toml, by the part of the id after the colon, and those of other
packages in LANGUAGE/messages/ROOM.toml of their folder of labels (`publisher.catalogues`). `{file}` is replaced
by a value; `{count:row|rows}` is the first word for 1 and the second for other numbers; `{kind:word}` is translated by
words.toml; `{end:date}` is written as "22 November 2026"; `{message:open}` loses its full
stop, `{message:sentence}` gets a capital letter and one; the items of `{list:listed}` are parted by semicolons.

A Message is a str, so that what only passes it on need not know of it. It keeps its id through pickle and copy.
"""

from __future__ import annotations

import datetime as dt
import os
import string
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

ENGLISH = "en"  # has every text; other languages fall back to it
FOLDER = Path(__file__).resolve().parents[1] / "messages"
POINT_AS_COMMA = frozenset({"sv", "da", "de", "es", "fi", "fr", "it", "nb", "nl", "nn", "no", "pl", "pt"})
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set names the language (POSIX)


_spoken = ENGLISH
_of_packages: Callable[[], Iterable[Path]] = tuple


class Message(str):
    """A text of the catalogue in English. `id` and `values` say it in any other language."""

    id: str
    values: dict[str, Any]

    def __new__(cls, text: str, id: str, values: dict[str, Any]) -> Message:
        made = super().__new__(cls, text)
        made.id, made.values = id, values
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, str, dict[str, Any]]]:
        return Message, (str(self), self.id, self.values)


def say(text_id: str, /, **values: Any) -> Message:
    """The text `text_id` ("content:no-alt-text") with its values: texts, numbers, other messages, or lists of them.
    Raises KeyError for an id that the catalogue does not have."""
    kept = {name: _kept(value) for name, value in values.items()}
    return Message(_filled(text_id, kept, ENGLISH), text_id, kept)


def in_language(text: str, language: str) -> str:
    """A message in `language` ('sv'); a text that is none stays as it is, and so does one whose package is gone."""
    if not isinstance(text, Message):
        return text
    try:
        return _filled(text.id, text.values, language)
    except KeyError:
        return str(text)


def said(error: Exception) -> str:
    """What an error says, as a message where it is one; str() would make English of it."""
    return next((one for one in error.args[:1] if isinstance(one, Message)), str(error))


def speak(language: str) -> None:
    """Choose the language that `shown` shows texts in, for the whole program. Raises KeyError for one that there are no
    messages in."""
    global _spoken
    if language not in languages():
        raise KeyError(language)
    _spoken = language


def spoken() -> str:
    """The language that was chosen; English where none was."""
    return _spoken


def shown(text: str) -> str:
    """A text in the language that was chosen."""
    return in_language(text, _spoken)


@cache
def languages() -> list[str]:
    """The languages that there are messages in."""
    return sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


def usual_language() -> str:
    """That of the user's locale, where there are messages in it; else English."""
    named = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    code = named.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in languages() else ENGLISH


def look_in(folders: Callable[[], Iterable[Path]]) -> None:
    """Where else texts are looked for: the folders of other packages, asked for when a room is not here."""
    global _of_packages
    _of_packages = folders
    texts.cache_clear()


@cache
def texts(language: str, room: str) -> dict[str, str]:
    """The texts of a room in a language, by their ids without the room."""
    path = FOLDER / language / f"{room}.toml"
    if not path.is_file() and not (FOLDER / ENGLISH / path.name).is_file():
        others = (folder / language / "messages" / path.name for folder in _of_packages())
        path = next((one for one in others if one.is_file()), path)
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _kept(value: Any) -> Any:
    """What can be written in any language later, and sent to another process; of other things, their text."""
    if isinstance(value, Exception):
        return said(value)
    return value if isinstance(value, str | int | float | dt.date | dt.time | list | tuple) else str(value)


def _filled(id: str, values: dict[str, Any], language: str) -> str:
    room, _, name = id.partition(":")
    text = texts(language, room).get(name)
    if text is None:
        language, text = ENGLISH, texts(ENGLISH, room)[name]
    return _Filler(language).vformat(text, (), values)


def _month_name(date: dt.date, language: str) -> str:
    from babel.dates import format_date

    return format_date(date, "LLLL", "en_GB" if language == ENGLISH else language)


def _long_date(date: dt.date, language: str) -> str:
    from babel.dates import format_date

    return format_date(date, "long", "en_GB" if language == ENGLISH else language)


class _Filler(string.Formatter):
    """Fills in values as the language writes them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message) and not format_spec:
            return in_language(value, self.language)
        if isinstance(value, list | tuple):
            return ", ".join(self.format_field(one, "") for one in value)
        if format_spec == "listed":
            return "; ".join(self.format_field(one, "") for one in value)
        if format_spec == "open":
            return self.format_field(value, "").removesuffix(".")
        if format_spec == "sentence":
            text = self.format_field(value, "").removesuffix(".")
            return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('?', '!')) else '.'}"
        if format_spec == "grouped":
            return f"{value:,}".replace(",", "\u00a0")
        if format_spec == "word" and isinstance(value, Message):
            return in_language(value, self.language)
        if format_spec == "word":
            return texts(self.language, "words").get(str(value), str(value))
        if format_spec == "month":
            return _month_name(value, self.language)
        if format_spec == "date":
            return _long_date(value, self.language)
        if "|" in format_spec:
            one, _, many = format_spec.partition("|")
            return one if value == 1 else many
        written = format(value, format_spec)
        if isinstance(value, int | float) and self.language in POINT_AS_COMMA:
            return written.replace(",", "\u00a0").replace(".", ",")
        return written
