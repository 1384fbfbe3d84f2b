"""Whether the text on a cover's drawing can be read: its colours against the pixels that lie below it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from publisher.design.colour import contrast
from publisher.pdf.layout.engine_hooks import children, page_boxes
from publisher.pdf.layout.fit.measure import LayOut

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 0.5  # pixels per point of the page: what is finer than that does not hide a letter
# WCAG 2.2, 1.4.3: large text is 18 pt, or 14 pt bold; sizes in px of the engine.
USUAL, OF_LARGE, LARGE, LARGE_BOLD, BOLD = 4.5, 3.0, 24.0, 18.66, 700
BAD_SHARE = 0.008  # of the pixels below a text: the edge of a shape may touch it
HIDDEN = ".cover-text{visibility:hidden}"


def faint_texts(tree: etree._Element, lay_out: LayOut, rules: str) -> list[str]:
    """The texts of the cover of a fitted tree that are too faint on the picture below them."""
    alone = copy.deepcopy(tree)
    for part in alone.xpath("//main | //footer"):
        part.getparent().remove(part)
    pages = lay_out(alone, [rules, HIDDEN])
    ground = _picture(pages.first_page_pdf)
    per_px = ground.height / pages.rendered.pages[0].height
    return [box.text.strip() for box in _texts(page_boxes(pages.rendered)[0]) if _is_faint(box, ground, per_px)]


def _picture(pdf: bytes) -> Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        left, bottom, right, top = page.get_trimbox()
        page.set_cropbox(left, bottom, right, top)
        picture = page.render(scale=SCALE).to_pil().convert("RGB")
        page.close()
    finally:
        document.close()
    return picture


def _texts(box: Any, inside: bool = False) -> Iterator[Any]:
    """The texts of the cover."""
    element = getattr(box, "element", None)
    inside = inside or (element is not None and "cover-text" in (element.get("class") or "").split())
    if inside and hasattr(box, "text") and box.text.strip():
        yield box
    for child in children(box):
        yield from _texts(child, inside)


def _is_faint(box: Any, ground: Image, per_px: float) -> bool:
    edges = (box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height)
    left, top, right, bottom = (round(edge * per_px) for edge in edges)
    left, top = max(0, left), max(0, top)
    right, bottom = min(ground.width, right), min(ground.height, bottom)
    if right <= left or bottom <= top:
        return False
    size, weight = box.style["font_size"], box.style["font_weight"]
    needed = OF_LARGE if size >= LARGE or (size >= LARGE_BOLD and weight >= BOLD) else USUAL
    colour = _hex(channel * 255 for channel in tuple(box.style["color"].coordinates)[:3])
    part = ground.crop((left, top, right, bottom))
    counted = part.getcolors(part.width * part.height) or []
    bad = sum(count for count, pixel in counted if contrast(colour, _hex(pixel)) < needed)
    return bad > BAD_SHARE * part.width * part.height


def _hex(channels: Any) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in channels)
