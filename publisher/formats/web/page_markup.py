"""The parts of a document written as a web page: pictures inside, tables in frames, a table of contents."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from publisher.compose import Document
from publisher.compose.entries import EntryMarkup, contents_of
from publisher.compose.part_markup import PartMarkup
from publisher.compose.part_types import Picture, Section, Session
from publisher.formats.web.programme_filter import filter_of
from publisher.model.blocks import Table
from publisher.model.document_ids import CONTENTS, MAIN
from publisher.model.html_names import KEEP, LOGO, PORTRAIT, RUNNING, SOURCE
from publisher.model.runs import plain
from publisher.pictures.cache import SCREEN_SIDE, SMALL_SIDE
from publisher.text.html_elements import Attributes, Element, Node, element
from publisher.text.i18n import label
from publisher.text.markup import LONGEST_ON_ONE_LINE, with_breaks

# A picture's width divided by its height: from WIDE on it is a band through the page, below TALL it stands upright.
WIDE, TALL = 2, 1.2
ONLY_FOR_BUILDING = (SOURCE, RUNNING)
AFTER_SLASH = re.compile(r"(?<=/)")


class SessionFile(NamedTuple):
    """The calendar file of one session."""

    href: str
    media_type: str


class PageMarkup(PartMarkup):
    """Writes the parts of one document as a page that stands alone. `above` stands between the link that skips to the
    content and the cover, `below` after the text. `files` are the calendar files of sessions, by their ids. `name` is a
    class of the page besides its layout's."""

    def __init__(
        self,
        document: Document,
        *,
        above: Sequence[Node] = (),
        below: Sequence[Node] = (),
        files: Mapping[str, SessionFile] | None = None,
        name: str = "",
    ) -> None:
        super().__init__(document)
        self.above, self.below, self.files, self.name = above, below, files or {}, name
        self.filter = filter_of(document)
        self.section_heading = ""  # of the section that is being written

    def body_class(self) -> str:
        return f"{self.name} {super().body_class()}".strip()

    def body(self) -> list[Node]:
        skip = element("a", {"class": "skip", "href": f"#{MAIN}"}, label(self.document.language, "page.skip"))
        *begin, main, gap, footer = super().body()
        script = self.filter.script() if self.filter else []
        nodes = [skip, "\n", *self.above, *begin, self.contents(), "\n", main, gap, *self.below, footer, *script, "\n"]
        for one in (inner for node in nodes if isinstance(node, Element) for inner in node.all()):
            for attribute in ONLY_FOR_BUILDING:
                one.attributes.pop(attribute, None)
        return nodes

    def contents(self) -> Element:
        """A table of contents between the cover and the text."""
        title = element("h2", {"id": CONTENTS}, label(self.document.language, "contents.title"))
        entries = [
            element("li", {}, element("a", {"href": f"#{id}"}, EntryMarkup().inline(runs)))
            for id, runs in contents_of(self.document)
        ]
        return element("nav", {"class": "contents", "aria-labelledby": CONTENTS}, title, element("ul", {}, entries))

    # Pictures

    def image(self, attributes: Attributes) -> Element:
        """A picture with its bytes in the page. A browser that knows its size keeps the room free: nothing jumps."""
        address, classes = attributes["src"], attributes.get("class", "").split()
        if address.startswith("data:"):
            return super().image(attributes)
        side = SMALL_SIDE if PORTRAIT in classes else SCREEN_SIDE
        made = self.document.pictures.for_screen(self.document.picture_file(address), side)
        found = attributes | {"src": f"data:{made.media_type};base64,{base64.b64encode(made.data).decode()}"}
        if made.width and made.height:
            found |= {"width": str(made.width), "height": str(made.height)}
            if names := [*classes, *_shape(made.width, made.height)]:
                found["class"] = " ".join(names)
        return super().image(found)

    def logo(self, logo: Picture) -> Element:
        """The ground of the cover is the brand's colour, as in print."""
        return self.image({"class": LOGO, "src": logo.address, "alt": logo.alt})

    def code(self, url: str) -> list[Node]:
        """Without the size that it has on paper."""
        codes = super().code(url)
        for code in codes:
            if isinstance(code, Element):
                code.attributes.pop("style")
        return codes

    # Text

    def address(self, address: str) -> list[Node]:
        """An address may go on in the next line after a slash."""
        if len(address) > LONGEST_ON_ONE_LINE:
            return super().address(address)
        pieces = [piece for piece in AFTER_SLASH.split(address) if piece]
        return [element("span", {"class": KEEP}, with_breaks(pieces))]

    def section(self, part: Section) -> Element:
        self.section_heading = plain(part.heading).strip()
        return super().section(part)

    def table(self, table: Table) -> Element:
        """A table that is wider than the window moves sideways in a frame of its own, which the keyboard reaches."""
        name = plain(table.caption).strip() or self.section_heading
        frame = {"class": "table-frame", "role": "group", "tabindex": "0", "aria-label": name}
        return element("div", frame, super().table(table))

    # The programme

    def before_days(self) -> list[Node]:
        return [self.filter.form()] if self.filter else []

    def session(self, session: Session, day: str) -> Element:
        written = super().session(session, day)
        written.attributes |= self.filter.values_of(session.view.id) if self.filter else {}
        return written

    def after_lines(self, session: Session) -> list[Node]:
        """A session that has a calendar file of its own leads to it."""
        file = self.files.get(session.view.id)
        if file is None:
            return []
        text = label(self.document.language, "calendar.add-session")
        # Many links say the same: heard by itself, each says which session it is of.
        attributes = {"href": file.href, "type": file.media_type, "aria-label": f"{text}: {session.view.name}"}
        return [element("p", {"class": "to-calendar"}, element("a", attributes, text))]


def _shape(width: int, height: int) -> list[str]:
    """What the stylesheets must know of a picture's shape, as classes."""
    return ["wide"] if width >= WIDE * height else ["tall"] if width < TALL * height else []
