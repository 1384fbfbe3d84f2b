"""The looks of an e-book can be read on any ground, and are the reader's to change."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from publisher.compose import Document
from publisher.design.brands import BrandColour
from publisher.design.colour import contrast
from publisher.design.fonts import shipped_fonts
from publisher.formats.epub.book_style import stylesheet, tokens_of
from publisher.formats.web.web_style import needed_faces
from publisher.model.errors import RenderError
from publisher.model.paths import LAYOUTS
from support.editions import sample

SHEETS = [*LAYOUTS.glob("*/epub.css")]


@pytest.fixture(scope="module", params=["framat", "almedalen"])
def document(request: pytest.FixtureRequest) -> Document:
    return sample(request.param).document


def css_of(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize(
    "colours", [{}, {"primary": "#ffe45c", "secondary": "#ffb3c7"}, {"primary": "#000000", "secondary": "#101010"}]
)
def test_headings_can_be_read_on_white_and_on_black(document: Document, colours: dict[str, str]) -> None:
    brand = document.brand
    changed = {name: BrandColour(rgb=rgb, cmyk=(0, 0, 0, 0)) for name, rgb in colours.items()}
    other = dataclasses.replace(document, brand=brand.model_copy(update={"colours": {**brand.colours, **changed}}))
    tokens = tokens_of(other)
    for name in ("heading", "bar"):
        assert contrast(tokens[name], "#ffffff") >= 4.5
        assert contrast(tokens[name], "#121212") >= 3


def test_tokens_are_written_in(document: Document) -> None:
    css = stylesheet(document, needed_faces(document.brand, "Å"))
    assert "var(" not in css
    assert f"color: {tokens_of(document)['heading']};" in css
    families = shipped_fonts().stack(document.brand.fonts.text)
    named = ", ".join(f'"{family}"' for family in families)
    assert f"font-family: {named}, sans-serif" in css


def test_an_invalid_token_is_reported(document: Document, tmp_path: Path) -> None:
    (tmp_path / "epub.css").write_text("p { color: var(--ink) }", "utf-8")
    other = dataclasses.replace(document, layout=dataclasses.replace(document.layout, folder=tmp_path))
    with pytest.raises(RenderError, match="names --ink, which is no token of it") as raised:
        stylesheet(other, [])
    assert "--heading" in raised.value.fix


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.parent.name)
def test_sizes_follow_the_reader_s(path: Path) -> None:
    """Neither letters nor spaces are measured in units that do not grow; a hair line may be."""
    lengths = set(re.findall(r"[\d.]+(?:px|pt|mm|cm|rem|vw)\b", css_of(path)))
    assert lengths <= {"1px"}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.parent.name)
def test_text_has_the_reader_s_colours(path: Path) -> None:
    """Only the largest headings have a colour; only logos have a ground, which they are drawn for. What the system
    prefers (light or dark) says nothing of the ground that a reading program paints."""
    assert "prefers-color-scheme" not in css_of(path)
    for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", css_of(path)):
        for name, value in re.findall(r"([\w-]+)\s*:\s*([^;]+)", rules):
            if name == "color":
                assert value == "var(--heading)"
                assert set(map(str.strip, selectors.split(","))) <= {"h1", "h2", ".facts li strong:first-child"}
            if name.startswith("background"):
                assert value == "var(--wash)" or selectors.strip() in (".logo", ".partner")
            assert name not in ("user-select", "position")
            assert "!important" not in value
