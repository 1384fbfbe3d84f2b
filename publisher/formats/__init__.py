"""The formats: one file each, found here by id.

A format's id never changes. Its module has `render(edition: Edition) -> bytes`; it is imported when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from publisher.model import Artifact

if TYPE_CHECKING:
    from publisher.formats.edition import Edition

LANDING = "index.html"


@dataclass(frozen=True)
class Format:
    """`title` and `purpose` are English labels, translated where they are shown to readers."""

    id: str
    extension: str
    media_type: str
    title: str
    purpose: str
    paged: bool

    def filename(self, name: str) -> str:
        """'framat-screen.pdf'"""
        return f"{name}-{self.id}.{self.extension}"

    def render(self, edition: Edition) -> Artifact:
        """Make the file. Raises PublisherError where it cannot be made."""
        data = import_module(f"publisher.formats.{self.id}").render(edition)
        pages = edition.master.pages if self.paged else None
        return Artifact(self.id, self.filename(edition.document.name), self.media_type, data, pages)


# In the order in which readers need them.
FORMATS: dict[str, Format] = {
    format.id: format
    for format in (
        Format(
            "web",
            "html",
            "text/html",
            "Web page",
            "Adapts to your screen and settings. Works without a network.",
            False,
        ),
        Format(
            "screen",
            "pdf",
            "application/pdf",
            "PDF for the screen",
            "The printed pages, tagged for screen readers.",
            True,
        ),
        Format("press", "pdf", "application/pdf", "PDF for the print shop", "The pages with bleed.", True),
    )
}
