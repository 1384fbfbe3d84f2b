"""The group of the verbs: a value of an option that there is not leads to the one that was meant, as a verb does.
Every verb takes --lang."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import click

from publisher.cli.click_texts import translate_click
from publisher.cli.help_texts import explain_verbs
from publisher.model.catalogue import languages, say, shown, speak, usual_language
from publisher.model.nearest import nearest

NAMED = re.compile(r"'([^']*)'")


def _speak(context: click.Context, option: click.Parameter, language: str | None) -> None:
    if language:
        speak(language)


def language_option() -> click.Option:
    """--lang, which takes effect before other options do."""
    return click.Option(
        ["--lang"],
        type=click.Choice(languages()),
        is_eager=True,
        expose_value=False,
        callback=_speak,
    )


class Verbs(click.Group):
    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.params.append(language_option())

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        _with_language(cmd)
        super().add_command(cmd, name)

    def make_context(self, info_name: str | None, args: list[str], *others: Any, **extra: Any) -> click.Context:
        translate_click()
        speak(_asked_for(args) or usual_language())
        explain_verbs(self)
        with _helping():
            return super().make_context(info_name, args, *others, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _helping():
            return super().invoke(ctx)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not getattr(error, "possibilities", None):
                _add_nearest(error, args[0], list(self.commands))
            raise


def _asked_for(arguments: list[str]) -> str | None:
    """The language that --lang names, wherever it stands: a mistake before it is in that language, too."""
    named = [*pairwise(arguments), *(one.split("=", 1) for one in arguments if "=" in one)]
    return next((value for option, value in named if option == "--lang" and value in languages()), None)


def _with_language(command: click.Command) -> None:
    command.params.append(language_option())
    for inner in getattr(command, "commands", {}).values():
        _with_language(inner)


@contextmanager
def _helping() -> Iterator[None]:
    """Add the value that was most likely meant to the message of a mistake."""
    try:
        yield
    except click.BadParameter as error:
        written, *known = NAMED.findall(error.message) or [""]  # the value, and of a choice all that there are
        _add_nearest(error, written, known)
        raise


def _add_nearest(error: click.UsageError, written: str, known: list[str]) -> None:
    if near := nearest(written, known):
        vars(error)["message"] = f"{error.message} {shown(say('cli:did-you-mean', near=near))}"
