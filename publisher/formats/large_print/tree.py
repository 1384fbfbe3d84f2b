"""Large print: the document and its tokens as the large-print stylesheets need them. Nothing is laid out here."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from publisher.compose import Document
from publisher.compose.contract import of_class
from publisher.compose.tokens import brand_tokens
from publisher.formats.web.contents import contents_entry
from publisher.formats.web.palette import (
    BLACK,
    RUNNING,
    WHITE,
    reach,
)
from publisher.model.html_names import COVER_TEXT, KEEP, LOGO, LONG, PEOPLE_LINE
from publisher.text.i18n import count_label, direction, label
from publisher.text.typography import mark_long_words

MEDIUM = "large-print"
# The text's width on the page of layouts/base/large-print.css, in points, where it is least: 27.5 em of 16 points.
MEASURE = 440
# How wide a letter is, in its own size: on the average of running text, and in bold headings with some to spare.
LETTER, BOLD_LETTER = 0.5, 0.6
# Bigger letters make headings stand out less in proportion, or no word would fit on a line: these are added, in points.
HEADINGS = {"h1": 22, "h2": 8, "h3": 4}
ADDRESS = re.compile(r"[@/]|\w\.\w")
SHORT_TITLE = 40  # what is added for a title that has one line to itself
# Up to this size a session or a box is short enough to be kept on one page without leaving half a page blank.
KEPT_TOGETHER = 18
FEWEST_LISTED = 4  # sections; what has fewer needs no table of contents
FOLDED = 4  # pages a sheet: a booklet; otherwise it is a sheet


def large_print_styles(document: Document, size: int) -> list[str | Path]:
    """The stylesheets of the large print with letters of `size` points: tokens, the base's rules, the layout's own."""
    return [brand_tokens(document), large_print_tokens(document, size), *document.layout.stylesheets(MEDIUM)]


def large_print_tokens(document: Document, size: int) -> str:
    """`:root` with --size, --h1 to --h3, colours of 7:1 on white (WCAG 2.2, 1.4.6), and what else hangs on the size."""
    brand = {name: colour.rgb for name, colour in document.brand.colours.items()}
    text = reach(brand["ink"], BLACK, [WHITE], 2 * RUNNING)
    before, _, after = label(document.language, "page.number", page="#").replace(" ", "\u00a0").partition("#")
    tokens = {
        "size": f"{size}pt",
        **{tag: f"{size + added}pt" for tag, added in HEADINGS.items()},
        "text": text,
        "heading": reach(brand["primary"], text, [WHITE], RUNNING),
        "mark": reach(brand["secondary"], text, [WHITE], RUNNING),
        "together": "avoid" if size <= KEPT_TOGETHER else "auto",
        "before-page": f'"{before}"',
        "after-page": f'"{after}"',
        "comma": '"،"' if direction(document.language) == "rtl" else '","',
        "columns": f'"{label(document.language, "large-print.columns")}: "',
    }
    return f":root{{{''.join(f'--{name}:{value};' for name, value in tokens.items())}}}"


def large_print_tree(
    document: Document, printed_pages: Mapping[str, int], page_count: int, size: int
) -> etree._Element:
    """A copy of the document for letters of `size` points. Every text and link of it stands in it, in its order.

    `printed_pages` says on which page of the ordinary version each id begins, `page_count` how many pages that has.
    """
    root = copy.deepcopy(document.tree)
    etree.strip_tags(root, "wbr")  # places to break that paper has: here they hide how long a word is
    _drop_decoration(root)
    _fit_headings(root, size)
    _swap_logo(root, document)
    _label_cells(root)
    _part_speakers(root)
    _loosen(root, int(MEASURE / (LETTER * size) / 2))
    _part_long_words(root, int(MEASURE / (BOLD_LETTER * size)))
    _shorten_running(root, document.title, int(MEASURE / (BOLD_LETTER * size)) - 6)
    _refer_to_pages(root, document, printed_pages)
    _add_contents(root, document.language)
    _say_size(root, document, page_count, size)
    return root


def _drop_decoration(root: etree._Element) -> None:
    for image in [image for image in root.iter("img") if image.get("alt") == ""]:
        figure = image.getparent()
        image.drop_tree()  # type: ignore[attr-defined]  # every element is an HtmlElement
        if figure is not None and figure.tag == "figure" and not len(figure):
            figure.drop_tree()  # type: ignore[attr-defined]


def _fit_headings(root: etree._Element, size: int) -> None:
    """A short title is set bigger. A heading with a word too long for a line is set smaller: no word is parted."""
    for heading in root.iter(*HEADINGS):
        text, usual = _text(heading), size + HEADINGS[str(heading.tag)]
        wish = max(usual, min(size + SHORT_TITLE, _widest([text]))) if heading.tag == "h1" else usual
        fitting = max(size, min(wish, _widest(text.split())))
        if fitting != usual:
            heading.set("style", f"font-size:{fitting}pt")


def _widest(texts: Iterable[str]) -> int:
    """The size in which the longest of these bold texts takes one line."""
    return int(MEASURE / (BOLD_LETTER * max(map(len, texts), default=1)))


def _swap_logo(root: etree._Element, document: Document) -> None:
    """The cover's logo is drawn for the brand's colour as its ground. Here the ground is white."""
    logo = document.brand.logo
    if logo and logo.negative:
        for image in of_class(root, "img", LOGO):
            image.set("src", image.get("src", "").removesuffix(quote(logo.negative)) + quote(logo.file))


def _label_cells(root: etree._Element) -> None:
    """A table's rows are set as blocks: each cell says what column it is of."""
    for table in root.iter("table"):
        columns = [_text(_without_notes(cell)) for row in table.xpath("thead/tr[last()]") for cell in row]
        for row in table.xpath("tbody/tr"):
            for cell, column in zip(row, columns, strict=False):
                if cell.tag == "td":
                    cell.set("data-label", column)


