"""What --help says, in the language that was chosen: the texts of publisher/messages/LANGUAGE/help.toml."""

from __future__ import annotations

import click

from publisher.imposition.job import MARKS
from publisher.imposition.schemes import SCHEMES
from publisher.model.catalogue import ENGLISH, say, shown, texts
from publisher.model.units import LARGE_PRINT, Paper

ROOM = "help"


def explain_verbs(group: click.Group) -> None:
    """Give every verb of a program, and each of its options, its text in the language that is `spoken`. Raises KeyError
    for one that the catalogue does not have."""
    _explain(group, group.name or "")
    for verb in group.commands.values():
        _explain_verb(verb, verb.name or "")


def _explain_verb(verb: click.Command, id: str) -> None:
    _explain(verb, id)
    for inner in getattr(verb, "commands", {}).values():
        _explain_verb(inner, f"{id}-{inner.name}")


def _explain(command: click.Command, id: str) -> None:
    command.help = _text(id)
    command.options_metavar = _text("options")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _text("verb")
    if (below := f"{id}-schemes") in texts(ENGLISH, ROOM):
        command.epilog = _text(below)
    for option in command.params:
        if isinstance(option, click.Option):
            shared = max(option.opts, key=len)
            option.help = _text(own if (own := f"{id}{shared}") in texts(ENGLISH, ROOM) else shared)


def _text(id: str) -> str:
    return shown(say(f"help:{id}", size=LARGE_PRINT, paper=Paper.WHITE, marks=",".join(MARKS), schemes=_schemes()))


def _schemes() -> str:
    width = max(map(len, SCHEMES))
    return "\n".join(f"  {id:<{width}}  {shown(say(f'imposition:scheme-{id}'))}" for id in SCHEMES)
