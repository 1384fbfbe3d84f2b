"""Draw contact sheets: all pages of the samples, the starters, other content, and publications drawn by lot, small.

Run `.venv/bin/python tools/contact_sheets.py [GROUP ...] [--content DIR]`. GROUP is samples, starters, the name of a
DIR, or generated. It lays out pages only, and writes docs/pictures/pages-GROUP.png. A page with an empty strip of 30 %
has a red line above it, last pages and covers too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tools")]

from generated import generate  # noqa: E402
from page_quality import EMPTY, starters  # noqa: E402
from pictures import GROUND, save  # noqa: E402

from publisher.compose import compose  # noqa: E402
from publisher.content.load import load, publication_names  # noqa: E402
from publisher.pdf.layout.page_quality import page_qualities  # noqa: E402
from publisher.pdf.layout.paginate import paginate  # noqa: E402
from publisher.pdf.page_images import page_picture  # noqa: E402

COUNT, SEED, SHOWN = 200, 12, 24  # publications drawn by lot, as in benchmarks/page_quality.py, and how many are shown
WIDE = {"samples": 190, "starters": 190, "generated": 96}  # pixels of an A5 page
USUAL_WIDTH = 150
A5 = 148.0  # mm
ROW, GAP, LABEL = 1360, 8, 18  # pixels
MOST_PAGES = 12  # of a publication drawn by lot: the others are counted
INK, FAULT = "#1d2b2a", "#c80000"
FONT = ROOT / "fonts" / "source-sans-3" / "SourceSans3_700Bold.ttf"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", help="only these groups")
    parser.add_argument("--content", type=Path, action="append", default=[], help="another folder of content")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for name, folders, most in groups(Path(scratch), given.content, given.groups):
            width = WIDE.get(name, USUAL_WIDTH)
            blocks = [labelled(folder.name, *pages_of(folder, width, most)) for folder in folders]
            save(stacked(blocks), f"pages-{name}")


def groups(
    scratch: Path, others: Sequence[Path], wanted: Sequence[str]
) -> Iterator[tuple[str, list[Path], int | None]]:
    """The name of each group, its publications, and how many pages of each are shown."""
    if not wanted or "samples" in wanted:
        yield "samples", publications(ROOT / "content"), None
    if not wanted or "starters" in wanted:
        yield "starters", publications(starters(scratch / "starters")), None
    for content in others:
        if not wanted or content.name in wanted:
            yield content.parent.name if content.name == "content" else content.name, publications(content), None
    if not wanted or "generated" in wanted:
        generate(scratch / "generated", COUNT, SEED)
        every = publications(scratch / "generated")
        # Every ninth, so that leaflets and sheets, and all brands, are among them.
        yield "generated", [every[at * 9 % COUNT] for at in range(SHOWN)], MOST_PAGES


def publications(content: Path) -> list[Path]:
    return [content / name for name in publication_names(content)]


def pages_of(folder: Path, width: int, most: int | None) -> tuple[list[Image.Image], int]:
    """The pages of a publication as pictures, and how many more it has."""
    pages = paginate(compose(load(folder)))
    shape = pages.document.layout
    scale = width / A5
    shown = min(pages.count, most or pages.count)
    qualities = list(page_qualities(pages.rendered))[:shown]
    made = []
    for number, quality in enumerate(qualities, 1):
        picture = page_picture(pages, number, round(shape.height * scale)).convert("RGB")
        framed = Image.new("RGB", (picture.width, picture.height + 3), FAULT if quality.strip >= EMPTY else GROUND)
        framed.paste(picture, (0, 3))
        made.append(framed)
    return made, pages.count - shown


def labelled(name: str, pages: Sequence[Image.Image], more: int) -> Image.Image:
    """A publication's pages in rows below its name."""
    rows, left = [[pages[0]]], pages[0].width + GAP
    for page in pages[1:]:
        if left + page.width > ROW:
            rows.append([])
            left = 0
        rows[-1].append(page)
        left += page.width + GAP
    high = [max(page.height for page in row) + GAP for row in rows]
    wide = max(sum(page.width + GAP for page in row) for row in rows)
    font = ImageFont.truetype(str(FONT), 14)
    text = f"{name} (+ {more} pages)" if more else name
    block = Image.new("RGB", (max(wide, round(font.getlength(text)) + GAP), LABEL + sum(high)), GROUND)
    ImageDraw.Draw(block).text((0, 0), text, font=font, fill=INK)
    top = LABEL
    for row, height in zip(rows, high, strict=True):
        left = 0
        for page in row:
            block.paste(page, (left, top))
            left += page.width + GAP
        top += height
    return block


def stacked(blocks: Sequence[Image.Image]) -> Image.Image:
    """Publications beside each other where they have room, else below."""
    lines: list[list[Image.Image]] = [[]]
    for block in blocks:
        if lines[-1] and sum(one.width + 2 * GAP for one in lines[-1]) + block.width > ROW:
            lines.append([])
        lines[-1].append(block)
    high = [max(block.height for block in line) + GAP for line in lines]
    picture = Image.new("RGB", (ROW + 2 * GAP, sum(high) + GAP), GROUND)
    top = GAP
    for line, height in zip(lines, high, strict=True):
        left = GAP
        for block in line:
            picture.paste(block, (left, top))
            left += block.width + 2 * GAP
        top += height
    return picture


if __name__ == "__main__":
    main()
