"""Pictures in the text, placed by their shape: one over the full measure; an upright one beside the text that follows
it or stands before it, by turns at the one side and the other; one without any such text on a plate with its caption;
pictures that follow each other in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import FitTable
from publisher.design.text_width import text_width
from publisher.pdf.layout.fit.densities import USUAL
from publisher.pdf.layout.fit.elements import classes, shape_of
from publisher.text.markup import HEADS, MIDDLE, focus_style

UPRIGHT = 0.95  # width by height
WIDE = 2.2  # from here on a picture has its row for itself
FULL_ROW = 1.9  # of the shapes of a row together: two photographs of 3:2, or three upright ones
MOST_IN_ROW = 3
GAP = 5.0  # percent of the measure, between the pictures of a row
BESIDE = 0.475  # of the measure, that a picture beside the text takes
ENOUGH_TEXT, MOST_TEXT = 0.8, 1.35  # of a picture's height, that the text beside it fills
LEAST_TEXT = 0.2  # of it, where there is no more
BOX_EDGES = 13.0  # mm, that a box has besides its text
TALLEST = 80.0  # mm
PT_TO_MM = 25.4 / 72
CUT = 1.5  # width by height, under which one over the full measure is cut
LOW = 1.3  # width by height, under which a band of a sheet shows less than 40 %
HEADINGS = frozenset(("h3", "h4", "h5"))
TEXTS = frozenset(("p", "ul", "ol", "blockquote")) | HEADINGS
BOXES = frozenset(("pledges", "note", "facts"))


def place_figures(document: Document, tree: etree._Element, table: FitTable) -> None:
    """Give the pictures in the text of a tree, a copy of the document's, the class of their form."""
    count = 0
    for run in _runs(tree):
        shapes = [_shape(document, figure) for figure in run]
        for row in _rows([ratio for ratio, _ in shapes]):
            pictures, (ratio, drawing) = [run[at] for at in row], shapes[row[0]]
            if len(row) > 1:
                _set_row(pictures, [shapes[at][0] for at in row])
                continue
            if not drawing and ratio < CUT:
                _show_heads(pictures[0])
            if ratio >= UPRIGHT:
                _mark(pictures[0], "fig-full")
            elif not drawing and (text := _text_beside(document, table, pictures[0], ratio)):
                _mark(pictures[0], "fig-beside")
                is_first = text[0] in pictures[0].itersiblings()
                _set_beside(pictures[0], text, is_first, count % 2 == 1)
                count += 1 if is_first else 0
            else:
                _mark(pictures[0], "fig-plate")


def place_bands(document: Document, tree: etree._Element) -> None:
    """On a sheet, whose bands are low: a photograph of which too little would show is shown whole."""
    for image in tree.xpath("//main/section//img[contains(@class, 'band') and contains(@class, 'photo')]"):
        if shape_of(document, image)[0] < LOW:
            _mark(image, "plate")


def _show_heads(figure: etree._Element) -> None:
    """A picture that loses a part of its height loses it at its foot, unless the content says what must be seen."""
    for image in figure.iter("img"):
        if image.get("style") == focus_style(MIDDLE):
            image.set("style", focus_style(HEADS))


def _runs(tree: etree._Element) -> Iterator[list[etree._Element]]:
    """Figures that follow each other."""
    run: list[etree._Element] = []
    for figure in tree.xpath("//figure[contains(concat(' ', @class, ' '), ' picture ')][.//img]"):
        if run and figure.getprevious() is not run[-1]:
            yield run
            run = []
        run.append(figure)
    if run:
        yield run


def _shape(document: Document, figure: etree._Element) -> tuple[float, bool]:
    return shape_of(document, figure.xpath(".//img")[0])


def _rows(ratios: Sequence[float]) -> Iterator[list[int]]:
    """Which pictures share a row. No upright one is left over for a row of its own."""
    rows: list[list[int]] = []
    for at, ratio in enumerate(ratios):
        last = rows[-1] if rows else []
        alone = ratio >= WIDE or any(ratios[one] >= WIDE for one in last)
        if last and not alone and len(last) < MOST_IN_ROW and sum(ratios[one] for one in last) < FULL_ROW:
            last.append(at)
        else:
            rows.append([at])
    for before, last in pairwise(rows):
        if len(last) == 1 and len(before) == MOST_IN_ROW and ratios[last[0]] < UPRIGHT:
            last.insert(0, before.pop())
    yield from rows


