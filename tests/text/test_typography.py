"""What stays on one line, and that nothing else about a text changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from publisher.compose.document import parse
from publisher.content.reading.markdown import render_markdown
from publisher.text.typography import keep_together, let_long_words_break
from support.tools import ROOT

NAMES = ("Åsa Granat", "Jan Bohman", "Jan Bohman den yngre")
SECTIONS = sorted((ROOT / "content").glob("*/sections/*.md"))


def kept(html: str, names: tuple[str, ...] = NAMES) -> list[str]:
    """The texts in spans of class keep, in order."""
    root = parse(f"<body>{html}</body>")
    keep_together(root, "sv", names)
    return ["".join(span.itertext()) for span in root.iter("span") if span.get("class") == "keep"]


def body_of(html: str) -> etree._Element:
    body = parse(f"<body>{html}</body>").find("body")
    assert body is not None
    return body


@pytest.mark.parametrize(
    "text",
    [
        *["12.00–13.00", "10.30", "10:30", "8–16.30", "kl. 12.00", "klockan 9.15"],
        *["1–8 juli 2018", "2 juli", "5 March 2019"],
        *["0243-740 00", "08-123 45 67", "781 81 Borlänge"],
        *["52 000", "1 250 000", "300 kr", "25 procent", "52 000 kr"],
        *["hej@example.org", "förnamn.efternamn@example.org"],
        *["https://example.org/program", "example.org/a-b?c=d", "example.org"],
        *["Åsa Granat", "Jan Bohman", "Jan Bohman den yngre"],
    ],
)
def test_it_is_kept_together(text: str) -> None:
    assert text in kept(f"<p>och {text} eller.</p>")


@pytest.mark.parametrize(
    "text", ["ett ord", "3 barn", "a.b", "1.2.3.4", "jan bohman", "xÅsa Granat", "2 julian", "slut. org är"]
)
def test_it_is_left_alone(text: str) -> None:
    assert kept(f"<p>så {text} det.</p>") == []


def test_several_in_one_text() -> None:
    html = "<p>Åsa Granat den 2 juli 12.00–13.00, ring 0243-740 00.</p>"
    assert kept(html) == ["Åsa Granat", "2 juli", "12.00–13.00", "0243-740 00"]


def test_after_an_element_within() -> None:
    assert kept("<p>a 10.30 <b>b 11.30</b> c 12.30 <i>d</i> e 13.30</p>") == ["10.30", "11.30", "12.30", "13.30"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org">Åsa Granat 10.30</a>',
        '<a href="x"><b>10.30</b></a>',
        "<svg><text>10.30</text></svg>",
        "<style>p { margin: 10.30 }</style>",
    ],
)
def test_links_hold_text_alone(html: str) -> None:
    assert kept(f"<p>{html}</p>") == []


def test_what_follows_a_link_is_kept() -> None:
    assert kept('<p><a href="x">y</a> 10.30</p>') == ["10.30"]


def test_a_title_in_the_head_holds_text_alone() -> None:
    root = parse("<html><head><title>Åsa Granat 10.30</title></head><body><p>x</p></body></html>")
    keep_together(root, "sv", NAMES)
    assert root.findtext("head/title") == "Åsa Granat 10.30"


def test_no_span_within_a_span() -> None:
    root = parse('<body><p><span class="keep">2 juli 10.30</span> Jan Bohman den yngre 10.30</p></body>')
    keep_together(root, "sv", NAMES)
    assert root.xpath("//span[@class='keep']//span") == []


def test_doing_it_twice_is_doing_it_once() -> None:
    root = parse("<body><p>Åsa Granat, 2 juli 10.30</p></body>")
    keep_together(root, "sv", NAMES)
    once = etree.tostring(root)
    keep_together(root, "sv", NAMES)
    assert etree.tostring(root) == once


def test_a_name_with_signs_of_patterns_in_it() -> None:
    assert kept("<p>Med Bo (B.) Ek+ här</p>", ("Bo (B.) Ek+",)) == ["Bo (B.) Ek+"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Åsa Granat, kl. 12.00–13.00 den 2 juli 2018; 52 000 kr till hej@example.org.</p>",
        "<p>10.30<b>11.30</b>12.30<i/>13.30</p>",
        "<p>10.30 &lt;b&gt; &amp; 11.30</p>",
        "<ul><li>2 juli</li> <li>3 juli <ul><li>4 juli</li></ul> 5 juli</li></ul>",
        "<p><!-- 10.30 -->10.30</p>",
        "<p></p>",
        *[render_markdown(path.read_text("utf-8").split("---\n")[-1], "a.md").html for path in SECTIONS],
    ],
)
def test_the_text_is_the_same_before_and_after(html: str) -> None:
    body = body_of(html)
    before = "".join(body.itertext())
    keep_together(body.getroottree().getroot(), "sv", NAMES)
    assert "".join(body.itertext()) == before


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.stem)
def test_nothing_but_spans_is_added(path: Path) -> None:
    body = body_of(render_markdown(path.read_text("utf-8").split("---\n")[-1], "a.md").html)
    before = [(element.tag, dict(element.attrib)) for element in body.iter()]
    keep_together(body.getroottree().getroot(), "sv", NAMES)
    spans = [element for element in body.iter() if element.get("class") == "keep"]
    after = [(element.tag, dict(element.attrib)) for element in body.iter() if element not in spans]
    assert after == before
    assert all(len(span) == 0 for span in spans)


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "5 يوليو"), ("fi", "5. heinäkuuta 2018"), ("de", "5. Juli"), ("sv", "5 July 2018")]
)
def test_a_date_is_kept_together_in_each_language(language: str, text: str) -> None:
    body = body_of(f"<p>, {text},</p>")
    keep_together(body.getroottree().getroot(), language)
    assert ["".join(span.itertext()) for span in body.iter("span")] == [text]


def test_a_word_too_long_for_a_line_gets_places_to_be_broken() -> None:
    address = "https://a.example.org/ett/langt/namn?id=%7b22_x-y"
    root = parse(f"<body><p>kort/ord <b>fet</b> {address} slut</p></body>")
    let_long_words_break(root)
    (paragraph,) = root.iter("p")
    assert "".join(paragraph.itertext()) == f"kort/ord fet {address} slut"
    parts = etree.tostring(paragraph, method="html", encoding="unicode").replace("</wbr>", "").split("<wbr>")
    assert parts[0] == "<p>kort/ord <b>fet</b> https://"
    assert parts[1:] == ["a.", "example.", "org/", "ett/", "langt/", "namn?", "id=%", "7b22_", "x-", "y slut</p>"]
