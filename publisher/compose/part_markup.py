"""The parts of a document written as elements, for formats that no layout sets in pages: web page, e-book, large print.

It is the twin of `layouts/base/blocks.html.j2`; `tests/compose/test_part_markup.py` holds the one to the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from publisher.compose.lines import language_of
from publisher.compose.part_types import (
    KINDS,
    Card,
    Cards,
    Closing,
    Contact,
    Cover,
    Day,
    Imprint,
    Index,
    Part,
    Person,
    Picture,
    Programme,
    Section,
    Session,
)
from publisher.compose.piece_markup import PieceMarkup
from publisher.model.document_ids import MAIN, TOP
from publisher.model.findings import Place
from publisher.model.html_names import (
    ADDRESS,
    COVER_TEXT,
    DAY,
    RUNNING,
    SECTION_BODY,
    SOURCE,
)
from publisher.model.runs import Kind, Runs, plain
from publisher.model.version import __version__
from publisher.text.html_elements import Element, Node, element, grown
from publisher.text.i18n import direction, label
from publisher.text.markup import ended


class PartMarkup(PieceMarkup):
    """Writes the parts of one document. The ground is light: so is the logo's. A format that needs another form of a
    part has a class of its own, which writes that one."""

    def tree(self) -> etree._Element:
        """The whole document, with <html>, <head> and <body>."""
        return grown(self.html(self.body()))

    def html(self, body: list[Node], head: Iterable[Element] = ()) -> Element:
        """The whole document; `head` is what the head holds besides."""
        language = self.document.language
        whole = {"lang": language, "dir": direction(language)}
        heads = element("head", {}, "\n", ended([*self.head(), *head]))
        return element(
            "html",
            whole,
            "\n",
            heads,
            "\n",
            element("body", {"class": self.body_class(), "id": TOP}, "\n", body),
            "\n",
        )

    def head(self) -> list[Element]:
        """What the document is, for programs."""
        document = self.document
        known = {
            "description": document.description,
            "author": document.sender,
            "generator": f"publisher {__version__}",
            "dcterms.created": document.date.isoformat(),
            "dcterms.modified": document.date.isoformat(),
        }
        metas = (Element("meta", {"name": name, "content": text}) for name, text in known.items())
        return [Element("meta", {"charset": "utf-8"}), Element("title", {}, [document.full_title]), *metas]

    def body_class(self) -> str:
        return self.document.layout.names

    def body(self) -> list[Node]:
        cover = [part for part in self.document.parts if isinstance(part, Cover)]
        parts = [part for part in self.document.parts if not isinstance(part, Cover)]
        last = len(parts)
        while last and _name(parts[last - 1]) in (KINDS[Closing], *self.document.layout.footer_blocks):
            last -= 1
        main = element("main", {"id": MAIN}, "\n", self.parts(parts[:last]))
        return [*self.parts(cover), main, "\n", element("footer", {"class": "back"}, "\n", self.parts(parts[last:]))]

    def parts(self, parts: Iterable[Part]) -> list[Node]:
        return [node for part in parts for node in (*self.part(part), "\n")]

    def part(self, part: Part) -> list[Node]:
        match part:
            case Cover():
                return [self.cover(part)]
            case Section():
                return [self.section(part)]
            case Programme():
                return [self.programme(part)]
            case Cards():
                return [self.whole(part, part.name, part.place, [self.cards(part)])]
            case Contact():
                return [self.whole(part, "contact", part.place, self.contact(part))]
            case Imprint():
                lines = [self.line(line) for line in (part.publisher, *part.text, part.version)]
                return [self.whole(part, "imprint", part.place, [*lines, *self.partners(part.partners)])]
            case Closing():
                return self.picture(part.picture)

    def partners(self, partners: Iterable[Picture]) -> list[Node]:
        """The logos of the partners, each with its name."""
        listed = [element("li", {}, self.picture(partner)) for partner in partners]
        return [element("ul", {"class": "partners"}, _lines(listed))] if listed else []

    def whole(
        self, part: Part, id: str, place: Place, kids: Iterable[Node], heading: Runs | None = None, name: str = ""
    ) -> Element:
        """The section that a part is, with what stands in it; `heading` is what stands first, unless it is in there."""
        first = self.heading(2, part.heading, id) if heading is None and hasattr(part, "heading") else []
        return element("section", {"class": name or id, "id": id, SOURCE: str(place)}, "\n", first, "\n", _lines(kids))

    def cover(self, cover: Cover) -> Element:
        names = ["cover", *(["with-picture"] if cover.picture else []), *(["as-drawn"] if cover.as_drawn else [])]
        logo: list[Node] = [self.logo(cover.logo), " "] if cover.logo else []
        text = [
            element("p", {"class": "kicker"}, logo, self.inline(cover.kicker)),
            *self.paragraph("cover-figure", cover.figure),
            *self.title(cover),
            *self.paragraph("subtitle", cover.subtitle),
            *self.paragraph("cover-lead", cover.lead),
        ]
        header = element(
            "header",
            {"class": " ".join(names), SOURCE: str(cover.place)},
            _lines(self.picture(cover.picture)),
            self.cover_text(element("div", {"class": COVER_TEXT}, "\n", _lines(text))),
            "\n",
        )
        header.attributes[RUNNING] = self.running(cover)  # also where it is nothing
        return header

    def running(self, cover: Cover) -> str:
        """What stands at the foot of the pages."""
        return cover.running

    def title(self, cover: Cover) -> list[Node]:
        (title,) = self.heading(1, cover.title, "", cover.title_place)
        assert isinstance(title, Element)
        return [title]

    def cover_text(self, text: Element) -> list[Node]:
        """The text of a cover, with what follows it."""
        return [text]

    def section(self, part: Section) -> Element:
        head = [*self.paragraph("kicker", part.kicker), *self.heading(2, part.heading, part.id)]
        signers: list[Node] = []
        if part.people:
            people = ended(self.person(person, index) for index, person in enumerate(part.people))
            listing = element("ul", {"class": "people"}, "\n", people)
            signers = [
                element(
                    "div",
                    {"class": "signers"},
                    "\n",
                    _lines(self.paragraph("signers-title", part.people_title)),
                    listing,
                    "\n",
                )
            ]
        kids = [
            *self.picture(part.picture),
            element("div", {"class": "section-head"}, "\n", _lines(head)),
            element("div", {"class": SECTION_BODY}, "\n", self.blocks(part.blocks)),
            *signers,
        ]
        name = "section with-picture" if part.picture else "section"
        return self.whole(part, part.id, part.place, kids, (), name)

    def person(self, person: Person, index: int) -> Element:
        comma = label(self.document.language, "list.comma")
        text: list[Node] = [element("strong", {"class": "name"}, self.inline(person.name))]
        for fact in person.facts:
            lead = [*self.inline(fact.label), ": "] if fact.label else []
            text += [comma, element("span", {"class": fact.name}, lead, self.inline(fact.runs))]
        portrait = self.picture(person.portrait) if person.portrait else self.stand_in(index, plain(person.name))
        return element("li", {}, _lines(portrait), element("p", {"class": "person"}, text))

    def programme(self, part: Programme) -> Element:
        intro = [*self.heading(2, part.heading, "programme"), *map(self.line, part.notes)]
        head: list[Node] = [element("div", {"class": "programme-intro"}, "\n", _lines(intro))]
        if part.calendar:
            head.append(self.box(part.calendar, "calendar"))
        kids = [
            element("div", {"class": "programme-head"}, "\n", _lines(head)),
            *self.before_days(),
            *map(self.day, part.days),
            *map(self.index, part.indexes),
        ]
        return self.whole(part, "programme", part.place, kids, ())

    def before_days(self) -> list[Node]:
        return []

    def index(self, index: Index) -> Element:
        heading = self.heading_of(3, {"class": "index-heading"}, self.inline(index.heading), "")
        entries = ended(element("li", {}, _lines(map(self.line, entry))) for entry in index.entries)
        listing = element("ul", {"class": "entries"}, "\n", entries)
        return element("section", {"class": f"index {index.name}-index"}, "\n", heading, "\n", listing, "\n")

    def day(self, day: Day) -> Element:
        time = element("time", {"datetime": day.date.isoformat()}, self.inline(day.heading))
        return element(
            "section",
            {"class": DAY, "id": self.day_id(day), SOURCE: str(day.place)},
            "\n",
            self.heading_of(3, {"class": "day-heading"}, [time], ""),
            "\n",
            _lines(self.paragraph("day-title", day.title)),
            _lines(self.paragraph("day-hours", day.hours)),
            ended(self.session(session, plain(day.heading)) for session in day.sessions),
        )

    def day_id(self, day: Day) -> str:
        return ""

    def session(self, session: Session, day: str) -> Element:
        view, language = session.view, self.document.language
        other = view.title_language
        cancelled: list[Node] = []
        if session.cancelled:
            back = language_of(language, other) if other else {}
            cancelled = [element("strong", {"class": "cancelled", **back}, self.inline(session.cancelled)), ": "]
        in_words = " in-words" if view.span.several_days else ""
        title = {"class": "session-title", **language_of(other, language)}
        heading: list[Node] = [
            element("span", {"class": f"times{in_words}"}, self.times(session)),
            " ",
            element("span", title, cancelled, self.inline(session.title)),
        ]
        brief: list[Node] = []
        if session.brief:
            brief = [element("div", {"class": "session-facts"}, "\n", _lines(map(self.line, session.brief)))]
        lines = map(self.line, session.lines)
        body = [*map(self.line, session.lead), *brief, *lines, *self.after_lines(session)]
        return element(
            "article",
            {"class": "session", "id": view.id, SOURCE: str(view.source), RUNNING: day},
            "\n",
            self.heading_of(4, {}, heading, view.id),
            "\n",
            element("div", {"class": "session-body"}, "\n", _lines(body)),
            "\n",
        )

    def times(self, session: Session) -> list[Node]:
        """When it begins and ends, for readers and for programs."""
        view = session.view
        times: list[Node] = [element("time", {"datetime": view.start_iso}, self.inline(session.start))]
        if session.end:
            end = element("time", {"datetime": view.end_iso}, self.inline(session.end))
            times += [*self.inline(session.between), end]
        return times

    def after_lines(self, session: Session) -> list[Node]:
        return []

    def cards(self, part: Cards) -> Element:
        items = [element("li", {"class": _card_class(card)}, self.card(card)) for card in part.cards]
        return element("ul", {"class": "cards"}, "\n", ended(items))

    def box(self, card: Card, name: str = "") -> Element:
        """A card that stands by itself."""
        return element("div", {"class": " ".join(filter(None, (name, _card_class(card))))}, self.card(card))

    def card(self, card: Card) -> list[Node]:
        text = [
            *self.paragraph("card-title", card.title),
            *self.paragraph("card-when", card.brief),
            *map(self.line, card.lines),
            element("p", {"class": ADDRESS}, self.inline(card.address, without=Kind.ADDRESS)),
        ]
        code = self.code(card.code) if card.code else []
        return [*_lines(code), element("div", {"class": "card-text"}, "\n", _lines(text)), "\n"]

    def contact(self, part: Contact) -> list[Node]:
        ways: list[Node] = []
        for way in part.ways:
            ways += [element("dt", {}, self.inline(way.label)), element("dd", {}, self.inline(way.runs)), "\n"]
        return [
            *self.paragraph("contact-name", part.name),
            *map(self.line, part.lines),
            *map(self.box, part.cards),
            element("dl", {}, "\n", ways),
        ]


def _name(part: Part) -> str:
    """What a layout calls the part in its list of the blocks of the footer."""
    return part.name if isinstance(part, Cards) else KINDS[type(part)]


def _card_class(card: Card) -> str:
    return "card with-code" if card.code else "card"


def _lines(nodes: Iterable[Node]) -> list[Node]:
    """Each ending a line, so that words of two blocks never run together."""
    return [one for node in nodes for one in (node, "\n")]
