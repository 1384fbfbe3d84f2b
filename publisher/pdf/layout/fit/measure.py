"""How much room parts of the document take, measured by the engine: each on a page of its own that never ends."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.model.html_names import SECTION_BODY
from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pdf.layout.page_use import PX_TO_MM

ENDLESS = 9000  # mm
TRIAL = "fit-trial"
CAPTIONED = "band-figure"
ROUNDING = 0.05  # px
BOXES = frozenset({"pledges", "note", "facts"})  # of the text, which .may-part lets a page turn part at an item
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
LayOut = Callable[[etree._Element, Sequence[str]], Any]


@dataclass(frozen=True)
class Trial:
    """Elements that are set together, on a trial page: copies that may be changed. `style` are custom properties."""

    elements: tuple[etree._Element, ...]
    classes: str = ""
    style: str = ""


@dataclass(frozen=True)
class Flow:
    """Pieces that no page turn parts, as (top, lower edge) in mm from the first one's top, and the height of it all.
    `parted` are the pieces where boxes may be parted at their items, too; none where that makes no difference."""

    pieces: tuple[tuple[float, float], ...]
    height: float
    parted: tuple[tuple[float, float], ...] = ()

    def moved(self, by: float) -> Flow:
        """The same, further down."""
        return Flow(_moved(self.pieces, by), self.height + by, _moved(self.parted, by))

    def led(self, by: float) -> Flow:
        """The same, where its first piece begins further up: with a picture above it."""
        return Flow(_led(self.pieces, by), self.height, _led(self.parted, by) if self.parted else ())

    def spaced(self, at: float, by: float) -> Flow:
        """The same, with more space after what ends there."""
        pieces, parted = (
            tuple((top + by, bottom + by) if top >= at - 0.1 else (top, bottom) for top, bottom in each)
            for each in (self.pieces, self.parted)
        )
        return Flow(pieces, self.height + by, parted)

    def joined(self, other: Flow) -> Flow:
        """With another one below."""
        below = other.moved(self.height)
        parted = (*(self.parted or self.pieces), *(below.parted or below.pieces))
        return Flow((*self.pieces, *below.pieces), below.height, parted if self.parted or other.parted else ())

    def stretched(self, factor: float) -> Flow:
        """The same with its lines further apart. What does not grow with the lines is counted as if it did."""
        return (
            self
            if factor == 1
            else Flow(_scaled(self.pieces, factor), self.height * factor, _scaled(self.parted, factor))
        )

    def pages(self, room: float) -> tuple[float, ...]:
        """How far down each page it reaches, on pages of this room. A piece higher than a page goes over the turn."""
        reached: list[float] = []
        start = last = 0.0
        for top, bottom in self.parted or self.pieces:
            if bottom - start > room and last > start:
                reached.append(last - start)
                start = top
            while bottom - start > room:
                reached.append(room)
                start += room
            last = bottom
        return (*reached, last - start)


def _moved(pieces: Sequence[tuple[float, float]], by: float) -> tuple[tuple[float, float], ...]:
    return tuple((top + by, bottom + by) for top, bottom in pieces)


def _led(pieces: Sequence[tuple[float, float]], by: float) -> tuple[tuple[float, float], ...]:
    (top, bottom), *others = pieces or ((by, by),)
    return ((top - by, bottom), *others)


def _scaled(pieces: Sequence[tuple[float, float]], factor: float) -> tuple[tuple[float, float], ...]:
    return tuple((top * factor, bottom * factor) for top, bottom in pieces)


class Measured:
    """A trial as it was laid out. Lengths in mm."""

    def __init__(self, box: Any) -> None:
        self.box = box

    @property
    def height(self) -> float:
        return float(self.box.height * PX_TO_MM)

    @property
    def flow(self) -> Flow:
        """What of it stays together where pages are turned."""
        whole, parted = self._pieces(parting=False), self._pieces(parting=True)
        flow = Flow(whole, self.height, parted if parted != whole else ())
        for end, _, more in self._leads():
            flow = flow.spaced(end, more)
        return flow

    def _pieces(self, parting: bool) -> tuple[tuple[float, float], ...]:
        top = self.box.position_y
        found = _pieces(self.box, parting)
        return tuple(((above - top) * PX_TO_MM, (below - top) * PX_TO_MM) for above, below in found)

    @property
    def caption(self) -> float:
        """The height of the caption of the picture at its head."""
        return sum(
            float(box.margin_height() * PX_TO_MM)
            for figure in _boxes(self.box)
            if has_name(figure.element, CAPTIONED)
            for box in children(figure)
            if box.element_tag == "figcaption"
        )

    @property
    def lead_gaps(self) -> list[float]:
        """The space below each section's lead with which the text goes on at a half line of the grid."""
        return [gap for _, gap, _ in self._leads()]

    def _leads(self) -> Iterator[tuple[float, float, float]]:
        """Where the first paragraph of each section ends, the space below it, and how much of that is more than usual:
        half a line, as between all paragraphs."""
        found = set[int]()  # columns are boxes of their element, too
        for body in _boxes(self.box):
            first = next(iter(children(body)), None) if has_name(body.element, SECTION_BODY) else None
            if first is None or first.element_tag != "p" or first.element is not body.element[0]:
                continue
            if id(first.element) not in found:
                found.add(id(first.element))
                half = body.style["line_height"][0] / 2
                more = -first.height % half
                more = 0.0 if more > half - ROUNDING else more
                end = first.position_y + first.margin_height() - self.box.position_y
                yield end * PX_TO_MM, (half + more) * PX_TO_MM, more * PX_TO_MM

    def reach(self, tag: str) -> float:
        """From the trial's top to the lower edge of the first element with this tag; 0 where there is none."""
        found = next((box for box in _boxes(self.box) if box.element_tag == tag and hasattr(box, "children")), None)
        return float((found.position_y + found.margin_height() - self.box.position_y) * PX_TO_MM) if found else 0.0

    def places(self, *tags: str) -> list[tuple[Any, float, float]]:
        """The elements with these tags, with their top, from the trial's, and the height of their box."""
        return [
            (box.element, float(box.position_y - self.box.position_y) * PX_TO_MM, float(box.border_height()) * PX_TO_MM)
            for box in _boxes(self.box)
            if box.element_tag in tags and box.element is not None and hasattr(box, "border_height")
        ]

    @property
    def width(self) -> float:
        return float(self.box.width * PX_TO_MM)

    def too_wide(self, tag: str) -> bool:
        """Whether a line of such an element is wider than its block."""
        return any(
            line.width > block.width + 0.5 / PX_TO_MM * 0.5
            for block in _boxes(self.box)
            if block.element_tag == tag
            for line in children(block)
            if type(line).__name__ == "LineBox"
        )

    def lines(self, tag: str) -> int:
        """How many lines such elements have."""
        return sum(
            type(line).__name__ == "LineBox"
            for block in _boxes(self.box)
            if block.element_tag == tag
            for line in children(block)
        )


