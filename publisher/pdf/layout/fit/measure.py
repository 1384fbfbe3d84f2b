"""How much room parts of the document take, measured by the engine: all in one run, on a page that never ends."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf
from typing import Any

from lxml import etree

from publisher.compose import Document
from publisher.design.fonts import shipped_fonts
from publisher.model.html_names import SECTION_BODY
from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.measured import KIND, ElementPlace, Kept, Kind, Measured
from publisher.pdf.layout.page_use import PX_TO_MM

ENDLESS = 400_000  # mm
TRIAL = "fit-trial"
CAPTIONED = "band-figure"
PROGRAMME_TAGS = ("article", "section", "h5")  # sessions, days, names of columns
ROUNDING = 0.05  # px
BOXES = frozenset({"pledges", "note", "facts"})  # of the text, which .may-part lets a page turn part at an item
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
RIGID = frozenset({"h2"})  # headings whose lines are not those of the text
KEPT_WITH_NEXT = frozenset({"section-head", "signers-title"})  # classes of what is no heading, and set like one
MARGIN_BOXES = [f"{edge}-{place}" for edge, place in product(("top", "bottom"), ("left", "center", "right"))]
LayOut = Callable[[etree._Element, Sequence[str]], Any]


@dataclass(frozen=True)
class Trial:
    """Elements that are set together, on a trial page: copies that may be changed. `style` are custom properties."""

    elements: tuple[etree._Element, ...]
    classes: str = ""
    style: str = ""


def measure(
    document: Document, trials: Sequence[Trial], lay_out: LayOut, kept: Kept, style: str = ""
) -> tuple[list[Measured], int]:
    """Each trial as it is laid out, and how many runs of the engine that took: one at most, none where all of them
    were measured before."""
    said = [_said(document, trial, style) for trial in trials]
    found = [kept.get(one) for one in said]
    missing = [at for at, one in enumerate(found) if one is None]
    if not missing:
        return found, 0
    for at, box in zip(missing, _laid_out(document, [trials[at] for at in missing], lay_out, style), strict=True):
        found[at] = _measured(box)
        kept.put(said[at], found[at])
    return found, 1


def _said(document: Document, trial: Trial, style: str) -> str:
    """All of a trial that decides how much room it takes; of its pictures, the files."""
    texts = [etree.tostring(element, encoding="unicode") for element in trial.elements]
    files = [str(path) for element in trial.elements for path in picture_states(document, element)]
    language = dict(document.tree.attrib)
    return "\n".join((trial.classes, trial.style, style, str(language), *texts, *files))


def picture_states(document: Document, element: etree._Element) -> Iterator[str]:
    """The pictures below an element that are files, each with its size and time."""
    for image in element.iter("img"):
        address = image.get("src", "")
        if not address.startswith("data:"):
            state = document.picture_file(address).stat()
            yield f"{address} {state.st_size} {state.st_mtime_ns}"


def _laid_out(document: Document, trials: Sequence[Trial], lay_out: LayOut, style: str) -> list[Any]:
    """The boxes of trials, below each other on one page that never ends, without what runs in its margins."""
    root = document.tree.makeelement("html", dict(document.tree.attrib))
    root.extend(copy.deepcopy(element) for element in document.tree if element.tag != "body")
    body = etree.SubElement(root, "body", dict(document.tree.xpath("body")[0].attrib))
    etree.SubElement(body, "div", {"class": TRIAL, "style": "page:auto"})  # the first page of a layout is a cover
    for trial in trials:
        page = etree.SubElement(body, "div", {"class": f"{TRIAL} {trial.classes}".strip(), "style": trial.style})
        page.extend(copy.deepcopy(element) for element in trial.elements)
    empty = "".join(f"@{name}{{content:none}}" for name in MARGIN_BOXES)
    rules = (
        f"@page trial{{size:{document.layout.width}mm {ENDLESS}mm;{empty}}}"
        f".{TRIAL}{{display:flow-root;page:trial}}"
        f".{TRIAL} *{{break-before:auto !important;break-after:auto !important;page:auto !important}}{style}"
    )
    pages = lay_out(root, [rules])
    found = [box for top in page_boxes(pages.rendered) for box in _trial_boxes(top)]
    assert len(found) == len(trials) + 1, "a trial is longer than its page"
    return found[1:]


def _measured(trial: Any) -> Measured:
    """What a trial's box says. Its title is its first h1."""
    height, top = float(trial.height * PX_TO_MM), trial.position_y
    whole, parted = _in_mm(_pieces(trial, parting=False), top), _in_mm(_pieces(trial, parting=True), top)
    flow = Flow(whole, height, parted if parted != whole else (), _in_mm(_below_each_other(_rigid(trial)), top))
    leads = list(_leads(trial))
    for end, _, more in leads:
        flow = flow.spaced(end, more)
    titles = [box for box in _boxes(trial) if box.element_tag == "h1" and hasattr(box, "children")]
    blocks = [(box, line) for box in titles for line in children(box) if type(line).__name__ == "LineBox"]
    reach = float((titles[0].position_y + titles[0].margin_height() - top) * PX_TO_MM) if titles else 0.0
    too_wide = any(line.width > box.width + 0.25 / PX_TO_MM for box, line in blocks)
    gaps = tuple(gap for _, gap, _ in leads)
    wide = any(
        line.width > box.width + 0.5 / PX_TO_MM
        for box in _boxes(trial)
        if box.element_tag in ("h4", "span")
        for line in children(box)
        if type(line).__name__ == "LineBox"
    )
    width, places = float((titles[0] if titles else trial).width * PX_TO_MM), tuple(_places(trial))
    return Measured(
        height, flow, reach, too_wide, len(blocks), _caption(trial), gaps, width, places, wide, tuple(_kinds(trial))
    )


