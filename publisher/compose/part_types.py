"""The parts of a document as types. Every format starts from them, and every template writes them.

A part holds finished words: dates in the language's own form, labels translated, ids replaced by what they stand for.
Running text in it is made of `publisher.model.blocks`. Each kind of part has one macro in
`layouts/base/blocks.html.j2`, of the name that `KINDS` gives it; `publisher/compose/contract.py` says what it writes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from publisher.compose.facts import Thing
from publisher.compose.views import SessionView
from publisher.content.schema import ProgrammeForm
from publisher.model.blocks import Block
from publisher.model.findings import Place
from publisher.model.label import language_of
from publisher.model.runs import Runs


@dataclass(frozen=True)
class Picture:
    """A picture of a part. Without an alt text it decorates. `role` is what it is there: "band", "portrait".
    `photo`: it is no drawing and no logo."""

    address: str
    alt: str
    role: str
    caption: Runs = ()
    focus: tuple[float, float] | None = None
    photo: bool = False

    @property
    def alt_language(self) -> str:
        """That of the alt text, where it is not the document's."""
        return language_of(self.alt)


@dataclass(frozen=True)
class Logo(Picture):
    """The sender's logo, for the sender's colour as its ground. `light` is the address of that for a light ground;
    `height` and `width` are in mm, so that wide and tall ones take as much room as square ones; `boxed`: it needs a
    pale panel."""

    light: str = ""
    height: float = 16.0
    width: float = 16.0
    boxed: bool = False


@dataclass(frozen=True)
class Line:
    """A fact in a line of its own; `name` is its field, `label` ends in a colon where it is written. `css_class` is
    that of its paragraph, where it is not the name."""

    name: str
    label: Runs
    runs: Runs
    language: str = ""
    css_class: str = ""


@dataclass(frozen=True)
class Cover:
    """`as_drawn`: the picture is never turned round. `type` is how
    it is to be composed; "" for by its picture."""

    title: Runs
    kicker: Runs
    figure: Runs
    subtitle: Runs
    lead: Runs
    logo: Logo | None
    picture: Picture | None
    as_drawn: bool
    type: str
    running: str
    place: Place
    title_place: Place


@dataclass(frozen=True)
class Person:
    """`facts` are what stands after the name."""

    name: Runs
    facts: tuple[Line, ...]
    portrait: Picture | None


@dataclass(frozen=True)
class Section:
    """A Markdown section, with those who sign it. `fit` is what the writer decided of how it is
    fitted: "density:tight"; `look` are the classes of its look: "boxes-lined"."""

    id: str
    heading: Runs
    kicker: Runs
    blocks: tuple[Block, ...]
    picture: Picture | None
    people_title: Runs
    people: tuple[Person, ...]
    fit: str
    place: Place
    look: str = ""


@dataclass(frozen=True)
class Card:
    """A link with what one finds there. `title` and `address` lead there; `brief` is a short line below the title.
    `code` is the address of its QR code; "" for none."""

    title: Runs
    brief: Runs
    lines: tuple[Line, ...]
    address: Runs
    url: str
    code: str
    language: str


@dataclass(frozen=True)
class Session:
    """`between` stands between start and end; both are empty where there is no end. `lead` stands right below the
    title, `brief` are facts that fit beside each other, `lines` the others. `cancelled` stands before the title, where
    the session is called off. `columns` are those of a grid that it stands in, counted from 0: none for all."""

    view: SessionView
    start: Runs
    between: Runs
    end: Runs
    title: Runs
    cancelled: Runs
    lead: tuple[Line, ...]
    brief: tuple[Line, ...]
    lines: tuple[Line, ...]
    columns: tuple[int, ...]

    @property
    def place(self) -> Place:
        return self.view.source


@dataclass(frozen=True)
class Day:
    date: dt.date
    heading: Runs
    title: Runs
    hours: Runs
    sessions: tuple[Session, ...]
    place: Place


@dataclass(frozen=True)
class Index:
    """What is said once of all people or places; `name` is which. Each entry is a line or more; that of a person ends
    with links to the sessions."""

    name: str
    heading: Runs
    entries: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Programme:
    """`notes` are what is said of the whole programme, its place and all its sessions. `calendar` leads to the calendar
    file. `form` is how the pages show it; `columns` are the names of the columns, where that is a grid."""

    heading: Runs
    notes: tuple[Line, ...]
    calendar: Card | None
    days: tuple[Day, ...]
    indexes: tuple[Index, ...]
    form: ProgrammeForm
    columns: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Cards:
    """Links or streams; `name` is which, and the id."""

    name: str
    heading: Runs
    cards: tuple[Card, ...]
    place: Place


@dataclass(frozen=True)
class Contact:
    """`name` is empty where it is the heading. `ways` are labelled ways to reach the sender."""

    heading: Runs
    name: Runs
    lines: tuple[Line, ...]
    cards: tuple[Card, ...]
    ways: tuple[Line, ...]
    thing: Thing
    place: Place


@dataclass(frozen=True)
class Imprint:
    """The sender, what it is, when it was written. The captions of the partners' logos are their names."""

    heading: Runs
    publisher: Line
    text: tuple[Line, ...]
    version: Line
    place: Place
    partners: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Closing:
    """The picture at the foot of the last page."""

    picture: Picture


Part = Cover | Section | Programme | Cards | Contact | Imprint | Closing
# The macro that writes each kind.
KINDS: dict[type, str] = {
    Cover: "cover",
    Section: "section",
    Programme: "programme",
    Cards: "cards",
    Contact: "contact",
    Imprint: "imprint",
    Closing: "closing",
}
