"""The one semantic document that every format starts from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin

from lxml import etree
from lxml import html as lxml_html

from publisher.compose.events import Event
from publisher.compose.facts import Thing
from publisher.compose.part_types import Part
from publisher.design.brands import BrandFile
from publisher.design.layouts import Layout
from publisher.model.findings import Place
from publisher.model.paths import real
from publisher.model.units import Paper
from publisher.pictures.cache import Pictures
from publisher.pictures.kinds import is_drawing


@dataclass(frozen=True)
class Translation:
    """The same publication in another language: what the language calls itself, the name that its files begin with, and
    the way to their folder from that of this document's files ("en", "..")."""

    language: str
    title: str
    name: str
    folder: str


@dataclass(frozen=True)
class Document:
    """A publication, composed by its layout.

    `parts` are what it says, in the order of reading. `html` is the same as the layout's template writes it; it carries
    `data-source="file:line"` on its blocks. `name` begins the names of its files, `path` is the folder
    they go into. Addresses of pictures are relative to `base`; the files are below `picture_folders`. `brand` and
    `layout` are what the stylesheets need besides. `texts` is what the content holds for readers. `picture_lines` are
    the lines that name each picture, by its address. `large_print` is the size of the large print's text, in points,
    `large_print_paper` what it stands on.
    `events` are the programme's sessions, `calendar` the address of their calendar file. `publisher` is who is behind
    it, `contact` how to reach the sender. `translations` are its other languages, the main one first. `site` is where
    on the web its files will lie, ending in a slash. `contents` is whether the pages have a table of contents;
    None: the layout decides.
    """

    name: str
    path: str
    title: str
    subtitle: str
    language: str
    description: str
    sender: str
    date: dt.date
    version: str
    html: str
    parts: tuple[Part, ...]
    base: Path
    picture_folders: tuple[Path, ...]
    layout: Layout
    brand: BrandFile
    brand_id: str
    brand_file: str
    colour_lines: dict[str, int]
    texts: tuple[tuple[str, Place], ...]
    picture_lines: dict[str, tuple[Place, ...]]
    language_place: Place
    main_file: str  # publication.yaml, as findings name it; a translation by texts has that of the main language
    large_print: int
    large_print_paper: Paper
    events: tuple[Event, ...]
    calendar: str | None
    publisher: str
    contact: Thing | None
    translations: tuple[Translation, ...]
    site: str | None
    contents: bool | None

    @property
    def full_title(self) -> str:
        """The title with the subtitle, for the properties of files."""
        return " – ".join(filter(None, (self.title, self.subtitle)))

    @property
    def content(self) -> Path:
        """The content folder, from which findings name their files."""
        return self.base.parents[self.path.count("/")]

    def address(self, way: str) -> str:
        """The address of a file, which is given as seen from this document's own ("index.html", "en/index.html"): its
        place on the web where that is known, else the way to it."""
        return urljoin(self.site, way) if self.site else way

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures, made ready for each use. Shared by all formats."""
        return Pictures()

    def drawing(self, path: Path) -> bytes | None:
        """An SVG of the publication or its brand as it goes into the formats; None for any other file."""
        ours = is_drawing(path) and any(path.is_relative_to(real(folder)) for folder in self.picture_folders)
        return self.pictures.drawing(path).data if ours else None

    def picture_file(self, address: str) -> Path:
        """The file of a picture, by its address in the document."""
        return self.base / unquote(address)

    @cached_property
    def tree(self) -> etree._Element:
        """The parsed document. Shared: copy it (`copy.deepcopy`) before changing it."""
        return parse(self.html)


def parse(html: str) -> etree._Element:
    """HTML text -> its root element."""
    return lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(encoding="utf-8"))


def serialise(root: etree._Element) -> str:
    """Root element -> HTML text with its doctype."""
    return etree.tostring(root, method="html", encoding="unicode", doctype="<!doctype html>")


def place_of(element: etree._Element) -> Place | None:
    """The content line an element stands on: its own `data-source`, or the nearest ancestor's."""
    for candidate in (element, *element.iterancestors()):
        if source := candidate.get("data-source"):
            return read_place(source)
    return None


def read_place(source: str) -> Place:
    """What a `data-source` says: 'framat/sections/skola.md:31'."""
    file, _, line = source.rpartition(":")
    return Place(file, int(line)) if line.isdigit() else Place(source)
