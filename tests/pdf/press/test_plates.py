"""Streams in inks: what overprints and what does not, through every change of the graphics state."""

from __future__ import annotations

import pytest

from publisher.pdf.press.inks import Ink
from publisher.pdf.press.plates import PAGE, Plates, State

BLACK, WHITE, GREEN = b"0 0 0 1 k", b"0 0 0 0 k", b".8 0 1 0 k"


class House:
    """Colours as they are; the graphics states /Half, /Masked and /Plain; the font /Drawn is of Type 3."""

    def kind(self, space: str) -> str:
        return space

    def colour(self, kind: str, operands: bytes, stroke: bool) -> tuple[Ink | None, bytes]:
        parts = tuple(map(float, operands.split()))
        return (Ink(parts) if len(parts) == 4 else None), b"\n" + operands + (b" K" if stroke else b" k")

    def small(self, ink: Ink, stroke: bool) -> tuple[Ink, bytes]:
        few = Ink((0, 0, 0, 1)) if sum(part > 0 for part in ink.cmyk) > 2 else ink
        return few, self.set(few, stroke)

    def set(self, ink: Ink, stroke: bool) -> bytes:
        return f"\n{' '.join(f'{part:g}' for part in ink.cmyk)} {'K' if stroke else 'k'}".encode()

    def set_state(self, name: str, state: State) -> None:
        if name == "/Half":
            state.fill_alpha = 0.5
        elif name == "/Masked":
            state.is_plain = False
        elif name == "/Plain":
            state.fill_alpha, state.is_plain = 1, True

    def draw(self, name: str, scale: float) -> None: ...

    def shade(self, name: str) -> None: ...

    def fill_with_pattern(self, name: str, scale: float) -> None: ...

    def glyphs_are_drawings(self, font: str) -> bool:
        return font == "/Drawn"


def rewritten(stream: bytes, text: float = 12, lines: float = 2, start: State = PAGE) -> list[str]:
    """Its words: numbers left out, and `on`, `off` or `lines` where overprint is set."""
    data = Plates(House(), start, text, lines).rewrite(stream)
    for name, word in ((b"/LinesOverprint", b"lines"), (b"/Overprint", b"on"), (b"/Knockout", b"off")):
        data = data.replace(name + b" gs", b" " + word + b" ")
    return [
        word
        for word in data.decode().split()
        if word in ("lines", "on", "off", "Tj", "f", "f*", "S", "B", "Do", "sh", "q", "Q", "n", "re")
    ]


def text(colour: bytes, size: int = 9, scale: float = 1) -> bytes:
    return b"%b BT /F %d Tf %f 0 0 -%f 0 0 Tm (x) Tj ET " % (colour, size, scale, scale)


def test_small_black_text_overprints() -> None:
    assert rewritten(text(BLACK)) == ["on", "Tj"]


@pytest.mark.parametrize("colour", [WHITE, GREEN, b"0 0 0 .99 k", b"1 0 0 1 k"])
def test_no_other_text_does(colour: bytes) -> None:
    assert rewritten(text(colour)) == ["Tj"]


def test_large_black_text_does_not() -> None:
    assert rewritten(text(BLACK, 12)) == ["Tj"]
    assert rewritten(text(BLACK, 9, 2)) == ["Tj"]
    assert rewritten(b"2 0 0 2 0 0 cm " + text(BLACK, 9)) == ["Tj"]
    assert rewritten(b"q 2 0 0 2 0 0 cm Q " + text(BLACK, 9)) == ["q", "Q", "on", "Tj"]
    assert rewritten(b".5 0 0 .5 0 0 cm " + text(BLACK, 20)) == ["on", "Tj"]


def test_a_press_that_wants_none_gets_none() -> None:
    assert rewritten(text(BLACK) + b"0 0 9 .1 re f", 0, 0) == ["Tj", "re", "f"]


def test_white_text_after_black_does_not_overprint() -> None:
    assert rewritten(text(BLACK) + text(WHITE) + text(BLACK)) == ["on", "Tj", "off", "Tj", "on", "Tj"]


def test_the_state_is_saved_and_restored_with_all_others() -> None:
    assert rewritten(b"q " + text(BLACK) + b"Q " + text(WHITE)) == ["q", "on", "Tj", "Q", "Tj"]
    inside = b"q " + text(WHITE) + b"Q "
    assert rewritten(text(BLACK) + inside + text(BLACK)) == ["on", "Tj", "q", "off", "Tj", "Q", "Tj"]


def test_text_that_shines_through_does_not() -> None:
    assert rewritten(b"/Half gs " + text(BLACK)) == ["Tj"]
    assert rewritten(b"/Masked gs " + text(BLACK)) == ["Tj"]
    assert rewritten(b"q /Half gs Q " + text(BLACK)) == ["q", "Q", "on", "Tj"]


