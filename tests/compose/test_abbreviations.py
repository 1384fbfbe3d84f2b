"""Abbreviations are explained where they first come, and nowhere else."""

from __future__ import annotations

import pytest

from publisher.compose.abbreviations import Abbreviations
from publisher.text.markup import html_of
from support.html_text import blocks_of

UF = "<abbr title='Ung Företagsamhet'>UF</abbr>"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"<p>{UF} har café.</p><p>Gå till {UF}.</p>", "UF (Ung Företagsamhet) har café. Gå till UF."),
        (f"<ul><li>{UF}</li></ul><p>{UF}</p>", "UF (Ung Företagsamhet) UF"),
        (f"<blockquote><p>{UF}!</p></blockquote>", "UF (Ung Företagsamhet)!"),
        (f"<h3>{UF}</h3><p>{UF}</p>", "UF UF (Ung Företagsamhet)"),
        (f"<p>Ung företagsamhet ({UF}) har café. {UF}</p>", "Ung företagsamhet (UF) har café. UF"),
        ("<p><a href='#x'><abbr title='World Wide Web'>WWW</abbr></a></p>", "WWW (World Wide Web)"),
    ],
)
def test_first_use(text: str, written: str) -> None:
    html = html_of(Abbreviations().blocks(blocks_of(text)))
    assert " ".join(_text(html).split()) == written


def test_the_next_section_knows_what_was_explained() -> None:
    known = Abbreviations()
    known.blocks(blocks_of(f"<p>{UF}</p>"))
    assert _text(html_of(known.blocks(blocks_of(f"<p>{UF}</p>")))).strip() == "UF"


def _text(html: str) -> str:
    from lxml import html as lxml_html

    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return " ".join("".join(block.itertext()) for block in root)
