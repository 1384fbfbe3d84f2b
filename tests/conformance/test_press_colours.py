"""Every construct that the layout engine draws, on the press: its pixels against the screen's, taken through the ICC
profile.

The screen's page is rendered by PDFium, the press's plates by Ghostscript; both are compared as colours on paper. What
is half transparent is mixed in ink on the press and in light on the screen, and is allowed to differ more.
"""

from __future__ import annotations

import base64
import io
import subprocess
from pathlib import Path

import numpy
import pypdf
import pytest
from PIL import Image

from publisher.formats import press as press_format
from publisher.pdf.finishing import open_pages, save
from publisher.pictures.prepare import PRINT
from support import pdftext, raster
from support.presses import edition, inked, lab, screen_colours, separated

COLUMNS, DPI, SOFTENED = 6, 200, 5  # pixels, so that an edge between two of them does not count
STYLE = (
    "@page{size:150mm 120mm;margin:8mm}.grid{display:flex;flex-wrap:wrap;gap:2mm}"
    ".c{display:block;width:20mm;height:15mm}"
)


def photo(mode: str = "RGB") -> Image.Image:
    bands = [Image.linear_gradient("L").rotate(angle).resize((160, 120)) for angle in (0, 90, 180)]
    return Image.merge("RGB", bands).convert(mode)


def drawing() -> Image.Image:
    picture = Image.new("RGB", (160, 120), (11, 82, 57))
    for colour, box in (((247, 183, 51), (20, 20, 60, 60)), ((255, 255, 255), (80, 20, 140, 60))):
        picture.paste(colour, box)
    return picture


def faded() -> Image.Image:
    picture = photo()
    picture.putalpha(Image.radial_gradient("L").resize(picture.size).point(lambda value: 255 - value))
    return picture


