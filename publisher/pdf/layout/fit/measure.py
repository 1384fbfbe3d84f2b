"""How much room parts of the document take, measured by the engine: each on a page of its own that never ends."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pdf.layout.page_use import PX_TO_MM

ENDLESS = 9000  # mm
TRIAL = "fit-trial"
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
    """Pieces that no page turn parts, as (top, lower edge) in mm from the first one's top, and the height of it all."""

    pieces: tuple[tuple[float, float], ...]
    height: float

    def moved(self, by: float) -> Flow:
        """The same, further down."""
        return Flow(tuple((top + by, bottom + by) for top, bottom in self.pieces), self.height + by)

    def led(self, by: float) -> Flow:
        """The same, where its first piece begins further up: with a picture above it."""
        (top, bottom), *others = self.pieces or ((by, by),)
        return Flow(((top - by, bottom), *others), self.height)

    def joined(self, other: Flow) -> Flow:
        """With another one below."""
        return Flow((*self.pieces, *other.moved(self.height).pieces), self.height + other.height)

    def pages(self, room: float) -> tuple[float, ...]:
        """How far down each page it reaches, on pages of this room. A piece higher than a page goes over the turn."""
        reached: list[float] = []
        start = last = 0.0
        for top, bottom in self.pieces:
            if bottom - start > room and last > start:
                reached.append(last - start)
                start = top
            while bottom - start > room:
                reached.append(room)
                start += room
            last = bottom
        return (*reached, last - start)


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
        top = self.box.position_y
        whole = [((above - top) * PX_TO_MM, (below - top) * PX_TO_MM) for above, below in _pieces(self.box)]
        return Flow(tuple(whole), self.height)

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


def _pieces(box: Any) -> list[tuple[float, float]]:
    """(top, lower edge) in px of what stays together below a box: two lines at least, a heading with what follows it,
    and what its style keeps together."""
    joined: list[tuple[float, float]] = []
    held = False
    for top, bottom, keeps in _flat(box):
        if held:
            top = joined.pop()[0]
        joined.append((top, bottom))
        held = keeps
    return joined


def _flat(box: Any) -> Iterator[tuple[float, float, bool]]:
    """The same one by one, each with whether it must not stand alone at a page's foot."""
    for child in children(box):
        if not hasattr(child, "margin_height") or (hasattr(child, "is_floated") and child.is_floated()):
            continue
        top, bottom = child.position_y, child.position_y + child.margin_height()
        names = (child.element.get("class") or "").split() if child.element is not None else []
        lines = [line for line in children(child) if type(line).__name__ == "LineBox"]
        if child.element_tag in HEADINGS or "section-head" in names or "signers-title" in names:
            yield top, bottom, True
        elif (
            child.style["break_inside"] == "avoid"
            or not type(child).__name__.startswith("Block")
            or len(lines) in (1, 2, 3)
        ):
            yield top, bottom, False
        elif lines:
            starts = [top, *(line.position_y for line in lines[2:-1])]
            yield from ((start, end, False) for start, end in zip(starts, [*starts[1:], bottom], strict=True))
        elif children(child):
            yield from _flat(child)


def _trial_boxes(box: Any) -> Iterator[Any]:
    element = getattr(box, "element", None)
    if element is not None and TRIAL in (element.get("class") or "").split():
        yield box
        return
    for child in children(box):
        yield from _trial_boxes(child)


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in children(box):
        yield from _boxes(child)
