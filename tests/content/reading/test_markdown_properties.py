"""Markdown by chance: it becomes sound HTML with every word in its order, or each fault has a line in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from publisher.content.reading.markdown import Body, render_markdown

pytestmark = pytest.mark.fuzz

MARKS = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "#",
    "## ",
    "- ",
    "1. ",
    "> ",
    "|",
    "---",
    "\n",
    "\n\n",
    " ",
]
MARKS += ["![", "](", "https://e.org/", "mailto:a@e.org", "[^1]", "[^1]: ", "::: ", ":::", "&amp;", "ord", "Åsa"]
MARKS += ["{lang=en}", '{abbr="x"}', "~~"]
near_markdown = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)
words = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=12)
paragraphs = st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=5)


def render(text: str, first_line: int = 1) -> Body:
    return render_markdown(f"# Rubrik\n\n{text}", "a.md", first_line)


def check(body: Body, text: str, first: int = 1) -> None:
    lines = f"# Rubrik\n\n{text}".replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for finding in body.findings:
        assert finding.where is not None
        assert first <= (finding.where.line or 0) <= first + lines
        assert finding.message
        assert finding.fix
    for line in re.findall(r' data-source="[^":]*:(\d+)"', body.html):
        assert first <= int(line) <= first + lines
    lxml_html.fromstring(f"<div>{body.html}</div>")
    assert not re.search(r"<(script|style|iframe|object)\b|\son\w+=", body.html, re.IGNORECASE)


@given(st.one_of(near_markdown, st.text(max_size=60)), st.integers(1, 90))
def test_any_text_becomes_html_or_its_faults_are_found(text: str, first: int) -> None:
    check(render(text, first), text, first)


@given(paragraphs)
def test_words_stay_in_their_order(text: list[list[str]]) -> None:
    body = render("\n\n".join(" ".join(line) for line in text))
    root = lxml_html.fromstring(f"<div>{body.html}</div>")
    assert body.findings == []
    assert [paragraph.text_content().split() for paragraph in root.iter("p")] == text


@given(st.lists(st.tuples(words, st.sampled_from(["", "*", "**"])), min_size=1, max_size=8))
def test_marks_of_emphasis_take_no_word_away(marked: list[tuple[str, str]]) -> None:
    body = render(" ".join(f"{mark}{word}{mark}" for word, mark in marked))
    root = lxml_html.fromstring(f"<div>{body.html}</div>")
    assert root.text_content().split() == [word for word, _ in marked]
    assert len([*root.iter("em", "strong")]) == sum(mark != "" for _, mark in marked)
