"""Marks of a document's texts: names and numbers stay on one line, thin spaces become ones that every font has."""

from __future__ import annotations

import pytest

from publisher.compose.text_marks import Marker
from publisher.model.blocks import Paragraph
from publisher.model.runs import Run
from publisher.text.markup import inline_html


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ring 0243-740 00 nu", 'Ring <span class="keep">0243-740 00</span> nu'),
        ("med Bo Ek idag", 'med <span class="keep">Bo Ek</span> idag'),
        ("5\u202f000 nu", "5\u00a0000 nu"),  # the narrow space is in no shipped font
        ("", ""),
    ],
)
def test_plain_text_gets_its_marks(text: str, wanted: str) -> None:
    marker = Marker("sv", ["Bo Ek"])
    assert inline_html(marker.text(text)) == wanted
    assert marker.text(text) is marker.text(text), "marked once"


def test_blocks_get_the_marks_of_their_texts() -> None:
    (block,) = Marker("sv", ["Bo Ek"]).blocks([Paragraph((Run("Bo Ek"),))])
    assert isinstance(block, Paragraph)
    assert inline_html(block.runs) == '<span class="keep">Bo Ek</span>'
