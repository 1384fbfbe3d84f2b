"""Drawings (SVG): whether one brings all it needs and no program, how wide it is, and what is left out of it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from lxml import etree

from publisher.model.catalogue import say
from publisher.pictures.svg_normal import normalise
from publisher.pictures.svg_subset import SVG, XLINK, DrawingFault

NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?")
LENGTH = re.compile(r"\s*(\d*\.?\d+)(px|pt|pc|mm|cm|in)?\s*")
# In px (CSS Values, 6.2).
UNITS = {
    None: 1,
    "px": 1,
    "pt": 96 / 72,
    "pc": 16,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96,
}
REGION = ("x", "y", "width", "height")
LARGEST_BOX = 1_000_000  # units: browsers reckon with seven digits
NAMED_ALONE = re.compile(r"""<!DOCTYPE [^\s"'<>[]+(?:\s+(?:PUBLIC|SYSTEM|"[^"]*"|'[^']*'))*\s*>""")
RASTER = re.compile(r"data:image/(?!svg)([\w.+-]+)")

Replace = Callable[[bytes], tuple[str, bytes]]  # a raster's bytes -> (media type, bytes)


def svg_fault(data: bytes) -> str | None:
    """What is wrong with a drawing; None where nothing is. What photographs inside it are like is not looked at."""
    try:
        root = parse_svg(data)
    except etree.XMLSyntaxError as error:
        return say("pictures:not-readable-svg-picture-line", lineno=error.lineno)
    if etree.QName(root).localname != "svg":
        return say("pictures:not-svg-picture")
    if _defines(root):
        return say("pictures:has-definitions")
    box = _view_box(root) if "viewBox" in root.attrib else ["0", "0", "1", "1"]
    if len(box) != 4 or not all(map(NUMBER.fullmatch, box)) or min(float(n) for n in box[2:]) <= 0:
        return say("pictures:has-invalid-viewbox-needs-four-numbers")
    if max(float(n) for n in box) > LARGEST_BOX:
        return say("pictures:has-viewbox-too-large-most-units", largest_box=LARGEST_BOX)
    if not _size(root):
        return say("pictures:has-no-viewbox-so-size-unknown")
    try:
        _moves(data)
    except DrawingFault as error:
        return error.message
    return None


def is_animated(data: bytes) -> bool:
    """Whether a sound drawing moves; in the formats it stands still."""
    return _moves(data)


@lru_cache(maxsize=256)
def _moves(data: bytes) -> bool:
    """What `normalise` says of a drawing, which several ask for: once. Raises DrawingFault."""
    return normalise(parse_svg(data)).moves


def svg_size(data: bytes) -> tuple[float, float] | None:
    """(width, height) in the drawing's own units; None where it does not say."""
    return _size(parse_svg(data))


def _size(root: etree._Element) -> tuple[float, float] | None:
    box = _view_box(root)
    if len(box) == 4:
        return float(box[2]), float(box[3])
    sides = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    width, height = (float(side[1]) * UNITS[side[2]] if side else 0.0 for side in sides)
    return (width, height) if width and height else None


def _view_box(root: etree._Element) -> list[str]:
    """Its numbers as they are written; none where there is none."""
    return str(root.get("viewBox", "")).replace(",", " ").split()


def rasters(data: bytes) -> Iterator[bytes]:
    """The photographs inside a drawing. Raises ValueError where one cannot be taken out."""
    for _, address in _raster_attributes(parse_svg(data)):
        yield _decoded(address)


def clean_svg(data: bytes, replace: Replace) -> bytes:
    """The drawing as it goes into all formats: written anew in the part of SVG that all of them draw, without what only
    its maker needs, in UTF-8. Photographs inside it are replaced, and a viewBox is written, by which alone a drawing
    grows and shrinks with its place; masks are given room. One that is so already comes back byte by byte.

    Raises DrawingFault, as `svg_fault` reports it."""
    given = parse_svg(data)
    before = etree.tostring(given.getroottree(), method="c14n")
    root = normalise(given).root
    if "viewBox" not in root.attrib and (size := _size(root)):
        root.set("viewBox", "0 0 {:g} {:g}".format(*size))
    for element, address in list(_raster_attributes(root)):
        media_type, picture = replace(_decoded(address))
        name = next(name for name, value in element.attrib.items() if value == address)
        element.set(name, f"data:{media_type};base64,{base64.b64encode(picture).decode()}")
        if "image-rendering" not in element.attrib:
            # The layout engine would ask a PDF's reader to smooth it, which PDF/A forbids (ISO 19005-2, 6.2.8).
            element.set("image-rendering", "optimizeQuality")
    _give_masks_room(root)
    if root is given and etree.tostring(root, method="c14n") == before and _is_plain(given):
        return data
    etree.cleanup_namespaces(root, top_nsmap={None: SVG}, keep_ns_prefixes=["xlink"] if _has_xlink(root) else [])
    return etree.tostring(root, encoding="utf-8", with_tail=False)


def _is_plain(root: etree._Element) -> bool:
    """Whether a file has nothing but its drawing, in UTF-8."""
    encoding = (root.getroottree().docinfo.encoding or "utf-8").lower()
    is_alone = root.getprevious() is None and root.getnext() is None and _doctype(root) is None
    return is_alone and encoding in ("utf-8", "ascii", "us-ascii")


def _has_xlink(root: etree._Element) -> bool:
    return any(f"{{{XLINK}}}href" in element.attrib for element in root.iter(etree.Element))


def _give_masks_room(root: etree._Element) -> None:
    """Say of each mask that reaches somewhat beyond its shape, as it does where nothing is said, that it reaches over
    the whole drawing: it masks the same, and the layout engine would else look for it in the drawing's corner."""
    box = [float(number) for number in _view_box(root)]
    masks = [mask for mask in root.iter("{*}mask") if not any(mask.get(name) for name in ("maskUnits", *REGION))]
    if len(box) != 4 or not masks:
        return
    left, top, width, height = box
    room = (left - width, top - height, 3 * width, 3 * height)
    for mask in masks:
        mask.set("maskUnits", "userSpaceOnUse")
        for name, value in zip(REGION, room, strict=True):
            mask.set(name, f"{value:g}")


def parse_svg(data: bytes) -> etree._Element:
    """The root element, nothing loaded besides. Raises XMLSyntaxError."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _doctype(root: etree._Element) -> etree.DTD | None:
    return root.getroottree().docinfo.internalDTD


def _defines(root: etree._Element) -> bool:
    """Whether the DOCTYPE has an internal subset (XML 1.0, 2.8): entities, or attributes for every element. What it
    only names (SVG 1.1 did) is not loaded by anybody."""
    if _doctype(root) is None:
        return False
    whole = etree.tostring(root.getroottree(), encoding="unicode")
    return not NAMED_ALONE.search(whole)  # one that has not the root's name is not written


def _raster_attributes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for element in root.iter("{*}image", "{*}feImage"):
        for name, value in element.attrib.items():
            if etree.QName(name).localname == "href" and RASTER.match(str(value)):
                yield element, str(value)


def _decoded(address: str) -> bytes:
    head, _, data = address.partition(",")
    try:
        return base64.b64decode(unquote_to_bytes(data)) if head.endswith(";base64") else unquote_to_bytes(data)
    except binascii.Error as error:
        raise ValueError("a picture inside it is not in base64") from error
