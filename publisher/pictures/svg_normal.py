"""A drawing written anew in the part of SVG that all formats draw (see `svg_subset`). Nothing in it runs, moves, or
leads out of the file, however that was spelled; what cannot be said in that part is a fault, and what nobody sees is
left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from publisher.model.catalogue import say
from publisher.pictures.svg_references import HREFS, drop, settle
from publisher.pictures.svg_styles import Styles, check_value
from publisher.pictures.svg_subset import (
    ATTRIBUTES,
    CONSUMED,
    CONTENT,
    DROPPED,
    ELEMENTS,
    MOVING,
    PROPERTIES,
    REFERRING,
    SVG,
    XLINK,
    XML,
    DrawingFault,
)

KEPT_OF_XML = (f"{{{XML}}}lang", f"{{{XML}}}space")
RASTER = re.compile(r"\s*data:image/(png|jpeg|jpg|gif|webp|avif|tiff|bmp)\s*[;,]", re.IGNORECASE)
DRAWING = re.compile(r"\s*data:image/svg", re.IGNORECASE)
SUSPECT = re.compile(r"[(\\]")  # a value without them is a word or a number


@dataclass(frozen=True)
class Normal:
    """`root` is the drawing as it goes into the formats. `moves`: it was animated, and stands still now."""

    root: etree._Element
    moves: bool


def normalise(root: etree._Element) -> Normal:
    """Rewrite a drawing in place.

    Args:
        root: The element that `parse_svg` returned.

    Returns:
        The drawing, in the SVG namespace, without comments, foreign elements, style sheets, classes and animation.

    Raises:
        DrawingFault: It holds what is no drawing, refers to other files or in a circle, or draws too much.
    """
    try:
        return _normalised(root if etree.QName(root).namespace else _in_namespace(root))
    except DrawingFault as error:
        line = error.element.sourceline if error.element is not None else None
        if line:
            raise DrawingFault(say("pictures:line", fault=error.message, sourceline=line)) from error
        raise


def _normalised(root: etree._Element) -> Normal:
    moves = _elements(root)
    styles = Styles(root)
    styles.write_out(root)
    for element in list(root.iter(etree.Element)):
        if etree.QName(element).localname in CONSUMED:
            drop(element)
        else:
            _attributes(element)
    settle(root)
    return Normal(root, moves or styles.moves)


def _in_namespace(root: etree._Element) -> etree._Element:
    """The same elements in the namespace of SVG, without which no browser draws them."""
    for element in root.iter(etree.Element):
        if etree.QName(element).namespace is None:
            element.tag = f"{{{SVG}}}{etree.QName(element).localname}"
    made = etree.Element(root.tag, root.attrib, nsmap={None: SVG, "xlink": XLINK})
    made.text = root.text
    made.extend(list(root))
    return made


def _elements(root: etree._Element) -> bool:
    """Leave out what is no drawing and does no harm, and refuse the rest. Whether something moved."""
    moves = False
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            drop(element)
            continue
        if element is not root and not _is_in(element, root):
            continue
        name, namespace = etree.QName(element).localname, etree.QName(element).namespace
        if namespace != SVG or name in DROPPED or element.get("requiredExtensions"):
            drop(element)
        elif name in MOVING:
            moves = True
            drop(element)
        elif name in CONTENT:
            raise DrawingFault(say(CONTENT[name], name=name), element)
        elif name not in ELEMENTS | CONSUMED:
            raise DrawingFault(say("pictures:svg-unknown-element", element=name), element)
        elif name == "switch":
            _choose(element)
    return moves


def _is_in(element: etree._Element, root: etree._Element) -> bool:
    """Whether an element is still part of the drawing: what stood in one that was left out is not."""
    return any(above is root for above in element.iterancestors())


def _choose(switch: etree._Element) -> None:
    """The first choice that needs no program and no language, as a group."""
    choices = [one for one in switch.iterchildren(etree.Element) if etree.QName(one).namespace == SVG]
    chosen = next((one for one in choices if not (one.get("requiredExtensions") or one.get("systemLanguage"))), None)
    for one in choices:
        if one is not chosen:
            drop(one)
    switch.tag = f"{{{SVG}}}g"


def _attributes(element: etree._Element) -> None:
    name = etree.QName(element).localname
    for attribute in list(map(str, element.attrib)):
        value = str(element.get(attribute))
        if attribute.lower().startswith("on"):
            raise DrawingFault(say("pictures:contains-script", attribute=attribute), element)
        if attribute in HREFS:
            _reference(element, name, attribute, value)
        elif attribute in PROPERTIES and SUSPECT.search(value):
            try:
                check_value(attribute, value)
            except DrawingFault as error:
                raise DrawingFault(error.message, element) from error
        elif attribute == "style":
            continue  # written anew
        if attribute not in ATTRIBUTES and attribute not in (*HREFS, *KEPT_OF_XML, "style"):
            del element.attrib[attribute]


def _reference(element: etree._Element, name: str, attribute: str, value: str) -> None:
    if name not in REFERRING or (attribute != "href" and "href" in element.attrib):
        del element.attrib[attribute]
        return
    is_picture = name in ("image", "feImage")
    if is_picture and DRAWING.match(value):
        raise DrawingFault(say("pictures:svg-drawing-inside"), element)
    if not value.strip().startswith("#") and not (is_picture and RASTER.match(value)):
        raise DrawingFault(say("pictures:refers-another-file-embed-picture", value=value[:80]), element)
