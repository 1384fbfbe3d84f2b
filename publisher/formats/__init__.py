"""The formats: one file each, found here by id.

A format's id never changes. Its module is imported when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from publisher.model.findings import Artifact, Options

if TYPE_CHECKING:
    from publisher.formats.edition import Edition

LANDING = "index.html"


@dataclass(frozen=True)
class Format:
    """`title` and `purpose` are English labels, translated where they are shown to readers.

    `medium` says which pages it is made of ("print", "large-print"; "" for none), `tagged` that it is a PDF with a
    structure tree. What is `on_request` is made only where it is asked for by its id, what is `of_events` only where
    there is a programme. What is `of_site` is made where it is known where on the web the files will lie, or where it
    is asked for; it is no format to read. What is `for_print` is read by nobody on a screen.

    Its module has `render(edition)`, which gives the file's bytes; or, where there are several, the bytes of each by
    what is added to its name.
    """

    id: str
    extension: str
    media_type: str
    title: str
    purpose: str
    module: str
    medium: str = ""
    tagged: bool = False
    on_request: bool = False
    of_events: bool = False
    of_site: bool = False
    for_print: bool = False

    def filename(self, name: str, variant: str = "") -> str:
        """'framat-screen.pdf', 'framat-large-print-18pt.pdf'"""
        return f"{'-'.join(filter(None, (name, self.id, variant)))}.{self.extension}"

    def artifacts(self, edition: Edition) -> list[Artifact]:
        """Make the file or files, the main one first. Raises PublisherError where they cannot be made."""
        document = edition.document
        if self.of_events and not document.events:
            return []
        if self.of_site and not (document.site or self.id in edition.options.formats):
            return []
        made = import_module(f"publisher.formats.{self.module}").render(edition)
        pages = edition.pages(self.medium).count if self.medium else None
        size = edition.size if self.medium == "large-print" else None
        files = {f"{size}pt" if size else "": made} if isinstance(made, bytes) else made
        return [
            Artifact(self.id, self.filename(document.name, variant), self.media_type, data, pages, size)
            for variant, data in files.items()
        ]


PDF = "application/pdf"
# In the order in which readers need them.
FORMATS: dict[str, Format] = {
    format.id: format
    for format in (
        Format(
            "large-print",
            "pdf",
            PDF,
            "Large print",
            "For readers with low vision: A4, large letters, calm pages. Tagged for screen readers.",
            "large_print.pages",
            "large-print",
            tagged=True,
        ),
        Format(
            "web",
            "html",
            "text/html",
            "Web page",
            "Adapts to your screen and settings. Works without a network.",
            "web.page",
        ),
        Format(
            "text",
            "txt",
            "text/plain",
            "Plain text",
            "Words alone, for braille displays, screen readers and simple programs.",
            "plain.plain_text",
        ),
        Format(
            "markdown",
            "md",
            "text/markdown",
            "Markdown",
            "The text with its headings, lists and links, to paste into a web system.",
            "plain.commonmark",
        ),
        Format(
            "epub",
            "epub",
            "application/epub+zip",
            "E-book",
            "For reading programs and e-readers, with the page numbers of the printed version.",
            "epub.book",
        ),
        Format(
            "screen",
            "pdf",
            PDF,
            "PDF for the screen",
            "The printed pages, tagged for screen readers.",
            "screen",
            "print",
            tagged=True,
        ),
        Format(
            "screen-ua2",
            "pdf",
            PDF,
            "PDF for the screen, PDF/UA-2",
            "The printed pages, tagged by the newest standard. Older programs may not know it.",
            "screen_ua2",
            "print",
            tagged=True,
            on_request=True,
        ),
        Format(
            "calendar",
            "ics",
            "text/calendar",
            "Calendar file",
            "Puts the whole programme in your calendar.",
            "calendar",
            of_events=True,
        ),
        Format(
            "cover",
            "jpg",
            "image/jpeg",
            "Picture of the cover",
            "What chats and social networks show of a link to it.",
            "cover",
            of_site=True,
        ),
        Format(
            "press",
            "pdf",
            PDF,
            "PDF for the print shop",
            "PDF/X-4: the pages in inks, with bleed.",
            "press",
            "print",
            for_print=True,
        ),
    )
}
USUAL = tuple(format.id for format in FORMATS.values() if not format.on_request)


def wanted(options: Options) -> tuple[str, ...]:
    """The formats that a build makes."""
    return tuple(id for id in options.formats or USUAL if id not in options.without)
