"""What comes onto paper, and where: each construct of a content stream, in the place where it is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.preflight.reading.painted import Kind, Mark
from publisher.preflight.reading.print_file import open_file
from support.press_faults import SOUND, with_content
from support.press_pdf import MM, PressPdf, at, image, placed, rectangle, stream, text


def marks(made: PressPdf, **changes: object) -> list[Mark]:
    """Those of the first page, without a ground and a text of its own."""
    bare = made.with_page(ground=False, text=False, **changes)
    sheet = open_file(bare.write(), "prov.pdf").sheets[0]
    assert sheet.gathered.damage == []
    return sheet.marks


def box(mark: Mark) -> tuple[float, ...]:
    return tuple(round(length, 1) + 0.0 for length in (mark.box.left, mark.box.top, mark.box.right, mark.box.bottom))


def only(made: PressPdf, **changes: object) -> Mark:
    (mark,) = marks(made, **changes)
    return mark


def test_an_area_in_mm_from_the_trim() -> None:
    mark = only(with_content(f"0 1 0 0 k {rectangle(-3, 10, 20, 5)} f"))
    assert (mark.kind, box(mark), str(mark.colour)) == (Kind.AREA, (-3, 10, 17, 15), "M 100")
    assert mark.size == pytest.approx(5 * MM, abs=0.01)


def test_a_line_with_its_width() -> None:
    x, y = at(10, 20)
    mark = only(with_content(f"0 0 1 0 K 2 w {x} {y} m {x + 10 * MM} {y} l S"))
    assert (mark.kind, box(mark)) == (Kind.LINE, (9.6, 19.6, 20.4, 20.4))
    assert mark.size == pytest.approx(2)


def test_a_path_that_is_filled_and_drawn_is_two_marks() -> None:
    assert [mark.kind for mark in marks(with_content(f"{rectangle(10, 10, 5, 5)} B"))] == [Kind.AREA, Kind.LINE]


def test_a_path_that_is_neither_is_no_mark() -> None:
    assert marks(with_content(f"{rectangle(10, 10, 5, 5)} n")) == []


def test_text_with_its_size_and_width() -> None:
    mark = only(with_content(f"q 2 0 0 2 0 0 cm BT /F1 6 Tf {at(20, 30)[0] / 2} {at(20, 30)[1] / 2} Td (HHHH) Tj ET Q"))
    assert mark.kind is Kind.TEXT
    assert mark.size == pytest.approx(12)
    left, top, right, bottom = box(mark)
    assert (left, round(bottom)) == (20, 31)
    assert right - left == pytest.approx(4 * 0.652 * 12 / MM, abs=0.2)  # an H is 652 thousandths wide in this font
    assert 26 < top < 28


def test_text_moves_on_by_its_width_its_gaps_and_its_lines() -> None:
    x, y = at(20, 30)
    found = marks(with_content(f"BT /F1 10 Tf 14 TL {x} {y} Td [(H) -1000 (H)] TJ (H) Tj (H) ' ET"))
    assert [box(mark)[0] for mark in found] == [20, 28.1, 20]
    assert found[2].box.top - found[0].box.top == pytest.approx(14 / MM)


def test_a_string_of_spaces_is_no_mark() -> None:
    assert marks(with_content(text(20, 20, words="   "))) == []


@pytest.mark.parametrize("mode", [3, 7])
def test_text_that_is_not_drawn_is_no_mark(mode: int) -> None:
    assert marks(with_content(f"BT {mode} Tr /F1 10 Tf 100 100 Td (a) Tj ET")) == []


def test_outlined_text_has_the_colour_of_its_lines() -> None:
    mark = only(with_content("0 1 0 0 K BT 1 Tr /F1 10 Tf 100 100 Td (a) Tj ET"))
    assert str(mark.colour) == "M 100"


def test_saving_and_restoring() -> None:
    found = marks(with_content(f"q 1 0 0 0 k Q {rectangle(10, 10, 5, 5)} f"))
    assert str(found[0].colour) == "K 100"


def test_what_is_clipped_away_is_no_mark_and_the_rest_is_cut() -> None:
    clip = f"q {rectangle(10, 10, 20, 20)} W n"
    assert marks(with_content(f"{clip} {rectangle(50, 50, 5, 5)} f Q")) == []
    assert box(only(with_content(f"{clip} {rectangle(25, 25, 50, 50)} f Q"))) == (25, 25, 30, 30)


def test_an_empty_clip_hides_everything() -> None:
    assert marks(with_content(f"q W n {rectangle(50, 50, 5, 5)} f Q")) == []


def test_what_lies_beyond_the_bleed_is_the_printers() -> None:
    media, trim = f"[0 0 {131 * MM} {174 * MM}]", f"[{13 * MM} {13 * MM} {118 * MM} {161 * MM}]"
    boxes = f"/MediaBox {media} /BleedBox [{10 * MM} {10 * MM} {121 * MM} {164 * MM}] /TrimBox {trim}"
    assert marks(with_content(f"0 0 {5 * MM} 0.25 re f", boxes=boxes)) == []


@pytest.mark.parametrize(
    ("turn", "expected"), [(90, (128, 10, 138, 40)), (180, (65, 128, 95, 138)), (270, (10, 65, 20, 95))]
)
def test_a_turned_page_is_seen_turned(turn: int, expected: tuple[float, ...]) -> None:
    mark = only(with_content(f"{rectangle(10, 10, 30, 10)} f", more=f"/Rotate {turn}"))
    assert box(mark) == expected


def test_units_of_the_page() -> None:
    outer = f"[0 0 {111 * MM / 2} {154 * MM / 2}]"
    boxes = f"/MediaBox {outer} /TrimBox {outer} /UserUnit 2"
    mark = only(with_content("0.5 w 0 0 m 72 0 l S", boxes=boxes))
    assert mark.box.right == pytest.approx(2 * 25.4 + 0.18, abs=0.01)
    assert mark.size == pytest.approx(1)


def test_boxes_that_the_page_has_from_its_parent() -> None:
    data = with_content(f"{rectangle(10, 10, 30, 10)} f").with_page(ground=False, text=False, boxes="").write()
    size = f"/MediaBox [0 0 {111 * MM:.3f} {154 * MM:.3f}] ".encode()
    sheet = open_file(data.replace(b"/Type /Pages ", b"/Type /Pages " + size), "prov.pdf").sheets[0]
    assert round(sheet.boxes.media.width) == 111


def test_a_form_moves_and_clips_what_is_in_it() -> None:
    form = stream("/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Matrix [2 0 0 2 0 0]", b"0 0 100 10 re f")
    x, y = at(20, 100)
    made = with_content(f"q 1 0 0 1 {x} {y} cm /A Do Q", resources="/XObject << /A 20 0 R >>")
    assert box(only(replace(made, objects=(form,)))) == (20, 92.9, 55.3, 100)


def test_a_form_that_holds_itself_comes_to_an_end() -> None:
    form = stream("/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Resources << /XObject << /A 20 0 R >> >>", b"/A Do")
    made = replace(with_content("/A Do", resources="/XObject << /A 20 0 R >>"), objects=(form,))
    sheet = open_file(made.write(), "prov.pdf").sheets[0]
    assert sheet.gathered.damage == ["its forms contain each other in a circle"]


def test_a_picture_with_its_pixels() -> None:
    made = with_content(placed("Im1", 20, 30, 25.4, 12.7), resources="/XObject << /Im1 20 0 R >>")
    mark = only(replace(made, objects=(image(300, 300, "/DeviceCMYK"),)))
    assert (mark.kind, box(mark)) == (Kind.PICTURE, (20, 30, 45.4, 42.7))
    assert mark.ppi == pytest.approx(300)


def test_a_stencil_has_the_colour_of_its_ink() -> None:
    made = with_content(f"0 1 0 0 k {placed('Im1', 20, 30, 20, 20)}", resources="/XObject << /Im1 20 0 R >>")
    stencil = stream(
        "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ImageMask true /BitsPerComponent 1", b"\x55" * 8
    )
    mark = only(replace(made, objects=(stencil,)))
    assert str(mark.colour) == "M 100"
    assert mark.picture
    assert mark.picture.is_bitmap


def test_layers_that_are_off_are_not_printed() -> None:
    content = f"/OC /L1 BDC {rectangle(10, 10, 5, 5)} f EMC {rectangle(30, 30, 5, 5)} f"
    layers = "/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >>"
    made = with_content(content, resources="/Properties << /L1 20 0 R >>")
    made = replace(made, catalog=layers, objects=("<< /Type /OCG /Name (a) >>",))
    assert box(only(made)) == (30, 30, 35, 35)
    assert len(marks(replace(made, catalog=layers.replace("/OFF", "/ON")))) == 2


def test_overprint_and_transparency_are_reported() -> None:
    states = "/Half << /ca 0.5 >> /Times << /BM /Multiply >>"
    content = f"/Over gs {rectangle(1, 1, 5, 5)} f /Half gs {rectangle(1, 1, 5, 5)} f"
    plain, half = marks(with_content(content, states=states))
    assert (plain.overprint, plain.mode, plain.transparent, half.transparent) == (True, 1, False, True)
    assert only(with_content(f"/Times gs {rectangle(1, 1, 5, 5)} f", states=states)).transparent


def test_a_group_is_transparent_as_a_whole_whatever_is_set_in_it() -> None:
    """ISO 32000-2, 11.6.6: it begins opaque in itself, and says so again here."""
    states = "/Half << /ca 0.5 >> /Times << /BM /Multiply >> /No << /ca 0 >>"
    inside = f"/Whole gs {rectangle(1, 1, 5, 5)} f".encode()
    head = "/Type /XObject /Subtype /Form /BBox [0 0 900 900] /Group << /S /Transparency >>"
    group = stream(f"{head} /Resources << /ExtGState << /Whole << /ca 1 /BM /Normal >> >> >>", inside)

    def found(state: str) -> list[bool]:
        made = with_content(f"{state} /A Do", states=states, resources="/XObject << /A 20 0 R >>")
        return [mark.transparent for mark in marks(replace(made, objects=(group,)))]

    assert [found(state) for state in ("", "/Half gs", "/Times gs", "/No gs")] == [[False], [True], [True], []]


def test_the_size_of_letters_that_are_pictures() -> None:
    """A Type 3 font of pixels: its size is not that of its letters, which are 62 pixels high."""
    entries = "/FontBBox [0 0 46 62] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [46]"
    letters = "/CharProcs << /a 21 0 R >> /Encoding << /Differences [97 /a] >> /Resources << >>"
    font = f"<< /Type /Font /Subtype /Type3 {entries} {letters} >>"
    letter = stream("", b"46 0 0 0 46 62 d1 0 0 40 60 re f")
    made = with_content("BT /T3 0.2 Tf 60 200 Td (aa) Tj ET", fonts="/T3 20 0 R")
    mark = only(replace(made, objects=(font, letter)))
    assert mark.size == pytest.approx(0.2 * 62)
    assert mark.box.width == pytest.approx(0.2 * 46 * 2 / MM, abs=0.01)


def test_false_is_not_true() -> None:
    """Many programs write out that something does not hold."""
    content = f"/Not gs {rectangle(1, 1, 5, 5)} f {placed('Im1', 30, 60, 40, 40)}"
    made = with_content(content, states="/Not << /OP false /op false >>", resources="/XObject << /Im1 20 0 R >>")
    area, picture = marks(replace(made, objects=(image(600, 600, "/DeviceGray", more="/ImageMask false"),)))
    assert not area.overprint
    assert picture.picture
    assert not picture.picture.is_bitmap


def test_what_is_wholly_transparent_is_no_mark() -> None:
    assert marks(with_content(f"/No gs {rectangle(1, 1, 5, 5)} f", states="/No << /ca 0 >>")) == []


TYPE3 = (
    "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0]"
    " /FirstChar 97 /LastChar 98 /Widths [1000 1000] /Encoding << /Type /Encoding /Differences [97 /one /two] >>"
    " /CharProcs << /one 21 0 R /two 22 0 R >> /Resources << >> >>"
)


def test_letters_that_are_pictures_bring_their_colours() -> None:
    coloured, plain = (
        stream("", b"1000 0 d0 1 0 0 rg 0 0 500 500 re f"),
        stream("", b"1000 0 0 0 1 1 d1 0 0 500 500 re f"),
    )
    x, y = at(20, 100)
    made = with_content(f"BT /T3 20 Tf {x} {y} Td (ab) Tj ET", fonts="/T3 20 0 R")
    made = replace(made, objects=(TYPE3, coloured, plain))
    found = marks(made)
    assert [(mark.kind, str(mark.colour)) for mark in found] == [
        (Kind.TEXT, "K 100"),
        (Kind.AREA, "DeviceRGB 1.00 0.00 0.00"),
    ]
    assert box(found[0])[::2] == (20, round(20 + 40 / MM, 1))


def test_one_operator_that_cannot_be_read_does_not_hide_the_others() -> None:
    made = SOUND.with_page(ground=False, text=False, content=f"1 0 cm /Nope gs {rectangle(10, 10, 5, 5)} f Q")
    sheet = open_file(made.write(), "prov.pdf").sheets[0]
    assert len(sheet.marks) == 1
    assert len(sheet.gathered.damage) == 3
