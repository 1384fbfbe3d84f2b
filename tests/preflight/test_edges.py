"""Where colour reaches the trim, the bleed is filled: gaps are found, and shapes that only end there are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.preflight import Inspection, open_file
from publisher.preflight.rules.margins import (
    bleed_empty,
    bleed_missing,
    near_fold,
    near_trim,
)
from publisher.presses.profiles import find_press
from support.press_faults import SOUND, with_content
from support.press_pdf import MM, at, image, placed, rectangle, text

COLOUR = "0.6 0 0.6 0 k"


def inspected(
    content: str, press: str = "generic-coated", folds: tuple[float, ...] = (), **changes: object
) -> Inspection:
    made = with_content(content, ground=False, text=False, **changes)
    return Inspection(open_file(made.write(), "prov.pdf"), find_press(press), folds)


def gaps(content: str, **changes: object) -> list[tuple[str, tuple[float, ...]]]:
    found = bleed_empty(inspected(content, **changes))
    boxes = ((fault.values[2][1], fault.box) for fault in found)
    return [
        (str(edge), tuple(round(part) + 0 for part in (box.left, box.top, box.right, box.bottom)))
        for edge, box in boxes
        if box
    ]


@pytest.mark.parametrize(
    ("area", "edge", "gap"),
    [
        (rectangle(0, 40, 30, 30), "left", (-3, 40, 0, 70)),
        (rectangle(75, 40, 30, 30), "right", (105, 40, 108, 70)),
        (rectangle(40, 0, 30, 30), "upper", (40, -3, 70, 0)),
        (rectangle(40, 118, 30, 30), "lower", (40, 148, 70, 151)),
        (rectangle(-2, 40, 32, 30), "left", (-3, 40, -2, 70)),
    ],
)
def test_a_gap_is_found_at_each_edge(area: str, edge: str, gap: tuple[int, ...]) -> None:
    assert gaps(f"{COLOUR} {area} f") == [(edge, gap)]


@pytest.mark.parametrize(
    "area",
    [
        rectangle(-3, 40, 40, 30),
        rectangle(-3, -3, 111, 154),
        rectangle(1, 40, 30, 30),  # does not reach the trim
        rectangle(0, 40, 2, 2),  # smaller than a gap that shows
    ],
)
def test_what_fills_the_bleed_or_keeps_away_has_no_gap(area: str) -> None:
    assert gaps(f"{COLOUR} {area} f") == []


# Pictures that are white by themselves

SIDE = 300
GREY = bytes([120])


def sky(edge: float) -> bytes:
    """A picture of 300 pixels that is grey up to `edge` mm of 45, and white from there on."""
    dark = round(SIDE * edge / 45)
    return image(SIDE, SIDE, "/DeviceGray", data=(GREY * dark + b"\xff" * (SIDE - dark)) * SIDE)


WHOLE = placed("Im1", 63, 40, 45, 45)  # from 63 mm to the end of the bleed, at 108 mm


@pytest.mark.parametrize(
    ("edge", "content", "reported"),
    [
        (43, WHOLE, [("warning", "a picture that reaches the right edge is white from ")]),
        (42, WHOLE, [("warning", "a picture that reaches the right edge is white from ")]),
        (45, WHOLE, []),
        (40, WHOLE, []),  # white where the paper is cut
        # A picture that does end: at the trim, within the bleed, or where it is cut off (clipped).
        (45, placed("Im1", 60, 40, 45, 45), [("error", "what reaches the right edge stops ")]),
        (45, placed("Im1", 61.5, 40, 45, 45), [("error", "what reaches the right edge stops 2.")]),
        (45, f"q {rectangle(0, 0, 105, 148)} W n {WHOLE} Q", [("error", "what reaches the right edge stops ")]),
        # Two pictures, neither of which fills the gap.
        (45, placed("Im1", 60, 40, 45, 20) + placed("Im1", 60, 60, 45, 25), [("error", "what reaches the right")]),
        # What stands on a picture, and ends; what hides it; what fills the bleed as it does.
        (5, f"{WHOLE} {COLOUR} {rectangle(80, 45, 25, 30)} f", [("error", "what reaches the right edge stops there")]),
        (45, f"{WHOLE} 0 0 0 0 k {rectangle(105, 30, 3, 80)} f", [("error", "what reaches the right edge stops")]),
        (43, f"{COLOUR} {rectangle(90, 45, 15, 9)} f {WHOLE}", [("warning", "a picture that reaches the right edge")]),
    ],
)
def test_a_picture_that_is_white_in_the_bleed(edge: float, content: str, reported: list[tuple[str, str]]) -> None:
    made = with_content(content, ground=False, text=False, resources="/XObject << /Im1 20 0 R >>")
    data = replace(made, objects=(sky(edge),)).write()
    found = list(bleed_empty(Inspection(open_file(data, "prov.pdf"), find_press("generic-coated"))))
    assert [fault.severity.value for fault in found] == [severity for severity, _ in reported]
    assert all(fault.message.startswith(words) for fault, (_, words) in zip(found, reported, strict=True)), found


@pytest.mark.parametrize(
    ("frame", "expected", "severity"),
    [
        (rectangle(63, 30, 45, 60), None, "warning"),  # a drawing in its frame, which fills the bleed
        (rectangle(63, 30, 43, 60), None, "error"),  # the frame itself stops there
        (rectangle(-3, -3, 111, 154), None, "error"),  # other programs clip whole pages
        (rectangle(-3, -3, 111, 154), (), "warning"),  # of our own pages: a drawing on the whole page
    ],
)
def test_a_shape_of_a_drawing_that_ends_in_the_bleed(frame: str, expected: tuple[()] | None, severity: str) -> None:
    content = f"q {frame} W n {COLOUR} {rectangle(70, 40, 36, 30)} f Q"
    looked_at = replace(inspected(content), expected=expected)
    (fault,) = bleed_empty(looked_at)
    assert fault.severity.value == severity


def test_a_cut_out_picture_is_white_where_it_is_transparent() -> None:
    mask = image(SIDE, SIDE, "/DeviceGray", data=(b"\xff" * 288 + b"\0" * 12) * SIDE)
    made = with_content(WHOLE, ground=False, text=False, resources="/XObject << /Im1 20 0 R >>")
    cut_out = image(SIDE, SIDE, "/DeviceGray", more="/SMask 21 0 R", data=GREY * SIDE * SIDE)
    data = replace(made, objects=(cut_out, mask)).write()
    (fault,) = bleed_empty(Inspection(open_file(data, "prov.pdf"), find_press("generic-coated")))
    assert fault.severity.value == "error"


@pytest.mark.parametrize("lean", [-40, -15, 15, 40, 90])
def test_a_slanting_edge_that_crosses_the_trim_is_no_gap(lean: float) -> None:
    points = [at(-3, 40), at(60, 40 + lean), at(60, 151), at(-3, 151)]
    path = " ".join(f"{x} {y} {'l' if number else 'm'}" for number, (x, y) in enumerate(points))
    assert gaps(f"{COLOUR} {path} f") == []


def test_a_circle_that_bleeds_has_no_gap() -> None:
    x, y = at(0, 70)
    r, k = 30 * MM, 30 * MM * 0.5523
    curves = (
        f"{x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c {x - k} {y + r} {x - r} {y + k} {x - r} {y} c "
        f"{x - r} {y - k} {x - k} {y - r} {x} {y - r} c {x + k} {y - r} {x + r} {y - k} {x + r} {y} c"
    )
    assert gaps(f"{COLOUR} {curves} f") == []


def test_a_white_area_needs_no_bleed() -> None:
    assert gaps(f"0 0 0 0 k {rectangle(0, 0, 105, 148)} f") == []


def test_a_turned_page_is_looked_at_as_it_is_seen() -> None:
    (gap,) = gaps(f"{COLOUR} {rectangle(0, 40, 30, 30)} f", more="/Rotate 90")
    assert gap == ("upper", (78, -3, 108, 0))


@pytest.mark.parametrize(("press", "count"), [("generic-coated", 1), ("newspaper", 0), ("office-laser", 0)])
def test_only_a_press_with_bleed_asks_for_it(press: str, count: int) -> None:
    found = inspected(f"{COLOUR} {rectangle(0, 0, 105, 148)} f", press, bleed=0)
    assert len(list(bleed_missing(found))) == count


def test_the_bleed_of_a_file_that_names_no_bleed_box_is_its_media() -> None:
    """ISO 32000-2, 14.11.2: the default is the crop box, whose default is the media box."""
    boxes = f"/MediaBox [0 0 {111 * MM} {154 * MM}] /TrimBox [{3 * MM} {3 * MM} {108 * MM} {151 * MM}]"
    assert list(bleed_missing(inspected(f"{COLOUR} {rectangle(-3, -3, 111, 154)} f", boxes=boxes))) == []


# Safe margins


def test_text_at_the_safe_margin_is_safe() -> None:
    assert list(near_trim(inspected(f"0 0 0 1 k {text(3.1, 50)}"))) == []


@pytest.mark.parametrize(
    ("x", "y", "edge", "severity"),
    [(2, 50, "left", "warning"), (0.5, 50, "left", "error"), (50, 4, "upper", "warning")],
)
def test_text_near_an_edge(x: float, y: float, edge: str, severity: str) -> None:
    (fault,) = near_trim(inspected(f"0 0 0 1 k {text(x, y)}"))
    assert (dict(fault.values)["edge"], fault.severity.value) == (edge, severity)


def test_text_that_runs_off_the_page_is_cut_off() -> None:
    (fault,) = near_trim(inspected(f"0 0 0 1 k {text(95, 50)}", bleed=0))
    assert fault.message.startswith("text is cut off at the right edge")


def test_text_in_the_bleed_alone_is_cut_off_on_purpose() -> None:
    assert list(near_trim(inspected(f"0 0 0 1 k {text(40, -1, 3)}"))) == []


@pytest.mark.parametrize(("x", "reported"), [(45, "across the fold"), (51, "1.0 mm from the fold"), (60, "")])
def test_text_near_a_fold(x: float, reported: str) -> None:
    found = [fault.message for fault in near_fold(inspected(f"0 0 0 1 k {text(x, 50)}", folds=(50,)))]
    assert ([reported in message for message in found] == [True]) if reported else found == []


def test_folds_lie_mirrored_on_the_back() -> None:
    data = SOUND.with_page(ground=False, text=False, content=text(26, 50)).write()
    made = Inspection(open_file(data, "prov.pdf"), find_press("generic-coated"), (30.0,))
    assert len(list(near_fold(made))) == 1
    made.file.sheets[0].number = 2
    assert list(near_fold(made)) == []
