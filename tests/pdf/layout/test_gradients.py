"""Gradients in drawings: the same in every program, to the last line of pixels."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import numpy
import pypdf
import pytest
from PIL import Image

from publisher.pdf.finishing import open_pages, save
from publisher.pictures.prepare import PAGES
from publisher.pictures.svg import clean_svg
from support.laid_out import lay_out

DPI = 150
SIDE = 160  # px of the drawing, which stands in the page's corner


def made(shapes: str, folder: Path) -> Path:
    """The PDF of a page with a drawing of these shapes."""
    stops = '<stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"{more}/>'
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" style="display: block"><defs>
        <linearGradient id="plain">{stops.format(more="")}</linearGradient>
        <linearGradient id="fading">{stops.format(more=' stop-opacity="0"')}</linearGradient>
        <linearGradient id="turned" gradientTransform="rotate(30)">{stops.format(more="")}</linearGradient>
        <radialGradient id="round" gradientTransform="rotate(20)">{stops.format(more="")}</radialGradient></defs>
        {shapes}</svg>"""
    pages = lay_out(drawing, "@page { margin: 0 }")
    path = folder / "drawing.pdf"
    path.write_bytes(save(open_pages(pages, PAGES), pages.document))
    return path


def drawn(path: Path, program: str) -> numpy.ndarray:
    commands = {
        "poppler": ["pdftoppm", "-r", str(DPI), "-png", str(path)],
        "ghostscript": ["gs", "-q", "-dBATCH", "-dNOPAUSE", f"-r{DPI}", "-sDEVICE=png16m", "-o", "-", str(path)],
    }
    data = subprocess.run(commands[program], check=True, capture_output=True).stdout
    return numpy.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)


def at(pixels: numpy.ndarray, x: float, y: float) -> numpy.ndarray:
    """The pixel at px of the drawing."""
    return pixels[round(y * DPI / 96), round(x * DPI / 96)]


@pytest.mark.parametrize("program", ["poppler", "ghostscript"])
@pytest.mark.parametrize("name", ["plain", "fading", "turned", "round"])
def test_a_gradient_fills_its_shape_once(tmp_path: Path, program: str, name: str) -> None:
    pixels = drawn(made(f'<rect width="{SIDE}" height="{SIDE}" fill="url(#{name})"/>', tmp_path), program)
    row = numpy.array([at(pixels, x, 1 if name == "turned" else SIDE / 2) for x in numpy.arange(1, SIDE - 0.4, 0.5)])
    steps = numpy.abs(numpy.diff(row, axis=0)).sum(axis=1)
    assert steps.max() < 25, "nowhere does it begin again"
    assert numpy.abs(row[0] - row[-1]).sum() > 200, "it is there"


def test_it_is_a_shading_and_no_tile(tmp_path: Path) -> None:
    path = made('<rect width="90" height="90" fill="url(#plain)"/>', tmp_path)
    patterns = pypdf.PdfReader(path).pages[0]["/Resources"]["/Pattern"]  # type: ignore[index]
    assert [pattern["/PatternType"] for pattern in patterns.values()] == [2]  # type: ignore[union-attr]


@pytest.mark.parametrize("program", ["poppler", "ghostscript"])
def test_a_gradient_that_fades_changes_its_colour_evenly(tmp_path: Path, program: str) -> None:
    """As browsers draw it: at the middle half of each colour, and half as opaque as the two ends together."""
    stops = '<stop offset="0" stop-color="#d00"/><stop offset="1" stop-color="#06c" stop-opacity=".2"/>'
    fading = f'<linearGradient id="both">{stops}</linearGradient><rect width="160" height="160" fill="url(#both)"/>'
    pixels = drawn(made(fading, tmp_path), program)
    colour = (numpy.array([0xDD, 0, 0]) + numpy.array([0, 0x66, 0xCC])) / 2
    assert at(pixels, SIDE / 2, SIDE / 2) == pytest.approx(255 - 0.6 * (255 - colour), abs=6)


@pytest.mark.parametrize("program", ["poppler", "ghostscript"])
def test_a_mask_masks_where_its_shape_is(tmp_path: Path, program: str) -> None:
    mask = '<mask id="m"><circle cx="120" cy="120" r="20" fill="#fff"/></mask>'
    shape = f'{mask}<rect x="90" y="90" width="60" height="60" fill="#085" mask="url(#m)"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 160 160">{shape}</svg>'
    cleaned = clean_svg(svg.encode(), lambda data: ("", data)).decode().partition(">")[2].rpartition("</svg>")[0]
    pixels = drawn(made(cleaned, tmp_path), program)
    assert at(pixels, 120, 120) == pytest.approx([0, 0x88, 0x55], abs=4)
    assert at(pixels, 94, 94) == pytest.approx([255, 255, 255], abs=4)


def test_a_line_in_a_gradient_is_as_wide_as_it_should_be(tmp_path: Path) -> None:
    line = '<path d="M0 80 H160" fill="none" stroke="url(#across)" stroke-width="20"/>'
    across = '<linearGradient id="across" gradientUnits="userSpaceOnUse" x2="160"><stop offset="0" stop-color="#f00"/>'
    pixels = drawn(made(f'{across}<stop offset="1" stop-color="#00f"/></linearGradient>{line}', tmp_path), "poppler")
    inked = [y for y in numpy.arange(60, 100, 0.5) if at(pixels, 80, y).sum() < 700]
    assert inked[-1] - inked[0] == pytest.approx(20, abs=1.5)


def test_what_is_a_tile_by_itself_stays_one(tmp_path: Path) -> None:
    tile = (
        '<pattern id="dots" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="9" height="9"/></pattern>'
    )
    pixels = drawn(made(f'{tile}<rect width="160" height="160" fill="url(#dots)"/>', tmp_path), "ghostscript")
    assert [bool(at(pixels, x, 4).sum() < 300) for x in (4, 15, 24, 35, 44)] == [True, False, True, False, True]
