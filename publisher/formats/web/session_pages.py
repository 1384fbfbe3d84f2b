"""sessions: a web page for each session, with an address of its own, for search engines and for those who share it.

A programme may have thousands, so a page is small: it holds what is said of the session, takes the fonts of the device,
and leads to the page of the whole programme, which offers every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from publisher.compose import Document, serialise
from publisher.compose.events import Event
from publisher.compose.facts import Fact
from publisher.compose.lines import language_of, line_element
from publisher.compose.part_types import Line
from publisher.compose.text_marks import Marker
from publisher.compose.tokens import tokens_of
from publisher.design.layouts import BASE
from publisher.formats import FORMATS, LANDING, Format, ListedIn, wanted
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_html
from publisher.formats.session_findings import SessionFindings
from publisher.formats.web.head import json_block, open_graph, policy
from publisher.formats.web.linked_data import session_data
from publisher.formats.web.web_style import colour_tokens
from publisher.model.document_ids import MAIN, TOP
from publisher.model.findings import Artifact, Finding
from publisher.model.graphemes import beginning
from publisher.model.html_names import CANCELLED
from publisher.model.label import label_runs
from publisher.model.paths import LAYOUTS
from publisher.text.addresses import Address
from publisher.text.html_elements import Element, Node, element, grown
from publisher.text.i18n import day_heading, direction, label
from publisher.text.markup import Markup, ended

STYLE = LAYOUTS / BASE / "session.css"
DESCRIPTION = 200  # characters that search engines and networks show
FAULT = "checks:parity-fault"
CALENDAR = "calendar"  # the format that makes a file of each session


class SessionPage:
    """Writes the page of one session."""

    def __init__(self, document: Document, marker: Marker, style: str, event: Event, *, in_calendar: bool) -> None:
        self.document, self.event, self.style, self.in_calendar = document, event, style, in_calendar
        self.marker, self.markup = marker, Markup()
        self.session = event.session

    def html(self) -> Element:
        language = self.document.language
        body = element("body", {"class": "session-page", "id": TOP}, "\n", ended([self.header(), self.main()]))
        head = element("head", {}, "\n", ended(self.head()))
        return element("html", {"lang": language, "dir": direction(language)}, "\n", head, "\n", body, "\n")

    def head(self) -> Iterator[Element]:
        document, session = self.document, self.session
        title = f"{session.name} – {document.title}"
        words = " ".join([self.when(), *(fact.text for fact in session.alone)])
        description = words if len(words) <= DESCRIPTION else f"{beginning(words, DESCRIPTION)} …"
        yield Element("meta", {"charset": "utf-8"})
        yield element("title", {}, title)
        yield Element("meta", {"name": "description", "content": description})
        yield Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy()})
        yield Element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
        yield Element("meta", {"name": "color-scheme", "content": "light dark"})
        address = document.address(quote(FORMAT.filename(document.name, session.id)))
        shown = open_graph(document, picture=False) | {"title": session.name, "description": description}
        data = {"@context": "https://schema.org", **session_data(document, self.event)}
        if document.site:
            shown["url"] = data["url"] = address
            yield Element("link", {"rel": "canonical", "href": address})
        yield from (Element("meta", {"property": f"og:{name}", "content": text}) for name, text in shown.items())
        yield element("script", {"type": "application/ld+json"}, json_block(data))
        yield element("style", {}, f"\n{self.style}")

    def header(self) -> Element:
        """The way to the whole programme, where this session stands."""
        way = element("a", {"href": f"{LANDING}#{self.session.id}"}, self.inline(self.document.title))
        return element("header", {"class": "service"}, element("p", {}, way))

    def main(self) -> Element:
        session, language = self.session, self.document.language
        other = language_of(session.title_language, language)
        title: list[Node] = (
            [element("span", other, self.inline(session.title))] if other else self.inline(session.title)
        )
        if session.cancelled:
            title = [element("strong", {"class": CANCELLED}, self.inline(session.cancelled)), ": ", *title]
        facts = (line_element(self.markup, self.line(fact), language) for fact in session.alone)
        parts = [
            element("h1", {}, title),
            element("p", {"class": "when"}, element("time", {"datetime": session.start_iso}, self.inline(self.when()))),
            *(self.to_calendar() if self.in_calendar else []),
            *facts,
        ]
        return element("main", {"id": MAIN}, "\n", element("div", {"class": "session-body"}, "\n", ended(parts)), "\n")

    def when(self) -> str:
        session = self.session
        return f"{day_heading(self.document.language, self.event.day)}, {session.start}{session.between}{session.end}"

    def line(self, fact: Fact) -> Line:
        words, name = self.marker.text(label_runs(fact.label)), fact.field.replace("_", "-")
        return Line(name, words, self.marker.text(fact.runs, fact.language), fact.language, fact.css_class)

    def to_calendar(self) -> list[Element]:
        calendar = FORMATS[CALENDAR]
        address = quote(calendar.filename(self.document.name, self.session.id))
        text = label(self.document.language, "calendar.add-session")
        way = element("a", {"href": address, "type": calendar.media_type}, text)
        return [element("p", {"class": "to-calendar"}, way)]

    def inline(self, text: str) -> list[Node]:
        return self.markup.inline(self.marker.text(text))


def render(edition: Edition) -> dict[str, bytes]:
    """The bytes of each page, by the session's id."""
    document = edition.document
    marker, style = Marker(document.language, ()), _style(document)
    in_calendar = CALENDAR in wanted(edition.options)
    pages = (SessionPage(document, marker, style, event, in_calendar=in_calendar) for event in document.events)
    return {page.session.id: _written(page.html()) for page in pages}


def _written(page: Element) -> bytes:
    return serialise(grown(page)).replace("</wbr>", "").encode("utf-8")


def _style(document: Document) -> str:
    sheets = [*document.layout.stylesheets("web"), STYLE]
    texts = [tokens_of(document.brand), colour_tokens(document.brand), *(path.read_text("utf-8") for path in sheets)]
    return "\n".join(texts)


def compare(document: Document, artifact: Artifact) -> Iterator[Finding]:
    """What the programme says of the session and its page does not."""
    events = {FORMAT.filename(document.name, event.session.id): event for event in document.events}
    event, back = events[artifact.filename], read_html(artifact.data)
    session, made = event.session, SessionFindings(event, artifact.filename, FAULT)
    runs = [run for fact in session.alone for value in fact.values for run in value]
    yield from made.of_texts([session.name, session.start, session.end, *(run.text for run in runs)], back.pages[0])
    led_to = dict.fromkeys(Address(run.href).coded for run in runs if run.href)
    yield from made.of_links(address for address in led_to if address not in back.addresses)


def prove(document: Document, artifacts: Sequence[Artifact]) -> Iterator[Finding]:
    """Every session has its page."""
    there = {artifact.filename for artifact in artifacts}
    for event in document.events:
        if (filename := FORMAT.filename(document.name, event.session.id)) not in there:
            yield SessionFindings(event, filename, FAULT).one(
                "parity/lost", "session-without-page", shown=event.session.title
            )


FORMAT = Format(
    id="sessions",
    extension="html",
    media_type="text/html",
    title="format.sessions.title",
    purpose="format.sessions.purpose",
    render=render,
    compare=compare,
    prove=prove,
    needs_programme=True,
    needs_site=True,
    listed_in=ListedIn.NOWHERE,  # the landing page holds what they hold
)
