"""What a drawing (SVG) asks for and the layout engine does not draw: browsers show it, paper would not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

DRAWN_FILTERS = frozenset(("feOffset", "feBlend", "feFlood"))  # WeasyPrint 70
BLENDING = re.compile(r"mix-blend-mode\s*:(?!\s*normal)")
REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")
GROUPS = frozenset(("g", "svg", "use", "a"))
GRADIENTS = frozenset(("linearGradient", "radialGradient"))


def undrawn_effects(data: bytes) -> list[str]:
    """'a filter (feGaussianBlur)', 'a mask with a gradient', ...: each once, in the order of the drawing. `data` are a
    sound drawing's."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    return list(dict.fromkeys(_effects(root)))


def _effects(root: etree._Element) -> Iterator[str]:
    ids = {element.get("id"): element for element in root.iter(etree.Element) if element.get("id")}
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "filter":
            kinds = [etree.QName(part).localname for part in element.iterchildren(etree.Element)]
            yield from (f"a filter ({kind})" for kind in kinds if kind not in DRAWN_FILTERS)
        elif name == "style":
            if BLENDING.search(element.text or ""):
                yield "a blend mode"
        elif name == "textPath":
            yield "text along a path"
        if element.get("mix-blend-mode", "normal") != "normal" or BLENDING.search(element.get("style", "")):
            yield "a blend mode"
        yield from _masks(element, ids)


def _masks(element: etree._Element, ids: dict[str | None, etree._Element]) -> Iterator[str]:
    mask = next((ids[id] for id in _referred(element, "mask") if id in ids), None)
    if mask is None:
        return
    painted = {id for part in mask.iter(etree.Element) for name in ("fill", "stroke") for id in _referred(part, name)}
    if any(id in ids and etree.QName(ids[id]).localname in GRADIENTS for id in painted):
        yield "a mask with a gradient"
    if etree.QName(element).localname in GROUPS:
        yield "a mask on a group"
    # The engine takes the size of a mask from its shape's width and height, which only rectangles and pictures have.
    elif mask.get("maskUnits") != "userSpaceOnUse" and not (element.get("width") and element.get("height")):
        yield "a mask on a shape without a width and a height"


def _referred(element: etree._Element, name: str) -> list[str]:
    """The ids that a property refers to, as an attribute or in a style."""
    style = dict(part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    values = [element.get(name, ""), *(value for key, value in style.items() if key.strip() == name)]
    return [match[1] for value in values for match in REFERENCE.finditer(value)]
