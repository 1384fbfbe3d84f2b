"""Drawings that cannot be used, or are not safe in a web page, are reported; what only editors need is left out."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from publisher.pictures.svg import (
    clean_svg,
    rasters,
    svg_fault,
    svg_size,
)
from support import photographs
from support.built import TORTURE, TORTURE_CONTENT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


DOCTYPE = (
    b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    b"%b>\n<svg xmlns='%b' viewBox='0 0 9 9'><path d='M0 0h9'/></svg>"
)
ILLUSTRATOR = DOCTYPE % (b" [\n\t<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>\n]", b"&ns_svg;")


def swap(data: bytes) -> tuple[str, bytes]:
    return "image/png", b"new"


@pytest.mark.parametrize(
    "inside",
    ["<path d='M0 0h9'/>", "<use href='#a'/>", "<image href='data:image/png;base64,x'/>", "<g style='fill:url(#a)'/>"],
)
def test_a_drawing_is_taken(inside: str) -> None:
    assert svg_fault(SVG.format(inside).encode()) is None


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>x</script>", "contains <script>"),
        ("<text>Hej</text>", "convert text to paths"),
        ("<path onclick='x'/>", "contains a script"),
        ("<image href='r.png'/>", "refers to another file (r.png)"),
        ("<image xlink:href='file:///etc/x'/>", "refers to another file"),
        ("<style>@import 'x'</style>", "in its style"),
        ("<g style='fill:url(http://x)'/>", "in its style"),
        ("<path>", "is not a readable SVG picture"),
    ],
)
def test_a_file_with_several_drawings_is_reported(inside: str, words: str) -> None:
    assert words in (svg_fault(SVG.format(inside).encode()) or "")


@pytest.mark.parametrize("box", ["a b c d", "0 0 0 0", "0 0 9", "0 0 100% 9", "0 0 1e9 5", f"0 0 {'9' * 400} 5"])
def test_an_invalid_viewbox_is_reported(box: str) -> None:
    assert "viewBox" in (svg_fault(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"/>'.encode()) or "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not a readable SVG picture"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "save it again as plain SVG"),
        (b"<!DOCTYPE svg [\n<!ATTLIST svg onload CDATA 'x'>\n]>\n<svg/>", "has definitions in its DOCTYPE"),
        (b"<!DOCTYPE svg SYSTEM 'a>b' [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]><svg/>", "DOCTYPE"),
        (b"<!DOCTYPE other [<!ENTITY a 'b'>]><svg/>", "DOCTYPE"),
        (ILLUSTRATOR, "in Illustrator by Export As > SVG"),
    ],
)
def test_a_file_that_is_not_a_drawing_is_reported(data: bytes, words: str) -> None:
    assert words in (svg_fault(data) or "")


@pytest.mark.parametrize("named", [b"svg SYSTEM 'file:///etc/passwd'", b"svg", b'svg SYSTEM "a[b>"'])
def test_a_doctype_that_only_names_something_is_left_out(named: bytes) -> None:
    for data in (
        DOCTYPE % (b"", b"http://www.w3.org/2000/svg"),
        b"<!DOCTYPE %b>" % named + SVG.format("<g/>").encode(),
    ):
        assert svg_fault(data) is None
        assert clean_svg(data, swap).startswith(b"<svg")


def test_the_size_is_that_of_the_viewbox() -> None:
    assert svg_size(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30.2 2e1"/>') == (30.2, 20)
    assert svg_size(b'<svg xmlns="http://www.w3.org/2000/svg"/>') is None


@pytest.mark.parametrize("inch", ["96", "96px", "72pt", "6pc", "25.4mm", "2.54cm", "1in"])
def test_an_inch_is_96_units_in_every_unit(inch: str) -> None:
    assert svg_size(f'<svg xmlns="http://www.w3.org/2000/svg" width="{inch}" height="{inch}"/>'.encode()) == (
        pytest.approx(96),
        pytest.approx(96),
    )


def test_a_drawing_without_a_viewbox_gets_that_of_its_page_and_scales() -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="1in"><path d="M0 0h9"/></svg>'
    assert svg_fault(data) is None
    assert b'viewBox="0 0 96 96"' in clean_svg(data, swap)


@pytest.mark.parametrize("size", ["", 'width="100%" height="100%"', 'width="10"', 'width="0" height="5"'])
def test_a_drawing_without_a_size_is_reported(size: str) -> None:
    """Each program would show it in another."""
    message = svg_fault(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode())
    assert message == "has no viewBox, so its size is unknown"


def test_a_drawing_with_nothing_to_leave_out_comes_back_byte_by_byte() -> None:
    files = sorted((TORTURE_CONTENT / TORTURE / "pictures").glob("*.svg"))
    assert files
    for path in files:
        assert clean_svg(path.read_bytes(), swap) == path.read_bytes()


def test_what_its_maker_alone_needs_is_left_out() -> None:
    made = (
        '<!-- SECRET --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" '
        'viewBox="0 0 9 9" i:export-filename="SECRET"><title>A field</title><metadata>SECRET</metadata>'
        '<i:grid id="SECRET"/>a<!-- SECRET -->b<path i:label="SECRET" d="M0 0h9"/></svg>'
    )
    cleaned = clean_svg(made.encode(), swap).decode()
    assert "SECRET" not in cleaned
    assert "inkscape" not in cleaned
    assert "<title>A field</title>ab<path" in cleaned
    assert svg_fault(cleaned.encode()) is None


def test_a_photograph_inside_is_replaced() -> None:
    data = photographs.drawing(photographs.landscape(90, 60))
    (inside,) = rasters(data)
    assert Image.open(io.BytesIO(inside)).size == (90, 60)
    cleaned = clean_svg(data, swap)
    assert f"data:image/png;base64,{base64.b64encode(b'new').decode()}".encode() in cleaned
    assert b"optimizeQuality" in cleaned
    assert [secret for secret in photographs.SECRETS if secret in cleaned] == []


def test_a_photograph_inside_that_cannot_be_extracted_is_reported() -> None:
    with pytest.raises(ValueError, match="not in base64"):
        list(rasters(SVG.format("<image href='data:image/png;base64,x'/>").encode()))
