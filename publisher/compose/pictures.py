"""What stylesheets and findings must know of pictures: which are photographs, and which lines name them."""

from __future__ import annotations

import os
from urllib.parse import quote

from lxml import etree

from publisher.compose.document import Document
from publisher.content.publication import Publication
from publisher.content.rules.pictures import named_pictures
from publisher.model.findings import Place
from publisher.pictures.cache import is_drawing
from publisher.text.markup import focus_style

MIDDLE = (50.0, 50.0)


def mark_photographs(root: etree._Element) -> None:
    """Give photographs the class "photo". A drawing is made for its place; a photograph has any shape, and nothing may
    be written on it. Where it is cut, the point that must be seen is its middle, unless the content says another."""
    for image in root.iter("img"):
        source, classes = image.get("src", ""), image.get("class", "").split()
        if source and not source.startswith("data:") and not is_drawing(source) and "logo" not in classes:
            image.set("class", " ".join([*classes, "photo"]))
            image.set("style", image.get("style") or focus_style(MIDDLE))


def picture_lines(publication: Publication) -> dict[str, tuple[Place, ...]]:
    """The lines that name each picture, by its address in the document; those of the logo are in the brand."""
    lines: dict[str, tuple[Place, ...]] = {}
    for file, place in named_pictures(publication):
        lines[quote(file)] = (*lines.get(quote(file), ()), place)
    source = publication.yaml[publication.brand_file]
    folder = os.path.relpath(publication.brands, publication.folder)
    for field in ("file", "negative"):
        if name := getattr(publication.brand.logo, field, None):
            lines[f"{folder}/{quote(name)}"] = (source.place(("logo", field)),)
    return lines


def picture_place(document: Document, address: str, near: Place | None) -> Place | None:
    """The line that names a picture which stands in the block from `near`: other lines may name the same file."""
    lines = document.picture_lines.get(address, ())
    if near in lines:
        return near
    return next((place for place in lines if near and place.file == near.file), lines[0] if lines else near)
