"""Markdown: read by a CommonMark parser it says what the document says, and is what the document is."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from publisher.compose import compose
from publisher.content.load import load
from publisher.formats.edition import Edition
from publisher.formats.plain import commonmark
from publisher.formats.plain.reading import Reader
from support.built import SAMPLES, TORTURE, TORTURE_CONTENT
from support.golden import Golden
from support.html_text import blocks_of
from support.tools import ROOT

FOLDERS = {sample.name: ROOT / "content" / sample.name for sample in SAMPLES} | {TORTURE: TORTURE_CONTENT / TORTURE}


def file_of(name: str) -> str:
    return commonmark.render(Edition(compose(load(FOLDERS[name])))).decode("utf-8")


def written(body: str, language: str = "sv") -> str:
    return commonmark.markdown_text(Reader(language).blocks(blocks_of(body)), language)


def parsed(text: str) -> str:
    """HTML, as a web system makes it."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    return str(parser.render(text)).replace("\n", "")


@pytest.mark.parametrize("name", [sample.name for sample in SAMPLES])
def test_the_samples(golden: Golden, name: str) -> None:
    golden(f"formats/{name}-markdown.md", file_of(name))


@pytest.mark.parametrize("name", FOLDERS)
def test_the_structure_is_that_of_the_document(name: str) -> None:
    there = compose(load(FOLDERS[name])).tree
    back = lxml_html.fromstring(f"<div>{parsed(file_of(name))}</div>")
    for tag in ("h1", "h2", "h3", "h4", "blockquote", "table", "tr", "ol"):
        assert len(back.findall(f".//{tag}")) - len(back.findall(f".//section//{tag}")) == len(
            there.findall(f".//{tag}")
        ), tag
    assert [h.text_content() for h in back.iter("h2", "h3")] == [
        " ".join("".join(t for t in h.xpath(".//text()[not(ancestor::*[@class='link-address'])]")).split())
        for h in there.iter("h2", "h3")
    ]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<p>a <em>b</em> <strong>c</strong></p>", "<p>a <em>b</em> <strong>c</strong></p>"),
        ("<p><em><strong>a</strong></em></p>", "<p><em><strong>a</strong></em></p>"),
        ("<p>a<strong> b </strong>c</p>", "<p>a <strong>b</strong> c</p>"),
        ("<p>a<br>b</p>", "<p>a<br />b</p>"),
        # Emphasis that could not be written is left out, and its words stay.
        ("<p>a<strong>(b)</strong>c</p>", "<p>a(b)c</p>"),
        ("<p><em>a</em><strong>b</strong></p>", "<p><em>a</em>b</p>"),
        ('<p><a href="https://e.org/a">b</a></p>', '<p><a href="https://e.org/a">b</a></p>'),
        ('<p><a href="https://e.org/">https://e.org/</a></p>', '<p><a href="https://e.org/">https://e.org/</a></p>'),
        ('<p><a href="mailto:a@e.org">a@e.org</a></p>', '<p><a href="mailto:a@e.org">a@e.org</a></p>'),
        ('<p>Ja!<a href="https://e.org/(a)">b</a></p>', '<p>Ja!<a href="https://e.org/(a)">b</a></p>'),
        ('<p><a href="https://e.org"><em>b</em> c</a></p>', '<p><a href="https://e.org"><em>b</em> c</a></p>'),
        ('<p><a href="#a">b</a></p>', "<p>b</p>"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ('<ol start="7"><li>a</li></ol>', '<ol start="7"><li>a</li></ol>'),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ('<ul><li>a<ol start="3"><li>b</li></ol></li></ul>', '<ul><li><p>a</p><ol start="3"><li>b</li></ol></li></ul>'),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<h2>a <em>b</em></h2>", "<h2>a <em>b</em></h2>"),
        ('<div class="note"><h3>a</h3></div>', "<hr /><h3>a</h3><hr />"),
        ('<figure><img src="x" alt="En bänk"></figure>', "<p>[Bild: En bänk]</p>"),
    ],
)
def test_what_it_becomes(body: str, html: str) -> None:
    assert parsed(written(body)) == html


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` ~~d~~", "[a](b) ![c](d) [^1] [x]: y", "&lt;b&gt; &amp;amp; &amp;copy;", "1. a", "12) a", "- a",
        "+ a", "> a", "# a", "#", "===", "---", "-", "\\ \\* \\", "a|b", "| a | b |", "a_b_c _d", "&lt;https://e.org&gt;",
        "a \\\\", "2018. Så var det", "5 * 4 * 3", "Åh! [nej]", "***", "- - -", "+46 243", "`", "~~~",
        "www.e.org/a_b_c",
    ],
)  # fmt: skip
def test_characters_are_what_they_are(text: str) -> None:
    """As a paragraph, in a heading, in a list, after a line's end, and in a cell."""
    plain = lxml_html.fromstring(f"<p>{text}</p>").text_content()
    table = f"<table><tr><th>x</th><th>y</th></tr><tr><th>z</th><td>{text}</td></tr></table>"
    for body, tag in (
        (f"<p>{text}</p>", "p"),
        (f"<h2>{text}</h2>", "h2"),
        (f"<ul><li>{text}</li></ul>", "li"),
        (f"<p>först<br>{text}</p>", "br"),
        (table, "td"),
    ):
        back = lxml_html.fromstring(f"<div>{parsed(written(body))}</div>")
        *_, element = back.iter(tag)
        assert (element.tail if tag == "br" else element.text) == plain, written(body)
        assert len(element) == 0


def test_a_table() -> None:
    body = (
        '<table><caption>Öppet</caption><thead><tr><td></td><th class="right">Pris</th></tr></thead>'
        '<tbody><tr><th>Bad|et</th><td class="right">5 <strong>kr</strong></td></tr></tbody></table>'
    )
    assert written(body) == "**Öppet**\n\n| | Pris |\n| --- | --: |\n| Bad\\|et | 5 **kr** |"


def test_notes_lead_to_their_text() -> None:
    ref = '<sup class="note-ref"><a href="#note-a-1">1</a></sup>'
    note = '<p class="note" id="note-a-1"><a href="#ref-a-1" role="doc-backlink">1</a> Utom</p>'
    shown = written(f'<p>Öppet{ref}.</p><section class="notes">{note}</section>')
    assert shown == "Öppet[^a-1].\n\n[^a-1]: Utom"
    assert '<li id="fn1" class="footnote-item"><p>Utom' in parsed(shown)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_paragraph_is_one_line(name: str) -> None:
    """Lines end at the end of a block, or where an end is meant."""
    tokens = MarkdownIt("commonmark").enable("table").use(footnote_plugin).parse(file_of(name))
    assert [child for token in tokens for child in token.children or () if child.type == "softbreak"] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_in_it_is_html(name: str) -> None:
    tokens = MarkdownIt("commonmark").parse(file_of(name))
    kinds = {child.type for token in tokens for child in [token, *(token.children or ())]}
    assert {"html_block", "html_inline", "image", "code_block", "fence"} & kinds == set()
