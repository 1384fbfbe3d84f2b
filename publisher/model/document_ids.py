"""The ids in a document, for every format: which the content gives, which the toolkit makes, and which it reserves.

No id of the content holds an underscore (see `fields.ID`): an id that the toolkit makes holds one, so no two clash.
"""

from __future__ import annotations

import datetime as dt
import re

# Where a link of the content may lead, besides its sections and sessions.
TOP, MAIN = "top", "content"
# Of notes and of their marks in the text, made of a section's id and a number: a link of the content may lead there.
NOTE = re.compile(r"(note|ref)-.+-\d+")
ALL_FORMATS = "all_formats"  # the part of the landing page that lists them


def page_id(page: int) -> str:
    """Of the place where a page of the printed version begins."""
    return f"page_{page}"


def day_id(date: dt.date) -> str:
    """Of a day of a programme."""
    return f"day_{date.isoformat()}"


def heading_id(id: str) -> str:
    """Of the heading of a part."""
    return f"{id}_heading"
