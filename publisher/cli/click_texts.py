"""The texts of click (headings of help, mistakes in a command) in the language that was chosen.

Click takes its texts from gettext, which knows a language only by the environment, and only from compiled files. So its
modules get a function of ours in the place of gettext's; the texts stand in publisher/messages/LANGUAGE/click.toml.
"""

from __future__ import annotations

import gettext
import sys
from functools import cache

import click

from publisher.model.catalogue import ENGLISH, spoken, texts

ROOM = "click"


def translate_click() -> None:
    """Let click write its texts in the language that is `spoken` when it writes them."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == click.__name__:
            for used, ours in (("_", _text), ("ngettext", _counted_text)):
                if getattr(module, used, None) in (gettext.gettext, gettext.ngettext):
                    setattr(module, used, ours)


def _text(english: str) -> str:
    return _translations(spoken()).get(english, english)


def _counted_text(one: str, many: str, count: int) -> str:
    return _text(one if count == 1 else many)


@cache
def _translations(language: str) -> dict[str, str]:
    """What stands for each English text of click."""
    own = texts(language, ROOM)
    return {english: own[id] for id, english in texts(ENGLISH, ROOM).items() if id in own}
