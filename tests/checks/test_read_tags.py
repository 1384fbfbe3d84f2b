"""A file read from its tags alone: which words are heard, in which order, and from which page."""

from __future__ import annotations

import io

import pypdf
import pytest

from publisher.checks.read_tags import Spoken, read_tags
from publisher.pdf.tagging.accessible_standards import Standard
from support.laid_out import tagged

PICTURE = "<img src='pictures/bank.svg' alt='{}' style='width:20px'>"


def words(body: str, style: str = "", standard: Standard = Standard.UA_1) -> list[str]:
    return [spoken.word for spoken in read_tags(tagged(body, style, standard))]


@pytest.mark.parametrize("standard", list(Standard))
@pytest.mark.parametrize(
    ("body", "heard"),
    [
        ("<p>ett två</p><p>tre</p>", "ett två tre"),
        ("<p>ett</p><p>två</p>", "ett två"),
        ("<p>e<em>t</em>t <strong>två</strong>,</p>", "ett två,"),
        ("<p>e<a href='https://a.example.org'>tt</a></p>", "ett"),
        ("<ul><li>ett</li><li>två</li></ul>", "ett två"),
        ("<ol><li>ett<ul><li>två</li></ul></li></ol>", "ett två"),
        ("<ol><li>1. ett</li></ol>", "1. ett"),
        ("<dl><dt>ett</dt><dd>två</dd></dl>", "ett två"),
        ("<ul><li><dl><dt>ett</dt><dd>två</dd></dl></li></ul>", "ett två"),
        ("<table><tr><th>ett</th><td>två</td></tr></table>", "ett två"),
        (f"<p>ett{PICTURE.format('en bänk')}två</p>", "ett en bänk två"),
        (f"<p>ett {PICTURE.format('')} två</p>", "ett två"),
        ("<p>två\u00a0ord och av\u00adstav\u200bning</p>", "två ord och avstavning"),
        ("<p style='position:absolute;bottom:0'>ett</p><p>två</p>", "ett två"),
        ("<p>ﬁn ”citat” – 52 × 3 € Łódź 𝟓</p>".replace("𝟓", "ŋ"), "ﬁn ”citat” – 52 × 3 € Łódź ŋ"),
    ],
)
def test_words_that_are_heard(body: str, heard: str, standard: Standard) -> None:
    assert words(body, standard=standard) == heard.split()


def test_words_over_lines_are_whole() -> None:
    text = "Folkomröstningskampanjorganisation, Skåne-Norrlands-expressen och sam\u00adhälls\u00adplanering i ett"
    assert words(f"<p>{text}</p>", "p{width:22mm;hyphens:auto}") == text.replace("\u00ad", "").split()


def test_numbers_of_notes_are_heard_and_those_of_lists_are_not() -> None:
    note = "<p class='note' id='n'><a href='#r' role='doc-backlink'>7</a> noten</p>"
    assert words(f"<ol><li>ett</li></ol>{note}") == ["ett", "7", "noten"]
    assert words(f"<ol><li>ett {note}</li></ol>") == ["ett", "7", "noten"]


def test_each_word_has_its_element_and_its_page() -> None:
    body = f"<h1>ett</h1><p>två <em>tre</em></p><p style='break-before:page'>fyra {PICTURE.format('fem')}</p>"
    assert read_tags(tagged(body)) == [
        Spoken("ett", "H1", 1),
        Spoken("två", "P", 1),
        Spoken("tre", "Em", 1),
        Spoken("fyra", "P", 2),
        Spoken("fem", "Figure", 2),
    ]


def test_words_of_a_text_on_two_pages_have_the_page_they_stand_on() -> None:
    spoken = read_tags(tagged(f"<p>{' '.join(f'ord{number}' for number in range(400))}</p>"))
    assert [word.word for word in spoken] == [f"ord{number}" for number in range(400)]
    pages = [word.page for word in spoken]
    assert pages == sorted(pages, key=int)  # type: ignore[arg-type]
    assert len(set(pages)) > 2


def test_a_file_without_tags_says_nothing() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(tagged("<p>ett</p>")))
    del writer.root_object["/StructTreeRoot"]
    bare = io.BytesIO()
    writer.write(bare)
    assert read_tags(bare.getvalue()) == []
