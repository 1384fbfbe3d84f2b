"""The entries of a list of contents: the parts, and their titles as written there."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.compose.document import Document
from publisher.compose.lines import language_of
from publisher.compose.part_types import KINDS, Cards, Closing, Cover, Part, Section, Session
from publisher.model.runs import Kind, Mark, Runs
from publisher.text.html_elements import Element, Node, element
from publisher.text.markup import Markup

IN_ENTRIES = ("lang", "dir", "title")  # the attributes that elements keep in an entry


def contents_of(document: Document) -> list[tuple[str, Runs]]:
    """(id, heading) of each part that has one, in order."""
    return [entry for part in document.parts for entry in heading_of(part)]


def heading_of(part: Part) -> Iterator[tuple[str, Runs]]:
    """(id, heading) of a part; nothing where it has none."""
    if not isinstance(part, Cover | Closing):
        id = part.id if isinstance(part, Section) else part.name if isinstance(part, Cards) else KINDS[type(part)]
        yield id, part.heading


class EntryMarkup(Markup):
    """Writes running text as it stands in a list of contents: a link all of it, without notes and without addresses,
    but with its languages and abbreviations."""

    def address(self, address: str) -> list[Node]:
        return [
            node for part in super().address(address) for node in (part.kids if isinstance(part, Element) else [part])
        ]

    def marked(self, mark: Mark, kids: list[Node]) -> list[Node]:
        if mark.kind in (Kind.NOTE, Kind.NOTE_COMMA, Kind.LINK_ADDRESS):
            return []
        (written,) = super().marked(mark, kids)
        assert isinstance(written, Element)
        if mark.kind is Kind.LINK:  # the entry is one already
            written.tag = "span"
        return self._bare(written)

    def session(self, session: Session, language: str) -> list[Node]:
        """The times and the title."""
        title = self.inline(session.title)
        other = session.view.title_language
        if session.cancelled:
            back = language_of(language, other) if other else {}
            title = [element("strong", back, self.inline(session.cancelled)), ": ", *title]
        named = element("span", language_of(other, language), title)
        times = [node for runs in (session.start, session.between, session.end) for node in self.inline(runs)]
        return [*times, " ", *self._bare(named)]

    def _bare(self, written: Element) -> list[Node]:
        """An element with what an entry keeps of it; only what is in it where that is nothing."""
        written.attributes = {name: value for name, value in written.attributes.items() if name in IN_ENTRIES}
        return written.kids if written.tag == "span" and not written.attributes else [written]
