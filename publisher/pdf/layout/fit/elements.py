"""The elements of the document as the fitting reads and marks them: classes, wishes, pictures at a head, leads."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from publisher.compose import Document
from publisher.model.html_names import SECTION_BODY
from publisher.pdf.layout.fit.measured import Measured
from publisher.pdf.layout.fit.page_groups import Picture, Wish


def picture_of(document: Document, section: etree._Element) -> Picture | None:
    """The picture at the head of a section."""
    for image in section.xpath("img[contains(@class, 'band')] | figure/img[contains(@class, 'band')]"):
        ratio, drawing = shape_of(document, image)
        return Picture(ratio, drawing)
    return None


def shape_of(document: Document, image: etree._Element) -> tuple[float, bool]:
    """The width of a picture by its height, and whether it is a drawing. One that is written into the page is taken for
    a square photograph."""
    if image.get("src", "").startswith("data:"):
        return 1.0, False
    path = document.picture_file(image.get("src", ""))
    if "photo" in classes(image):
        header = document.pictures.header(path)
        return header.width / header.height, False
    made = document.pictures.drawing(path)
    return made.width / made.height, True


def set_leads(elements: Sequence[etree._Element], measured: Measured, stretch: float = 1.0) -> None:
    """Say how much space is below the lead of each section, so that the text after it is on the grid."""
    rule = f".//div[contains(@class, '{SECTION_BODY}')]/*[1][self::p]"
    leads = [lead for element in elements for lead in element.xpath(rule)]
    for lead, gap in zip(leads, measured.lead_gaps, strict=True):
        lead.set("style", f"--lead-gap:{gap * stretch:.3f}mm")


def without_picture(elements: Sequence[etree._Element]) -> list[etree._Element]:
    """Copies of a part's elements, the first without its picture at the head. Its caption stays."""
    copies = [copy.deepcopy(element) for element in elements]
    for image in copies[0].xpath("img[contains(@class, 'band')] | figure/img[contains(@class, 'band')]"):
        image.getparent().remove(image)
    return copies


def wish_of(element: etree._Element | None) -> Wish:
    """What the writer decided, as the template says it: data-fit="density:tight picture:side"."""
    said = (element.get("data-fit") or "").split() if element is not None else []
    wish = Wish()
    for name, _, value in (word.partition(":") for word in said):
        wish = replace(wish, **{name: value})
    if element is not None and wish.page is None and {"ground-light", "ground-dark"} & set(classes(element)):
        wish = replace(wish, page="own")  # the ground is that of the page
    return wish


def classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()
