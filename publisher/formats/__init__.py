"""The formats: one file each, with a descriptor that says everything about it. Found by entry points.

A format's id never changes. Its module is imported when its descriptor is asked for; `FORMATS.names()` imports none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from mimetypes import MimeTypes
from typing import TYPE_CHECKING, Any

from publisher.model.findings import Artifact, Options
from publisher.model.registry import Registry
from publisher.model.units import Paper

if TYPE_CHECKING:
    from publisher.compose.document import Document
    from publisher.formats.edition import Edition
    from publisher.formats.read_back import ReadBack
    from publisher.model.findings import Finding

LANDING = "index.html"
PDF = "application/pdf"
MEDIA = ("", "print", "large-print")  # what a format may be made of: no pages, those of paper, those of large print


class ListedIn(StrEnum):
    """Where the landing page lists the file of a format.

    Attributes:
        NEAREST: Above the text, and in the list.
        TO_READ: Only in the list of what is to be read.
        TO_PRINT: Only in the list of what is to be printed.
        NOWHERE: Not at all.
    """

    NEAREST = "nearest"
    TO_READ = "to-read"
    TO_PRINT = "to-print"
    NOWHERE = "nowhere"


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format of the finished files. One of `read`, `compare` and `is_picture` must prove that nothing is lost.

    Attributes:
        id: Permanent. It is part of the file's name, and what `--format` names.
        extension: Of the file's name, without a dot.
        title: Id of a label, or a plain English text.
        purpose: For whom the format is: id of a label, or a plain English text.
        render: Makes the file's bytes of an `Edition`; or, where there are several files, the bytes of each by what is
            added to its name. It raises PublisherError where the file cannot be made.
        read: Reads text and addresses of the finished file by other means than those that wrote it. The parity check
            compares them with the document.
        compare: Instead, for a format that is no running text: yields what is missing in the file.
        is_picture: Instead: it only shows a page that is proven itself.
        media_type: As registered with IANA: "application/pdf". Without it, the usual one of the extension.
        companions: Suffix of the name -> id of the label, of files beside the main one. They have no text of their own.
        prove: Yields what is wrong with the files of the format together, companions too.
        medium: The pages that it is made of: "print", "large-print", or "" for none.
        tagged: It is a PDF with a structure tree (ISO 32000-1, 14.7).
        for_press: It is made for a press profile, and preflight checks it.
        links: Links can be followed in it.
        printed_addresses: The address of a link is in brackets after it, as on paper.
        on_request: It is made only if it is named by its id.
        needs_programme: It is made only if there is a programme.
        needs_site: It is made only if the publication says where on the web its files will be, or on request.
        needs_booklet: It is made only if the pages are bound in multiples of four, or on request.
        listed_in: Where the landing page lists it.

    Raises:
        ValueError: The descriptor contradicts itself.
    """

    id: str
    extension: str
    title: str
    purpose: str
    render: Callable[[Edition], bytes | dict[str, bytes]]
    read: Callable[[bytes], ReadBack] | None = None
    compare: Callable[[Document, Artifact], Iterable[Finding]] | None = None
    is_picture: bool = False
    media_type: str = ""
    companions: Mapping[str, str] = field(default_factory=dict)
    prove: Callable[[Document, Sequence[Artifact]], Iterable[Finding]] | None = None
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
        if not self.media_type:
            object.__setattr__(self, "media_type", _media_type(self.id, self.extension))
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
        paper = edition.paper if size and edition.paper is not Paper.WHITE else None
        chosen = "-".join(filter(None, (f"{size}pt" if size else "", paper)))
        files: dict[str, Any] = made if isinstance(made, dict) else {chosen: made}
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
                paper,
            )
            for variant, data in files.items()
        ]

    def read_back(self, document: Document, artifact: Artifact) -> None:
        """Try whether a file of it can be read back. Raises whatever `read` or `compare` raises."""
        if self.read:
            self.read(artifact.data)
        if self.compare:
            list(self.compare(document, artifact))


def _media_type(id: str, extension: str) -> str:
    """As Python's own table has it, whatever the machine knows besides. Raises ValueError."""
    if found := MimeTypes().guess_type(f"x.{extension}")[0]:
        return found
    raise ValueError(
        f"the format '{id}' makes .{extension} files, which have no usual media type; give it a 'media_type'"
    )


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
