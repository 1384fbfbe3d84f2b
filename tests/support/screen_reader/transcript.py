"""What was said, as data and as the text of a golden file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from support.structure import UNHEARD

SIZE = re.compile(r"\b\d+ (kB|MB)\b")
# Between the utterances of one announcement.
BETWEEN = " | "


@dataclass(frozen=True)
class Announcement:
    """All that is said of one piece of a document, in its order: the document's words, and what they are (a heading, a
    link); and the language of the piece."""

    said: tuple[str, ...]
    roles: tuple[str, ...]
    language: str

    def __str__(self) -> str:
        return BETWEEN.join(self.said)

    @property
    def words(self) -> str:
        """The document's own words in it."""
        return " ".join(text for text in self.said if text not in self.roles)

    @property
    def heading(self) -> str:
        """`heading level 2`, or nothing."""
        return next((role for role in self.roles if role.startswith("heading")), "")

    @property
    def is_link(self) -> bool:
        return "link" in self.roles


def announcements(said: Iterable[dict[str, Any]]) -> list[Announcement]:
    """The announcements of a reading, from what the voice was given (see inside_orca.py)."""
    found = []
    for _, group in groupby(said, key=lambda utterance: utterance["piece"]):
        utterances = list(group)
        texts = [(" ".join(one["text"].split()), one["role"]) for one in utterances]
        said = tuple(text for text, _ in texts if text)
        if said:
            roles = tuple(text for text, is_role in texts if is_role)
            found.append(Announcement(said, roles, utterances[0]["language"]))
    return found


def text(reading: Iterable[Announcement], *, flowing: bool = False) -> str:
    """A line for each announcement; its language stands before it where it changes.

    Flowing: running text goes on in its line, since in a PDF each printed line is an announcement, and pages that are
    set anew would change all of them. Sizes of files are left out for the same reason.
    """
    lines, language, goes_on = [], "", False
    for one in reading:
        mark = f"[{one.language}] " if one.language and one.language != language else ""
        language = one.language or language
        if flowing and goes_on and not one.roles and not mark:
            lines[-1] += f" {one}"
        else:
            lines.append(f"{mark}{one}")
        goes_on = not one.roles
    return SIZE.sub(r"… \1", "\n".join([*lines, ""])).translate(UNHEARD)
