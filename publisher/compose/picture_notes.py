"""Facts about pictures for stylesheets and findings: which are photographs, and which lines name them."""

from __future__ import annotations

import os
from urllib.parse import quote

from publisher.compose.document import Document
from publisher.content.publication import Publication
from publisher.content.rules.pictures import named_pictures
from publisher.model.findings import Place


def picture_lines(publication: Publication) -> dict[str, tuple[Place, ...]]:
    """The lines that name each picture, by its address in the document; those of the logo are in the brand."""
    lines: dict[str, tuple[Place, ...]] = {}
    for file, place in named_pictures(publication):
        lines[quote(file)] = (*lines.get(quote(file), ()), place)
    source = publication.yaml[publication.brand_file]
    folder = os.path.relpath(publication.brands, publication.folder)
    for field, name in publication.brand.logo_files:
        lines[f"{folder}/{quote(name)}"] = (source.place(("logo", field)),)
    return lines


def picture_place(document: Document, address: str, near: Place | None) -> Place | None:
    """The line that names a picture which stands in the block from `near`: other lines may name the same file."""
    lines = document.picture_lines.get(address, ())
    if near in lines:
        return near
    return next((place for place in lines if near and place.file == near.file), lines[0] if lines else near)
