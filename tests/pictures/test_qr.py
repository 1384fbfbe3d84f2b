"""QR codes: one path with its quiet zone, and a telephone reads the address from it."""

from __future__ import annotations

import base64
import re

import pytest
from PIL import Image, ImageDraw

from publisher.pictures.qr import QUIET_ZONE, QrCode, qr_code
from support import qr as reader

# What the content says, and what a reader must read: ASCII, which no two readers take for different letters.
CODED = {
    "https://example.org": "https://example.org",
    "https://almedalarna.example.org/direkt": "https://almedalarna.example.org/direkt",
    "https://example.org/åäö?q=räksmörgås#Ö": (
        "https://example.org/%C3%A5%C3%A4%C3%B6?q=r%C3%A4ksm%C3%B6rg%C3%A5s#%C3%96"
    ),
    "https://räksmörgås.example.org/å": "https://xn--rksmrgs-5wao1o.example.org/%C3%A5",
    "mailto:hej@example.org": "mailto:hej@example.org",
    f"https://example.org/{'lång/' * 60}slut": f"https://example.org/{'l%C3%A5ng/' * 60}slut",
}
ADDRESSES = list(CODED)
RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def drawn(code: QrCode, pixels: int) -> Image.Image:
    """The code as its path draws it, at so many pixels a module."""
    picture = Image.new("L", (code.modules * pixels, code.modules * pixels), "white")
    draw = ImageDraw.Draw(picture)
    for x, y, width, _ in rectangles(code):
        draw.rectangle((x * pixels, y * pixels, (x + width) * pixels - 1, (y + 1) * pixels - 1), fill="black")
    return picture


def rectangles(code: QrCode) -> list[tuple[int, int, int, int]]:
    path = re.findall(r'<path fill="#000" d="([^"]*)"', code.svg)[0]
    assert RECTANGLE.sub("", path) == ""
    return [(int(x), int(y), int(width), int(back)) for x, y, width, back in RECTANGLE.findall(path)]


@pytest.mark.parametrize("pixels", [3, 8])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:30])
def test_it_reads_to_its_address(address: str, pixels: int) -> None:
    picture = drawn(qr_code(address), pixels)
    assert [code.text for code in reader.read(picture, 72)] == [CODED[address]]
    assert reader.read_by_zbar(picture) == [CODED[address]]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:30])
class TestEveryCode:
    def test_its_quiet_zone_is_four_modules(self, address: str) -> None:
        code = qr_code(address)
        corners = [(x, y, x + width, y + 1) for x, y, width, _ in rectangles(code)]
        left, top = (min(corner[side] for corner in corners) for side in (0, 1))
        right, bottom = (max(corner[side] for corner in corners) for side in (2, 3))
        assert QUIET_ZONE == 4
        assert (left, top, code.modules - right, code.modules - bottom) == (4, 4, 4, 4)

    def test_it_is_one_path_on_white(self, address: str) -> None:
        assert re.findall(r'<path fill="(#\w+)"', qr_code(address).svg) == ["#fff", "#000"]

    def test_every_rectangle_is_closed(self, address: str) -> None:
        assert [row for row in rectangles(qr_code(address)) if row[2] != row[3]] == []

    def test_its_size_is_that_of_its_view_box(self, address: str) -> None:
        code = qr_code(address)
        assert f'viewBox="0 0 {code.modules} {code.modules}"' in code.svg
        assert (code.modules - 2 * QUIET_ZONE - 17) % 4 == 0


def test_the_data_address_holds_the_picture() -> None:
    code = qr_code(ADDRESSES[0])
    kind, _, data = code.data_uri.partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == code.svg


def test_a_longer_address_has_more_modules() -> None:
    assert qr_code(ADDRESSES[-1]).modules > qr_code(ADDRESSES[0]).modules


def test_the_same_address_gives_the_same_code() -> None:
    assert qr_code("https://example.org/x").svg == qr_code("https://example.org/" + "x").svg
