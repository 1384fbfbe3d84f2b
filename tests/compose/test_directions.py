"""Which way the words run, in the document."""

from __future__ import annotations

import pytest

from publisher.compose.directions import direct, runs_left_to_right
from publisher.text.markup import inline_html
from support.html_text import runs_of


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("من Åsa Granat اليوم", 'من <span dir="ltr">Åsa Granat</span> اليوم'),
        ("الرقم 0243-740 00.", 'الرقم <span dir="ltr">0243-740 00</span>.'),
        ("رقم +46 243 740 00", 'رقم <span dir="ltr">+46 243 740 00</span>'),
        ("52 000 نسمة", '<span dir="ltr">52 000</span> نسمة'),
        ("(example.org/a)", '(<span dir="ltr">example.org/a</span>)'),
        ("من 09:00–17:30 يوم 2", "من 09:00–17:30 يوم 2"),
        ("أ <b>ب</b> Bo, 781 81 Bo، ت", 'أ <strong>ب</strong> <span dir="ltr">Bo, 781 81 Bo</span>، ت'),
        ('<a href="tel:1">0243-740 00</a>', '<a href="tel:1" dir="ltr">0243-740 00</a>'),
        ('<a href="#x">من <b>Infram</b></a>', '<a href="#x">من <strong>Infram</strong></a>'),
        ('<span lang="sv">Ett, två</span>', '<span lang="sv" dir="ltr">Ett, två</span>'),
        (
            '<span lang="sv">Ett <i lang="ar">مرحبا</i></span>',
            '<span lang="sv" dir="ltr">Ett <em lang="ar" dir="rtl">مرحبا</em></span>',
        ),
        ('<span lang="fa">سلام Bo</span>', '<span lang="fa">سلام <span dir="ltr">Bo</span></span>'),
    ],
)
def test_running_text_in_a_document_from_right_to_left(html: str, wanted: str) -> None:
    assert inline_html(direct(runs_of(html), "rtl", "rtl")) == wanted


def test_running_text_in_another_language_is_left_alone() -> None:
    assert inline_html(direct(runs_of("Ring 0243-740 00"), "rtl", "ltr")) == "Ring 0243-740 00"


def test_in_a_text_from_left_to_right_only_a_language_says_it() -> None:
    runs = runs_of('Ring 0243-740 00, <i lang="ar">مرحبا</i>')
    assert inline_html(direct(runs, "ltr", "ltr")) == 'Ring 0243-740 00, <em lang="ar" dir="rtl">مرحبا</em>'


@pytest.mark.parametrize(
    ("text", "own_way"), [("PDF", True), ("52 000", True), ("2018", False), ("9–17:30", False), ("10-12", True)]
)
def test_what_has_a_way_of_its_own(text: str, own_way: bool) -> None:
    assert runs_left_to_right(text) is own_way
