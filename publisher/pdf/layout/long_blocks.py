"""What a stylesheet keeps whole, or lets span the columns, may be longer than a page: then it is parted.

The engine looks for a place where such a block is whole, line by line: for a table's row of 1,200 words in a column
that took half a minute. A box over all columns that is longer than a page it does not lay out at all.
"""

from __future__ import annotations

from lxml import etree

from publisher.model.html_names import SECTION_BODY

LONG = "long"  # the class that base/print.css knows
CELL = 600  # characters of a table's cell, of which a column takes few words a line
BLOCK = 2000  # characters of another block: no page of a leaflet has room for more


def mark_long_blocks(tree: etree._Element) -> None:
    """Give the class `long` to rows of tables, blocks of running text, sections beside others and the imprint, where no
    page may have room for them."""
    for row in tree.iter("tr"):
        if any(_length(cell) > CELL for cell in row):
            _mark(row)
    for block in tree.xpath(f"{_of_class(SECTION_BODY)}/*[not(self::table)] | {_of_class('after')}/section"):
        if _length(block) > BLOCK:
            _mark(block)
    for imprint in tree.xpath(_of_class("imprint")):
        if _length(imprint) > BLOCK:
            for one in (imprint, *imprint, *imprint.iterancestors("footer")):
                _mark(one)


def _of_class(name: str) -> str:
    # Relative: an absolute path would begin at the document that a trial tree was made from.
    return f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def _length(element: etree._Element) -> int:
    return sum(map(len, element.itertext()))


def _mark(element: etree._Element) -> None:
    element.set("class", f"{element.get('class') or ''} {LONG}".strip())
