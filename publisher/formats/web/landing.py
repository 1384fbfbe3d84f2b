"""The landing page: the content itself, there to read, and every other format of it, the most needed first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from babel.units import format_unit

from publisher.compose import Document
from publisher.design.layouts import BASE
from publisher.formats import FORMATS, LANDING, ListedIn
from publisher.formats.calendar_back import CALENDAR
from publisher.formats.cover_image import FORMAT as COVER
from publisher.formats.web.language_links import choice_of_language, language_links
from publisher.formats.web.offers import Companion, Offer, Offers
from publisher.formats.web.page import written
from publisher.formats.web.page_markup import PageMarkup, SessionFile
from publisher.model.findings import Artifact
from publisher.model.label import joined_labels
from publisher.model.paths import LAYOUTS
from publisher.model.units import size_of
from publisher.text.html_elements import Element
from publisher.text.i18n import count_label, label, locale_of

STYLE = LAYOUTS / BASE / "landing.css"


class Listed(NamedTuple):
    """A file that the landing page lists. It may be of an earlier build: its bytes are not needed."""

    format: str
    filename: str
    media_type: str
    size: int
    pages: int | None = None
    points: int | None = None
    paper: str = ""


def render_landing(document: Document, listed: Sequence[Listed]) -> Artifact:
    """index.html of a publication. It is the web page, with a line of the formats above it and all of them below:
    readers who scan a code on paper read at once, and those who need another format find it in one step."""
    offered = _offered(document, listed)
    formats = Offers(document, [_card(document, file, listed) for file in offered])
    markup = PageMarkup(
        document,
        above=[*choice_of_language(document, lambda name: LANDING), formats.nearest(), "\n"],
        below=[formats.all(), "\n"],
        files=_session_files(document, listed),
        name="landing",
    )
    links = [*_alternates(document, offered), *language_links(document, lambda name: LANDING)]
    picture = any(file.format == COVER.id for file in listed)
    return Artifact("landing", LANDING, "text/html", written(markup, links, [STYLE], picture=picture))


def _offered(document: Document, listed: Sequence[Listed]) -> list[Listed]:
    """The main file or files of each format, in the order in which readers need them. A format that makes a file for
    each session besides has those at the sessions."""
    order = list(FORMATS)
    main = [
        file
        for file in listed
        if file.format in FORMATS
        and FORMATS[file.format].listed_in is not ListedIn.NOWHERE
        and (file.points or file.filename == FORMATS[file.format].filename(document.name))
    ]
    return sorted(main, key=lambda file: (order.index(file.format), file.points or 0, file.paper))


def _card(document: Document, file: Listed, listed: Sequence[Listed]) -> Offer:
    """What a card says of a file. The address is relative: the folder can be put anywhere."""
    form, language = FORMATS[file.format], document.language
    details = [file.filename.rpartition(".")[2].upper(), _size(file.size, language)]
    chosen = [label(language, "formats.points", size=file.points)] if file.points else []
    if file.paper:
        chosen.append(label(language, f"large-print.{file.paper}"))
    details += chosen
    if file.pages:
        details.append(count_label(language, "count.pages", file.pages))
    title = label(language, form.title)
    return Offer(
        href=quote(file.filename),
        media_type=file.media_type,
        title=title,
        short=joined_labels([title, *chosen], label(language, "list.comma")),
        purpose=label(language, form.purpose),
        details=tuple(details),
        for_print=form.listed_in is ListedIn.TO_PRINT,
        near=form.listed_in is ListedIn.NEAREST,
        companions=tuple(_companions(file, document, listed)),
    )


def _companions(file: Listed, document: Document, listed: Sequence[Listed]) -> Iterator[Companion]:
    """The files that go with a format's main file, with what each is called."""
    form, there = FORMATS[file.format], {one.filename for one in listed}
    for part, title in form.companions.items():
        if (name := form.filename(document.name, part)) in there:
            yield Companion(quote(name), file.media_type, label(document.language, title))


def _size(count: int, language: str) -> str:
    """'1,3 MB', '812 byte' as the language writes it; number and unit stay on one line."""
    number, unit = size_of(count)
    digits = 1 if unit == "digital-megabyte" else 0
    text = format_unit(round(number, digits), unit, "short", locale=locale_of(language))
    return str(text).replace(" ", "\u00a0")


def _session_files(document: Document, listed: Sequence[Listed]) -> dict[str, SessionFile]:
    """The calendar file of each session that has one of its own, by the session's id."""
    there = {file.filename: file for file in listed if file.media_type == CALENDAR and file.format in FORMATS}
    formats = [FORMATS[id] for id in dict.fromkeys(file.format for file in there.values())]
    found = {}
    for event in document.events:
        names = (format.filename(document.name, event.session.id) for format in formats)
        if file := next((there[name] for name in names if name in there), None):
            found[event.session.id] = SessionFile(quote(file.filename), file.media_type)
    return found


def _alternates(document: Document, offered: Sequence[Listed]) -> Iterator[Element]:
    """For browsers and programs that look for the other formats by themselves."""
    for file in offered:
        attributes = {
            "rel": "alternate",
            "type": file.media_type,
            "href": quote(file.filename),
            "hreflang": document.language,
            "title": label(document.language, FORMATS[file.format].title),
        }
        yield Element("link", attributes)