def measure(document: Document, trials: Sequence[Trial], lay_out: LayOut, style: str = "") -> list[Measured]:
    """Each trial as it is laid out; all in one run of the engine."""
    if not trials:
        return []
    root = copy.deepcopy(document.tree)
    body = root.find("body")
    assert body is not None
    for child in list(body):
        body.remove(child)
    body.append(etree.Element("div", {"class": TRIAL}))  # the first page of a layout is a cover
    for trial in trials:
        page = etree.SubElement(body, "div", {"class": f"{TRIAL} {trial.classes}".strip(), "style": trial.style})
        page.extend(copy.deepcopy(element) for element in trial.elements)
    rules = (
        f"@page{{size:{document.layout.width}mm {ENDLESS}mm}}"
        f".{TRIAL}{{display:flow-root;break-after:page}}.{TRIAL}:last-child{{break-after:auto}}"
        f".{TRIAL} *{{break-before:auto !important;break-after:auto !important}}{style}"
    )
    pages = lay_out(root, [rules])
    found = [Measured(box) for top in page_boxes(pages.rendered) for box in _trial_boxes(top)]
    assert len(found) == len(trials) + 1, "a trial is longer than its page"
    return found[1:]


def _pieces(box: Any, parting: bool) -> list[tuple[float, float]]:
    """(top, lower edge) in px of what stays together below a box: two lines at least, a heading with what follows it,
    and what its style keeps together. `parting`: boxes may be parted at their items."""
    joined: list[tuple[float, float]] = []
    held = False
    for top, bottom, keeps in _flat(box, parting):
        if held:
            top = joined.pop()[0]
        joined.append((top, bottom))
        held = keeps
    return joined


def _flat(box: Any, parting: bool) -> Iterator[tuple[float, float, bool]]:
    """The same one by one, each with whether it must not stand alone at a page's foot. Space above does not count: at
    a page's head there is none."""
    for child in children(box):
        if not hasattr(child, "margin_height") or (hasattr(child, "is_floated") and child.is_floated()):
            continue
        top, bottom = child.border_box_y(), child.border_box_y() + child.border_height()
        names = (child.element.get("class") or "").split() if child.element is not None else []
        lines = [line for line in children(child) if type(line).__name__ == "LineBox"]
        if child.element_tag in HEADINGS or "section-head" in names or "signers-title" in names:
            yield top, bottom, True
        elif parting and BOXES.intersection(names) and type(child).__name__.startswith("Block"):
            parts = [*_flat(child, parting)]
            edges = [top, *(part[0] for part in parts[1:])]
            ends = [*(part[1] for part in parts[:-1]), bottom]
            yield from ((*edge, part[2]) for edge, part in zip(zip(edges, ends, strict=True), parts, strict=True))
        elif (
            child.style["break_inside"] == "avoid"
            or not type(child).__name__.startswith("Block")
            or len(lines) in (1, 2, 3)
            or (parting and child.element_tag == "li")
        ):
            yield top, bottom, False
        elif lines:
            starts = [top, *(line.position_y for line in lines[2:-1])]
            yield from ((start, end, False) for start, end in zip(starts, [*starts[1:], bottom], strict=True))
        elif children(child):
            yield from _flat(child, parting)


def _trial_boxes(box: Any) -> Iterator[Any]:
    element = getattr(box, "element", None)
    if element is not None and TRIAL in (element.get("class") or "").split():
        yield box
        return
    for child in children(box):
        yield from _trial_boxes(child)


def has_name(element: Any, name: str) -> bool:
    """Whether an element has a class."""
    return element is not None and name in (element.get("class") or "").split()


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in children(box):
        yield from _boxes(child)
