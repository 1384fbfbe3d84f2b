"""The edge of a sheet that office printers leave white: content that would stand there is moved in rather than cut.

What bleeds is meant to be cut: a picture or an area that reaches the trim, or goes beyond it, may end at the edge of
the print. Everything else (text, and what ends inside the page) keeps clear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from ctypes import byref, c_float

import pypdfium2
import pypdfium2.raw as pdfium

from publisher.imposition.grid import Grid
from publisher.imposition.sheet_model import Margins, Rect
from publisher.imposition.source import SourcePage, moved
from publisher.model.units import pt_to_mm

BLEEDS = 0.5  # mm from the trim or less: it is meant to reach it
DEEPEST = 8  # forms within forms


def content_insets(data: bytes, pages: Sequence[SourcePage]) -> list[Margins]:
    """How far the content of each page that does not bleed keeps from its trim, in mm, by PDFium."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_inset(document, page) for page in pages]
    finally:
        document.close()


def _inset(document: pypdfium2.PdfDocument, source: SourcePage) -> Margins:
    """An empty page keeps half of its size from every side."""
    page, trim = document[source.number - 1], Rect(0, 0, source.width, source.height)
    try:
        found = _boxes(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
        things = [(kind == pdfium.FPDF_PAGEOBJ_TEXT, _in_mm(moved(source.matrix, box))) for kind, box in found]
    finally:
        page.close()
    seen = [(is_text, box) for is_text, box in things if box.within(trim).height and box.within(trim).width]
    texts = [box for is_text, box in seen if is_text]
    others = [box for is_text, box in seen if not is_text]
    grounds = [box for box in others if _bleeds(box, trim)]
    alone = [box for box in others if not any(_is_part(box, ground) for ground in grounds)]
    keeping = [box.within(trim) for box in (*texts, *alone)]
    return Margins(
        min([source.width / 2, *(box.left for box in keeping)]),
        min([source.height / 2, *(box.bottom for box in keeping)]),
        min([source.width / 2, *(source.width - box.right for box in keeping)]),
        min([source.height / 2, *(source.height - box.top for box in keeping)]),
    )


def _bleeds(box: Rect, trim: Rect) -> bool:
    """Whether a thing reaches the trim on any side."""
    return box.left < BLEEDS or box.bottom < BLEEDS or box.right > trim.right - BLEEDS or box.top > trim.top - BLEEDS


def _is_part(box: Rect, ground: Rect) -> bool:
    """Whether a thing lies on a picture that bleeds, with its middle: it is drawn with it, and cut with it."""
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return ground.left <= across <= ground.right and ground.bottom <= up <= ground.top


def _in_mm(box: Rect) -> Rect:
    return Rect(*(pt_to_mm(part) for part in (box.left, box.bottom, box.right, box.top)))


def _boxes(parent: object, count: object, get: object, depth: int = 0) -> Iterator[tuple[int, Rect]]:
    """(kind, box in the page's units) of every object; those of a form one by one where it is not moved."""
    for number in range(count(parent)):  # type: ignore[operator]
        thing = get(parent, number)  # type: ignore[operator]
        kind = pdfium.FPDFPageObj_GetType(thing)
        corners = [c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(thing, *map(byref, corners)):
            continue
        left, bottom, right, top = (corner.value for corner in corners)
        box = Rect(left, bottom, right, top)
        if kind != pdfium.FPDF_PAGEOBJ_FORM or depth > DEEPEST:
            yield kind, box
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(thing, byref(matrix))
        form = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
        for inner, inside in _boxes(thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1):
            yield inner, moved(form, inside).within(box)


def keep_clear(
    grid: Grid, contents: Mapping[int, Rect], margin: float
) -> tuple[float, dict[tuple[int, int], tuple[float, float]]]:
    """The scale at which all content keeps `margin` mm from the edges of the sheet, 1 where it need not be smaller, and
    how far right and up the pages of each cell move. `contents`: of each column, the box of all content of its pages,
    its height measured from the bottom of the cell. Columns move alike on all sheets, and all rows, so that facing
    pages stay level."""
    free = {column: _free(grid, column, margin) for column in contents}
    shrunk = 1.0
    for column, content in contents.items():
        shrunk = min(shrunk, free[column].width / content.width, free[column].height / content.height)
    moves: dict[tuple[int, int], tuple[float, float]] = {}
    ups = [
        _way(free[column].bottom, free[column].top, *_scaled(grid, content, shrunk)[1])
        for column, content in contents.items()
    ]
    up = max(ups, key=abs, default=0.0)
    for column, content in contents.items():
        right = _way(free[column].left, free[column].right, *_scaled(grid, content, shrunk, column)[0])
        for row in range(grid.rows):
            moves[column, row] = (right, up)
    return shrunk, moves


def _free(grid: Grid, column: int, margin: float) -> Rect:
    """Where the content of a column's pages may stand: its height measured from the bottom of a cell. Of several rows
    each has the room of the one that has least."""
    cell = grid.at(column, 0)
    return Rect(
        max(margin, cell.left) if column == 0 else cell.left,
        max(0.0, margin - grid.at(column, grid.rows - 1).bottom),
        min(grid.sheet[0] - margin, cell.right) if column == grid.columns - 1 else cell.right,
        min(grid.cell[1], grid.sheet[1] - margin - cell.bottom),
    )


def _scaled(
    grid: Grid, content: Rect, scale: float, column: int = 0
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The content's extent across and upward when it is made smaller about the middle of its cell."""
    cell = grid.at(column, 0)
    middle, level = (cell.left + cell.right) / 2, grid.cell[1] / 2
    return (
        (middle + (content.left - middle) * scale, middle + (content.right - middle) * scale),
        (level + (content.bottom - level) * scale, level + (content.top - level) * scale),
    )


def _way(low: float, high: float, start: float, end: float) -> float:
    """The shortest way that brings start..end into low..high."""
    if start < low:
        return low - start
    return min(0.0, high - end)
