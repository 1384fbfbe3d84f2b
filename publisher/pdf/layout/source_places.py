"""Where on the pages each line of the content stands, for a report that marks it."""

from __future__ import annotations

from typing import Any

from publisher.compose.document import read_place
from publisher.model.findings import Box, Place
from publisher.pdf.layout.engine_hooks import page_boxes
from publisher.pdf.layout.page_use import PX_TO_MM, text_boxes


def source_places(rendered: Any) -> dict[int, tuple[tuple[Place, Box], ...]]:
    """By page: the lines of the content's files that are set there, each with the box (mm) around its text."""
    found: dict[int, tuple[tuple[Place, Box], ...]] = {}
    for number, root in enumerate(page_boxes(rendered), 1):
        sides: dict[str, list[tuple[float, float, float, float]]] = {}
        for box, source in text_boxes(root, ""):
            if source and box.text.strip():
                right, bottom = box.position_x + box.width, box.position_y + box.height
                sides.setdefault(source, []).append((box.position_x, box.position_y, right, bottom))
        found[number] = tuple((read_place(source), _around(boxes)) for source, boxes in sides.items())
    return found


def _around(boxes: list[tuple[float, float, float, float]]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    left, top, width, height = (round(side * PX_TO_MM, 1) for side in (left, top, right - left, bottom - top))
    return left, top, width, height
