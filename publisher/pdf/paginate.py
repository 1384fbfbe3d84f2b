"""Document -> Master: the one paged PDF, laid out once, that every other PDF derives from."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from lxml import etree

from publisher.compose import Document, serialise
from publisher.compose.tokens import brand_tokens, page_tokens
from publisher.errors import RenderError
from publisher.pdf.engine import complaints, file_fetcher, load_engine, shipped_fonts_only
from publisher.places import LAYOUTS

PX_TO_MM = 25.4 / 96
# Beyond the trim by less than this is rounding, not a fault (mm).
TOLERANCE = 0.2
# A line may end in a space or hang a little out of its block.
LINE_TOLERANCE = 0.8


@dataclass(frozen=True)
class Overflow:
    """A text that reaches beyond the trim or out of its place. `source` is its data-source, `amount` how far, in mm."""

    page: int
    text: str
    source: str
    amount: float
    beyond: str


@dataclass(frozen=True)
class PageUse:
    """How far down a page its content reaches (0 for an empty page, 1 for a full one), and its running texts."""

    page: int
    filled: float
    running: tuple[str, ...]


@dataclass(frozen=True)
class Master:
    """The tagged RGB PDF with bleed. Its trim boxes start at 0,0; the bleed lies outside.

    `complaints` are the engine's warnings; `anchors` maps the document's ids to page numbers, counted from 1.
    """

    pdf: bytes
    pages: int
    complaints: tuple[str, ...]
    overflows: tuple[Overflow, ...]
    uses: tuple[PageUse, ...]
    anchors: dict[str, int]


def paginate(document: Document) -> Master:
    """Lay the document out by its layout's print stylesheets and write it as PDF/UA-1 (ISO 14289-1).

    Raises RenderError where the engine cannot.
    """
    engine = load_engine()
    styles = [brand_tokens(document), page_tokens(document)]
    styles += [path.read_text("utf-8") for path in document.layout.stylesheets("print")]
    fetcher = file_fetcher((document.base, document.base.parent / "brands", LAYOUTS))
    with shipped_fonts_only(), complaints() as gathered:
        try:
            source = engine.HTML(
                string=serialise(paged_tree(document)), base_url=f"{document.base}/", url_fetcher=fetcher
            )
            sheet = engine.CSS(string="\n".join(styles), base_url=f"{document.base}/", url_fetcher=fetcher)
            rendered = source.render(stylesheets=[sheet], pdf_variant="pdf/ua-1")
            pdf = rendered.write_pdf(pdf_variant="pdf/ua-1")
        except (Exception, engine.urls.FatalURLFetchingError) as error:
            raise RenderError(
                f"'{document.name}' could not be laid out: {error}.", "This is a fault to report."
            ) from error
    return Master(
        pdf=pdf,
        pages=len(rendered.pages),
        complaints=tuple(gathered),
        overflows=tuple(_overflows(rendered.pages)),
        uses=tuple(PageUse(number, _filled(page), _running(page)) for number, page in enumerate(rendered.pages, 1)),
        anchors={id: number for number, page in enumerate(rendered.pages, 1) for id in page.anchors},
    )


def paged_tree(document: Document) -> etree._Element:
    """The document as the layout engine needs it.

    A picture that only decorates becomes a background, which the engine leaves out of the structure tree: it tags every
    <img> as Figure, and a Figure without alt text is a fault in PDF/UA-1 (ISO 14289-1, 7.3). Lists get their numbers.
    """
    root = copy.deepcopy(document.tree)
    for image in list(root.iter("img")):
        if image.get("alt") == "":
            address = image.get("src", "").replace('"', "%22")
            box = etree.Element("span", {"class": f"decorative {image.get('class', '')}".strip()})
            box.set("style", f'background-image:url("{address}")')
            box.tail = image.tail
            parent = image.getparent()
            if parent is not None:
                parent.replace(image, box)
    for listing in root.iter("ol"):
        _number(listing)
    for item in root.iter("li"):
        if item.get("class") == "loose":
            _mark(item)
    return root


def _number(listing: etree._Element) -> None:
    """Give each item its number, and a list that does not begin with 1 the style that the engine takes it from."""
    start = int(listing.get("start", "1"))
    if start != 1:
        listing.set("style", f"counter-reset: list-item {start - 1}")
    for number, item in enumerate(listing.findall("li"), start):
        item.set("value", f"{number}.")


def _mark(item: etree._Element) -> None:
    """Marker as text, for an item of several paragraphs: the engine would tag its own wrongly (ISO 14289-1, 7.2)."""
    first = item[0] if item[0].tag == "p" else etree.Element("p")
    marker = etree.Element("span", {"class": "marker"})
    marker.text, marker.tail, first.text = item.get("value", "•"), f" {first.text or ''}", None
    first.insert(0, marker)
    if first.getparent() is None:
        item.insert(0, first)


def _overflows(pages: list[Any]) -> Iterator[Overflow]:
    for number, page in enumerate(pages, 1):
        width, height = page.width, page.height
        for box, source in _text_boxes(page._page_box, ""):
            left, top = box.position_x, box.position_y
            outside = max(-left, -top, left + box.width - width, top + box.height - height) * PX_TO_MM
            if outside > TOLERANCE and box.text.strip():
                yield Overflow(number, box.text.strip(), source, round(outside, 1), "the edge of the page")
        for line, block, source, bottom in _lines(page._page_box, None, ""):
            right = line.position_x + line.width - block.content_box_x() - block.width
            outside = max(right, line.position_y + line.height - bottom) * PX_TO_MM
            text = "".join(box.text for box, _ in _text_boxes(line, "")).strip()
            on_page = line.position_x + line.width <= width
            if outside > LINE_TOLERANCE and text and on_page:
                yield Overflow(number, text, source, round(outside, 1), "the room it has")


def _lines(box: Any, block: Any, source: str, bottom: float = inf) -> Iterator[tuple[Any, Any, str, float]]:
    """Every line of text below `box`, with its block, its data-source, and how far down it may reach."""
    source = _source(box) or source
    kind = type(box).__name__
    if kind == "LineBox" and block is not None:
        yield box, block, source, bottom
    if kind.startswith(("Block", "InlineBlock", "Flex", "Grid", "TableCell")):
        block = box
        if box.height and getattr(box.style["height"], "value", box.style["height"]) != "auto":
            bottom = min(bottom, box.content_box_y() + box.height)
    for child in getattr(box, "children", None) or ():
        yield from _lines(getattr(child, "_box", child), block, source, bottom)


def _text_boxes(box: Any, source: str) -> Iterator[tuple[Any, str]]:
    """Every laid-out text below `box`, with the data-source it belongs to."""
    source = _source(box) or source
    if hasattr(box, "text") and hasattr(box, "position_x"):
        yield box, source
    for child in getattr(box, "children", None) or ():
        yield from _text_boxes(getattr(child, "_box", child), source)


def _source(box: Any) -> str | None:
    element = getattr(box, "element", None)
    return element.get("data-source") if element is not None and hasattr(element, "get") else None


def _filled(page: Any) -> float:
    """Where the lowest text or picture of the page's own content ends, as a share of the page's height."""
    lowest = 0.0
    for child in page._page_box.children:
        if type(child).__name__ == "MarginBox":
            continue
        for box in _content_boxes(child):
            lowest = max(lowest, box.position_y + box.height)
    return min(1.0, lowest / page.height)


def _running(page: Any) -> tuple[str, ...]:
    """The texts in the page's margins: page number, running head."""
    margins = (child for child in page._page_box.children if type(child).__name__ == "MarginBox")
    return tuple("".join(box.text for box, _ in _text_boxes(margin, "")) for margin in margins)


def _content_boxes(box: Any) -> Iterator[Any]:
    """Texts and pictures below `box`."""
    if type(box).__name__.endswith("ReplacedBox") or (hasattr(box, "text") and box.text.strip()):
        yield box
    for child in getattr(box, "children", None) or ():
        yield from _content_boxes(getattr(child, "_box", child))
