"""A section's Markdown: what it becomes, and what is refused with its line."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from publisher.content.reading.markdown import Body, render_markdown


def render(text: str, language: str = "sv") -> Body:
    return render_markdown(f"# Rubrik\n\n{text}", "a.md", 1, language)


def plain(text: str, language: str = "sv") -> str:
    """The HTML without the source lines."""
    return re.sub(r' data-source="[^"]*"', "", render(text, language).html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ett **starkt** och *lutat* ord.", "<p>Ett <strong>starkt</strong> och <em>lutat</em> ord.</p>"),
        ("## Under\n\n### Längre ner", "<h3>Under</h3>\n<h4>Längre ner</h4>"),
        (
            "[en sida](https://example.org/a?b=1&c=2)",
            '<p><a href="https://example.org/a?b=1&amp;c=2">en sida</a>'
            '<span class="link-address"> (example.org/a?b=1&amp;c=2)</span></p>',
        ),
        ("[example.org/a](https://example.org/a)", '<p><a href="https://example.org/a">example.org/a</a></p>'),
        ("[words]{lang=en}", '<p><span lang="en">words</span></p>'),
        (
            "[example.org/a i [words]{lang=en}](https://example.org/a)",
            '<p><a href="https://example.org/a">example.org/a i <span lang="en">words</span></a></p>',
        ),
        ('[UF]{abbr="Ung Företagsamhet"}', '<p><abbr title="Ung Företagsamhet">UF</abbr></p>'),
        ('[EU]{abbr="A & B" lang=en}', '<p><abbr lang="en" title="A &amp; B">EU</abbr></p>'),
        ("- ett\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>"),
        ("- ett\n\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>"),
        ("3. tre\n4. fyra", '<ol start="3">\n<li>tre</li>\n<li>fyra</li>\n</ol>'),
        ("::: note\nObs.\n:::", '<div class="note">\n<p>Obs.</p>\n</div>'),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("> Sagt.", "<blockquote>\n<p>Sagt.</p>\n</blockquote>"),
        (
            "> Sagt.\n>\n> — *Hon*, ordförande",
            '<figure class="quote">\n<blockquote>\n<p>Sagt.</p>\n</blockquote>\n'
            "<figcaption>— <em>Hon</em>, ordförande</figcaption></figure>",
        ),
        ("![Bänk](b.svg)", '<figure class="picture"><img src="b.svg" alt="Bänk"></figure>'),
        (
            '![Bänk <1>](b.svg "A & B")',
            '<figure class="picture"><img src="b.svg" alt="Bänk &lt;1&gt;"><figcaption>A &amp; B</figcaption></figure>',
        ),
        ("![](b.svg){.decorative}", '<figure class="picture"><img src="b.svg" alt=""></figure>'),
    ],
)
def test_what_markdown_becomes(text: str, html: str) -> None:
    assert plain(text) == html
    assert render(text).findings == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sv", "”ja” ’nej’"), ("sv-FI", "”ja” ’nej’"), ("en", "“ja” ‘nej’"), ("de", "„ja“ ‚nej‘"), ("sw", "“ja” ‘nej’")],
)
def test_quotation_marks_follow_the_language(language: str, expected: str) -> None:
    assert plain("\"ja\" 'nej'", language) == f"<p>{expected}</p>"


@pytest.mark.parametrize(("text", "expected"), [("a -- b", "a – b"), ("a...", "a…"), ("8–16.30", "8–16.30")])
def test_dashes_and_dots(text: str, expected: str) -> None:
    assert plain(text) == f"<p>{expected}</p>"


def test_the_title_leaves_the_text() -> None:
    body = render_markdown("\n# Ett *nytt* steg\n\nText.", "a.md", 5)
    assert (body.title, body.title_line) == ("Ett <em>nytt</em> steg", 6)
    assert "steg" not in body.html


def test_every_block_carries_its_source_line() -> None:
    body = render_markdown("# R\n\nEtt\n\n- två\n- tre\n\n::: note\n## Fyra\n:::\n", "sections/a.md", 11)
    found = [
        (e.tag, e.get("data-source"))
        for e in lxml_html.fromstring(f"<div>{body.html}</div>").iter()
        if e.get("data-source")
    ]
    assert found == [
        (tag, f"sections/a.md:{line}")
        for tag, line in [("p", 13), ("ul", 15), ("li", 15), ("li", 16), ("div", 18), ("h3", 19)]
    ]


def test_pictures_are_listed_with_their_lines() -> None:
    assert render("![a](a.svg)\n\ntext\n\n![b](b.svg)").pictures == [("a.svg", 3), ("b.svg", 7)]


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        ("Text <b>x", "3 unsupported-markdown", "<b> without an end"),
        ("<div>x</div>", "3 unsupported-markdown", "element <div>"),
        ("<!-- x -->", "3 unsupported-markdown", "a comment"),
        ("text\n`x`", "4 unsupported-markdown", "backticks"),
        ("    x", "3 unsupported-markdown", "indented by four spaces"),
        ("```\nx\n```", "3 unsupported-markdown", "program code"),
        ("a\n\n---", "5 unsupported-markdown", "a horizontal rule"),
        ("# Igen", "3 second-title", "second heading of the first level"),
        ("## A\n\n### B\n\n##### C", "7 heading-too-deep", "level 5"),
        ("### A", "3 heading-skips", "from level 1 to level 3"),
        ("[x](sida.html)", "3 link-address", "'sida.html'"),
        ("[x]()", "3 link-address", "''"),
        ("a\n[x](javascript:alert(1))", "3 link-address", "not valid Markdown"),
        ("[x]{style=red}", "3 unknown-attribute", "'style'"),
        ("[x]{lang=engelska}", "3 language-tag", "'engelska'"),
        ("[x]{lang=xx}", "3 language-tag", "'xx'"),
        ('[UF]{abbr=""}', "3 abbreviation", "is empty"),
        ("[UF]{abbr=}", "3 unknown-attribute", "'{abbr=}' is not valid here"),
        ('*UF*{abbr="Ung"}', "3 unknown-attribute", "is not valid here"),
        ('[UF]{title="Ung"}', "3 unknown-attribute", "'title' in braces"),
        ('![En bänk](a.jpg){focus="60"}', "3 wrong-form", "'60' is not a valid focal point"),
        ('![En bänk](a.jpg){focus="60 130"}', "3 wrong-form", "'60 130' is not a valid focal point"),
        ('![En bänk](a.jpg){focus="0.6 0.3"}', "3 wrong-form", "'0.6 0.3' is not a valid focal point"),
        ("![En bänk](a.jpg){focus=60,30}", "3 unknown-attribute", "'{focus=60,30}' is not valid here"),
        ("![En bänk](a.jpg) {.decorative}", "3 unknown-attribute", "'{.decorative}' is not valid here"),
        ("[ord]{focus=left}", "3 unknown-attribute", "'focus' in braces belongs after a picture"),
        ("a\n[här](https://example.org)", "4 link-text", "'här'"),
        ("[*Läs mer*](https://example.org)", "3 link-text", "'Läs mer'"),
        ("[x](#rubrik)\n\n![torg.svg](torg.svg)", "5 alt-no-description", "'torg.svg'"),
        ("![bild](torg.svg)", "3 alt-no-description", "'bild'"),
        ("a\n\n## \n\nb", "5 empty-heading", "the heading is empty"),
        ("::: note\n##\n:::", "4 empty-heading", "the heading is empty"),
        ("::: note\n### A\n:::", "4 heading-skips", "from level 1 to level 3"),
        ("![](b.svg)", "3 missing-alt", "b.svg has no alt text"),
        ("![ ](b.svg)", "3 missing-alt", "b.svg has no alt text"),
        ("![x](b.svg){.decorative}", "3 alt-and-decorative", "b.svg has an alt text"),
        ("text ![x](b.svg)", "3 picture-in-text", "in the middle of a line"),
        ("a\nb\n![x](b.svg)", "5 picture-in-text", "in the middle of a line"),
        ("| Rum | Bild |\n|---|---|\n| Aulan | ![x](b.svg) |", "5 picture-in-text", "in a table"),
    ],
)
def test_fault_is_found_once(text: str, fault: str, words: str) -> None:
    findings = render(text).findings
    found = [f"{f.where.line} {f.id.removeprefix('content/')}" for f in findings if f.where]
    assert found == [fault]
    assert all(words in f.message and f.fix for f in findings)


@pytest.mark.parametrize(
    ("braces", "meant"),
    [
        ("{focus=60,30}", '{focus="60 30"}'),
        ("{focus=60 30}", '{focus="60 30"}'),
        ("{focus=60% 12.5%}", '{focus="60 12.5"}'),
        ("{focus='60 30'}", '{focus="60 30"}'),
        ("{focus=“60, 30”}", '{focus="60 30"}'),
        (' {focus="top right"}', '{focus="top right"}'),
        ("{focus: top right}", '{focus="top right"}'),
        ("{focus=[]}", '{focus="60 30"}'),
        ("{decorative}", "{.decorative}"),
        (" {.decorative}", "{.decorative}"),
    ],
)
def test_misspelt_picture_markup_is_reported_as_it_is_written(braces: str, meant: str) -> None:
    (finding,) = render(f"![En bänk](a.jpg){braces}").findings
    assert finding.id == "content/unknown-attribute"
    assert finding.fix == f"write {meant} directly after the picture, without a space: ![alt](file){meant}"


@pytest.mark.parametrize("text", ["a **<code>x</code>** b", 'a <div>x</div> and <div id="a">y</div>'])
def test_one_line_with_raw_html_is_one_finding(text: str) -> None:
    assert len(render(text).findings) == 1


def test_a_script_address_is_no_link() -> None:
    assert "<a" not in render("[x](javascript:alert(1))").html


@pytest.mark.parametrize(("text", "line"), [("", 1), ("Text.", 1), ("\n\nText.", 3), ("## Under", 1)])
def test_a_section_without_a_heading_is_found(text: str, line: int) -> None:
    (finding,) = render_markdown(text, "a.md").findings
    assert (finding.id, str(finding.where)) == ("content/no-heading", f"a.md:{line}")


def test_an_empty_heading_is_found_at_its_line() -> None:
    (finding,) = render_markdown("#\n\nText.\n\nMera.", "a.md").findings
    assert (finding.id, str(finding.where)) == ("content/empty-heading", "a.md:1")


@pytest.mark.parametrize("text", [">" * 3000 + " x", "*a " * 5000, "[" * 5000])
def test_absurd_nesting_ends(text: str) -> None:
    assert "x" in render(f"{text}\n\nx").html


@pytest.mark.parametrize("text", ["[x]{onclick=x}", "[x](https://example.org){onclick=x}", "## x {onclick=x}"])
def test_an_attribute_that_runs_something_is_never_set(text: str) -> None:
    assert " onclick=" not in "".join(part for part in re.findall(r"<[^>]*>", render(text).html))


@pytest.mark.parametrize("levels", [5, 12, 40])
def test_deep_nesting_is_set_or_reported(levels: int) -> None:
    body = render("".join("  " * level + f"- punkt {level}\n" for level in range(levels)))
    assert body.findings or f"punkt {levels - 1}" in body.html


def test_lists_that_lie_too_deep_are_reported() -> None:
    body = render("".join("  " * level + f"- punkt {level}\n" for level in range(12)))
    assert {finding.id for finding in body.findings} == {"content/too-deep"}


@pytest.mark.parametrize("text", ["å ä ö é ü", "čđŋšŧž", "日本", "a\u00a0b", "a\u00adb", "“redan” ’satt’"])
def test_no_letter_is_lost(text: str) -> None:
    assert plain(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- [Anmälan]: obligatorisk", "content/unused-address"),
        ("> [Obs]: stängt", "content/unused-address"),
        ("[a]\n\n[a]: https://example.org/x\n[a]: https://example.org/y", "content/unused-address"),
        ("> ::: note Viktigt\n> Text.\n> :::", "content/unknown-box"),
        ("[](https://example.org)", "content/empty-link"),
        ('[x](https://example.org "titel")', "content/link-title"),
        ("## Rubrik ![x](a.svg)", "content/picture-in-text"),
        ("-visa detta\n-och detta", "content/list-mark"),
        ("– visa detta\n– och detta", "content/list-mark"),
        ("[x]{.hidden}", "content/unknown-attribute"),
        ("> [^1]: fotnot", "content/note-place"),
        ("Se [här](https://example.org/x).\n\n[Ord]: https://example.org/x", "content/unused-address"),
        ("![alt](pictures/en bild.svg)", "content/link-address"),
        ("[y](https://[::1)", "content/link-address"),
        ("Text:\n7. Sju\n8. Åtta", "content/list-mark"),
    ],
)
def test_what_would_be_lost_or_hidden_is_reported(text: str, fault: str) -> None:
    assert fault in {finding.id for finding in render(text).findings}


@pytest.mark.parametrize(
    "title", ["# Hej ![x](../../etc/hostname)", '# Hej [x]{style="display:none"}', "# [x](ftp://x)"]
)
def test_the_title_is_checked_like_the_rest(title: str) -> None:
    assert render_markdown(f"{title}\n\nText.", "a.md").findings


def test_characters_in_brackets_stay_as_they_are() -> None:
    assert plain("(c) (r) (tm) +-5 !!!!") == "<p>(c) (r) (tm) +-5 !!!!</p>"


def test_one_line_with_a_dash_is_a_remark() -> None:
    assert render("– Vi är många som åker.").findings == []


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("[här](https://example.org/sök)", "(example.org/sök)"),
        ("[här](https://example.org/?q=a%26b)", "(example.org/?q=a%26b)"),
        ("[här](https://räksmörgås.se)", "(räksmörgås.se)"),
        ("[example.org/ab](https://example.org/a)", "(example.org/a)"),
        ("[skriv](mailto:hej@example.org)", "(hej@example.org)"),
        ("[Example.org](https://example.org)", None),
        ("[0243-740 00](tel:0243-74000)", None),
        ("[hej@example.org](mailto:hej@example.org?subject=Hej)", None),
        ("<https://example.org/a...b>", None),
    ],
)
def test_a_link_shows_its_address_once(link: str, address: str | None) -> None:
    html = render(link).html
    assert (f'<span class="link-address"> {address}</span>' in html) if address else ("link-address" not in html)


def test_a_link_in_the_title_shows_its_address() -> None:
    body = render_markdown("# Se [här](https://example.org/a)\n\nText.", "a.md")
    assert "(example.org/a)" in body.title


def test_an_address_is_not_set_by_the_rules_of_text() -> None:
    assert "a...b" in render("<https://example.org/a...b>").html


@pytest.mark.parametrize(
    ("written", "point"),
    [('focus="60 30"', "60% 30%"), ("focus=left", "0% 50%"), ('.decorative focus="50%, 12.5%"', "50% 12.5%")],
)
def test_a_picture_says_what_must_be_seen_of_it(written: str, point: str) -> None:
    body = render(f"![{'' if 'decorative' in written else 'En bänk vid vattnet'}](a.jpg){{{written}}}")
    assert body.findings == []
    (image,) = lxml_html.fromstring(body.html).iter("img")
    assert image.get("style") == f"--focal-point:{point}"
