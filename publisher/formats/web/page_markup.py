"""The parts of a document written as a web page: pictures inside, tables in frames, a table of contents."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from publisher.compose import Document
from publisher.compose.entries import EntryMarkup, contents_of
from publisher.compose.part_markup import PartMarkup
from publisher.compose.part_types import Picture, Section, Session
from publisher.design.layouts import BASE
from publisher.formats.web.programme_filter import filter_of
from publisher.model.blocks import Note, Table
from publisher.model.document_ids import MAIN
from publisher.model.html_names import KEEP, LOGO, PORTRAIT, ROLE_BACK, ROLE_REF, RUNNING, SOURCE
from publisher.model.paths import LAYOUTS
from publisher.model.runs import Kind, Mark, Run, plain
from publisher.pictures.cache import SCREEN_SIDE, SMALL_SIDE
from publisher.text.html_elements import Attributes, Element, Node, element
from publisher.text.i18n import label
from publisher.text.markup import LONGEST_ON_ONE_LINE, with_breaks

# A picture's width divided by its height: from WIDE on it is a band through the page, below TALL it stands upright.
WIDE, TALL = 2, 1.2
ONLY_FOR_BUILDING = (SOURCE, RUNNING)
AFTER_SLASH = re.compile(r"(?<=/)")
# An address, or a number of a telephone: somebody copies it.
COPIED = re.compile(r"[@/]|\w\.[^\W\d]|\d-\d+ \d|^\+?\d{6,}")
LONGEST_HELD = 16  # characters
SPACE, DASH = re.compile(r"\s"), re.compile(r"[-–—](?=\w)")
FRAMES = LAYOUTS / BASE / "frames.js"
FRAME, CAPTION, TABLE_CAPTION = "table-frame", "caption", "table-caption"


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
        self.has_tables = False

    def body_class(self) -> str:
        return f"{self.name} {super().body_class()}".strip()

    def body(self) -> list[Node]:
        skip = element("a", {"class": "skip", "href": f"#{MAIN}"}, label(self.document.language, "page.skip"))
        *begin, main, gap, footer = super().body()
        script = [*(self.filter.script() if self.filter else []), *(_script(FRAMES) if self.has_tables else [])]
        nodes = [skip, "\n", *self.above, *begin, self.contents(), "\n", main, gap, *self.below, footer, *script, "\n"]
        for one in (inner for node in nodes if isinstance(node, Element) for inner in node.all()):
            for attribute in ONLY_FOR_BUILDING:
                one.attributes.pop(attribute, None)
        return nodes

    def contents(self) -> Element:
        """A table of contents between the cover and the text."""
        title = element("h2", {}, label(self.document.language, "contents.title"))
        entries = [
            element("li", {}, element("a", {"href": f"#{id}"}, EntryMarkup().inline(runs)))
            for id, runs in contents_of(self.document)
        ]
        # Named by its heading, it would be said twice: it is the one navigation without a name.
        return element("nav", {"class": "contents"}, title, element("ul", {}, entries))

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
        """None: whoever reads the page has the link beside it, and would hear the address twice."""
        return []

    def captioned(self, attributes: Attributes, kids: list[Node], caption: Iterable[Run]) -> Element:
        """A figure has its caption for a name, and a screen reader says both: here the caption is text below it."""
        written = self.inline(caption)
        text = [element("p", {"class": CAPTION}, written)] if written else []
        return Element("div" if written else "figure", attributes, [*kids, *text])

    # Text

    def marked(self, mark: Mark, kids: list[Node]) -> list[Node]:
        """What stays on one line is held by its characters: an element is a stop of its own for some screen readers.
        Addresses and numbers of telephones keep theirs, since nothing unseen may be copied with them. A long name may
        go on in the next line: letters of twice the size leave it no room on a telephone."""
        if mark.kind is Kind.KEEP and all(isinstance(kid, str) or kid.tag == "sup" for kid in kids):
            text = "".join(kid for kid in kids if isinstance(kid, str))
            if not COPIED.search(text):
                if len(text) > LONGEST_HELD:
                    return kids
                return [held_together(kid) if isinstance(kid, str) else kid for kid in kids]
        nodes = super().marked(mark, kids)
        if mark.kind is Kind.NOTE:
            self._name_links(nodes, ROLE_REF, "note.link")
        return nodes

    def note(self, note: Note) -> Element:
        written = super().note(note)
        self._name_links([written], ROLE_BACK, "note.back")
        return written

    def _name_links(self, nodes: Iterable[Node], role: str, id: str) -> None:
        """Say what the number is that links of this role consist of."""
        for link in (inner for node in nodes if isinstance(node, Element) for inner in node.all()):
            if link.attributes.get("role") == role:
                number = "".join(link.texts())
                link.attributes["aria-label"] = label(self.document.language, id, number=number)

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
        """A table that is wider than the window moves sideways in a frame of its own. The frame gets its name, and the
        keyboard reaches it, only where it is (frames.js): elsewhere both would be in the way."""
        self.has_tables = True
        name = plain(table.caption).strip()
        written = super().table(replace(table, caption=()))
        caption: list[Node] = []
        if name:
            # As the table's own caption it would be its name too, and said twice: it is a paragraph before it.
            caption = [element("p", {"class": TABLE_CAPTION}, self.inline(table.caption)), "\n"]
            written.attributes["aria-label"] = name
        return element("div", {"class": FRAME, "data-name": name or self.section_heading}, caption, written)

    # The programme

    def times(self, session: Session) -> list[Node]:
        """As text: an element would part the heading into four announcements. Programs have the linked data."""
        times = [node for runs in (session.start, session.between, session.end) for node in self.inline(runs)]
        return [*times, "\u00a0"]  # the space after them, which would vanish at the end of their column

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


def held_together(text: str) -> str:
    """The same text, which no line breaks: with no-break spaces, and word joiners after its dashes."""
    return DASH.sub("\\g<0>\u2060", SPACE.sub("\u00a0", text))


def _script(path: Path) -> list[Node]:
    return [element("script", {}, path.read_text("utf-8").strip())]


def _shape(width: int, height: int) -> list[str]:
    """What the stylesheets must know of a picture's shape, as classes."""
    return ["wide"] if width >= WIDE * height else ["tall"] if width < TALL * height else []
