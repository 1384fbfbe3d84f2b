"""What is read out from the PDF's tags is what the web page says, text by text and in the same order."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from support import pdftext
from support.built import Built, Sample

BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "th", "td", "figcaption", "caption")
# Only the web page has these: its list of contents stands in for the PDF's bookmarks.
LEFT_OUT = ("nav", "script", "style", "svg")


def texts(page: Path) -> list[str]:
    """The texts of a web page, each between two tags: what stands between them may differ (a dot, a new line)."""
    body = html.fromstring(page.read_text(encoding="utf-8")).find("body")
    for name in LEFT_OUT:
        for element in list(body.iter(name)):
            element.drop_tree()
    innermost = (element for element in body.iter(*BLOCKS) if next(element.iterdescendants(*BLOCKS), None) is None)
    return [str(text) for element in innermost for text in element.itertext() if text.strip()]


def bare(text: str) -> str:
    """Without spaces and hyphens, for where a line is broken is no matter."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def order_faults(wanted: list[str], read_out: str) -> list[str]:
    """The texts that are not read out, or not in their turn."""
    whole, place, faults = bare(read_out), 0, []
    for text in wanted:
        found = whole.find(bare(text), place)
        if found < 0:
            faults.append(f"{'not in its turn' if bare(text) in whole else 'not read out'}: {' '.join(text.split())}")
        else:
            place = found + len(bare(text))
    return faults


def test_tags_read_out_what_the_web_page_says(built: Built, sample: Sample) -> None:
    wanted = texts(built.path(sample.name, "web"))
    assert len(wanted) > 20
    faults = order_faults(wanted, pdftext.tagged_text(built.path(sample.name, "screen")))
    assert not faults, "\n".join(faults)


def test_planted_faults_are_found() -> None:
    assert order_faults(["En kommun", "Två", "Tre"], "En kom\u2010 mun Två Tre") == []
    assert order_faults(["En", "Två", "Tre"], "En Tre Två") == ["not in its turn: Tre"]
    assert order_faults(["En", "Två", "Tre"], "En Tre") == ["not read out: Två"]
