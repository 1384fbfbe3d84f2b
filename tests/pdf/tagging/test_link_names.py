"""What is said of a link besides its text, and what a bookmark is called."""

from __future__ import annotations

import pytest
from lxml import html

from publisher.pdf.tagging.link_names import heading_text, link_text
from publisher.pdf.tagging.structure_elements import Node


def link(source: str) -> Node:
    return Node("Link", html.fragment_fromstring(source))


def section(source: str) -> Node:
    """A part with its heading, as the tree has it."""
    element = html.fragment_fromstring(source)
    headings = [Node(child.tag.upper(), child) for child in element.iter("h2", "h3", "h4")]
    return Node("Sect", element, list(headings))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<a href='https://example.org/sida'>En sida</a>", "En sida, example.org/sida"),
        ("<a href='https://example.org/'>En sida</a>", "En sida, example.org"),
        ("<a href='https://example.org/'>example.org</a>", "example.org"),
        ("<a href='https://example.org/a'>https://example.org/a</a>", "https://example.org/a"),
        ("<a href='https://xn--rksmrgs-5wao1o.example/%C3%A5'>Mat</a>", "Mat, räksmörgås.example/å"),
        ("<a href='https://example.org/en'>En <em>sida</em>\n till</a>", "En sida till, example.org/en"),
        ("<a href='mailto:a@example.org'>a@example.org</a>", "Skriv till a@example.org"),
        ("<a href='mailto:a@example.org?subject=Hej%20du'>Skriv till oss</a>", "Skriv till oss, a@example.org"),
        ("<a href='tel:+4624374000'>Ring växeln</a>", "Ring växeln, +46 243 740 00"),
        ("<a href='tel:024374000'>0243-740 00</a>", "Ring 0243-740 00"),
        ("<a href='#note-1' role='doc-noteref'>3</a>", "Not 3"),
        ("<a href='#ref-1' role='doc-backlink'>3</a>", "Not 3, tillbaka till texten"),
        ("<a href='#borta'>Avsnittet</a>", "Avsnittet, #borta"),
    ],
)
def test_a_link_says_where_it_leads(source: str, said: str) -> None:
    assert link_text(link(source), None, "sv") == said


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        ("Se skolan", "<section><h2>Skola <b>och</b> barn</h2></section>", "Se skolan: Skola och barn"),
        ("Skola", "<section><h2>Skola</h2></section>", "Skola"),
        ("Sidan 3", "<section><p>Utan rubrik</p></section>", "Sidan 3"),
        ("Passet", "<article><h4>Öppning</h4></article>", "Passet: Öppning"),
        ("Delen", "<section><h2>Först</h2><h3>Sedan</h3></section>", "Delen: Först"),
    ],
)
def test_a_link_within_says_which_heading_it_leads_to(text: str, target: str, said: str) -> None:
    assert link_text(link(f"<a href='#x'>{text}</a>"), section(target), "sv") == said


def test_a_picture_speaks_by_its_alt_text() -> None:
    node = link("<a href='https://example.org'><img src='a.svg' alt='Ett märke'></a>")
    node.kids.append(Node("Figure", alt="Ett märke"))
    assert link_text(node, None, "sv") == "Ett märke, example.org"


def test_it_is_said_in_the_language_of_the_publication() -> None:
    assert link_text(link("<a href='tel:024374000'>0243-740 00</a>"), None, "en") == "Call 0243-740 00"


def test_a_heading_is_read_with_single_spaces() -> None:
    element = html.fragment_fromstring("<h2>En\n   <em>rubrik</em> på\u00a0två <b>rader</b></h2>")
    assert heading_text(element) == "En rubrik på två rader"