def _set_row(pictures: Sequence[etree._Element], ratios: Sequence[float]) -> None:
    """One height for all of a row, each as wide as its shape asks. Not inline: such boxes are painted, and read, after
    the blocks around them."""
    room = 100 - GAP * (len(pictures) - 1)
    row = pictures[0].makeelement("div", {"class": "row"})
    pictures[0].addprevious(row)
    for figure, ratio in zip(pictures, ratios, strict=True):
        _mark(figure, "fig-row")
        figure.set("style", f"{figure.get('style') or ''}--share:{room * ratio / sum(ratios):.3f}%;")
        row.append(figure)


def _text_beside(document: Document, table: FitTable, figure: etree._Element, ratio: float) -> list[etree._Element]:
    """The text that can stand beside a picture: what follows it, or what is before it, until it is nearly as high, or
    as far as it goes. None where there is too little of it, or the layout has no room beside pictures."""
    if not table.measure:
        return []
    needed = min(TALLEST, table.measure * BESIDE / ratio)
    room = table.measure * (1 - BESIDE - GAP / 100)
    after, height = _texts(document, table, figure, False, needed, room)
    if height >= needed * LEAST_TEXT:
        return after
    before, height = _texts(document, table, figure, True, needed, room)
    return before[::-1] if height >= needed * LEAST_TEXT else []


def _texts(
    document: Document, table: FitTable, figure: etree._Element, preceding: bool, needed: float, room: float
) -> tuple[list[etree._Element], float]:
    """What follows a picture, or is before it, and can stand beside it, until that is as high as is needed; and how
    high it is."""
    height, found, heights = 0.0, list[etree._Element](), list[float]()
    for element in figure.itersiblings(preceding=preceding):
        if not (isinstance(element.tag, str) and (element.tag in TEXTS or BOXES.intersection(classes(element)))):
            break
        if element.tag == "p" and element.getprevious() is None:  # the lead
            break
        if element.tag in HEADINGS and element.getnext() is figure:  # the picture is what it stands above
            break
        heights.append(_height(document, table, element, room))
        if height + heights[-1] > needed * MOST_TEXT:
            break
        found.append(element)
        height += heights[-1]
        if height >= needed * ENOUGH_TEXT or (preceding and element.tag in HEADINGS):
            break
    while found and found[-1].tag in HEADINGS and found[-1].getnext() not in found:
        height -= heights[len(found) - 1]
        found.pop()
    return found, height


def _height(document: Document, table: FitTable, element: etree._Element, room: float) -> float:
    """How high a text is in a column of this width, with the space below it, in mm."""
    size, line = table.densities[USUAL].text
    inner = [child for child in element if isinstance(child.tag, str)]
    if BOXES.intersection(classes(element)):
        return BOX_EDGES + sum(_height(document, table, child, room - BOX_EDGES / 2) for child in inner)
    lines = 0.5
    for text in element.iter("li") if element.tag in ("ul", "ol") else [element]:
        words = " ".join("".join(text.itertext()).split())
        lines += -(-text_width(words, document.brand.fonts.text) // (room / (size * PT_TO_MM)))
    return lines * line * PT_TO_MM


def _set_beside(figure: etree._Element, text: list[etree._Element], is_first: bool, at_end: bool) -> None:
    """A row of a picture and the text beside it, in the order of reading: a picture that `is_first` may stand `at_end`
    of the lines all the same. Not floated: a float is painted, and read, before all other text."""
    row = figure.makeelement("div", {"class": "beside beside-end" if is_first and at_end else "beside"})
    column = etree.SubElement(row, "div", {"class": "beside-text"})
    (figure if is_first else text[0]).addprevious(row)
    row.insert(0 if is_first else 1, figure)
    column.extend(text)


def _mark(figure: etree._Element, *names: str) -> None:
    figure.set("class", " ".join([figure.get("class") or "", *names]).strip())
