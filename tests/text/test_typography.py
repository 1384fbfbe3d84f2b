"""What stays on one line, and that nothing else about a text changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.content.reading.markdown import render_markdown
from publisher.model.blocks import texts, walk
from publisher.model.runs import Kind, words
from publisher.text.typography import breakable, keep_together, keeper
from support.html_text import runs_of
from support.tools import ROOT

NAMES = ("Åsa Granat", "Jan Bohman", "Jan Bohman den yngre")
SECTIONS = sorted((ROOT / "content").glob("*/sections/*.md"))


def kept(html: str, names: tuple[str, ...] = NAMES) -> list[str]:
    """The texts in spans of class keep, in order."""
    runs = keep_together(runs_of(html), keeper("sv", names))
    return [run.text for run in runs if run.keep]


@pytest.mark.parametrize(
    "text",
    [
        *["12.00–13.00", "10.30", "10:30", "8–16.30", "kl. 12.00", "klockan 9.15"],
        *["1–8 juli 2018", "2 juli", "5 March 2019", "den 30/6–4/7", "Juni–augusti 2026"],
        *["0243-740 00", "08-123 45 67", "781 81 Borlänge"],
        *["52 000", "1 250 000", "300 kr", "25 procent", "52 000 kr", "1,5 m", "12,50 kr"],
        *["30/6", "12/6–18/8", "30/6–4/7"],
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
    assert kept(html) == ["Åsa Granat", "den 2 juli", "12.00–13.00", "0243-740 00"]


def test_after_an_element_within() -> None:
    assert kept("<p>a 10.30 <b>b 11.30</b> c 12.30 <i>d</i> e 13.30</p>") == ["10.30", "11.30", "12.30", "13.30"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org">Åsa Granat 10.30</a>',
        '<a href="x"><b>10.30</b></a>',
    ],
)
def test_links_hold_text_alone(html: str) -> None:
    assert kept(f"<p>{html}</p>") == []


def test_what_follows_a_link_is_kept() -> None:
    assert kept('<p><a href="x">y</a> 10.30</p>') == ["10.30"]


def test_what_is_kept_already_is_left_alone() -> None:
    runs = runs_of('<span class="keep">2 juli 10.30</span> Jan Bohman den yngre 10.30')
    once = keep_together(runs, keeper("sv", NAMES))
    assert max(len(run.marks) for run in once) == 1
    assert keep_together(once, keeper("sv", NAMES)) == once


def test_a_name_that_contains_pattern_characters() -> None:
    assert kept("<p>Med Bo (B.) Ek+ här</p>", ("Bo (B.) Ek+",)) == ["Bo (B.) Ek+"]


@pytest.mark.parametrize("path", SECTIONS, ids=lambda path: path.stem)
def test_the_text_is_the_same_before_and_after(path: Path) -> None:
    blocks = render_markdown(path.read_text("utf-8").split("---\n")[-1], "a.md").blocks
    for block in walk(blocks):
        for runs, _ in texts(block):
            after = keep_together(runs, keeper("sv", NAMES))
            assert "".join(run.text for run in after) == "".join(run.text for run in runs)
            assert {mark.kind for run in after for mark in run.marks} <= {m.kind for r in runs for m in r.marks} | {
                Kind.KEEP
            }


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "5 يوليو"), ("fi", "5. heinäkuuta 2018"), ("de", "5. Juli"), ("sv", "5 July 2018")]
)
def test_a_date_is_kept_together_in_each_language(language: str, text: str) -> None:
    runs = keep_together(words(f", {text},"), keeper(language))
    assert [run.text for run in runs if run.keep] == [text]


def test_a_word_too_long_for_a_line_gets_places_to_be_broken() -> None:
    address = "https://a.example.org/ett/langt/namn?id=%7b22_x-y"
    parts = breakable(f"kort/ord fet {address} slut")
    assert parts[0] == "kort/ord fet https://"
    assert parts[1:] == ["a.", "example.", "org/", "ett/", "langt/", "namn?", "id=%", "7b22_", "x-", "y slut"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "відповідальність громадян"),
        ("el", "αυτοδιοίκησης και συμμετοχή"),
        ("nb", "økonomiplanlegging og æresborger"),
        ("de", "die Stadtverwaltung und Bürgerbeteiligung"),
        ("sv", "Tillitsdelegationen skriver"),  # at a sentence's start, and no name that is known
    ],
)
def test_a_long_word_is_no_name(language: str, text: str) -> None:
    """It may be hyphenated by the patterns of its language."""
    assert not any(run.keep for run in keep_together(words(text), keeper(language)))


def test_the_words_of_known_names_are_not_hyphenated() -> None:
    find = keeper("sv", ["Bo Ek"], ["Nämnden för Medborgarservice", "Ostkustbanan"])
    runs = keep_together(words("Bo Ek, Medborgarservice och Nämnden vid Ostkustbanan."), find)
    assert [run.text for run in runs if run.keep] == ["Bo Ek", "Medborgarservice", "Ostkustbanan"]