def _rigid(box: Any) -> Iterator[tuple[float, float]]:
    """(top, lower edge) in px of headings and pictures below a box, which keep their height where lines move apart.
    Beside a floated picture, lines move apart, too."""
    if hasattr(box, "is_floated") and box.is_floated():
        return
    is_heading = box.element_tag in RIGID and hasattr(box, "margin_height")
    if is_heading or type(box).__name__ == "BlockReplacedBox":
        yield box.border_box_y(), box.border_box_y() + box.border_height()
        return
    for child in children(box):
        yield from _rigid(child)


def _below_each_other(edges: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    """Of pictures in a row, the first."""
    found: list[tuple[float, float]] = []
    for top, low in edges:
        if not found or top >= found[-1][1] - ROUNDING:
            found.append((top, low))
    return found


def _kinds(trial: Any) -> Iterator[Kind]:
    """How the elements of a specimen are set."""
    found = set[str]()
    for box in _boxes(trial):
        name = box.element.get(KIND) if box.element is not None and hasattr(box, "border_height") else None
        if not name or name in found or box.element_tag != box.element.tag:
            continue
        found.add(name)
        style, top = box.style, box.border_box_y()
        inner = [(above - top, below - top) for above, below in _pieces(box, parting=True)]
        line, spacing, zone = style["line_height"], style["letter_spacing"], style["hyphenate_limit_zone"]
        lines = [one for one in children(box) if type(one).__name__ == "LineBox"]
        high = float(line[0]) if isinstance(line, tuple) else float(style["font_size"]) * 1.2
        yield Kind(
            name,
            float(box.margin_top),
            float(box.margin_bottom),
            float(box.border_top_width + box.padding_top),
            float(box.border_bottom_width + box.padding_bottom),
            float(box.width),
            float(style["font_size"]),
            high,
            0.0 if spacing == "normal" else float(spacing),
            known_family(style["font_family"]),
            int(style["font_weight"]),
            style["hyphens"] == "auto",
            float(zone.value if zone.unit == "px" else box.width * zone.value / 100),
            style["break_inside"] == "avoid",
            float(box.border_height()),
            sum(float(one.margin_height()) for one in _boxes(box) if type(one).__name__ == "BlockReplacedBox"),
            float(box.margin_width()) if hasattr(box, "is_floated") and box.is_floated() else 0.0,
            style["clear"] != "none",
            sum(float(one.height) - high for one in lines),
            tuple((float(above), float(below)) for above, below in inner),
        )


def known_family(families: Sequence[str]) -> str:
    """The first of these families that is shipped."""
    shipped = shipped_fonts().families
    return next((name for name in families if name in shipped), next(iter(shipped)))


def _places(trial: Any) -> Iterator[ElementPlace]:
    """The parts of a programme."""
    for box in _boxes(trial):
        if box.element_tag in PROGRAMME_TAGS and box.element is not None and hasattr(box, "border_height"):
            top, height = (box.position_y - trial.position_y) * PX_TO_MM, box.border_height() * PX_TO_MM
            id, name = box.element.get("id") or "", box.element.get("class") or ""
            yield ElementPlace(box.element_tag, id, name, float(top), float(height))


def _caption(trial: Any) -> float:
    """The height of the caption of the picture at its head."""
    return sum(
        float(box.margin_height() * PX_TO_MM)
        for figure in _boxes(trial)
        if has_name(figure.element, CAPTIONED)
        for box in children(figure)
        if box.element_tag == "figcaption"
    )


def _leads(trial: Any) -> Iterator[tuple[float, float, float]]:
    """Where the first paragraph of each section ends, the space below it, and how much of that is more than usual:
    half a line, as between all paragraphs."""
    found = set[int]()  # columns are boxes of their element, too
    for body in _boxes(trial):
        first = next(iter(children(body)), None) if has_name(body.element, SECTION_BODY) else None
        if first is None or first.element_tag != "p" or first.element is not body.element[0]:
            continue
        if id(first.element) not in found:
            found.add(id(first.element))
            half = body.style["line_height"][0] / 2
            more = -first.height % half
            more = 0.0 if more > half - ROUNDING else more
            end = first.position_y + first.margin_height() - trial.position_y
            yield end * PX_TO_MM, (half + more) * PX_TO_MM, more * PX_TO_MM


def _in_mm(pieces: Sequence[tuple[float, float]], top: float) -> tuple[tuple[float, float], ...]:
    return tuple(((above - top) * PX_TO_MM, (below - top) * PX_TO_MM) for above, below in pieces)


def _pieces(box: Any, parting: bool) -> list[tuple[float, float]]:
    """(top, lower edge) in px of what stays together below a box: two lines at least, a heading with what follows it,
    and what its style keeps together. `parting`: boxes may be parted at their items."""
    joined: list[tuple[float, float]] = []
    held = False
    beside = -inf  # to where a floated picture reaches, which stays with the text beside it
    for top, bottom, keeps, floated in _flat(box, parting):
        if joined and (held or top < beside):
            top, bottom = joined[-1][0], max(bottom, joined.pop()[1])
        joined.append((top, bottom))
        held = keeps
        if floated:
            beside = bottom - ROUNDING
    return joined


def _flat(box: Any, parting: bool) -> Iterator[tuple[float, float, bool, bool]]:
    """The same one by one, each with whether it must not stand alone at a page's foot, and whether it is floated. Space
    above does not count: at a page's head there is none."""
    for child in children(box):
        if not hasattr(child, "margin_height"):
            continue
        top, bottom = child.border_box_y(), child.border_box_y() + child.border_height()
        names = (child.element.get("class") or "").split() if child.element is not None else []
        lines = [line for line in children(child) if type(line).__name__ == "LineBox"]
        if hasattr(child, "is_floated") and child.is_floated():
            yield top, bottom, False, True
        elif child.element_tag in HEADINGS or KEPT_WITH_NEXT.intersection(names):
            yield top, bottom, True, False
        elif parting and BOXES.intersection(names) and type(child).__name__.startswith("Block"):
            parts = [*_flat(child, parting)] or [(top, bottom, False, False)]  # in a specimen a box may be empty
            edges = [top, *(part[0] for part in parts[1:])]
            ends = [*(part[1] for part in parts[:-1]), bottom]
            yield from (
                (*edge, part[2], False) for edge, part in zip(zip(edges, ends, strict=True), parts, strict=True)
            )
        elif (
            child.style["break_inside"] == "avoid"
            or not type(child).__name__.startswith("Block")
            or len(lines) in (1, 2, 3)
            or (parting and child.element_tag == "li")
        ):
            yield top, bottom, False, False
        elif lines:
            starts = [top, *(line.position_y for line in lines[2:-1])]
            yield from ((start, end, False, False) for start, end in zip(starts, [*starts[1:], bottom], strict=True))
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
