"""Pictures in the text, placed by their shape: a wide one over the full measure, an upright one with its caption beside
it, two upright ones in a row as a pair."""

from __future__ import annotations

from lxml import etree

from publisher.compose import Document

UPRIGHT = 1.0  # width by height


def place_figures(document: Document, tree: etree._Element) -> None:
    """Give the photographs in the text of a tree, a copy of the document's, the class of their form."""
    waiting: etree._Element | None = None  # an upright one that may become the first of a pair
    for figure in tree.xpath("//figure[contains(concat(' ', @class, ' '), ' picture ')]"):
        image = figure.find(".//img")
        if image is None or "photo" not in (image.get("class") or "").split():
            continue
        header = document.pictures.header(document.picture_file(image.get("src", "")))
        ratio = header.width / header.height
        form = "fig-full" if ratio >= UPRIGHT else "fig-aside"
        if form == "fig-aside" and waiting is not None and figure.getprevious() is waiting:
            waiting.set("class", waiting.get("class", "").replace("fig-aside", "fig-pair"))
            form, waiting = "fig-pair", None
        else:
            waiting = figure if form == "fig-aside" else None
        figure.set("class", f"{figure.get('class')} {form}")
        figure.set("style", f"{figure.get('style') or ''}--ratio:{ratio:.4f}")
