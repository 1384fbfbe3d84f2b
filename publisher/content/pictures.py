"""Picture files: which kinds there are, and whether a file is what its name says."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

BEGINNINGS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF"}
ENDINGS = {".png": b"IEND\xaeB`\x82", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9"}
PICTURE_TYPES = (".svg", *BEGINNINGS)


def picture_fault(path: Path) -> str | None:
    """What is wrong with a picture file ('is no JPEG picture'), None where nothing is. Looks at its ends only."""
    kind = path.suffix.lower()
    data = path.read_bytes()
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
    return None if etree.QName(root).localname == "svg" else "is no SVG picture"
