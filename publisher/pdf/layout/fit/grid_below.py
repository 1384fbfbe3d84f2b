"""What stands below the last day of a grid: the indexes, what follows the programme, and the document's foot."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from lxml import etree

from publisher.pdf.layout.fit.measure import Trial

BELOW = 4.0  # mm, that it is kept away from the page's end


def trials_below(
    tree: etree._Element, programme: etree._Element, styles: Sequence[str]
) -> dict[tuple[Any, ...], Trial]:
    """A trial for each style of the programme in a tree."""
    indexes = copy.deepcopy(programme)
    for inner in indexes.xpath("*[not(contains(@class, 'index'))]"):
        indexes.remove(inner)
    indexes.set("class", f"{indexes.get('class')} form-grid")
    after = [*programme.itersiblings("*"), *tree.xpath("//footer[contains(@class, 'back')]")]
    made = {}
    for at, style in enumerate(styles):
        set_so = copy.deepcopy(indexes)
        set_so.set("style", style)  # the properties are inherited from here, as on the pages
        made["below", at] = Trial((set_so, *map(copy.deepcopy, after)), "fit-normal")
    return made
