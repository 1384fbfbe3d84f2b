"""Picture files: which kinds there are, and whether a file is what its name says."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

BEGINNINGS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF"}
ENDINGS = {".png": b"IEND\xaeB`\x82", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9"}
LARGEST = 8_000_000  # bytes; a web page with more in it is of no use to anybody
PICTURE_TYPES = (".svg", *BEGINNINGS)


def picture_fault(path: Path) -> str | None:
    """What is wrong with a picture file ('is no JPEG picture'), None where nothing is. Looks at its ends only."""
    kind = path.suffix.lower()
    data = path.read_bytes()
    if len(data) > LARGEST:
        return f"is too big ({len(data) // 1_000_000} MB; at most {LARGEST // 1_000_000})"
    if kind == ".svg":
        return _svg_fault(data)
    name = {".jpg": "JPEG", ".jpeg": "JPEG"}.get(kind, kind[1:].upper())
    if not data.startswith(BEGINNINGS[kind]):
        return f"is no {name} picture, whatever its name says"
    if kind in ENDINGS and ENDINGS[kind] not in data[-4096:]:
        return f"is cut off: the {name} picture has no end"
    return None


def _svg_fault(data: bytes) -> str | None:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        return f"is no SVG picture that can be read (its line {error.lineno})"
    if etree.QName(root).localname != "svg":
        return "is no SVG picture"
    box = root.get("viewBox", "0 0 1 1").replace(",", " ").split()
    if len(box) != 4 or not all(re.fullmatch(r"-?\d*\.?\d+", n) for n in box) or min(float(n) for n in box[2:]) <= 0:
        return "has a viewBox that is none: it takes four numbers, the last two above 0"
    if root.getroottree().docinfo.internalDTD is not None:
        return "begins with a DOCTYPE, which is not safe in a web page; delete that line"
    for element in root.iter():
        if isinstance(element.tag, str) and (fault := _element_fault(element)):
            return f"{fault} (its line {element.sourceline})"
    return None


def _element_fault(element: etree._Element) -> str | None:
    """A picture shows the same in every format only if it brings all it needs, and no program."""
    name = etree.QName(element).localname
    if name in ("script", "foreignObject", "text", "iframe", "a"):
        return f"has a <{name}> in it: convert text to paths, and take out what is no drawing"
    for attribute, value in element.attrib.items():
        if etree.QName(attribute).localname == "href" and not value.startswith(("#", "data:image/")):
            return f"refers to another file ({value}): put the picture inside"
        if attribute.lower().startswith("on"):
            return f"holds a program ({attribute})"
    styles = " ".join([element.get("style", ""), element.text or "" if name == "style" else ""])
    if "@import" in styles or re.search(r"url\(\s*['\"]?(?!#|data:image/)", styles):
        return "refers to another file in its style"
    return None
