"""No word is parted by a page turn: which paragraphs go on over one with a hyphen, and what keeps their words whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from lxml import etree

from publisher.pdf.layout.engine_hooks import children, page_boxes

WHOLE_WORDS = "whole-words"  # the class of a paragraph that has no hyphens


def parted_by_turns(rendered: Any) -> list[Any]:
    """The elements whose last line on a page ends in a word that goes on overleaf."""
    pages = [dict(_last_and_first(root)) for root in page_boxes(rendered)]
    found = []
    for page, after in pairwise(pages):
        for element, (_, last) in page.items():
            first = after.get(element, ("", ""))[0]
            if first and _goes_on(element, last, first):
                found.append(element)
    return found


def keep_words_whole(tree: etree._Element, html: Any, elements: Iterable[Any]) -> None:
    """Set the class on the same elements of a tree: of each tag, the one with the same number. `html` is the tree that
    `elements` are of, the one that was laid out."""
    for element in elements:
        number = list(html.iter(element.tag)).index(element)
        same = next(one for index, one in enumerate(tree.iter(element.tag)) if index == number)
        same.set("class", f"{same.get('class', '')} {WHOLE_WORDS}".strip())


def _goes_on(element: Any, last: str, first: str) -> bool:
    """Whether two lines share a word that has no hyphen there."""
    above, below = last.split(), first.split()
    if not above or not below or not above[-1].endswith("-"):
        return False
    return above[-1][:-1] + below[0] in "".join("".join(element.itertext()).split("\u00ad"))


def _last_and_first(root: Any) -> Iterator[tuple[Any, tuple[str, str]]]:
    """Each element that has lines on a page, with its first and its last line."""
    lines: dict[Any, list[str]] = {}
    _gather(root, None, lines)
    yield from ((element, (texts[0], texts[-1])) for element, texts in lines.items())


def _gather(box: Any, element: Any, lines: dict[Any, list[str]]) -> None:
    if type(box).__name__ == "LineBox" and element is not None:
        lines.setdefault(element, []).append("".join(_texts(box)))
        return
    if type(box).__name__ == "MarginBox":
        return
    element = box.element if box.element is not None else element
    for child in children(box):
        _gather(child, element, lines)


def _texts(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in children(box):
        yield from _texts(child)
