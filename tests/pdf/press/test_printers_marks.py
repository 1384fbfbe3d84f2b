"""Marks stand in the slug, clear of the bleed; crop and registration marks are on every plate."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher.model.units import mm_to_pt
from publisher.pdf.page_boxes import Sheet
from publisher.pdf.press.printers_marks import draw_marks, slug_for
from publisher.presses.profiles import Marks
from support import pdftext
from support.presses import PLATES, plates, press, press_file

ALL = Marks(crop=True, registration=True, colour_bars=True)
BODY = "<h1>Rubrik</h1><p>Text</p>"
GROUND = "@page{background:#0B5239;bleed:9mm}"
Box = tuple[float, float, float, float]


def drawn(marks: Marks, sheet: Sheet) -> list[Box]:
    """Where each line and patch lies: left, low, right, high."""
    found: list[Box] = []
    for line in draw_marks(marks, sheet).decode().splitlines():
        if "re f" in line:
            x, y, width, height = map(float, re.findall(r"[\d.]+(?= )", line.partition(" k ")[2])[:4])
            found.append((x, y, x + width, y + height))
        elif line.endswith("S"):
            points = [float(word) for word in line.split() if re.fullmatch(r"-?[\d.]+", word)]
            found.append((min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])))
    return found


@pytest.mark.parametrize("bleed", [0, 3, 5, 10])
@pytest.mark.parametrize("size", [(105, 148), (210, 297)])
def test_marks_are_clear_of_bleed_and_trim_and_inside_the_sheet(bleed: float, size: tuple[float, float]) -> None:
    margin = mm_to_pt(bleed)
    sheet = Sheet(mm_to_pt(size[0]), mm_to_pt(size[1]), margin, slug_for(ALL, 0, margin))
    nearest = max(mm_to_pt(3), margin + mm_to_pt(1)) - 0.01
    left, right = sheet.margin - nearest, sheet.margin + sheet.width + nearest
    low, high = sheet.margin - nearest, sheet.margin + sheet.height + nearest
    boxes = drawn(ALL, sheet)
    assert len(boxes) == 8 + 4 * 3 + 14
    for x1, y1, x2, y2 in boxes:
        assert x2 <= left or x1 >= right or y2 <= low or y1 >= high
        assert 0 < x1 <= x2 < sheet.media[0]
        assert 0 < y1 <= y2 < sheet.media[1]


def test_crop_marks_point_at_the_edges_of_the_trim() -> None:
    sheet = Sheet(100, 200, 9, 40)
    corners = {(box[0], box[2]) for box in drawn(Marks(crop=True), sheet) if box[0] == box[2]}
    assert corners == {(49, 49), (149, 149)}
    assert {box[1] for box in drawn(Marks(crop=True), sheet) if box[1] == box[3]} == {49, 249}


def test_without_marks_there_is_no_slug() -> None:
    assert slug_for(Marks(), 99, 9) == 0
    assert draw_marks(Marks(), Sheet(100, 200, 9)) == b""
    assert slug_for(ALL, 99, 9) == 99


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("marks") / "marked.pdf"
    path.write_bytes(press_file(BODY, GROUND, press(bleed=5, marks=ALL.model_dump())))
    return path


def test_the_boxes_of_a_marked_file(marked: Path) -> None:
    (boxes,) = pdftext.document(marked).boxes()
    slug, bleed = mm_to_pt(10), mm_to_pt(5)
    width, height = mm_to_pt(90), mm_to_pt(120)
    inset = slug + bleed
    assert set(boxes) == {"/MediaBox", "/BleedBox", "/TrimBox"}
    assert boxes["/MediaBox"] == pytest.approx((0, 0, width + 2 * inset, height + 2 * inset), abs=0.01)
    assert boxes["/BleedBox"] == pytest.approx(
        (slug, slug, slug + width + 2 * bleed, slug + height + 2 * bleed), abs=0.01
    )
    assert boxes["/TrimBox"] == pytest.approx((inset, inset, inset + width, inset + height), abs=0.01)


def test_marks_are_on_every_plate_and_what_bleeds_stops_at_the_bleed(marked: Path, tmp_path: Path) -> None:
    """Looked at along the middle of the page, and across a crop mark."""
    found, dpi = plates(marked, tmp_path, 254), 10  # pixels a mm
    for ink in PLATES:
        slug = found[ink][: 10 * dpi]
        assert slug.max() > 0.9, f"no mark on {ink}"
        # In the slug there is nothing but thin lines: no ground of the page.
        assert (slug > 0.1).mean() < 0.02
        assert found[ink][11 * dpi : 14 * dpi, 40 * dpi].min() > 0.3, f"no bleed on {ink}"


def test_colour_bars_are_solids_and_tints(marked: Path, tmp_path: Path) -> None:
    found = plates(marked, tmp_path, 254)
    row = found["Black"].shape[0] - 65
    for ink in PLATES:
        values = {round(float(value), 1) for value in found[ink][row]}
        assert {0.0, 0.5, 1.0} <= values, ink