def test_text_modes() -> None:
    outlined = b"0 0 0 0 K 1 Tr " + text(BLACK)
    assert rewritten(outlined) == ["Tj"]
    assert rewritten(b"0 0 0 1 K 2 Tr " + text(BLACK)) == ["on", "Tj"]
    assert rewritten(b"3 Tr " + text(BLACK)) == ["Tj"]


def test_glyphs_that_are_drawings_do_not() -> None:
    assert rewritten(b"BT /Drawn 9 Tf (x) Tj ET") == ["Tj"]


def test_black_before_any_colour_is_set_is_black_on_a_page_and_unknown_elsewhere() -> None:
    assert rewritten(b"BT /F 9 Tf (x) Tj ET") == ["on", "Tj"]
    assert rewritten(b"BT /F 9 Tf (x) Tj ET", start=State()) == ["Tj"]


def test_thin_black_lines_overprint_and_the_state_is_set_before_the_path() -> None:
    assert rewritten(BLACK + b" 0 0 90 .5 re f") == ["on", "re", "f"]
    assert rewritten(BLACK + b" 0 0 -.5 90 re f") == ["on", "re", "f"]
    assert rewritten(b"0 0 0 1 K .5 w 0 0 m 9 9 l S") == ["on", "S"]
    assert rewritten(b"0 0 0 1 K .5 w 10 0 0 10 0 0 cm 0 0 m 9 9 l S") == ["S"]


def test_black_shapes_and_lines_of_other_inks_do_not() -> None:
    assert rewritten(BLACK + b" 0 0 90 5 re f") == ["re", "f"]
    assert rewritten(BLACK + b" 0 0 90 .5 re 0 9 90 .5 re f") == ["re", "re", "f"]
    assert rewritten(GREEN + b" 0 0 90 .5 re f") == ["re", "f"]
    assert rewritten(b"0 0 0 0 K .5 w 0 0 m 9 9 l S") == ["S"]


def test_a_clip_that_paints_nothing_changes_nothing() -> None:
    assert rewritten(BLACK + b" 0 0 90 .5 re W n 0 0 90 5 re f") == ["re", "n", "re", "f"]


def test_drawings_pictures_and_gradients_do_not_overprint() -> None:
    assert rewritten(text(BLACK) + b"/X Do") == ["on", "Tj", "off", "Do"]
    assert rewritten(text(BLACK) + b"/S sh") == ["on", "Tj", "off", "sh"]


def test_a_pattern_is_no_black() -> None:
    assert rewritten(b"/Pattern cs /P scn 0 0 90 .5 re f") == ["re", "f"]


def test_structure_is_left_out() -> None:
    stream = b"/Artifact BMC /P <</MCID 3>> BDC 0 0 9 9 re f EMC EMC"
    assert Plates(House(), PAGE, 12, 2).rewrite(stream).split() == b"0 0 9 9 re f".split()


@pytest.mark.parametrize("fill", [WHITE, GREEN, BLACK])
def test_of_a_shape_with_a_thin_black_outline_the_outline_alone_overprints(fill: bytes) -> None:
    words = rewritten(fill + b" 0 0 0 1 K .5 w 0 0 40 40 re B 0 0 40 40 re f")
    assert words == ["lines", "re", "B", "off", "re", "f"]


def test_a_thick_or_coloured_outline_does_not() -> None:
    assert rewritten(WHITE + b" 0 0 0 1 K 3 w 0 0 40 40 re B") == ["re", "B"]
    assert rewritten(WHITE + b" 1 0 0 0 K .5 w 0 0 40 40 re B") == ["re", "B"]


# Small text in two inks


MANY, LARGE = b".8 .2 .9 .1 k", 11


def colours(stream: bytes) -> list[str]:
    """The inks that are set, and the texts that are shown in them."""
    words = Plates(House(), PAGE, 12, 2, LARGE).rewrite(stream).decode().split()
    return [" ".join(words[at - 4 : at]) if word in "kK" else word for at, word in enumerate(words) if word in "kKTj"]


def test_small_text_of_many_inks_gets_few_and_leaves_the_colour_as_it_was() -> None:
    many = "0.8 0.2 0.9 0.1"
    assert colours(text(MANY)) == [".8 .2 .9 .1", "0 0 0 1", "Tj", many]
    assert colours(text(MANY, LARGE)) == [".8 .2 .9 .1", "Tj"]
    assert colours(text(GREEN)) == [".8 0 1 0", "Tj"]


def test_a_stroked_text_gets_few_inks_too() -> None:
    stream = b".8 .2 .9 .1 K BT 1 Tr /F 9 Tf (x) Tj ET"
    assert colours(stream) == [".8 .2 .9 .1", "0 0 0 1", "Tj", "0.8 0.2 0.9 0.1"]


def test_what_became_black_overprints_as_black_does() -> None:
    data = Plates(House(), PAGE, 12, 2, LARGE).rewrite(text(MANY) + b"0 0 9 9 re f")
    assert data.index(b"/Overprint gs") < data.index(b"Tj") < data.index(b"/Knockout gs") < data.index(b" re")
