"""--help in each language: each verb and option has a text of its own, with the same examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from publisher.cli import main
from publisher.model.catalogue import ENGLISH, languages, texts
from support.cli import publisher

HELP = "help"
EXAMPLE = re.compile(r"^ {2,}publisher [a-z]+", re.MULTILINE)
OTHERS = [language for language in languages() if language != ENGLISH]


def verbs(command: click.Command = main, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    for name, verb in getattr(command, "commands", {}).items():
        yield from verbs(verb, *path, name)


PATHS = list(verbs())


def command_of(path: tuple[str, ...]) -> click.Command:
    command: click.Command = main
    for name in path:
        command = command.commands[name]  # type: ignore[attr-defined]
    return command


def options_of(path: tuple[str, ...]) -> dict[str, str]:
    """What each option says of itself, as it was shown last."""
    params = command_of(path).params
    return {max(one.opts, key=len): one.help or "" for one in params if isinstance(one, click.Option)}


def id_of(path: tuple[str, ...]) -> str:
    return "-".join(path) or "publisher"


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_a_verb_and_its_options_are_explained_in_each_language(path: tuple[str, ...], language: str) -> None:
    english = publisher(*path, "--help").stdout
    said = options_of(path)
    other = publisher(*path, "--help", "--lang", language).stdout
    translated = options_of(path)
    assert texts(language, HELP)[id_of(path)].split()[0] in other
    assert EXAMPLE.findall(other) == EXAMPLE.findall(english)
    assert all(said.values())
    assert [name for name, text in translated.items() if text == said[name]] == []
    assert publisher(*path, "--help").stdout == english


def test_no_text_is_left_over() -> None:
    """A text of an option that is gone, or of a verb."""
    known = {id_of(path) for path in PATHS} | {"options", "verb", "impose-schemes"}
    for path in PATHS:
        known |= {f"{id_of(path)}{name}" for name in options_of(path)} | set(options_of(path))
    assert set(texts(ENGLISH, HELP)) - known == set()


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_in_swedish_comes_by_the_locale_too(path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    assert "[FLAGGOR]" in publisher(*path, "--help").stdout
