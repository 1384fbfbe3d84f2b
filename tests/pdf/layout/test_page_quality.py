"""How well pages are laid out, measured on small ones where one can count by hand."""

from __future__ import annotations

import pytest

from publisher.pdf.layout.page_quality import PageQuality, page_qualities
from support.laid_out import lay_out

P = "p{margin:0;font-size:10pt;line-height:5mm}"


def only(body: str, style: str = P) -> PageQuality:
    (page,) = page_qualities(lay_out(body, style).rendered)
    return page


def test_the_tallest_empty_strip_is_between_contents_or_at_an_edge() -> None:
    page = only("<p>ett</p><p style='margin-top:60mm'>två</p>")  # 120 mm: 10 above, 5, 60, 5, 40 below
    assert page.strip == pytest.approx(60 / 120, abs=0.01)
    assert page.filled == pytest.approx(15 / 120, abs=0.09), "10 mm above are as a margin, no hole"


def test_a_picture_is_content_and_a_ground_is_not() -> None:
    picture = "<img src='pictures/bank.svg' alt='En bänk' style='display:block;width:20mm;height:90mm'>"
    assert only(picture).strip < 0.2
    assert only("<div style='height:90mm;background:#000'></div><p>a</p>").strip > 0.8


def test_an_empty_page_is_one_strip() -> None:
    pages = list(page_qualities(lay_out("<p>a</p><div style='break-before:page'></div>", P).rendered))
    assert (pages[1].strip, pages[1].filled, pages[1].lines) == (1, 0, 0)


def test_lines_off_the_grid_are_counted() -> None:
    steady = "<p>ett</p><p>två</p><p>tre</p>"
    assert only(steady).off_grid == 0
    assert only(f"{steady}<p style='margin-top:2mm'>fyra</p><p>fem</p>").off_grid == 2
    assert only(f"{steady}<p style='margin-top:5mm'>fyra</p>").off_grid == 0
    assert only(f"{steady}<p style='margin-top:2.5mm'>fyra</p>").off_grid == 0  # by half lines
    # Boxes keep a count of their own.
    boxed = only(f"{steady}<div class='note' style='padding-top:2mm'><p>fyra</p></div>")
    assert (boxed.on_text, boxed.off_grid) == (3, 0)


def test_facing_pages_share_a_grid() -> None:
    page = "<p style='break-before:page;padding-top:{}mm'>ett<br>två<br>tre{}</p>"
    body = page.format(0, "") + page.format(0, "<br>fyra") + page.format(1, "")
    pages = page_qualities(lay_out(body, P).rendered)
    assert [one.off_grid for one in pages] == [0, 0, 3]


def test_a_runt_is_a_last_line_of_a_few_letters() -> None:
    assert only("<p style='width:30mm'>en rad som räcker ut<br>ja.</p><p>nej.</p>").runts == ("ja.",)


def test_lines_of_running_text_have_a_measure() -> None:
    text = "ord och ord " * 40
    short = only(f"<p style='width:25mm'>{text}</p>", f"{P}p{{font-size:6pt;line-height:6pt}}")
    assert short.measured > 10
    assert short.short == short.measured
    assert only(f"<p>{text}</p>", f"{P}p{{font-size:5pt}}").long > 0
    assert only(f"<p>{text}</p>").short == only(f"<p>{text}</p>").long == 0


def test_texts_that_lie_on_each_other_are_found() -> None:
    assert only("<p>ett</p><p>två</p>").overlaps == ()
    assert only("<p>ett</p><p style='margin-top:-4mm'>två</p>").overlaps == (("ett", "två"),)


def test_what_runs_in_the_margins_is_ink_and_no_line_of_the_text() -> None:
    page = only("<p>ett</p>", f"{P}@page{{@bottom-left{{content:'fot'}}}}")
    assert page.lines == 1
    assert page.strip < 0.9
