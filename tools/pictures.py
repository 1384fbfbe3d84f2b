"""Draw the pictures of the README and the guides from what was built.

Run after `./publish build`: `.venv/bin/python tools/pictures.py`. Writes docs/pictures/*.png. The web pages are opened
in the Chromium of the tests; the plates are Ghostscript's.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from publisher.branding.known import find_brand  # noqa: E402
from publisher.branding.new_brand import make_brand  # noqa: E402
from publisher.branding.specimen import specimen_pdf  # noqa: E402
from publisher.preflight import Inspection, open_file  # noqa: E402
from publisher.preflight.heat_map import heat_map  # noqa: E402
from publisher.presses.profiles import USUAL_PRESS, find_press  # noqa: E402
from support.browser import DARK, FORCED_DARK, LIGHT, Browser, Reader, Window  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
GROUND, GAP = "#dfe4e2", 18
ARABIC = "barnamaj"
SHOWN_LIMIT = 200  # percent of ink in the picture of a heat map: less than any press takes, so that there is too much
# name, colour, pair of fonts
BRANDS = (
    ("gul", "#FFD500", "book"),
    ("ljus", "#52BDEC", "clear"),
    ("mossa", "#83CF39", "poster"),
    ("eld", "#E4002B", "friendly"),
    ("orange", "#EE7D00", "paper"),
    ("skog", "#0B5239", "modern"),
    ("viol", "#6B2C91", "office"),
    ("natt", "#111111", "legible"),
)
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
WIDE, NARROW = Window(1100, 1000), Window(320, 1000)
# publication, page, reader and window
VIEWS = (
    ("almedalen", "almedalen-web.html", LIGHT, WIDE),
    ("almedalen", "almedalen-web.html", DARK, WIDE),
    ("almedalen", "index.html", FORCED_DARK, WIDE),
    (ARABIC, f"{ARABIC}-web.html", LIGHT, WIDE),
    ("framat", "index.html", LIGHT, NARROW),
    ("framat", "framat-web.html", DARK, NARROW),
    (ARABIC, "index.html", LIGHT, NARROW),
)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, columns, width in (("framat", 4, 330), ("almedalen", 2, 669)):
        pages = read_pages(ROOT / "output" / name / f"{name}-screen.pdf", width)
        save(sheet(pages, columns), name)
    shown = heat_map_of(ROOT / "output" / "framat" / "framat-press.pdf")
    shown.save(PICTURES / "heat-map.png", optimize=True)  # in all its colours: a scale with fewer would show steps
    save(sheet(plates_of(ROOT / "output" / "framat" / "framat-press.pdf"), 4), "plates")
    save(alternatives(), "alternatives")
    save(sheet(specimens(), 4), "brands")
    with tempfile.TemporaryDirectory() as scratch, Browser() as browser:
        build_arabic(Path(scratch))
        views = [view(browser, Path(scratch), *one) for one in VIEWS]
    wide, narrow = [one for one in views if one.width > 400], [one for one in views if one.width <= 400]
    save(sheet(wide, 2), "web-wide")
    save(sheet(narrow, len(narrow)), "web-narrow")


def save(picture: Image.Image, name: str) -> None:
    picture.quantize(192).save(PICTURES / f"{name}.png", optimize=True)


def alternatives() -> Image.Image:
    """The sheet of `publisher try`, at half its size."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "publisher", "--lang", "en", "try", "framat", "--output", scratch]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        picture = Image.open(Path(scratch) / "framat-alternatives" / "alternatives.png").convert("RGB")
    return picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)


def specimens() -> list[Image.Image]:
    """The sheets of `publisher brand specimen` for brands of one colour each."""
    pages = []
    with tempfile.TemporaryDirectory() as scratch:
        content = Path(scratch) / "content"
        for name, colour, pair in BRANDS:
            make_brand(name, colour, ROOT / "content" / "brands" / "framat.svg", content, pair)
            brand, path = find_brand(name, content)
            (Path(scratch) / "sheet.pdf").write_bytes(specimen_pdf(brand, path))
            pages += read_pages(Path(scratch) / "sheet.pdf", 440)[:1]
    return pages


def build_arabic(output: Path) -> None:
    content = ROOT / "tests" / "rtl" / "content"
    command = [sys.executable, "-m", "publisher", "build", ARABIC, "--content", str(content), "--output", str(output)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def view(browser: Browser, scratch: Path, name: str, page: str, reader: Reader, window: Window) -> Image.Image:
    """The head of a page as it is seen, at two thirds of its size where the window is wide."""
    folder = scratch if name == ARABIC else ROOT / "output"
    with browser.open(folder / name / page, reader=reader, window=window) as shown:
        picture = Image.open(io.BytesIO(shown.page.screenshot())).convert("RGB")
    if window.width <= 400:
        return picture
    return picture.resize((669, round(picture.height * 669 / picture.width)), Image.Resampling.LANCZOS)


def heat_map_of(path: Path) -> Image.Image:
    """The heat map of the first page, at two thirds of its size."""
    inspection = Inspection(open_file(path.read_bytes(), path.name), find_press(USUAL_PRESS))
    picture = Image.open(io.BytesIO(heat_map(inspection.ink.pages[0], SHOWN_LIMIT, path.name)))
    return picture.resize((picture.width * 2 // 3, picture.height * 2 // 3), Image.Resampling.LANCZOS)


def plates_of(path: Path) -> list[Image.Image]:
    """What each of the four inks prints of the first page, bleed included."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dLastPage=1", "-sDEVICE=tiffsep", "-r150"]
        subprocess.run([*command, "-o", f"{scratch}/page.tif", str(path)], check=True, capture_output=True)
        plates = [Image.open(Path(scratch) / f"page({ink}).tif").convert("RGB") for ink in PLATES]
        size = (330, round(plates[0].height * 330 / plates[0].width))
        return [plate.resize(size, Image.Resampling.LANCZOS) for plate in plates]


def read_pages(path: Path, width: int) -> list[Image.Image]:
    """Every page as a picture `width` pixels wide."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.render(scale=width / page.get_width()).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def sheet(pages: list[Image.Image], columns: int) -> Image.Image:
    """The pages in rows, on a plain ground."""
    width, height = pages[0].width + GAP, pages[0].height + GAP
    rows = -(-len(pages) // columns)
    picture = Image.new("RGB", (columns * width + GAP, rows * height + GAP), GROUND)
    for index, page in enumerate(pages):
        picture.paste(page, (GAP + index % columns * width, GAP + index // columns * height))
    return picture


if __name__ == "__main__":
    main()
