"""What a drawing (SVG) asks for and the layout engine does not draw: browsers show it, paper would not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publisher.model.catalogue import Message, say
from publisher.pictures.svg import REGION, parse_svg

DRAWN_FILTERS = frozenset(("feOffset", "feBlend", "feFlood"))  # WeasyPrint 70
BLENDING = re.compile(r"mix-blend-mode\s*:(?!\s*normal)")
REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")
GROUPS = frozenset(("g", "svg", "use", "a"))
GRADIENTS = frozenset(("linearGradient", "radialGradient"))


def undrawn_effects(data: bytes) -> list[Message]:
    """'a filter (feGaussianBlur)', 'a mask with a gradient', ...: each once, in the order of the drawing. `data` are a
    sound drawing's."""
    return list(dict.fromkeys(_effects(parse_svg(data))))


def _effects(root: etree._Element) -> Iterator[Message]:
    ids = {element.get("id"): element for element in root.iter(etree.Element) if element.get("id")}
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "filter":
            kinds = [etree.QName(part).localname for part in element.iterchildren(etree.Element)]
            yield from (say("pictures:filter", kind=kind) for kind in kinds if kind not in DRAWN_FILTERS)
        elif name == "style":
            if BLENDING.search(element.text or ""):
                yield say("pictures:blend-mode")
        elif name in GRADIENTS and _changes_twice(element):
            yield say("pictures:fading-gradient")
        elif name == "textPath":
            yield say("pictures:text-on-path")
        if element.get("mix-blend-mode", "normal") != "normal" or BLENDING.search(element.get("style", "")):
            yield say("pictures:blend-mode")
        if _value(element, "stroke-opacity") not in ("", "1") and _value(element, "fill") != "none":
            yield say("pictures:transparent-outline")
        yield from _masks(element, ids)


def _changes_twice(gradient: etree._Element) -> bool:
    """Whether a stop that is not seen has another colour than its neighbours, which the engine takes for its own."""
    stops = [(_value(stop, "stop-color"), _value(stop, "stop-opacity")) for stop in gradient.iter("{*}stop")]
    return any(
        opacity in ("0", "0.0", "0%") and any(other != colour for other, _ in stops[max(0, at - 1) : at + 2])
        for at, (colour, opacity) in enumerate(stops)
    )


def _value(element: etree._Element, name: str) -> str:
    """A property of the element itself, as an attribute or in its style; "" where it says none."""
    return _style(element).get(name, element.get(name, "")).strip()


def _style(element: etree._Element) -> dict[str, str]:
    parts = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    return {name.strip(): value for name, value in parts}


def _masks(element: etree._Element, ids: dict[str | None, etree._Element]) -> Iterator[Message]:
    mask = next((ids[id] for id in _referred(element, "mask") if id in ids), None)
    if mask is None:
        return
    painted = {id for part in mask.iter(etree.Element) for name in ("fill", "stroke") for id in _referred(part, name)}
    if any(id in ids and etree.QName(ids[id]).localname in GRADIENTS for id in painted):
        yield say("pictures:mask-gradient")
    if etree.QName(element).localname in GROUPS:
        yield say("pictures:mask-on-group")
    in_parts = mask.get("maskUnits") != "userSpaceOnUse" and any(mask.get(side) for side in REGION)
    if in_parts or mask.get("maskContentUnits") == "objectBoundingBox":
        yield say("pictures:mask-in-parts")


def _referred(element: etree._Element, name: str) -> list[str]:
    """The ids that a property refers to, as an attribute or in a style."""
    return [match[1] for match in REFERENCE.finditer(_value(element, name))]
