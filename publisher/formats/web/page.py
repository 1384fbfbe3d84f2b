"""web: the document as one self-contained HTML file, fonts and pictures inside."""

from __future__ import annotations

import base64
import copy
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from publisher.compose import Document, serialise
from publisher.compose.contract import of_class
from publisher.formats import LANDING, Format, ListedIn, wanted
from publisher.formats.cover_image import FORMAT as COVER
from publisher.formats.edition import Edition
from publisher.formats.read_back import read_html
from publisher.formats.web.contents import contents_entry
from publisher.formats.web.head import fill_head
from publisher.formats.web.language_links import add_languages
from publisher.formats.web.programme_filter import STYLE as FILTER_STYLE
from publisher.formats.web.programme_filter import add_filter
from publisher.formats.web.web_style import stylesheet
from publisher.model.html_names import ADDRESS, PORTRAIT, RUNNING, SOURCE
from publisher.pictures.cache import SCREEN_SIDE, SMALL_SIDE
from publisher.text.i18n import label

# A picture's width divided by its height: from WIDE on it is a band through the page, below TALL it stands upright.
WIDE, TALL = 2, 1.2
ALL_FORMATS = "all_formats"  # the part of the landing page that lists them
ONLY_FOR_BUILDING = (SOURCE, RUNNING)


def render(edition: Edition) -> bytes:
    """The page's bytes, UTF-8."""
    root = page_tree(edition.document)
    add_languages(root, edition.document, FORMAT.filename)
    _add_way_to_formats(root, edition.document)
    return finished(root, edition.document, picture=COVER.id in wanted(edition.options))


def page_tree(document: Document) -> etree._Element:
    """The document as a page that stands alone, but for what belongs into its head."""
    root = copy.deepcopy(document.tree)
    _embed_pictures(root, document)
    _allow_breaks(root)
    _frame_tables(root)
    _add_navigation(root, document.language)
    add_filter(root, document)
    _forget_building(root)
    return root


def finished(root: etree._Element, document: Document, sheets: Sequence[Path] = (), *, picture: bool) -> bytes:
    """Such a page with its head, as bytes; `sheets` are read after the layout's own. `picture` says that a picture of
    the cover lies beside it."""
    styles = [*document.layout.stylesheets("web"), *sheets]
    if root.find(".//form") is not None:
        styles.append(FILTER_STYLE)
    italic = next(root.iter("em", "i"), None) is not None
    css = stylesheet(document.brand, styles, _text_of(root), italic=italic)
    fill_head(root, document, css, picture=picture)
    # The serialiser does not know that this element has no end tag.
    return serialise(root).replace("</wbr>", "").encode("utf-8")


def _embed_pictures(root: etree._Element, document: Document) -> None:
    """Put the pictures into the page. A browser that knows their size keeps the room free, and nothing jumps."""
    for image in root.iter("img"):
        address, classes = image.get("src", ""), image.get("class", "").split()
        if address.startswith("data:"):
            continue
        side = SMALL_SIDE if PORTRAIT in classes else SCREEN_SIDE
        made = document.pictures.for_screen(document.picture_file(address), side)
        image.set("src", f"data:{made.media_type};base64,{base64.b64encode(made.data).decode()}")
        if made.width and made.height:
            image.set("width", str(made.width))
            image.set("height", str(made.height))
            image.set("class", " ".join([*classes, *_shape(made.width, made.height)]))


def _shape(width: int, height: int) -> list[str]:
    """What the stylesheets must know of a picture's shape, as classes."""
    return ["wide"] if width >= WIDE * height else ["tall"] if width < TALL * height else []


def _allow_breaks(root: etree._Element) -> None:
    """Long addresses may go on in the next line after a slash."""
    for address in of_class(root, "*", ADDRESS):
        for element in list(address.iter()):
            before, *rest = (element.text or "").split("/")
            element.text = before + "/" if rest else element.text
            for at, part in enumerate(rest):
                stop = etree.Element("wbr")
                stop.tail = part + ("/" if at < len(rest) - 1 else "")
                element.insert(at, stop)


def _frame_tables(root: etree._Element) -> None:
    """A table that is wider than the window moves sideways in a frame of its own, which the keyboard reaches too."""
    for table in list(root.iter("table")):
        names = [*table.iter("caption"), *(section.find(".//h2") for section in table.iterancestors("section"))]
        name = next("".join(element.itertext()).strip() for element in names if element is not None)
        frame = etree.Element("div", {"class": "table-frame", "role": "group", "tabindex": "0", "aria-label": name})
        frame.tail, table.tail = table.tail, None
        table.addprevious(frame)
        frame.append(table)


def _add_navigation(root: etree._Element, language: str) -> None:
    """A skip link first, and a table of contents between the header and the text."""
    body = root.find("body")
    assert body is not None
    main = body.find("main")
    assert main is not None
    headings = list(root.iter("h2"))
    navigation = etree.Element("nav", {"class": "contents", "aria-labelledby": "contents-heading"})
    etree.SubElement(navigation, "h2", {"id": "contents-heading"}).text = label(language, "contents.title")
    listing = etree.SubElement(navigation, "ul")
    for heading in headings:
        etree.SubElement(listing, "li").append(contents_entry(heading))
    navigation.tail = "\n"
    body.insert(body.index(main), navigation)
    skip = etree.Element("a", {"class": "skip", "href": f"#{main.get('id')}"})
    skip.text, skip.tail = label(language, "page.skip"), "\n"
    body.insert(0, skip)


def _add_way_to_formats(root: etree._Element, document: Document) -> None:
    """A line above the page leads to the landing page, beside the choice of language. Where the file is sent by itself,
    the way is right only if the publication's place on the web is known."""
    body = root.find("body")
    assert body is not None
    line = etree.Element("div", {"class": "service"})
    way = etree.SubElement(
        line, "nav", {"class": "to-formats", "aria-label": label(document.language, "formats.other")}
    )
    address = document.address(f"{LANDING}#{ALL_FORMATS}")
    etree.SubElement(way, "a", {"href": address}).text = label(document.language, "formats.all")
    line.extend(body.findall("nav[@class='languages']"))
    line.tail = "\n"
    body.insert(1, line)  # after the link that skips to the content


def _forget_building(root: etree._Element) -> None:
    """Take away what only the building needs: sources of findings, and the size of a printed QR code."""
    for element in root.iter():
        for name in ONLY_FOR_BUILDING:
            element.attrib.pop(name, None)
    for code in root.iter("img"):
        if "data-qr" in code.attrib:
            code.attrib.pop("style", None)


def _text_of(root: etree._Element) -> str:
    body = root.find("body")
    return "".join(body.itertext()) if body is not None else ""


FORMAT = Format(
    id="web",
    extension="html",
    media_type="text/html",
    title="format.web.title",
    purpose="format.web.purpose",
    render=render,
    read=read_html,
    listed_in=ListedIn.TO_READ,  # the landing page is the same page
)