def address(picture: Image.Image, kind: str) -> str:
    target = io.BytesIO()
    picture.save(target, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return f"data:image/{kind.lower()};base64,{base64.b64encode(target.getvalue()).decode()}"


def of_file(picture: Image.Image, kind: str) -> str:
    return f'<img class="c" alt="" src="{address(picture, kind)}">'


def of_svg(drawn: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120">{drawn}</svg>'
    return f'<img class="c" alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'


def of_css(background: str) -> str:
    return f'<div class="c" style="background:{background}"></div>'


def svg_gradient(kind: str, stops: str, shape: str = '<rect width="160" height="120" fill="url(#g)"/>') -> str:
    return of_svg(f'<defs><{kind} id="g">{stops}</{kind}></defs>{shape}')


def svg_mask(mask: str) -> str:
    area = 'maskUnits="userSpaceOnUse" x="0" y="0" width="160" height="120"'
    masked = '<rect width="160" height="120" fill="#0B5239" mask="url(#m)"/>'
    return of_svg(f'<defs>{STOPS}<mask id="m" {area}>{mask}</mask></defs>{masked}')


STOPS = (
    '<linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#fff"/></linearGradient>'
)
THREE = "".join(
    f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in ((0, "#FDF4DC"), (0.5, "#E4694A"), (1, "#222"))
)
FADING = '<stop offset="0" stop-color="#0B5239"/><stop offset="1" stop-color="#F7B733" stop-opacity=".2"/>'
SQUARES = '<rect width="40" height="40" fill="#E4694A"/><circle cx="60" cy="60" r="16" fill="#0B5239"/>'
SOLID, MIXED = 6.0, 9.0  # the mean difference (CIE76) that a cell may have
EDGES = 13.0  # where there is little but edges, which lie on other pixels
CONSTRUCTS: dict[str, tuple[str, float]] = {
    "brand colour": (of_css("#0B5239"), SOLID),
    "another brand colour": (of_css("#F7B733"), SOLID),
    "grey": (of_css("#808080"), 2),
    "no brand colour": (of_css("#e3a"), 2),
    "white": (of_css("#fff"), 0.1),
    "oklch": (of_css("oklch(60% .1 250)"), SOLID),
    "tint": (of_css("#9DBAB0"), MIXED),
    "half transparent": (of_css("rgb(11 82 57 / .4)"), MIXED),
    "linear": (of_css("linear-gradient(90deg,#0B5239,#F7B733)"), SOLID),
    "to white": (of_css("linear-gradient(90deg,#0B5239,#fff)"), MIXED),
    "to black": (of_css("linear-gradient(90deg,#F7B733,#000)"), MIXED),
    "of greys": (of_css("linear-gradient(90deg,#000,#fff)"), SOLID),
    "three colours": (of_css("linear-gradient(90deg,#c00,#00c 30%,#0c0)"), SOLID),
    "with a hint": (of_css("linear-gradient(90deg,#e33,20%,#33e)"), SOLID),
    "to nothing": (of_css("linear-gradient(90deg,#0B5239,transparent)"), MIXED),
    "repeated": (of_css("repeating-linear-gradient(90deg,#E4694A 0,#E4694A 4mm,#fff 4mm,#fff 8mm)"), EDGES),
    "radial": (of_css("radial-gradient(circle,#F7B733,#0B5239)"), SOLID),
    "radial to nothing": (of_css("radial-gradient(circle at 30% 30%,#E4694A,transparent)"), MIXED),
    "SVG linear": (svg_gradient("linearGradient", THREE), SOLID),
    "SVG linear, fading": (svg_gradient("linearGradient", FADING), MIXED),
    "SVG radial": (svg_gradient("radialGradient", THREE), SOLID),
    "SVG pattern": (
        of_svg(
            f'<defs><pattern id="p" width="80" height="80" patternUnits="userSpaceOnUse">{SQUARES}</pattern></defs>'
            '<rect width="160" height="120" fill="url(#p)"/>'
        ),
        SOLID,
    ),
    "SVG mask": (
        svg_mask('<rect width="160" height="120" fill="#fff"/><rect x="40" width="60" height="120" fill="#c33"/>'),
        MIXED,
    ),
    "SVG mask with a gradient": (svg_mask('<rect width="160" height="120" fill="url(#g)"/>'), MIXED),
    "SVG mask with a picture": (
        svg_mask(f'<image width="160" height="120" href="{address(photo(), "PNG")}"/>'),
        MIXED,
    ),
    "SVG group": (
        of_svg(
            '<g opacity=".5"><rect width="100" height="120" fill="#E4694A"/>'
            '<rect x="60" width="100" height="120" fill="#0B5239"/></g>'
        ),
        MIXED,
    ),
    "SVG clip": (
        of_svg(
            '<clipPath id="k"><circle cx="80" cy="60" r="50"/></clipPath><g clip-path="url(#k)">'
            '<rect width="160" height="120" fill="#2C7D4B"/><rect width="80" height="120" fill="#ff8"/></g>'
        ),
        SOLID,
    ),
    "JPEG": (of_file(photo(), "JPEG"), 3),
    "PNG": (of_file(photo(), "PNG"), 3),
    "PNG with alpha": (of_file(faded(), "PNG"), MIXED),
    "PNG drawing": (of_file(drawing(), "PNG"), SOLID),
    "grey JPEG": (of_file(photo("L"), "JPEG"), 4),
    "grey PNG": (of_file(photo("L"), "PNG"), 4),
    "grey JPEG saved as RGB": (of_file(photo("L").convert("RGB"), "JPEG"), 4),
    "PNG of 16 colours": (of_file(photo().quantize(16), "PNG"), SOLID),
    "PNG of one bit": (of_file(drawing().convert("1"), "PNG"), EDGES),
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The screen's PDF, the press's, and a folder."""
    folder = tmp_path_factory.mktemp("constructs")
    body = f'<div class="grid">{"".join(html for html, _ in CONSTRUCTS.values())}</div>'
    made = edition(body, STYLE)
    (folder / "screen.pdf").write_bytes(save(open_pages(made.master, PRINT), made.document))
    (folder / "press.pdf").write_bytes(press_format.render(made))
    return folder / "screen.pdf", folder / "press.pdf", folder


@pytest.fixture(scope="module")
def differences(page: tuple[Path, Path, Path]) -> numpy.ndarray:
    """Of each pixel, between the screen's page on this paper and the printed one."""
    screen, printed, folder = page
    wanted, got = separated(raster.pages(screen, DPI)[0]), inked(printed, folder, DPI)
    assert abs(wanted.width - got.width) <= 1
    assert abs(wanted.height - got.height) <= 1
    size = (0, 0, min(wanted.width, got.width), min(wanted.height, got.height))
    one, other = (lab(picture.crop(size).reduce(SOFTENED)) for picture in (wanted, got))
    return numpy.sqrt(((one - other) ** 2).sum(axis=-1))


def cell(pixels: numpy.ndarray, number: int, dpi: float, margin: float = 1.5) -> numpy.ndarray:
    """The pixels of a construct, without its edges."""
    left, top = (11 + (number % COLUMNS) * 22, 11 + (number // COLUMNS) * 17)
    a, b, c, d = (
        round(edge * dpi / 25.4) for edge in (left + margin, left + 20 - margin, top + margin, top + 15 - margin)
    )
    return pixels[c:d, a:b]


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_it_looks_as_on_the_screen(differences: numpy.ndarray, name: str) -> None:
    found = cell(differences, list(CONSTRUCTS).index(name), DPI / SOFTENED)
    assert found.mean() < CONSTRUCTS[name][1]


def test_nothing_is_blank(page: tuple[Path, Path, Path]) -> None:
    _, printed, folder = page
    ghostscript = numpy.asarray(inked(printed, folder, DPI)).sum(axis=-1)
    pdfium = 255 - numpy.asarray(raster.pages(printed, DPI)[0].convert("L"), dtype=int)
    poppler = 255 - numpy.asarray(by_poppler(printed).convert("L"), dtype=int)
    for number, name in enumerate(CONSTRUCTS):
        if name != "white":
            assert cell(ghostscript, number, DPI).max() > 50, name
            assert cell(pdfium, number, DPI).max() > 10, name
            assert cell(poppler, number, DPI).max() > 10, name


def by_poppler(path: Path) -> Image.Image:
    command = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile", str(path)]
    return Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))


def test_every_colour_is_an_ink(page: tuple[Path, Path, Path]) -> None:
    assert screen_colours(page[1].read_bytes()) == []
    assert screen_colours(page[0].read_bytes()) != []


def test_the_file_is_sound_and_blends_in_ink(page: tuple[Path, Path, Path]) -> None:
    assert pdftext.syntax_faults(page[1]) == ""
    group = pypdf.PdfReader(page[1]).pages[0]["/Group"]
    assert (group["/S"], group["/CS"]) == ("/Transparency", "/DeviceCMYK")  # type: ignore[index]
