"""The group of the verbs: a value of an option that there is not leads to the one that was meant, as a verb does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from publisher.model.catalogue import say, shown
from publisher.model.nearest import nearest

NOT_ONE_OF = re.compile(r"'([^']*)' is not one of (.*)", re.DOTALL)
NO_COMMAND = re.compile(r"No such command '([^']*)'\.")
NAMED = re.compile(r"'([^']*)'")


class Verbs(click.Group):
    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with self._helping():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with self._helping():
            return super().invoke(ctx)

    @contextmanager
    def _helping(self) -> Iterator[None]:
        """Add the name that was most likely meant to the message of a mistake."""
        try:
            yield
        except click.UsageError as error:
            known: list[str] = []
            if match := NOT_ONE_OF.match(error.message):
                known = NAMED.findall(match[2])
            elif (match := NO_COMMAND.fullmatch(error.message)) and not getattr(error, "possibilities", None):
                known = list(self.commands)
            if match and (near := nearest(match[1], known)):
                vars(error)["message"] = f"{error.message} {shown(say('cli:did-you-mean', near=near))}"
            raise
