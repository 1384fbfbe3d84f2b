"""Running text of other programs that means what Markdown can say."""

from __future__ import annotations

import pytest

from publisher.content.reading.markdown import render_markdown
from publisher.model.blocks import Paragraph
from publisher.model.runs import Kind, plain


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~gratis~~", "<s>gratis</s>"),
        ("H~2~O", 'H<sub class="raised">2</sub>O'),
        ("3 km^2^", '3 km<sup class="raised">2</sup>'),
        ("<b>fet</b> och <i>kursiv</i>", "<strong>fet</strong> och <em>kursiv</em>"),
        ("rad<br>ny", "rad<br>\nny"),
        ("x<sup>2</sup>", 'x<sup class="raised">2</sup>'),
        ("**a <i>b</i>**", "<strong>a <em>b</em></strong>"),
        ("<u>ord</u> och <mark>ord</mark>", "<em>ord</em> och <strong>ord</strong>"),
        ("<small>ord</small> tryck <kbd>Ctrl</kbd>", "ord tryck <strong>Ctrl</strong>"),
        ('<font color="red">rött</font> <span style="x">ord</span>', "rött ord"),
        ("<q>Hej <q>du</q> där</q>, sa hon", "”Hej ’du’ där”, sa hon"),
        ("<q>**Hej**</q>", "”<strong>Hej</strong>”"),
    ],
)
def test_text_is_marked(text: str, html: str) -> None:
    body = render_markdown(f"# Titel\n\n{text}\n", "f.md")
    assert body.html == f'<p data-source="f.md:3">{html}</p>'
    assert not body.findings


@pytest.mark.parametrize("text", ["<b>öppen", "stängd</b>", "<b><i>fel</b></i>", "<code>ord</code>", "<a>ord</a>"])
def test_other_html_is_refused(text: str) -> None:
    body = render_markdown(f"# Titel\n\nOrd {text}\n", "f.md")
    assert {one.id for one in body.findings} == {"content/unsupported-markdown"}


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("<h2>En *ny* rubrik</h2>", "write '## En *ny* rubrik' on a line of its own"),
        ("<h6>Djup</h6>", "write '#### Djup'"),
        ('<img src="pictures/a.jpg" alt="En båt">', "write '![En båt](pictures/a.jpg)'"),
        ("<p>Ord</p>", "delete '<p>' and '</p>'"),
        ("<ul><li>Ord</li></ul>", "begin each item with '- '"),
        ("<table><tr><td>Ord</td></tr></table>", "write each row between |"),
        ("<blockquote>Ord</blockquote>", "begin each line with '> '"),
        ("Ord <b>öppen", "write '</b>' after the words"),
        ("Ord stängd</i>", "write '<i>' before the words"),
        ("Kör <code>x</code>", "write the words alone, or as **bold**"),
        ('Se <a name="x">ord</a>', "write [the words](https://example.org)"),
        ("<center>Ord</center>", "delete the element, and keep its words"),
        ('<iframe src="https://example.org"></iframe>', "write a link"),
    ],
)
def test_what_to_write_for_html_is_said_by_its_element(text: str, fix: str) -> None:
    body = render_markdown(f"# Titel\n\n{text}\n", "f.md")
    (found, *_) = [one for one in body.findings if one.id == "content/unsupported-markdown"]
    assert fix in found.fix


@pytest.mark.parametrize(
    ("text", "address", "shown"),
    [
        ("Se https://example.org/barn.", "https://example.org/barn", "https://example.org/barn"),
        ("(www.example.org/resa)", "https://www.example.org/resa", "www.example.org/resa"),
        ("Mejla a.b@example.org!", "mailto:a.b@example.org", "a.b@example.org"),
        ("Se https://example.org/a_(b)?c=d, ja", "https://example.org/a_(b)?c=d", "https://example.org/a_(b)?c=d"),
    ],
)
def test_a_bare_address_is_a_link_that_is_not_hyphenated(text: str, address: str, shown: str) -> None:
    body = render_markdown(f"# Titel\n\n{text}\n", "f.md")
    assert not body.findings
    paragraph = body.blocks[0]
    assert isinstance(paragraph, Paragraph)
    links = [run for run in paragraph.runs if run.href]
    assert [(run.href, run.text, run.has(Kind.ADDRESS)) for run in links] == [(address, shown, True)]
    assert plain(paragraph.runs) == text


def test_a_list_of_tasks_keeps_what_is_done() -> None:
    body = render_markdown("# Titel\n\n- [ ] packa\n- [x] köp\n", "f.md")
    assert not body.findings
    assert '<span role="img" aria-label="Att göra">☐</span>\u00a0packa' in body.html, "for the ear"
    assert '<span role="img" aria-label="Klart">☑</span>\u00a0köp' in body.html
    assert body.html.count('class="task"') == 2, "their boxes stand for the bullets"


def test_a_heading_of_the_fourth_level() -> None:
    body = render_markdown("# T\n\n## U\n\n### V\n\n#### Fjärde\n", "f.md")
    assert '<h5 data-source="f.md:7">Fjärde</h5>' in body.html
    assert not body.findings


def test_a_name_is_marked_by_hand() -> None:
    """It stays on one line, as the name of a person does."""
    (paragraph,) = render_markdown("Vid [Sjömansgården]{.keep}.", "a.md").blocks
    assert isinstance(paragraph, Paragraph)
    assert [run.text for run in paragraph.runs if run.keep] == ["Sjömansgården"]
