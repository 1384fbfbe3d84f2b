"""Tables: what they become; a cell that would be lost is reported."""

from __future__ import annotations

import re

import pytest

from publisher.content.reading.markdown import render_markdown

TABLE = "| | Vardag | Helg |\n|---|--:|:-:|\n| Badet | 10–18 | *stängt* |\n"
HTML = """<table data-source="a.md:3">
<caption>Öppet i <em>sommar</em></caption>
<thead>
<tr data-source="a.md:3">
<td></td>
<th scope="col" class="right">Vardag</th>
<th scope="col" class="center">Helg</th>
</tr>
</thead>
<tbody>
<tr data-source="a.md:5">
<th scope="row">Badet</th>
<td class="right">10–18</td>
<td class="center"><em>stängt</em></td>
</tr>
</tbody>
</table>"""


def html(text: str) -> str:
    body = render_markdown(f"# Rubrik\n\n{text}", "a.md")
    assert body.findings == []
    return body.html


def test_a_table_has_headings_and_a_caption() -> None:
    assert html(f"{TABLE}\n: Öppet i *sommar*\n") == HTML


def test_a_caption_may_be_missing_and_a_corner_filled() -> None:
    made = html("Plats | Vardag\n---|---\nBadet | 10–18\n")
    assert "<caption>" not in made
    assert '<th scope="col">Plats</th>' in made


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_pipe_character_may_be_in_a_cell(end: str) -> None:
    made = html(end.join(["| a | b |", "|---|---|", "| x \\| y | z |", "", "Text."]))
    assert '<th scope="row">x | y</th>' in made


def test_the_address_of_a_link_in_a_cell_is_shown() -> None:
    made = html("| a | b |\n|---|---|\n| [sidan om badet](https://example.org/b) | 2 |")
    assert "(example.org/b)" in made


def test_a_table_may_stand_in_a_box_with_its_caption() -> None:
    made = html(f"::: note\n{TABLE}\n: Öppet\n:::")
    assert re.search(r'<div [^>]*class="note">\n<table [^>]*>\n<caption>Öppet</caption>', made)


def test_a_paragraph_after_a_table_is_no_caption() -> None:
    assert html(f"{TABLE}\nText: mer.").endswith('</table>\n<p data-source="a.md:7">Text: mer.</p>')


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        ("| | |\n|-|-|\n| a | 1 |", "3 table-headers", "column 2 of the table has no heading"),
        ("| a | b | |\n|-|-|-|\n| a | 1 | 2 |", "3 table-headers", "column 3 of the table has no heading"),
        ("| a | b |\n|-|-|\n| 1 | 2 |\n| | 3 |", "6 table-headers", "its first cell is empty"),
        ("| a | b |\n|-|-|\n| 1 | 2 | tappas |", "5 table-row", "this row has 3 cells, the table has 2 columns"),
        ("| a | b |\n|-|-|\n| 1 |", "5 table-row", "this row has 1 cell, the table has 2 columns"),
        ("| a | b |\n|-|-|\n| 1 | 2 |\nText.", "6 table-row", "this row has 1 cell"),
        ("| a | b |\n|-|-|", "3 table-row", "the table has no rows"),
        ("| a |\n|---|\n| b |", "3 table-columns", "a table has only one column"),
        ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", "3 table-row", "these lines look like a table"),
        ("| a | b |\n| c | d |", "3 table-row", "these lines look like a table"),
        (f"{TABLE}: Öppet", "6 table-caption", "the caption would become a row of the table"),
        (f"{TABLE}\n:", "7 table-caption", "the caption of the table is empty"),
        (f"{TABLE}\n: Öppet\n\n: Igen", "9 table-caption", "there is no table above it"),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 |", "3 table-place", "in a list or a quotation"),
        ("- a\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |", "5 table-place", "in a list or a quotation"),
        ("| a | b |\n|-|-|\n| [x]{scope=col} | 2 |", "5 unknown-attribute", "'scope' in braces"),
    ],
)
def test_fault_is_reported(text: str, fault: str, words: str) -> None:
    (finding,) = render_markdown(f"# Rubrik\n\n{text}", "a.md").findings
    assert f"{finding.where} {finding.id}" == f"a.md:{fault.replace(' ', ' content/')}"
    assert words in finding.message
    assert finding.fix


@pytest.mark.parametrize("text", ["a | b", "Det kostar 10 | 20 kronor.\nEller 30 | 40.", ":) glad", "kl: 10"])
def test_running_text_is_no_table(text: str) -> None:
    assert "<p" in html(text)
