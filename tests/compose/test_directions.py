"""Which way the words run, in the document."""

from __future__ import annotations

import pytest

from publisher.compose.directions import mark_directions, runs_left_to_right
from publisher.compose.document import parse, serialise


def marked(html: str, language: str) -> str:
    root = parse(f"<html><body>{html}</body></html>")
    mark_directions(root, language)
    return serialise(root).partition("<body>")[2].partition("</body>")[0].strip()


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>من Åsa Granat اليوم</p>", '<p>من <span dir="ltr">Åsa Granat</span> اليوم</p>'),
        ("<p>الرقم 0243-740 00.</p>", '<p>الرقم <span dir="ltr">0243-740 00</span>.</p>'),
        ("<p>رقم +46 243 740 00</p>", '<p>رقم <span dir="ltr">+46 243 740 00</span></p>'),
        ("<p>52 000 نسمة</p>", '<p><span dir="ltr">52 000</span> نسمة</p>'),
        ("<p>من 09:00–17:30 يوم 2</p>", "<p>من 09:00–17:30 يوم 2</p>"),
        ("<p>(example.org/a)</p>", '<p>(<span dir="ltr">example.org/a</span>)</p>'),
        ("<p>أ <b>ب</b> Bo, 781 81 Bo، ت</p>", '<p>أ <b>ب</b> <span dir="ltr">Bo, 781 81 Bo</span>، ت</p>'),
        ('<a href="tel:1">0243-740 00</a>', '<a href="tel:1" dir="ltr">0243-740 00</a>'),
        ('<a href="#x">من Infram</a>', '<a href="#x">من Infram</a>'),
        ('<p lang="sv">Ett, två</p>', '<p lang="sv" dir="ltr">Ett, två</p>'),
        (
            '<p lang="sv">Ett <i lang="ar">مرحبا</i></p>',
            '<p lang="sv" dir="ltr">Ett <i lang="ar" dir="rtl">مرحبا</i></p>',
        ),
        ('<p lang="fa">سلام</p>', '<p lang="fa">سلام</p>'),
    ],
)
def test_in_a_text_from_right_to_left(html: str, wanted: str) -> None:
    assert marked(html, "ar") == wanted


def test_in_a_text_from_left_to_right_only_a_language_says_it() -> None:
    assert marked('<p>Ring 0243-740 00, <i lang="ar">مرحبا</i></p>', "sv") == (
        '<p>Ring 0243-740 00, <i lang="ar" dir="rtl">مرحبا</i></p>'
    )


@pytest.mark.parametrize(
    ("text", "own_way"), [("PDF", True), ("52 000", True), ("2018", False), ("9–17:30", False), ("10-12", True)]
)
def test_what_has_a_way_of_its_own(text: str, own_way: bool) -> None:
    assert runs_left_to_right(text) is own_way
