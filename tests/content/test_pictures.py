"""Picture files that cannot be used, or are not safe in a web page, are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.content.pictures import LARGEST, picture_fault

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20 + b"IEND\xaeB`\x82"


@pytest.mark.parametrize(
    "inside",
    ["<path d='M0 0h9'/>", "<use href='#a'/>", "<image href='data:image/png;base64,x'/>", "<g style='fill:url(#a)'/>"],
)
def test_a_drawing_is_taken(tmp_path: Path, inside: str) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG.format(inside), "utf-8")
    assert picture_fault(path) is None


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>x</script>", "has a <script> in it"),
        ("<text>Hej</text>", "convert text to paths"),
        ("<path onclick='x'/>", "holds a program"),
        ("<image href='r.png'/>", "refers to another file (r.png)"),
        ("<image xlink:href='file:///etc/x'/>", "refers to another file"),
        ("<style>@import 'x'</style>", "in its style"),
        ("<g style='fill:url(http://x)'/>", "in its style"),
        ("<path>", "is no SVG picture that can be read"),
    ],
)
def test_a_drawing_that_is_more_than_one_is_told(tmp_path: Path, inside: str, words: str) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG.format(inside), "utf-8")
    assert words in (picture_fault(path) or "")


@pytest.mark.parametrize("box", ["a b c d", "0 0 0 0", "0 0 9", "0 0 100% 9"])
def test_a_viewbox_that_is_none_is_told(tmp_path: Path, box: str) -> None:
    (tmp_path / "a.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"/>', "utf-8")
    assert "viewBox" in (picture_fault(tmp_path / "a.svg") or "")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.jpg", b"hello", "is no JPEG picture"),
        ("a.png", PNG[:12], "is cut off"),
        ("a.webp", b"hello", "is no WEBP picture"),
        ("a.svg", b"", "is no SVG picture"),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "DOCTYPE"),
        ("a.png", PNG + b"x" * LARGEST, "is too big"),
    ],
)
def test_a_file_that_is_no_picture_is_told(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert words in (picture_fault(path) or "")


def test_a_whole_png_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    assert picture_fault(tmp_path / "a.png") is None
