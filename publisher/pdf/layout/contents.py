"""A table of contents for a long publication, and the chapters that run above its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from publisher.compose import Document
from publisher.compose.entries import EntryMarkup, contents_of
from publisher.model.html_names import SECTION_BODY
from publisher.pdf.layout.running import shortened
from publisher.text.html_elements import element, html
from publisher.text.i18n import label

CONTENTS, NUMBER = "contents", "contents-page"
CHAPTER = "data-chapter"  # what runs above the pages that a section goes on over
FEWEST = 4  # entries; what has fewer is found without a table
WIDEST = "000"  # a number as wide as any, until the pages are counted


def wants_contents(document: Document, pages: int) -> bool:
    """Whether a publication of so many pages has a table of contents: as its writer says, or as its layout does."""
    if document.contents is not None:
        return document.contents
    least = document.layout.contents_from
    return bool(least) and pages >= least and len(contents_of(document)) >= FEWEST


def make_contents(document: Document) -> etree._Element:
    """The table, with a link and a number for each part that has a heading. The numbers are counted later."""
    entries = [
        element(
            "li",
            {},
            element("span", {}, element("a", {"href": f"#{id}"}, EntryMarkup().inline(runs))),
            " ",
            element("span", {"class": NUMBER}, WIDEST),
        )
        for id, runs in contents_of(document)
    ]
    title = element("h2", {}, label(document.language, "contents.title"))
    listing = element("ul", {}, *(node for entry in entries for node in (entry, "\n")))
    made: etree._Element = lxml_html.fragment_fromstring(
        html([element("nav", {"class": CONTENTS}, title, "\n", listing)])
    )
    return made


def is_contents(element: Any) -> bool:
    """Whether an element of the pages is the table of contents, which other formats have in their own way."""
    return bool(element.tag == "nav" and CONTENTS in element.get("class", "").split())


def number_contents(tree: etree._Element, pages: Mapping[str, int]) -> bool:
    """Write the page of each entry, by its id. Whether any number is another than before."""
    changed = False
    for entry in tree.xpath(f"//nav[contains(@class, '{CONTENTS}')]//li"):
        (number,) = entry.xpath(f"span[@class='{NUMBER}']")
        page = pages.get(entry.xpath("string(.//a/@href)").removeprefix("#"))
        if page is not None and number.text != str(page):
            number.text, changed = str(page), True
    return changed


def mark_chapters(document: Document, tree: etree._Element) -> None:
    """Say in each section what runs above the pages that it goes on over."""
    for first in tree.xpath(f"//main/section/*[contains(@class, '{SECTION_BODY}')]/*[1]"):
        section = first.getparent().getparent()
        first.set(CHAPTER, shortened(document, " ".join(section.xpath("string(.//h2)").split())))
