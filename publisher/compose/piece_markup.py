"""Pieces of the parts of a document written as elements: headings, paragraphs, pictures, codes."""

from __future__ import annotations

from urllib.parse import quote

from publisher.compose import layout_template
from publisher.compose.document import Document
from publisher.compose.lines import language_of, line_element
from publisher.compose.part_types import (
    Line,
    Logo,
    Picture,
)
from publisher.model.findings import Place
from publisher.model.html_names import (
    CODE,
    LOGO,
    PHOTO,
    PORTRAIT,
    QR,
    STAND_IN,
)
from publisher.model.runs import Runs
from publisher.pictures.qr import qr_code
from publisher.text.addresses import Address
from publisher.text.html_elements import Attributes, Element, Node, element
from publisher.text.i18n import label
from publisher.text.markup import Markup, focus_style, source

PORTRAIT_TEMPLATE = "portrait.svg.j2"


class PieceMarkup(Markup):
    """Writes the pieces of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def code(self, url: str) -> list[Node]:
        """A QR code."""
        code = qr_code(url)
        alt = label(self.document.language, "qr.alt", address=Address(url).printed)
        style = f"--modules: {code.modules}"
        return [
            self.image({"class": QR, "src": code.data_uri, CODE: url, "style": style, "alt": alt, **alt.attributes})
        ]

    def line(self, line: Line) -> Element:
        return line_element(self, line, self.document.language)

    def paragraph(self, name: str, runs: Runs) -> list[Node]:
        """A paragraph of a class; nothing where there is no text."""
        return [element("p", {"class": name}, self.inline(runs))] if runs else []

    def heading(self, rank: int, runs: Runs, id: str, place: Place | None = None) -> list[Node]:
        return self.heading_of(rank, source(place), self.inline(runs), id)

    def heading_of(self, rank: int, attributes: Attributes, kids: list[Node], id: str) -> list[Node]:
        """A heading, with what follows it. `id` is that of the part or session whose first one it is; "" for none."""
        return [Element(f"h{rank}", attributes, kids)]

    def picture(self, picture: Picture | None) -> list[Node]:
        if picture is None:
            return []
        names = f"{picture.role} {PHOTO}" if picture.photo else picture.role
        style = self.focus(picture.focus, picture.role) if picture.focus else ""
        held = language_of(picture.alt_language, self.document.language) | ({"style": style} if style else {})
        image = self.image({"class": names, "src": picture.address, "alt": picture.alt, **held})
        if not picture.caption:
            return [image]
        return [self.captioned({"class": f"{picture.role}-figure"}, [image], picture.caption)]

    def focus(self, point: tuple[float, float], role: str) -> str:
        """The style that says which point of a picture must be seen where it is cut."""
        return focus_style(point)

    def logo(self, logo: Logo) -> Element:
        """The logo for a light ground; a cover's is drawn for the brand's colour as its ground."""
        return self.image({"class": LOGO, "src": logo.light, "alt": logo.alt})

    def stand_in(self, index: int, name: str) -> list[Node]:
        """A drawing for a person without a portrait."""
        drawn = layout_template(self.document.layout, PORTRAIT_TEMPLATE)
        svg = drawn.render(index=index, name=name, brand=self.document.brand).strip()
        return [
            self.image(
                {"class": f"{PORTRAIT} {STAND_IN}", "src": f"data:image/svg+xml,{quote(svg, safe='/')}", "alt": ""}
            )
        ]
