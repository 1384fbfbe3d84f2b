"""Finds the QR codes on the pages of a finished PDF and reads them, as a telephone would."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

from support import raster, tools

# An office printer's or a copier's rendering, and a press's proof.
RESOLUTIONS = (150, 300)
FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True)
class Code:
    """One code as read from a page; the box is left, top, right, bottom in points from the page's upper left corner."""

    page: int
    text: str
    box: tuple[float, float, float, float]

    @property
    def side_mm(self) -> float:
        """The length of the shorter side without the quiet zone."""
        left, top, right, bottom = self.box
        return min(right - left, bottom - top) / 72 * 25.4


def codes(path: Path, dpi: float) -> list[Code]:
    """All codes that can be read from a PDF's pages at a resolution, from top to bottom and left to right."""
    found = []
    for number, picture in enumerate(raster.each_page(path, dpi), start=1):
        found += read(picture, dpi, number)
    return found


def read(picture: Image.Image, dpi: float, page: int = 1) -> list[Code]:
    """All codes that can be read from one picture of a page."""
    barcodes = zxingcpp.read_barcodes(picture.convert("L"), formats=FORMATS)
    found = [Code(page, barcode.text, _box(barcode.position, dpi)) for barcode in barcodes if barcode.valid]
    return sorted(found, key=lambda code: (round(code.box[1]), code.box[0]))


def read_by_zbar(picture: Image.Image) -> list[str]:
    """What ZBar, which many telephones' programs are made of, reads from a picture; sorted."""
    zbar = tools.program("zbarimg", "Install zbar-tools.")
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture.convert("L").save(file.name)
        answer = tools.run([zbar, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file.name])
    assert answer.returncode in (0, 4), f"zbarimg ended with {answer.returncode}: {answer.stderr}"  # 4: no code
    return sorted(answer.stdout.splitlines())


def _box(position: zxingcpp.Position, dpi: float) -> tuple[float, float, float, float]:
    corners = [position.top_left, position.top_right, position.bottom_right, position.bottom_left]
    across = [corner.x * 72 / dpi for corner in corners]
    down = [corner.y * 72 / dpi for corner in corners]
    return min(across), min(down), max(across), max(down)


def blank_out(picture: Image.Image, code: Code, dpi: float) -> Image.Image:
    """The picture with one code painted over: what a forgotten or a covered code looks like."""
    blanked = picture.copy()
    left, top, right, bottom = (round(side * dpi / 72) for side in code.box)
    blanked.paste("white", (left, top, right, bottom))
    return blanked