def _without_notes(cell: etree._Element) -> etree._Element:
    """A column's name is said again in each row; the number of its note is not."""
    bare = copy.deepcopy(cell)
    for note in bare.xpath(".//sup"):
        note.drop_tree()
    return bare


def _part_speakers(root: etree._Element) -> None:
    """Where several people take part, each has a line."""
    for line in [one for one in of_class(root, "p", PEOPLE_LINE) if len(one.findall("strong")) > 1]:
        for name in line.findall("strong"):
            speaker = etree.Element("span", {"class": "speaker"})
            line.replace(name, speaker)
            speaker.append(name)
            # The space before the next one would be at the end of a line, where the engine may count it as part of it.
            name.tail, speaker.tail = (name.tail or "").rstrip(), " "


def _loosen(root: etree._Element, longest: int) -> None:
    """What is kept on one line elsewhere may be too long for one here.

    A word by itself needs no keeping, because nothing is hyphenated.
    """
    for element in of_class(root, "*", KEEP):
        text = "".join(element.itertext())  # with what follows a place to break
        if text.isalpha():
            element.drop_tag()
        elif len(text) > longest:
            element.set("class", " ".join(name for name in element.get("class").split() if name != KEEP))


def _part_long_words(root: etree._Element, longest: int) -> None:
    """Break words that are longer than a line: an address after its punctuation, other words by syllables."""
    mark_long_words(root, longest)
    for word in of_class(root, "span", LONG):
        text = word.text or ""
        if ADDRESS.search(text):
            word.text, *rest = re.split(r"(?<=[@/?&=.-])", text)
            for part in rest:
                etree.SubElement(word, "wbr").tail = part
            word.drop_tag()


def _shorten_running(root: etree._Element, title: str, longest: int) -> None:
    """The title stands at the foot of the page, in the size of the text, where it has room beside the page number."""
    for header in root.xpath("//header[@data-running]"):
        header.set("data-running", title if len(title) <= longest else "")


def _refer_to_pages(root: etree._Element, document: Document, printed_pages: Mapping[str, int]) -> None:
    """Mark where each page of the printed version begins, so that people reading together find the place.

    It stands below the heading and not above: one who goes from heading to heading, by eye or by voice, meets it.
    """
    last = None
    for heading in list(root.iter("h2", "h3", "h4")):
        page = printed_pages.get(_target(heading))
        if page is not None and page != last:
            marker = etree.Element("p", {"class": "printed-page"})
            marker.text = _page_text(document, page)
            _put_after(heading, marker)
            last = page


def _target(heading: etree._Element) -> str:
    """The id that a link to this heading leads to: its own, or that of the part that it is the first heading of."""
    for element in (heading, *heading.iterancestors("section", "article")):
        if id := element.get("id"):
            first = next(element.iter("h2", "h3", "h4"), heading)
            return id if first is heading else ""
    return ""


def _add_contents(root: etree._Element, language: str) -> None:
    """A table of contents between cover and text. The stylesheet adds the page numbers."""
    headings = [heading for heading in root.iter("h2") if _target(heading)]
    main = root.find("body/main")
    if main is None or len(headings) < FEWEST_LISTED:
        return
    contents = etree.Element("nav", {"class": "contents"})
    etree.SubElement(contents, "h2").text = label(language, "contents.title")
    listing = etree.SubElement(contents, "ul")
    for heading in headings:
        entry = contents_entry(heading)
        etree.SubElement(listing, "li", {"data-target": entry.get("href", "")}).append(entry)
    main.addprevious(contents)


def _say_size(root: etree._Element, document: Document, page_count: int, size: int) -> None:
    """Below the title: what this version is, and how long the ordinary one."""
    note = etree.Element("p", {"class": "large-print-note"})
    said = label(document.language, "large-print.size", size=size)
    note.text = f"{said} {_count_text(document, page_count)}"
    for cover in of_class(root, "div", COVER_TEXT):
        _put_after(cover, note)


def _page_text(document: Document, page: int) -> str:
    if document.layout.pages_multiple == FOLDED:
        return label(document.language, "large-print.booklet-page", page=page)
    return label(document.language, "large-print.sheet-page", page=page)


def _count_text(document: Document, count: int) -> str:
    language = document.language
    if document.layout.pages_multiple == FOLDED:
        return count_label(language, "count.booklet-pages", count)
    return count_label(language, "count.sheet-pages", count)


def _put_after(element: etree._Element, new: etree._Element) -> None:
    new.tail, element.tail = element.tail, "\n"
    element.addnext(new)


def _text(element: etree._Element) -> str:
    """An element's text with single spaces."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: etree._Element) -> Iterable[str]:
    return (str(text) for text in element.itertext())
