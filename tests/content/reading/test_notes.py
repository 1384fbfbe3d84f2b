"""Notes: numbers in the text that lead to the notes and back; a note that would be lost is reported."""

from __future__ import annotations

import re

import pytest

from publisher.content.reading.markdown import render_markdown


def html(text: str) -> str:
    body = render_markdown(f"# Om badet\n\n{text}", "s/bad.md")
    assert body.findings == []
    return re.sub(r' data-source="[^"]*"', "", body.html)


def faults(text: str) -> list[str]:
    findings = render_markdown(f"# Rubrik\n\n{text}", "a.md").findings
    assert all(finding.fix for finding in findings)
    return [f"{f.where.line} {f.id.removeprefix('content/')}" for f in findings if f.where]


def test_a_mark_leads_to_the_note_and_the_note_back() -> None:
    assert html("Ord[^x] igen.\n\n[^x]: Se *sidan*.\n\nMer.") == (
        '<p>Ord<sup class="note-ref">\u00a0'
        '<a id="ref-bad-1" href="#note-bad-1" role="doc-noteref">1</a></sup> igen.</p>\n'
        "<p>Mer.</p>\n"
        '<section class="notes" role="doc-endnotes" aria-label="Om badet">\n'
        '<p class="note" id="note-bad-1"><a href="#ref-bad-1" role="doc-backlink">1</a> Se <em>sidan</em>.</p>\n'
        "</section>"
    )


def test_the_ids_hold_the_id_of_the_section() -> None:
    body = render_markdown("# R\n\nOrd[^1]\n\n[^1]: Not.", "s/Å.md", section="bad")
    assert 'id="note-bad-1"' in body.html


def test_a_note_carries_its_line() -> None:
    body = render_markdown("# R\n\nOrd[^1]\n\n[^1]: Not.", "s/bad.md", 11)
    assert 'id="note-bad-1" data-source="s/bad.md:15"' in body.html


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    made = html("Ett[^b] två[^a].\n\n[^a]: A.\n[^b]: B.")
    assert re.findall(r"doc-backlink\">(\d)</a> (\w)", made) == [("1", "B"), ("2", "A")]


def test_a_caption_is_read_before_the_cells_of_its_table() -> None:
    made = html("| a | b |\n|-|-|\n| 1 | 2[^a] |\n\n: Öppet[^b]\n\n[^a]: A.\n\n[^b]: B.")
    assert re.findall(r"doc-backlink\">(\d)</a> (\w)", made) == [("1", "B"), ("2", "A")]


def test_a_second_mark_of_a_note_has_the_same_number_and_no_id() -> None:
    made = html("Ett[^1] två[^1].\n\n[^1]: Not.")
    assert re.findall(r"<a ([^>]*)>1</a>", made) == [
        'id="ref-bad-1" href="#note-bad-1" role="doc-noteref"',
        'href="#note-bad-1" role="doc-noteref"',
        'href="#ref-bad-1" role="doc-backlink"',
    ]


@pytest.mark.parametrize("text", ["Ord [^1][^2]", "Ord[^1] [^2]"])
def test_marks_stand_by_their_word_and_apart(text: str) -> None:
    made = re.sub("<[^>]*>", "", html(f"{text} mer.\n\n[^1]: A.\n[^2]: B.")).split("\n")[0]
    assert made == "Ord\u00a01,\u00a02 mer."


def test_no_line_breaks_between_a_word_and_the_punctuation_after_it() -> None:
    assert html('Han sa "ja!" [^1]\n\n[^1]: Not.').startswith('<p>Han sa ”ja<span class="keep">!”<sup ')


def test_a_note_of_several_lines_is_one_paragraph() -> None:
    assert "</a> En not\nsom går vidare.</p>" in html("Ord[^1]\n\n[^1]: En not\n  som går vidare.")


def test_links_in_notes_show_their_addresses() -> None:
    assert "(example.org/b)" in html("Ord[^1]\n\n[^1]: Se [sidan om badet](https://example.org/b).")


def test_characters_that_are_no_markup_stay() -> None:
    assert html("a \\[^1] b") == "<p>a [^1] b</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett\nord[^1]", ["4 note-missing"]),
        ("Ord[^min not]", ["3 note-missing"]),
        ("Ord[^]", ["3 note-missing"]),
        ("Ord.\n\n[^1]: Not.", ["5 note-unused"]),
        ("Ord[^1]\n\n[^1]: Not.\n[^1]: Igen.", ["6 note-twice"]),
        ("Ord[^1]\n\n[^1]: Not.\n\n    Mer.", ["5 note-form"]),
        ("Ord[^1]\n\n[^1]: - a\n    - b", ["5 note-form"]),
        ("Ord[^1]\n\n[^1]:", ["5 note-form"]),
        ("Ord[^1]\n\n> [^1]: Not.", ["5 note-place"]),
        ("Ord[^1]\n\n::: note\n[^1]: Not.\n:::", ["6 note-place"]),
        ("## Ord[^1]\n\n[^1]: Not.", ["3 note-place"]),
        ("Ord[^1][^2]\n\n[^1]: Se[^2].\n[^2]: Not.", ["5 note-place"]),
        ("Ord[^1]\n\n![En bänk[^1]](b.svg)\n\n[^1]: Not.", ["5 note-place"]),
        ('Ord[^1]\n\n![En bänk](b.svg "Bänk[^1]")\n\n[^1]: Not.', ["5 note-place"]),
    ],
)
def test_fault_is_reported(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


def test_the_title_of_a_section_has_no_note() -> None:
    (finding,) = render_markdown("# Rubrik[^1]\n\n[^1]: Not.", "a.md").findings
    assert (finding.id, str(finding.where)) == ("content/note-place", "a.md:1")
