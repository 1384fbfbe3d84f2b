"""Pages of one build look different: where sections with a box follow each other, the layout's box styles alternate."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

FEWEST = 3  # sections in a row from which on they would look like one page several times
BOXES = "boxes-"  # begins the class of a box style
BOXED = "div[contains(@class, 'section-body')]/*[contains(' pledges facts note ', concat(' ', @class, ' '))]"


def vary_boxes(parts: Sequence[list[etree._Element]], styles: Sequence[str]) -> None:
    """Give every second section of such a row the next of the styles. What a writer chose stays."""
    row: list[etree._Element] = []
    for section in [*(part[0] for part in parts), None]:
        if section is not None and section.xpath(BOXED) and BOXES not in section.get("class", ""):
            row.append(section)
            continue
        for number, one in enumerate(row if len(row) >= FEWEST and styles else ()):
            one.set("class", f"{one.get('class')} {BOXES}{styles[number % len(styles)]}")
        row = []
