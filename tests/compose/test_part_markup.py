"""What formats write from the parts is what the layouts' templates write of them, element by element."""

from __future__ import annotations

import copy

import pytest
from lxml import etree

from publisher.compose import Document, compose
from publisher.compose.part_markup import PartMarkup
from publisher.compose.part_types import Cover
from publisher.content.load import load
from support import tools
from support.built import TORTURE, TORTURE_CONTENT

FOLDERS = {
    "framat": tools.ROOT / "content" / "framat",
    "framat/en": tools.ROOT / "content" / "framat" / "en",
    "almedalen": tools.ROOT / "content" / "almedalen",
    "sheet": tools.TESTS / "content" / "sound" / "content" / "sheet",
    "barnamaj": tools.TESTS / "rtl" / "content" / "barnamaj",
    TORTURE: TORTURE_CONTENT / TORTURE,
}
FOR_PAGES = ("data-fit", "data-type")  # how the printed pages are fitted
OF_SECTIONS = ("section", "with-picture")  # not how the writer wants the pages to look
GROUP = "after"  # of a layout's own


def outline(body: etree._Element) -> list[str]:
    """Each element with its attributes, and each text, in order; spaces between elements do not count."""
    root = copy.deepcopy(body)
    etree.strip_tags(root, "wbr")
    for group in root.xpath(f"//div[@class='{GROUP}']"):
        group.drop_tag()
    found = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            attributes = sorted((name, value) for name, value in element.attrib.items() if name not in FOR_PAGES)
            found.append(f"<{element.tag} {attributes}>")
        text = " ".join(((element.text if event == "start" else element.tail) or "").split())
        found += [text] if text else []
    return found


def without_what_is_for_pages(document: Document, body: etree._Element) -> None:
    """Pages have a dark ground below the cover's logo, the logo once more on the back, and classes for the fitting."""
    cover = next(part for part in document.parts if isinstance(part, Cover))
    for logo in body.xpath(".//img[starts-with(@class, 'logo')]"):
        assert cover.logo is not None
        logo.attrib.update({"class": "logo", "src": cover.logo.light})
    for logo in body.xpath(".//img[@class='back-logo']"):
        assert logo.get("alt") == ""
        logo.drop_tag()
    for section in body.xpath(".//section[starts-with(@class, 'section ')]"):
        section.set("class", " ".join(name for name in section.get("class").split() if name in OF_SECTIONS))
    for words in body.xpath(".//span[@class='kicker-text']"):
        words.drop_tag()
    footer = body.find("footer")
    assert footer.get("class").split()[0] == "back"
    footer.set("class", "back")


@pytest.mark.parametrize("name", FOLDERS)
def test_it_is_what_the_layout_writes(name: str) -> None:
    document = compose(load(FOLDERS[name]))
    tree = PartMarkup(document).tree()
    body = document.tree.find("body")
    assert body is not None
    without_what_is_for_pages(document, body)
    assert outline(tree.find("body")) == outline(body)
