"""The formats: one file each, with a descriptor that says everything about it. Found by entry points.

A format's id never changes. Its module is imported when its descriptor is asked for; `FORMATS.names()` imports none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from publisher.model.findings import Artifact, Options
from publisher.model.registry import Registry

if TYPE_CHECKING:
    from publisher.compose.document import Document
    from publisher.formats.edition import Edition
    from publisher.formats.read_back import ReadBack
    from publisher.model.findings import Finding

LANDING = "index.html"
PDF = "application/pdf"
MEDIA = ("", "print", "large-print")  # what a format may be made of: no pages, those of paper, those of large print


class ListedIn(StrEnum):
    """Where the landing page shows a format's file: above the text and in the list, only in the list of what is to be
    read, only in the list of what is to be printed, or nowhere."""

    NEAREST = "nearest"
    TO_READ = "to-read"
    TO_PRINT = "to-print"
    NOWHERE = "nowhere"


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format of the finished files.

    `title` and `purpose` are ids of labels, or plain English texts; `purpose` says for whom the format is.

    `render(edition)` gives the file's bytes; or, where there are several, the bytes of each by what is added to its
    name. It raises PublisherError where the file cannot be made.

    Nothing is lost: `read` gives the text and addresses of the finished file, by other means than those that wrote it,
    and the parity check compares them with the document. A format that is no running text has its own `compare`
    instead, which yields what is missing. What only shows a page that is proven itself `is_picture`. One of the three
    must be there.

    Beside the main file there may be `companions`: the suffix of each name, and the id of its label. They hold
    no text of their own; `prove`, which is given all files of the format, yields what is wrong with them.

    `medium` says which pages the file is made of: "print", "large-print", or "" for none. `tagged`: a PDF with a
    structure tree. `for_press`: made for a press profile, and held to it by preflight. `links`: links can be followed
    in it. `printed_addresses`: the address of a link stands in brackets after it, as on paper.

    It is made in every build, but for these: `on_request` is made only where it is asked for by its id; what
    `needs_programme`, only where there is a programme; what `needs_site`, only where the publication says where on the
    web its files will lie, or where it is asked for; what `needs_booklet`, only where the layout's pages are bound in
    multiples of four, or where it is asked for. `listed_in` is where the landing page shows it.

    Raises ValueError for a descriptor that contradicts itself.
    """

    id: str
    extension: str
    media_type: str
    title: str
    purpose: str
    render: Callable[[Edition], bytes | dict[str, bytes]]
    read: Callable[[bytes], ReadBack] | None = None
    compare: Callable[[Document, Artifact], Iterable[Finding]] | None = None
    is_picture: bool = False
    companions: Mapping[str, str] = field(default_factory=dict)
    prove: Callable[[Sequence[Artifact]], Iterable[Finding]] | None = None
    medium: str = ""
    tagged: bool = False
    for_press: bool = False
    links: bool = True
    printed_addresses: bool = True
    on_request: bool = False
    needs_programme: bool = False
    needs_site: bool = False
    needs_booklet: bool = False
    listed_in: ListedIn = ListedIn.NEAREST

    def __post_init__(self) -> None:
        if sum((self.read is not None, self.compare is not None, self.is_picture)) != 1:
            raise ValueError(
                f"the format '{self.id}' needs one of 'read', 'compare' and 'is_picture': without it, nothing would "
                "prove that no text is lost"
            )
        if self.medium not in MEDIA:
            media = ", ".join(filter(None, MEDIA))
            raise ValueError(f"the format '{self.id}' has the medium '{self.medium}'; use one of: {media}")
        if self.tagged and not self.medium:
            raise ValueError(f"the format '{self.id}' is tagged and has no pages; give it a 'medium'")

    @property
    def has_size(self) -> bool:
        """Whether its text has a size that is chosen, which stands in the file's name."""
        return self.medium == "large-print"

    @property
    def paged(self) -> bool:
        """Whether its file shows pages, so that a fault in them is a fault of it."""
        return bool(self.medium) or self.is_picture

    @property
    def for_paper(self) -> bool:
        """Whether its file is made to be printed."""
        return self.for_press or self.listed_in is ListedIn.TO_PRINT

    def filename(self, name: str, variant: str = "") -> str:
        """'framat-screen.pdf', 'framat-large-print-18pt.pdf'"""
        return f"{'-'.join(filter(None, (name, self.id, variant)))}.{self.extension}"

    def artifacts(self, edition: Edition) -> list[Artifact]:
        """Make the file or files, the main one first. Raises PublisherError where they cannot be made."""
        document = edition.document
        if self.needs_programme and not document.events:
            return []
        if self.needs_site and not (document.site or self.id in edition.options.formats):
            return []
        if self.needs_booklet and document.layout.pages_multiple % 4 and self.id not in edition.options.formats:
            return []
        made = self.render(edition)
        pages = edition.pages(self.medium).count if self.medium else None
        size = edition.size if self.has_size else None
        files: dict[str, Any] = made if isinstance(made, dict) else {f"{size}pt" if size else "": made}
        if wrong := [data for data in files.values() if not isinstance(data, bytes)]:
            raise TypeError(f"'render' of the format '{self.id}' gives {type(wrong[0]).__name__}; it should give bytes")
        return [
            Artifact(
                self.id,
                self.filename(document.name, variant),
                self.media_type,
                data,
                pages_of(data) if variant in self.companions and self.medium else pages,
                size,
                variant if variant in self.companions else "",
            )
            for variant, data in files.items()
        ]

    def read_back(self, document: Document, artifact: Artifact) -> None:
        """Try whether a file of it can be read back. Raises whatever `read` or `compare` raises."""
        if self.read:
            self.read(artifact.data)
        if self.compare:
            list(self.compare(document, artifact))


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


# In the order in which readers need them; those of plug-ins after the toolkit's own.
FORMATS = Registry("publisher.formats", "format", Format, lambda format: (format.id,), named=True)


def usual() -> tuple[str, ...]:
    """The ids of the formats that a build makes where none is asked for."""
    return tuple(format.id for format in FORMATS.values() if not format.on_request)


def is_laid_out(options: Options) -> bool:
    """Whether a build lays out pages. Where all usual formats are made it does, and no format is imported to see it."""
    chosen = options.formats or options.without
    return not chosen or any(FORMATS[id].medium for id in wanted(options))


def asks_for_paper(options: Options) -> bool:
    """Whether a format for paper was requested by its id, or a press to print on."""
    return bool(options.press or options.profile) or any(FORMATS.find(id).for_paper for id in options.formats)


def wanted(options: Options) -> tuple[str, ...]:
    """The ids of the formats that a build makes. Raises UsageError for one that is not there."""
    asked = tuple(FORMATS.find(id).id for id in options.formats)
    return tuple(id for id in asked or usual() if id not in options.without)
