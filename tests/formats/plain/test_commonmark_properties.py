"""Markdown by chance: whatever a text holds, a CommonMark parser reads it back as that text and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from publisher.formats.plain.commonmark import markdown_text
from publisher.formats.plain.plain_blocks import Heading, Listing, Paragraph, Run

pytestmark = pytest.mark.fuzz

texts = st.one_of(
    st.lists(st.sampled_from([*"*_`[](){}#->|~!\\<&:.1a ", "ord", "&amp;", "https://e.org", "1. ", "- "]), min_size=1),
    st.lists(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=30),
).map(lambda parts: " ".join("".join(parts).split())).filter(bool)  # fmt: skip


def read(text: str) -> list[str]:
    """The text of each block that another parser finds."""
    root = lxml_html.fromstring(f"<div>{MarkdownIt('commonmark').render(text)}</div>")
    return [" ".join(block.text_content().split()) for block in root.iter("p", "h1", "h2", "h3", "pre", "hr", "li")]


@given(texts)
def test_a_paragraph_is_read_back_as_it_was(text: str) -> None:
    assert read(markdown_text([Paragraph((Run(text),))], "sv")) == [text]


@given(texts, texts)
def test_a_heading_and_a_list_are_read_back_as_they_were(title: str, item: str) -> None:
    blocks = [Heading(2, (Run(title),)), Listing(((Paragraph((Run(item),)),),))]
    assert read(markdown_text(blocks, "sv")) == [title, item]


@given(st.lists(st.tuples(texts, st.booleans(), st.booleans()), min_size=1, max_size=4))
def test_emphasis_changes_no_word(runs: list[tuple[str, bool, bool]]) -> None:
    text = tuple(Run(words, strong=strong, emphasis=emphasis) for words, strong, emphasis in runs)
    assert read(markdown_text([Paragraph(text)], "sv")) == [" ".join("".join(run.text for run in text).split())]
