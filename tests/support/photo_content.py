"""The publications below tests/photographs, with their pictures: drawn when they are needed, every kind of file."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image, ImageDraw

from support import photographs, tools
from support.photographs import landscape

CONTENT = tools.TESTS / "photographs" / "content"
LEAFLET, SHEET = "foton", "fotoblad"


def make(folder: Path) -> Path:
    """A content folder with both publications and all their pictures."""
    content = shutil.copytree(CONTENT, folder / "content")
    for name, files in (("brands", logos()), (f"{LEAFLET}/pictures", leaflet()), (f"{SHEET}/pictures", sheet())):
        (content / name).mkdir(exist_ok=True)
        for file, data in files.items():
            (content / name / file).write_bytes(data)
    return content


def leaflet() -> dict[str, bytes]:
    upright = landscape(1400, 2000, 2)
    return {
        # Stored lying on its side, in a wide space of colours, as a telephone does.
        "omslag.jpg": photographs.jpeg(upright.transpose(Image.Transpose.ROTATE_90), 6, photographs.DISPLAY_P3),
        "maj.jpg": photographs.jpeg(landscape(900, 600, 3), profile=photographs.SRGB),
        "liv.png": photographs.png(landscape(500, 700, 4).convert("L")),
        "slut.tif": photographs.tiff(landscape(1500, 1000, 5), compression="tiff_lzw"),
        "hog.webp": photographs.webp(landscape(1400, 1900, 6)),
        "fyra.jpg": photographs.jpeg(photographs.inks(landscape(1100, 700, 7)), 1, photographs.COATED.read_bytes(), 85),
        "bred.png": photographs.png(landscape(1500, 500, 8), photographs.ADOBE_RGB),
        "karta.tif": photographs.tiff(plan(5800, 2000), compression="group4"),
        "rund.png": photographs.png(round_cut(landscape(700, 700, 9))),
        "ritad.svg": photographs.drawing(landscape(1500, 460, 10)),
    }


def sheet() -> dict[str, bytes]:
    return {
        "alven.jpg": photographs.jpeg(landscape(2200, 1400, 11)),
        "maj.jpg": photographs.jpeg(landscape(600, 900, 12)),
        "hog.jpg": photographs.jpeg(landscape(1300, 1800, 13), progressive=True),
        "kullar.jpg": photographs.jpeg(landscape(1200, 800, 14)),
        "bryggan.jpg": photographs.jpeg(landscape(800, 600, 15).rotate(180), 3),
    }


def logos() -> dict[str, bytes]:
    return {"foto.png": photographs.png(shutter("#123C4A")), "foto-negativ.png": photographs.png(shutter("#FFFFFF"))}


def shutter(colour: str) -> Image.Image:
    """A ring on clear ground."""
    picture = Image.new("RGBA", (400, 400))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 20, 380, 380), fill=colour)
    draw.regular_polygon((200, 200, 110), 6, fill=(0, 0, 0, 0))
    return picture


def plan(width: int, height: int) -> Image.Image:
    """A line drawing in black and white."""
    picture = Image.new("1", (width, height), 1)
    draw = ImageDraw.Draw(picture)
    for at in range(0, width, width // 12):
        draw.line((at, 0, width - at, height), fill=0, width=12)
    draw.ellipse((width // 3, height // 4, width // 2, height // 2), outline=0, width=30)
    return picture


def round_cut(picture: Image.Image) -> Image.Image:
    cut = picture.convert("RGBA")
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).ellipse((0, 0, *picture.size), fill=255)
    cut.putalpha(mask)
    return cut
