"""The tokens of large print: what the stylesheets ask for, and colours that can be read on each paper."""

from __future__ import annotations

import dataclasses
import re

import pytest

from publisher.compose import Document, compose
from publisher.content.load import load
from publisher.design.colour import contrast
from publisher.formats.large_print.large_tokens import PAPERS, large_print_styles, large_print_tokens
from publisher.model.units import Paper
from publisher.pdf.layout.stylesheets import joined
from support import tools


@pytest.fixture(scope="module")
def leaflet() -> Document:
    return compose(load(tools.ROOT / "content" / "framat"))


def token(document: Document, name: str, paper: Paper) -> str:
    found = re.search(rf"--{name}:([^;]*);", large_print_tokens(document, 18, paper))
    assert found
    return found[1]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("colours", [{}, {"ink": "#777777", "primary": "#ffe45c", "secondary": "#ffb3c7"}])
def test_colours_can_be_read(leaflet: Document, colours: dict[str, str], paper: Paper) -> None:
    brand = leaflet.brand.model_copy(deep=True)
    for name, colour in colours.items():
        brand.colours[name] = brand.colours[name].model_copy(update={"rgb": colour})
    document = dataclasses.replace(leaflet, brand=brand)
    ground = PAPERS[paper].colour
    assert token(document, "paper", paper) == ("transparent" if paper is Paper.WHITE else ground)
    assert contrast(token(document, "text", paper), ground) >= 14
    assert contrast(token(document, "heading", paper), ground) >= 7
    assert contrast(token(document, "mark", paper), ground) >= 7


def test_a_title_may_hold_what_css_quotes_with(leaflet: Document) -> None:
    document = dataclasses.replace(leaflet, title='Bo "här" \\ nu')
    assert token(document, "running", Paper.WHITE) == '"Bo \\"här\\" \\\\ nu"'


def test_stylesheet_names_only_tokens_that_there_are(leaflet: Document) -> None:
    css = re.sub(r"/\*.*?\*/", "", joined(large_print_styles(leaflet, 18)).text, flags=re.S)
    known = set(re.findall(r"--([\w-]+):", css)) | {"modules", "focal-point"}  # set by the document
    assert set(re.findall(r"var\(--([\w-]+)", css)) <= known
    own = css[css.index("@page") :]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", own)
    for_long_words = ".long { hyphens: auto;"
    assert for_long_words in own
    forbidden = r"italic|uppercase|underline|hyphens: auto|justify|opacity|position: absolute|float"
    assert not re.search(forbidden, own.replace(for_long_words, ""))
