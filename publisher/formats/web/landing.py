"""The landing page: the content itself, there to read, and every other format of it, the most needed first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from babel.units import format_unit
from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document, template
from publisher.compose.directions import mark_directions
from publisher.compose.facts import Fact
from publisher.design.layouts import BASE
from publisher.formats import FORMATS, LANDING, ListedIn
from publisher.formats.calendar_back import CALENDAR
from publisher.formats.cover_image import FORMAT as COVER
from publisher.formats.web.language_links import add_languages
from publisher.formats.web.page import finished, page_tree
from publisher.model.findings import Artifact
from publisher.model.paths import LAYOUTS
from publisher.model.units import size_of
from publisher.text.i18n import (
    count_label,
    label,
    locale_of,
    long_date,
)

STYLE = LAYOUTS / BASE / "landing.css"


class Listed(NamedTuple):
    """A file that the landing page lists. It may be of an earlier build: its bytes are not needed."""

    format: str
    filename: str
    media_type: str
    size: int
    pages: int | None = None
    points: int | None = None


def render_landing(document: Document, listed: Sequence[Listed]) -> Artifact:
    """index.html of a publication. It is the web page, with a line of the formats above it and all of them below:
    readers who scan a code on paper read at once, and those who need another format find it in one step."""
    root = page_tree(document)
    offered = _offered(document, listed)
    _add_formats(root, document, offered, listed)
    _add_calendar_links(root, document, listed)
    _add_alternates(root, document, offered)
    add_languages(root, document, lambda name: LANDING)
    picture = any(file.format == COVER.id for file in listed)
    return Artifact("landing", LANDING, "text/html", finished(root, document, [STYLE], picture=picture))


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
    return sorted(main, key=lambda file: (order.index(file.format), file.points or 0))


def _add_formats(root: etree._Element, document: Document, offered: Sequence[Listed], listed: Sequence[Listed]) -> None:
    language = document.language
    files = [{**_file(file, language), "companions": _companions(file, document, listed)} for file in offered]
    groups = [
        (label(language, "formats.to-read"), [file for file in files if not file["for_print"]]),
        (label(language, "formats.to-print"), [file for file in files if file["for_print"]]),
    ]
    html = template("landing.html.j2").render(
        document=document,
        language=language,
        written=long_date(language, document.date),
        nearest=[file for file in files if file["near"]],
        groups=[(title, group) for title, group in groups if group],
        ways=_ways(document),
        _=partial(label, language),
    )
    added = lxml_html.document_fromstring(html)
    mark_directions(added, language)
    (nearest, formats) = added.xpath("body/*")
    body, main = root.find("body"), root.find("body/main")
    assert body is not None
    assert main is not None
    body.set("class", f"landing {body.get('class', '')}")
    body.insert(1, nearest)  # after the link that skips to the content
    main.addnext(formats)


def _ways(document: Document) -> list[Fact]:
    """How to ask the sender for another format: by telephone or e-mail."""
    facts = document.contact.facts if document.contact else ()
    return [fact for fact in facts if any(run.href.startswith(("tel:", "mailto:")) for run in fact.runs)]


def _file(file: Listed, language: str) -> dict[str, Any]:
    """What a card says of a file. The address is relative: the folder can be put anywhere."""
    form = FORMATS[file.format]
    details = [file.filename.rpartition(".")[2].upper(), _size(file.size, language)]
    points = label(language, "formats.points", size=file.points) if file.points else ""
    if points:
        details.append(points)
    if file.pages:
        details.append(count_label(language, "count.pages", file.pages))
    title = label(language, form.title)
    return {
        "href": quote(file.filename),
        "media_type": file.media_type,
        "title": title,
        "short": label(language, "list.comma").join(filter(None, (title, points))),
        "purpose": label(language, form.purpose),
        "details": details,
        "for_print": form.listed_in is ListedIn.TO_PRINT,
        "near": form.listed_in is ListedIn.NEAREST,
    }


def _companions(file: Listed, document: Document, listed: Sequence[Listed]) -> list[dict[str, str]]:
    """The files that go with a format's main file, with what each is called."""
    form, there = FORMATS[file.format], {one.filename for one in listed}
    return [
        {"href": quote(name), "media_type": file.media_type, "title": label(document.language, title)}
        for part, title in form.companions.items()
        if (name := form.filename(document.name, part)) in there
    ]


def _size(count: int, language: str) -> str:
    """'1,3 MB', '812 byte' as the language writes it; number and unit stay on one line."""
    number, unit = size_of(count)
    digits = 1 if unit == "digital-megabyte" else 0
    text = format_unit(round(number, digits), unit, "short", locale=locale_of(language))
    return str(text).replace(" ", "\u00a0")


def _add_calendar_links(root: etree._Element, document: Document, listed: Sequence[Listed]) -> None:
    """A session that has a calendar file of its own leads to it."""
    there = {file.filename: file for file in listed if file.media_type == CALENDAR and file.format in FORMATS}
    formats = [FORMATS[id] for id in dict.fromkeys(file.format for file in there.values())]
    bodies = {session.get("id"): session.find("div") for session in root.iter("article")}
    for event in document.events:
        names = (format.filename(document.name, event.session.id) for format in formats)
        file = next((there[name] for name in names if name in there), None)
        body = bodies.get(event.session.id)
        if file is None or body is None:
            continue
        text = label(document.language, "calendar.add-session")
        line = etree.SubElement(body, "p", {"class": "to-calendar"})
        # Many links say the same: heard by itself, each says which session it is of.
        name = f"{text}: {event.session.name}"
        address = {"href": quote(file.filename), "type": file.media_type, "aria-label": name}
        etree.SubElement(line, "a", address).text = text


def _add_alternates(root: etree._Element, document: Document, offered: Sequence[Listed]) -> None:
    """For browsers and programs that look for the other formats by themselves."""
    head = root.find("head")
    assert head is not None
    for file in offered:
        attributes = {
            "rel": "alternate",
            "type": file.media_type,
            "href": quote(file.filename),
            "hreflang": document.language,
            "title": label(document.language, FORMATS[file.format].title),
        }
        etree.SubElement(head, "link", attributes).tail = "\n"
