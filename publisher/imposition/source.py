"""The pages of the file that is imposed: how large they are cut, how far they bleed, how they are turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader

from publisher.imposition.sheet_model import Margins, Rect
from publisher.model.catalogue import say
from publisher.model.errors import AccessError
from publisher.model.units import pt_to_mm
from publisher.pdf.opening import broken, no_pages

Matrix = tuple[float, float, float, float, float, float]
SAME = 0.3  # mm: what programs round
LARGEST = 1_000_000.0  # units


@dataclass(frozen=True)
class SourcePage:
    """A page as it is looked at: turned by its /Rotate and scaled by its /UserUnit (ISO 32000-2, 14.11.2, 8.3.2.3).

    `width` and `height` of the trim in mm; `bleed` is how far the bleed reaches beyond it, `room` how far the medium
    does. `matrix` leads from the page's own units to points from the lower left corner of the trim. `has_boxes`: the
    file says where it is cut.
    """

    page: PageObject
    number: int
    width: float
    height: float
    bleed: Margins
    room: Margins
    matrix: Matrix
    has_boxes: bool


def source_pages(reader: PdfReader, name: str) -> list[SourcePage]:
    """All pages. Raises AccessError where there is none, or one of which nobody knows how large it is."""
    try:
        pages = list(reader.pages)
    except Exception as error:  # a broken file may raise whatever there is
        raise broken(name) from error
    if not pages:
        raise no_pages(name)
    found = list[SourcePage]()
    for number, page in enumerate(pages, 1):
        try:
            found.append(_read(page, number))
        except (ArithmeticError, AttributeError, TypeError, ValueError, LookupError) as error:
            raise AccessError(
                say("imposition:no-media-box", number=number, name=name), say("imposition:export-for-size")
            ) from error
    return found


def odd_sizes(pages: Sequence[SourcePage]) -> list[SourcePage]:
    """The pages that are not as large as the first one."""
    first = pages[0]
    return [page for page in pages if abs(page.width - first.width) > SAME or abs(page.height - first.height) > SAME]


def entry(dictionary: Any, key: str) -> Any:
    """What a dictionary has under a key, wherever in the file it stands; None where it has nothing."""
    found = dictionary.get(key)
    return found.get_object() if found is not None else None


def _read(page: PageObject, number: int) -> SourcePage:
    media = box_of(entry(page, "/MediaBox"))
    if media is None:
        raise ValueError("no MediaBox")
    boxes = {key: box_of(entry(page, key)) for key in ("/TrimBox", "/ArtBox", "/CropBox", "/BleedBox")}
    cut = boxes["/TrimBox"] or boxes["/ArtBox"]
    trim = (cut or boxes["/CropBox"] or media).within(media)
    if trim.width <= 0 or trim.height <= 0:
        trim = media
    unit = abs(_number(entry(page, "/UserUnit"))) or 1.0
    matrix = _upright(trim, round(_number(entry(page, "/Rotate")) / 90) * 90 % 360, unit)
    upright = moved(matrix, trim)
    return SourcePage(
        page,
        number,
        pt_to_mm(upright.width),
        pt_to_mm(upright.height),
        _beyond(moved(matrix, (boxes["/BleedBox"] or trim).within(media).around(trim)), upright),
        _beyond(moved(matrix, media), upright),
        matrix,
        cut is not None,
    )


def _upright(trim: Rect, rotation: int, unit: float) -> Matrix:
    """From the page's units to points from the lower left corner of the trim, as the page is looked at."""
    matrices: dict[int, Matrix] = {
        0: (1, 0, 0, 1, -trim.left, -trim.bottom),
        90: (0, -1, 1, 0, -trim.bottom, trim.right),
        180: (-1, 0, 0, -1, trim.right, trim.top),
        270: (0, 1, -1, 0, trim.top, -trim.left),
    }
    a, b, c, d, e, f = matrices[rotation]
    return a * unit, b * unit, c * unit, d * unit, e * unit, f * unit


def moved(matrix: Matrix, box: Rect) -> Rect:
    """The box around a box that a matrix moves."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Rect(min(across), min(up), max(across), max(up))


def _beyond(outer: Rect, trim: Rect) -> Margins:
    """How far one box reaches beyond another on each side, in mm."""
    return Margins(
        pt_to_mm(max(0.0, trim.left - outer.left)),
        pt_to_mm(max(0.0, trim.bottom - outer.bottom)),
        pt_to_mm(max(0.0, outer.right - trim.right)),
        pt_to_mm(max(0.0, outer.top - trim.top)),
    )


def box_of(found: Any) -> Rect | None:
    """None where there is no box, or none that has an area."""
    if found is None or len(found) != 4:
        return None
    x, y, u, v = (float(corner.get_object()) for corner in found)
    if not all(abs(part) < LARGEST for part in (x, y, u, v)):
        return None
    box = Rect(min(x, u), min(y, v), max(x, u), max(y, v))
    return box if box.width > 0 and box.height > 0 else None


def _number(found: Any) -> float:
    return float(found) if isinstance(found, (int, float)) else 0.0
