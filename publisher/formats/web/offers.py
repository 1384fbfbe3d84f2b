"""The list of formats on the landing page: in short at the top, in full after the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from publisher.compose import Document
from publisher.compose.directions import direct, runs_left_to_right
from publisher.compose.facts import Fact
from publisher.model.document_ids import ALL_FORMATS
from publisher.model.label import label_runs
from publisher.text.html_elements import Element, Node, element
from publisher.text.i18n import direction, is_right_to_left, label, long_date
from publisher.text.markup import Markup, ended

WAYS = ("tel:", "mailto:")


class Companion(NamedTuple):
    """A file that goes with the main file of a format."""

    href: str
    media_type: str
    title: str


@dataclass(frozen=True)
class Offer:
    """What a card says of a file. `short` is its name in the line at the top, where it stands if it is `near`."""

    href: str
    media_type: str
    title: str
    short: str
    purpose: str
    details: tuple[str, ...]
    for_print: bool
    near: bool
    companions: tuple[Companion, ...]


class Offers:
    """Writes the offers of one document."""

    def __init__(self, document: Document, offers: Sequence[Offer]) -> None:
        self.document, self.offers = document, offers
        self.base = direction(document.language)
        self.label = partial(label, document.language)

    def nearest(self) -> Element:
        """The line at the top."""
        links = [self.link(offer, offer.short) for offer in self.offers if offer.near]
        everything = element("a", {"href": f"#{ALL_FORMATS}"}, self.text(self.label("formats.all")))
        items = ended(element("li", {}, link) for link in (*links, everything))
        return element(
            "nav",
            {"class": "ways", "aria-label": self.label("formats.other")},
            "\n",
            # Heard already, as the name of the navigation.
            element("p", {"aria-hidden": "true"}, self.text(self.label("formats.other").within("", ":"))),
            "\n",
            element("ul", {}, "\n", items),
            "\n",
        )

    def all(self) -> Element:
        """Every format, by what one does with it, and the way to help."""
        document = self.document
        written = self.label(
            "imprint.version", date=long_date(document.language, document.date), version=document.version
        )
        head = element(
            "div",
            {"class": "formats-head"},
            "\n",
            element("h2", {"id": ALL_FORMATS}, self.text(self.label("formats.choose"))),
            "\n",
            element("p", {"class": "written"}, self.text(written)),
            "\n",
        )
        groups = [
            (title, [offer for offer in self.offers if offer.for_print is for_print])
            for title, for_print in ((self.label("formats.to-read"), False), (self.label("formats.to-print"), True))
        ]
        parts = [head, *(self.group(title, offers) for title, offers in groups if offers), *self.help()]
        return element("section", {"class": "formats", "aria-labelledby": ALL_FORMATS}, "\n", ended(parts))

    def group(self, title: str, offers: Iterable[Offer]) -> Element:
        cards = element("ul", {"class": "files"}, "\n", ended(map(self.card, offers)))
        return element("div", {"class": "group"}, "\n", element("h3", {}, self.text(title)), "\n", cards, "\n")

    def card(self, offer: Offer) -> Element:
        details: list[Node] = []
        for detail in offer.details:
            details += [*([" · "] if details else []), element("bdi", {}, self.text(detail))]
        parts = [
            element("h4", {}, self.link(offer, offer.title)),
            element("p", {"class": "purpose"}, self.text(offer.purpose)),
            element("p", {"class": "details"}, details),
        ]
        if offer.companions:
            items = ended(element("li", {}, self.link(one, one.title)) for one in offer.companions)
            parts.append(element("ul", {"class": "companions"}, "\n", items))
        return element("li", {"class": "card file"}, "\n", ended(parts))

    def help(self) -> list[Element]:
        """How to ask the sender for another format: by telephone or e-mail."""
        facts = self.document.contact.facts if self.document.contact else ()
        ways = [fact for fact in facts if any(run.href.startswith(WAYS) for run in fact.runs)]
        if not ways:
            return []
        heading = element("h3", {}, self.text(self.label("formats.help")))
        return [element("div", {"class": "help"}, "\n", ended([heading, *map(self.way, ways)]))]

    def way(self, fact: Fact) -> Element:
        runs = direct((*label_runs(fact.label, ": "), *fact.runs), self.base, self.base)
        return element("p", {}, Markup().inline(runs))

    def link(self, file: Offer | Companion, text: str) -> Element:
        attributes = {"href": file.href, "type": file.media_type, "hreflang": self.document.language}
        # Nothing is put inside a link: it runs the other way as a whole.
        if self.base == "rtl" and runs_left_to_right(text) and not any(map(is_right_to_left, text)):
            attributes["dir"] = "ltr"
        return element("a", attributes, text)

    def text(self, text: str) -> list[Node]:
        """Words that run the other way than the page say so."""
        return Markup().inline(direct(label_runs(text), self.base, self.base))
