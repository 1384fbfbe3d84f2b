"""A folder of faulty PDFs: the sound sheet of `press_pdf` with exactly one thing wrong in each."""

from __future__ import annotations

from support.press_faults import colours, details, document, pages
from support.press_faults.colours import TINT
from support.press_faults.details import code, too_much_ink
from support.press_faults.planting import FAULTS, SOUND, with_content, with_picture, written

__all__ = [
    "FAULTS",
    "SOUND",
    "TINT",
    "code",
    "colours",
    "details",
    "document",
    "pages",
    "too_much_ink",
    "with_content",
    "with_picture",
    "written",
]
