"""How the pages are filled: what leaves its place, how far down a page reaches, what runs in its margins."""

from __future__ import annotations

import pytest

from support.laid_out import lay_out

LONG = "Nordvästersjökustartilleriflygspaningssimulatoranläggningsmaterielunderhåll"


def test_text_within_its_page_is_no_overflow() -> None:
    assert lay_out("<p>kort</p><p>en rad som är lång nog för att brytas på sin väg över sidan</p>").overflows == ()


def test_text_beyond_the_trim_is_reported_with_its_source_and_page() -> None:
    body = f"<p>ett</p><p data-source='prov/a.md:7' style='break-before:page'>{LONG}{LONG}</p>"
    (overflow,) = [found for found in lay_out(body).overflows if found.beyond == "the edge of the page"]
    assert (overflow.page, overflow.source, overflow.text) == (2, "prov/a.md:7", LONG * 2)
    assert overflow.amount > 50


def test_text_that_leaves_its_place_on_the_page_is_reported() -> None:
    body = f"<div data-source='prov/a.md:3' style='width:20mm'><p>{LONG[:30]}</p></div>"
    (overflow,) = lay_out(body).overflows
    assert (overflow.source, overflow.beyond) == ("prov/a.md:3", "the room it has")


def test_what_is_wider_than_the_row_it_stands_in_is_reported() -> None:
    row = f"<div style='display:flex;width:30mm'><b>ord</b><p data-source='prov/a.md:4'>{LONG[:40]}</p></div>"
    (overflow,) = lay_out(row).overflows
    assert (overflow.source, overflow.beyond) == ("prov/a.md:4", "the room it has")


def test_a_word_broken_between_letters_is_reported_and_a_hyphenated_one_is_not() -> None:
    style = "p{width:20mm;overflow-wrap:break-word}"
    broken = lay_out(f"<p data-source='prov/a.md:2'>ett {LONG[:40]} ord</p>", style).broken_words
    assert [(word.page, word.word, word.source) for word in broken] == [(1, LONG[:40], "prov/a.md:2")]
    assert lay_out("<p>ett ord och ett ord till som ryms</p>", style).broken_words == ()
    assert lay_out("<p>a.example.org/<wbr>ett/<wbr>tva/<wbr>tre/<wbr>fyra</p>", style).broken_words == ()
    assert lay_out("<p lang='sv' style='hyphens:auto'>samhällsbyggnadsnämnden</p>", style).broken_words == ()


def test_text_below_the_height_of_its_box_is_reported() -> None:
    body = "<div style='height:10mm'><p>ett</p><p>två</p><p>tre</p></div>"
    assert [overflow.text for overflow in lay_out(body, "p{margin:0;line-height:5mm}").overflows] == ["tre"]


@pytest.mark.parametrize(("lines", "filled"), [(1, 15), (10, 60), (20, 110)])
def test_a_page_is_filled_to_its_lowest_text(lines: int, filled: float) -> None:
    body = "".join(f"<p>rad {line}</p>" for line in range(lines))
    (use,) = lay_out(body, "p{margin:0;line-height:5mm}@page{@bottom-left{content:'fot'}}").uses
    assert use.filled == pytest.approx(filled / 120, abs=0.02), "what runs in the margins does not count"


def test_a_picture_fills_a_page_too() -> None:
    (use,) = lay_out("<img src='pictures/bank.svg' alt='En bänk' style='width:20mm;height:50mm'>").uses
    assert use.filled == pytest.approx(0.5, abs=0.02)


def test_an_empty_page_is_not_filled() -> None:
    first, second, third = lay_out(
        "<p>a</p><div style='break-before:page'></div><p style='break-before:page'>b</p>"
    ).uses
    assert (second.page, second.filled) == (2, 0)
    assert first.filled > 0 < third.filled


def test_what_runs_in_the_margins_is_reported() -> None:
    style = "@page{@top-left{content:'Huvud'}@bottom-right{content:counter(page)}}"
    (use,) = lay_out("<ol><li>ett</li><li>två</li></ol>", style).uses
    assert set(use.running) - {""} == {"Huvud", "1"}


def test_an_id_is_on_the_page_where_it_begins() -> None:
    """A section of three pages is found on its first, and so is what begins within it."""
    body = f"<section id='lang'><h2>Lång</h2>{'<p>ord</p>' * 60}</section><section id='sist'><h2>Sist</h2></section>"
    anchors = lay_out(body).anchors
    assert anchors["lang"] == 1
    assert anchors["sist"] > 2
