"""Draw the README's picture of the two sample publications from their built screen files.

Run after `./publish build`: `.venv/bin/python tools/pictures.py`. Writes docs/pictures/*.png.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
GROUND, GAP = "#dfe4e2", 18


def main() -> None:
    target = ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    for name, columns, width in (("framat", 4, 330), ("almedalen", 2, 669)):
        pages = read_pages(ROOT / "output" / name / f"{name}-screen.pdf", width)
        sheet(pages, columns).quantize(192).save(target / f"{name}.png", optimize=True)


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
