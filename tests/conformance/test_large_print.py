"""Large print as it is in the finished file: its letters, lines and pages measured by PDFium, at each size."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from publisher.units import LARGE_PRINT_SIZES
from support import tools
from support.built import PUBLICATIONS, TORTURE, TORTURE_CONTENT, Built

A4 = (595.28, 841.89)
MOST_LETTERS = 70  # a line; RNIB
LEAST_CONTRAST = 7


@dataclass(frozen=True)
class Letter:
    """One character of a page: its size in points, its font, its colour, and where its line stands."""

    char: str
    size: float
    font: str
    colour: tuple[int, int, int]
    baseline: float
    left: float


@pytest.fixture(scope="module", params=LARGE_PRINT_SIZES)
def sized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, list[Path]]:
    """(size, the large print of each publication) at each size."""
    folder = tmp_path_factory.mktemp("sized")
    for content in (tools.ROOT / "content", TORTURE_CONTENT):
        command = [sys.executable, "-m", "publisher", "build", "--content", str(content), "--output", str(folder)]
        command += ["--format", "large-print", "--size", str(request.param)]
        subprocess.run(command, cwd=tools.ROOT, capture_output=True, check=True, timeout=300)
    return request.param, [folder / name / f"{name}-large-print-{request.param}pt.pdf" for name in PUBLICATIONS]


@cache
def letters(path: Path) -> tuple[tuple[Letter, ...], ...]:
    """The letters of each page that are drawn, in the order of drawing."""
    document = pypdfium2.PdfDocument(path)
    try:
        return tuple(tuple(_letters(page)) for page in document)
    finally:
        document.close()


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or pdfium.FPDFText_IsGenerated(text, index):
            continue
        name = ctypes.create_string_buffer(200)
        pdfium.FPDFText_GetFontInfo(text, index, name, 200, None)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
        # The size in the font's own units is scaled on the page.
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        colour = (red.value, green.value, blue.value)
        yield Letter(char, size, name.value.decode(), colour, round(y.value, 1), x.value)
    text.close()


def contrast_with_white(colour: tuple[int, int, int]) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


def test_pages_are_a4(sized: tuple[int, list[Path]]) -> None:
    for path in sized[1]:
        document = pypdfium2.PdfDocument(path)
        try:
            assert all(page.get_size() == pytest.approx(A4, abs=0.1) for page in document)
        finally:
            document.close()


def test_no_letter_is_smaller_than_asked_for(sized: tuple[int, list[Path]]) -> None:
    """Page numbers are among them: every page has one."""
    size, paths = sized
    for path in paths:
        for number, page in enumerate(letters(path), 1):
            small = {(round(letter.size, 1), letter.char) for letter in page if letter.size < size - 0.05}
            assert not small, f"{path.name}, page {number}: {sorted(small)[:5]}"
            foot = min(letter.baseline for letter in page)
            running = "".join(letter.char for letter in page if letter.baseline == foot)
            assert running.endswith(str(number)), f"{path.name}: page {number} ends with {running}"


def test_no_line_is_too_long_to_follow(sized: tuple[int, list[Path]]) -> None:
    for path in sized[1]:
        for page in letters(path):
            for _, line in groupby(page, key=lambda letter: letter.baseline):
                # Spaces are not counted among the letters: about one in seven.
                count = len(list(line)) * 7 / 6
                assert count <= MOST_LETTERS, f"{path.name}: {count:.0f} letters"


def test_nothing_is_slanted_hyphenated_or_pale(sized: tuple[int, list[Path]]) -> None:
    for path in sized[1]:
        for page in letters(path):
            assert not {letter.font for letter in page if "Italic" in letter.font or "Oblique" in letter.font}
            assert "\u00ad" not in {letter.char for letter in page}
            pale = {letter.colour for letter in page if contrast_with_white(letter.colour) < LEAST_CONTRAST}
            assert not pale, f"{path.name}: {pale}"


def test_lines_begin_at_the_same_edge_and_end_where_they_may(built: Built) -> None:
    """Ranged left: no line of running text is stretched, so their ends differ."""
    pages = letters(built.path("framat", "large-print"))
    lines = [list(line) for page in pages for _, line in groupby(page, key=lambda letter: letter.baseline)]
    long = [line for line in lines if len(line) > 30]
    assert len(long) > 50
    assert len({round(max(letter.left for letter in line)) for line in long}) > len(long) / 3


def test_the_size_of_the_content_is_used(built: Built) -> None:
    """The torture publication says large_print: 24."""
    assert built.path(TORTURE, "large-print").name == "torture-large-print-24pt.pdf"
