"""The texts and pictures of laid-out pages, sorted by the elements of the source that they belong to."""

from __future__ import annotations

from typing import Any

from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pdf.tagging.marked_content import Piece, Pieces

PX_TO_PT = 72 / 96


def gather(rendered: Any) -> Pieces:
    """Sort all texts and pictures of the pages by the elements they belong to."""
    pieces, repeated = Pieces(), dict[Any, int]()
    for page, root in enumerate(page_boxes(rendered)):
        _gather(root, page, root.margin_height(), pieces, repeated, None)
    return pieces


def _gather(box: Any, page: int, height: float, pieces: Pieces, repeated: dict[Any, int], margin: str | None) -> None:
    kind = type(box).__name__
    margin = box.at_keyword if kind == "MarginBox" else margin
    may_repeat = getattr(box, "is_header", False) or (margin and box.element is not None)
    if may_repeat and repeated.setdefault(box.element, page) != page:
        return  # real the first time; on later pages it helps the eye only
    if hasattr(box, "text") or kind.endswith("ReplacedBox"):
        is_text = hasattr(box, "text")
        _, _, pseudo = (box.element_tag or "").partition("::")
        if box.element is None:
            if margin:
                pieces.running[id(box)] = margin
        elif not pseudo or pseudo in ("first-letter", "first-line"):
            (pieces.texts if is_text else pieces.pictures)[box.element].append(_piece(box, page, height))
        elif pseudo == "marker":
            pieces.labels[box.element].append(_piece(box, page, height, label=True))
    for child in children(box):
        _gather(child, page, height, pieces, repeated, margin)


def _piece(box: Any, page: int, height: float, *, label: bool = False) -> Piece:
    text, backwards = getattr(box, "text", ""), box.style["direction"] == "rtl"
    return Piece(page, box, _bounds(box, height), text, backwards, label=label)


def _bounds(box: Any, height: float) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    edges = (left, height - top - box.height, left + box.width, height - top)
    return tuple(round(edge * PX_TO_PT, 2) for edge in edges)
