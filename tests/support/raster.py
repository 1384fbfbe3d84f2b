"""Pages as pictures: rendering by PDFium, and a comparison that forgives anti-aliasing but not a moved line.

How two pictures are compared. Both are cut into blocks of 8 x 8 pixels; a block's difference is the mean of the
absolute differences of its pixels (0 to 255, the channel that differs most). A block counts as changed from
`BLOCK_LIMIT` on, and the pictures differ when more than `SHARE_LIMIT` of the blocks are changed. A block's mean rather
than single pixels, since another version of the renderer shades the edges of letters differently, which is large in a
pixel and small in a block. At 60 dpi a block is 3.4 mm.

Measured when the limits were set: PDFium of 2023 and of 2026 differ by nothing, the palette of a golden picture makes
at most 5 of 255 in a block, one changed digit of 9.5 pt text up to 23, a page moved by half a pixel changes 40 % of the
blocks. `tests/conformance/test_support.py` holds the limits to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image

DPI = 60
BLOCK = 8
BLOCK_LIMIT = 10.0
SHARE_LIMIT = 0.0005
# Colours of a golden picture: few enough to be small, enough to stay far below BLOCK_LIMIT.
PALETTE = 256
# From this contrast on a block holds something.
EDGE = 40


@dataclass(frozen=True)
class Difference:
    """How two pictures differ: the share of changed blocks, and which (rows x columns)."""

    share: float
    worst: float
    blocks: numpy.ndarray
    sizes: tuple[tuple[int, int], tuple[int, int]]

    @property
    def same(self) -> bool:
        return self.sizes[0] == self.sizes[1] and self.share <= SHARE_LIMIT

    def __str__(self) -> str:
        if self.sizes[0] != self.sizes[1]:
            return f"sizes differ: {self.sizes[0]} was expected, {self.sizes[1]} came"
        return f"{self.share:.2%} of the blocks are changed (limit {SHARE_LIMIT:.2%}), worst {self.worst:.0f} of 255"


def pages(path: Path, dpi: float = DPI) -> list[Image.Image]:
    """All pages of a PDF as RGB pictures."""
    return list(each_page(path, dpi))


def each_page(path: Path, dpi: float = DPI) -> Iterator[Image.Image]:
    """The pages one by one, for resolutions at which all of them would fill the memory."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.render(scale=dpi / 72)) as bitmap:
                # to_pil() may share the bitmap's memory, which is gone after closing: convert() copies it.
                picture = bitmap.to_pil()
                copy = picture.convert("RGB") if picture.mode != "RGB" else picture.copy()
            yield copy


def compare(expected: Image.Image, actual: Image.Image) -> Difference:
    """How the second picture differs from the first; pictures of unequal size differ wholly."""
    sizes = (expected.size, actual.size)
    if expected.size != actual.size:
        return Difference(1.0, 255.0, numpy.ones((1, 1), dtype=bool), sizes)
    one, other = (numpy.asarray(picture.convert("RGB"), dtype=numpy.int16) for picture in (expected, actual))
    means = _block_means(numpy.abs(one - other).max(axis=2))
    changed = means >= BLOCK_LIMIT
    return Difference(float(changed.mean()), float(means.max()), changed, sizes)


def _block_means(values: numpy.ndarray) -> numpy.ndarray:
    """The mean of each block; the ragged last row and column are means of what they hold."""
    rows = numpy.arange(0, values.shape[0], BLOCK)
    columns = numpy.arange(0, values.shape[1], BLOCK)
    sums = numpy.add.reduceat(numpy.add.reduceat(values, rows, axis=0, dtype=numpy.int64), columns, axis=1)
    heights = numpy.diff(numpy.append(rows, values.shape[0]))
    widths = numpy.diff(numpy.append(columns, values.shape[1]))
    return sums / numpy.outer(heights, widths)


def marked(expected: Image.Image, actual: Image.Image) -> Image.Image:
    """The second picture, faded, with the changed blocks in red: what a person looks at after a failure."""
    difference = compare(expected, actual)
    faded = Image.blend(actual.convert("L").convert("RGB"), Image.new("RGB", actual.size, "white"), 0.5)
    mask = Image.fromarray(difference.blocks.astype(numpy.uint8) * 150)
    whole = (mask.width * BLOCK, mask.height * BLOCK) if expected.size == actual.size else actual.size
    mask = mask.resize(whole, Image.Resampling.NEAREST).crop((0, 0, *actual.size))
    faded.paste((220, 0, 0), mask=mask)
    return faded


def filled_share(picture: Image.Image) -> float:
    """The share of the blocks in which something stands: an edge, a letter, a line.

    Judged by the contrast within a block, not by its colour, so that a page of one colour or of one smooth gradient is
    as empty as a white one.
    """
    pixels = numpy.asarray(picture.convert("RGB"), dtype=numpy.int16)
    rows, columns = numpy.arange(0, pixels.shape[0], BLOCK), numpy.arange(0, pixels.shape[1], BLOCK)
    highest = numpy.maximum.reduceat(numpy.maximum.reduceat(pixels, rows, axis=0), columns, axis=1)
    lowest = numpy.minimum.reduceat(numpy.minimum.reduceat(pixels, rows, axis=0), columns, axis=1)
    return float(((highest - lowest).max(axis=2) >= EDGE).mean())


def save_golden(picture: Image.Image, path: Path) -> None:
    """Write a picture as small as PNG makes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small = picture.convert("RGB").quantize(PALETTE, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def load(path: Path) -> Image.Image:
    """A picture from a file, which is closed at once."""
    with Image.open(path) as picture:
        return picture.convert("RGB")
