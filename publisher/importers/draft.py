"""What a foreign file holds, before it becomes a publication: sessions, people, places, sections, pictures.

Every part keeps its origin in the file, so that the report can say where a text came from, and what found no place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publisher.model.catalogue import say


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A place in a foreign file. `spot` is what a person looks for there: 'row 3, column C', 'page 2'."""

    file: str
    spot: str = ""

    def __str__(self) -> str:
        return str(self.text)

    @property
    def text(self) -> str:
        """The file and the spot, as a message."""
        return say("importers:origin", file=self.file, spot=self.spot) if self.spot else self.file


@dataclass(frozen=True, slots=True)
class Guess:
    """Something that the file does not say outright. `sure` is from 0 (a coin's toss) to 1 (as good as said)."""

    what: str
    why: str
    sure: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A text of the file that stands nowhere in the publication, and why."""

    text: str
    why: str
    origin: Origin


@dataclass(slots=True)
class DraftPerson:
    """Somebody named in the file; `role` and `organisation` are empty where they are not said."""

    name: str
    role: str = ""
    organisation: str = ""
    origin: Origin | None = None


@dataclass(slots=True)
class DraftSession:
    """One item of a programme. Times are local; `end` is None where the file gives none, `all_day` where it gives days.

    `language` is one tag, or several with spaces between them. `place` is one name, or several on a line each.
    `key` finds the same session again in a later version of the file: the file's own id where it has one. `fields` are
    further texts by the name of the session's field in the content schema.
    """

    title: str
    start: dt.datetime | None
    origin: Origin
    end: dt.datetime | None = None
    all_day: bool = False
    key: str = ""
    description: str = ""
    place: str = ""
    people: list[DraftPerson] = field(default_factory=list)
    stream: str = ""
    signup: str = ""
    type: str = ""
    language: str = ""
    accessibility: list[str] = field(default_factory=list)
    cancelled: bool = False
    fields: dict[str, object] = field(default_factory=dict)

    def say(self, name: str, text: str) -> None:
        """A text for the field `name` of the content schema."""
        if name in self.__slots__:
            setattr(self, name, text)
        else:
            self.fields[name] = text


@dataclass(slots=True)
class DraftPlace:
    name: str
    address: str = ""
    note: str = ""
    origin: Origin | None = None


@dataclass(slots=True)
class DraftPicture:
    """A picture of the file: its bytes, the name it is to get, and its alt text (empty: to be asked for)."""

    name: str
    data: bytes
    alt: str
    origin: Origin


@dataclass(slots=True)
class DraftSection:
    """A part with a heading: its text in this toolkit's Markdown."""

    title: str
    markdown: str
    origin: Origin
    pictures: list[DraftPicture] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """What one or several files hold. Texts such as `title` and `sender` are empty where no file says them.

    `converted` are texts of the file that stand in another form: dates, times, yes and no, languages, labels.
    """

    title: str = ""
    subtitle: str = ""
    has_title_style: bool = False  # the title is marked as one in the file
    language: str = ""
    sender: str = ""
    timezone: str = ""
    sections: list[DraftSection] = field(default_factory=list)
    sessions: list[DraftSession] = field(default_factory=list)
    places: list[DraftPlace] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    converted: list[str] = field(default_factory=list)
    # Whole files of a publication that was exported, by their names: YAML as data, sections as text.
    files: dict[str, Any] = field(default_factory=dict)
    # The mapping that was used, for import.yaml: heading -> field, style -> block. None: nobody knows yet.
    columns: dict[str, str | None] = field(default_factory=dict)
    styles: dict[str, str | None] = field(default_factory=dict)

    def add(self, other: Draft) -> None:
        """Take over what another file holds, after what is here."""
        for name in ("title", "subtitle", "language", "sender", "timezone"):
            setattr(self, name, getattr(self, name) or getattr(other, name))
        for name in ("sections", "sessions", "places", "guesses", "left_over", "converted"):
            getattr(self, name).extend(getattr(other, name))
        self.files |= other.files
        self.columns |= other.columns
        self.styles |= other.styles

    def people(self) -> Iterator[DraftPerson]:
        """Everybody in the sessions, each time they are named."""
        for session in self.sessions:
            yield from session.people
