"""Paper: sizes by their names, how thick it is, and how far it makes the inner pages of a booklet creep."""

from __future__ import annotations

import re

from publisher.model.catalogue import Message, say
from publisher.model.errors import UsageError
from publisher.model.units import MM_PER_INCH

# Upright, in mm: ISO 216, the untrimmed sizes of printing machines (ISO 5457 has none of SRA; DIN 476-2), ANSI Y14.1.
SIZES = {
    "A6": (105.0, 148.0),
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "A2": (420.0, 594.0),
    "SRA4": (225.0, 320.0),
    "SRA3": (320.0, 450.0),
    "letter": (8.5 * MM_PER_INCH, 11 * MM_PER_INCH),
    "legal": (8.5 * MM_PER_INCH, 14 * MM_PER_INCH),
    "tabloid": (11 * MM_PER_INCH, 17 * MM_PER_INCH),
}
OFFICE = ("A4", "letter", "A3", "tabloid", "SRA3")  # what is tried, in this order, where no sheet is named
UNITS = {"": 1.0, "mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, "pt": MM_PER_INCH / 72}
LENGTH = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|pt|)\s*", re.IGNORECASE)
LARGEST = 5000.0  # mm: PDF pages may be 14,400 units (ISO 32000-2, annex C)
# mm per 1000 g/m²: what paper makers call volume, as a mean of their data sheets.
VOLUME = {"uncoated": 1.25, "coated": 0.9}
GRAMMAGE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(?:gsm|g|g/m2|g/m²)\s*(coated|uncoated|)\s*", re.IGNORECASE)
THICKEST = 1.0  # mm: what is thicker is board, and is not folded into a booklet


def sheet_size(named: str) -> tuple[float, float]:
    """'A4', 'sra3', '330x480', '13x19in' -> width and height in mm, as they are written; a name's are upright. Raises
    UsageError."""
    sizes = {name.casefold(): size for name, size in SIZES.items()}
    if (size := sizes.get(named.strip().casefold())) is not None:
        return size
    parts = re.split(r"[x×*]", named.casefold())
    fix = say("imposition:use-known-sheet", sizes=list(SIZES))
    if len(parts) != 2:
        raise UsageError(say("imposition:no-such-sheet", named=named), fix)
    unit = re.search(r"[a-z]+\s*$", parts[1])
    first = parts[0] if re.search(r"[a-z]", parts[0]) or unit is None else parts[0] + unit[0]
    width, height = (length(part, "--sheet", fix) for part in (first, parts[1]))
    if not (10 <= width <= LARGEST and 10 <= height <= LARGEST):
        raise UsageError(say("imposition:impossible-sheet", width=width, height=height), fix)
    return width, height


def length(text: str, option: str, fix: Message | None = None) -> float:
    """'3', '3mm', '0.5 cm', '0,25in' -> mm. Raises UsageError that names the option."""
    found = LENGTH.fullmatch(text)
    if found is None:
        fix = fix or say("imposition:write-mm", option=option)
        raise UsageError(say("imposition:no-length", option=option, text=text), fix)
    return float(found[1].replace(",", ".")) * UNITS[found[2].lower()]


def thickness(text: str) -> float:
    """'100gsm', '130 g/m² coated', '0.12mm' -> mm of one sheet. Raises UsageError."""
    if found := GRAMMAGE.fullmatch(text):
        thick = float(found[1].replace(",", ".")) * VOLUME[found[2].lower() or "uncoated"] / 1000
    else:
        thick = length(text, "--creep-paper", say("imposition:write-grammage"))
    if not 0 < thick <= THICKEST:
        raise UsageError(say("imposition:too-thick", thick=thick), say("imposition:write-grammage-of-one"))
    return thick


def creep(thick: float, inside: int) -> float:
    """How far, in mm, a sheet's fold is displaced from that of the outermost sheet: `inside` sheets are around it, each
    of them `thick`. Its pages are moved towards the spine by as much, and never scaled."""
    return thick * inside
