"""Effects of a drawing that the pages would not show: each is reported, and proven by drawing it."""

from __future__ import annotations

import base64

import numpy
import pytest

from publisher.pdf.finishing import open_pages, save
from publisher.pictures.effects import undrawn_effects
from publisher.pictures.prepare import PAGES
from support import raster
from support.laid_out import lay_out

AREA = 'fill="#0b5239" d="M0 0H100V60H0z"'
HALF = '<rect width="50" height="30" fill="#fff"/>'
WHOLE = 'maskUnits="userSpaceOnUse" x="0" y="0" width="100" height="60"'
FADE = '<linearGradient id="g"><stop stop-color="#fff"/><stop offset="1"/></linearGradient>'
MULTIPLIED = '<rect width="60" height="60" fill="#f00"/><rect x="30" width="60" height="60" fill="#0f0" {}/>'
# What is written, without which it looks the same on the pages; what is reported.
UNDRAWN = {
    "filter": (
        f'<filter id="f"><feGaussianBlur stdDeviation="9"/></filter><path {AREA} filter="url(#f)"/>',
        ' filter="url(#f)"',
        "a filter (feGaussianBlur)",
    ),
    "blend mode": (
        MULTIPLIED.format('style="mix-blend-mode: multiply"'),
        ' style="mix-blend-mode: multiply"',
        "a blend mode",
    ),
    "mask on a group": (
        f'<mask id="m" {WHOLE}>{HALF}</mask><g mask="url(#m)"><path {AREA}/></g>',
        ' mask="url(#m)"',
        "a mask on a group",
    ),
}
DRAWN = {
    "mask of shapes": (f'<mask id="m" {WHOLE}>{HALF}</mask><path {AREA} mask="url(#m)"/>', ' mask="url(#m)"'),
    "gradient": (f'{FADE}<path d="M0 0H100V60H0z" fill="url(#g)"/>', ' fill="url(#g)"'),
    "opacity": (f'<path {AREA} opacity=".4"/>', ' opacity=".4"'),
    "clip": (f'<clipPath id="c">{HALF}</clipPath><path {AREA} clip-path="url(#c)"/>', ' clip-path="url(#c)"'),
}


def drawing(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60" viewBox="0 0 100 60">{inner}</svg>'


def pixels(inner: str, tmp_path_factory: pytest.TempPathFactory) -> numpy.ndarray:
    data = base64.b64encode(drawing(inner).encode()).decode()
    pages = lay_out(f'<img alt="" src="data:image/svg+xml;base64,{data}">')
    path = tmp_path_factory.mktemp("effects") / "page.pdf"
    path.write_bytes(save(open_pages(pages, PAGES), pages.document))
    return numpy.asarray(raster.pages(path, 60)[0].convert("RGB"), dtype=int)


@pytest.mark.parametrize("name", UNDRAWN)
def test_what_the_pages_do_not_show_is_reported(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    written, effect, reported = UNDRAWN[name]
    assert undrawn_effects(drawing(written).encode()) == [reported]
    assert (pixels(written, tmp_path_factory) == pixels(written.replace(effect, ""), tmp_path_factory)).all()


@pytest.mark.parametrize("name", DRAWN)
def test_what_they_show_is_not(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    written, effect = DRAWN[name]
    assert undrawn_effects(drawing(written).encode()) == []
    assert (pixels(written, tmp_path_factory) != pixels(written.replace(effect, ""), tmp_path_factory)).any()


def test_masks_that_come_out_otherwise_are_reported() -> None:
    fading = f'{FADE}<mask id="m" {WHOLE}><rect width="99" height="60" style="fill:url(#g)"/></mask>'
    assert undrawn_effects(drawing(f'{fading}<path {AREA} style="mask:url(#m)"/>').encode()) == [
        "a mask with a gradient"
    ]
    in_parts = f'<mask id="m" x="0" width="1">{HALF}</mask><path {AREA} mask="url(#m)"/>'
    assert undrawn_effects(drawing(in_parts).encode()) == ["a mask in parts of its shape (objectBoundingBox)"]


def test_an_invisible_stop_of_another_colour_is_reported() -> None:
    gradient = '<linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" stop-color="{}" stop-opacity="0"/>'
    assert undrawn_effects(drawing(gradient.format("#f00") + "</linearGradient>").encode()) == []
    (reported,) = undrawn_effects(drawing(gradient.format("#00f") + "</linearGradient>").encode())
    assert reported == "a gradient that changes its colour while it fades to nothing"


def test_a_half_transparent_outline_of_a_filled_shape_is_reported() -> None:
    """Programs do not agree on what of the fill is seen through it."""
    outline = '<path d="M0 0H9V9z" {} stroke="#000" stroke-opacity=".5"/>'
    (reported,) = undrawn_effects(drawing(outline.format('fill="#c60"')).encode())
    assert reported == "a half transparent outline of a filled shape"
    assert undrawn_effects(drawing(outline.format('fill="none"')).encode()) == []


def test_each_is_reported_once() -> None:
    blended = '<rect style="mix-blend-mode:screen"/><style>.a { mix-blend-mode: multiply }</style>'
    assert undrawn_effects(drawing(blended).encode()) == ["a blend mode"]
    assert undrawn_effects(drawing('<rect style="mix-blend-mode: normal"/>').encode()) == []
