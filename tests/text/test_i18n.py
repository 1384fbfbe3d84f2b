"""Labels, dates and names of languages."""

from __future__ import annotations

import datetime as dt

import pytest

from publisher.text import i18n
from support.golden import Golden


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *[("sv", "Kontakt"), ("sv-FI", "Kontakt"), ("en", "Contact"), ("xx", "Contact"), ("no", "Kontakt")],
        *[("sr", "Контакт"), ("sr-RS", "Контакт"), ("sr-Latn", "Kontakt"), ("sr-Latn-RS", "Kontakt"), ("prs", "تماس")],
    ],
)
def test_a_label(language: str, text: str) -> None:
    assert i18n.label(language, "block.contact") == text


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        *[("sv", 1, "1 sida"), ("sv", 8, "8 sidor"), ("en", 1, "1 page"), ("en", 8, "8 pages"), ("sv", 0, "0 sidor")],
        *[("ar", 1, "صفحة واحدة"), ("ar", 2, "صفحتان"), ("ar", 8, "8 صفحات"), ("ar", 13, "13 صفحة")],
    ],
)
def test_a_label_with_a_count(language: str, count: int, text: str) -> None:
    assert i18n.count_label(language, "count.pages", count) == text


@pytest.mark.parametrize(("language", "same"), [("no", "nb"), ("prs", "fa"), ("sr-Latn-RS", "sr"), ("de-AT", "de")])
def test_a_language_with_the_labels_of_another_lacks_no_more(language: str, same: str) -> None:
    assert i18n.missing_labels(language) == i18n.missing_labels(same) < i18n.label_ids()


@pytest.mark.parametrize("name", ["language", "text"])
def test_any_name_may_be_filled_in(name: str) -> None:
    """`_("session.language", language=...)` is what the templates write."""
    assert i18n.label("en", f"In {{{name}}}", **{name: "x"}) == "In x"


def test_an_unknown_label_stays_english() -> None:
    assert i18n.label("sv", "No such label, {count}", count=3) == "No such label, 3"


@pytest.mark.parametrize(
    ("language", "heading", "date"),
    [
        ("sv", "Måndag 2 juli", "2 juli 2018"),
        ("en", "Monday, 2 July", "2 July 2018"),
        ("en-GB", "Monday, 2 July", "2 July 2018"),
        ("sv-x-lattlast", "Måndag 2 juli", "2 juli 2018"),
        ("xx", "Monday, 2 July", "2 July 2018"),
    ],
)
def test_dates(language: str, heading: str, date: str) -> None:
    day = dt.date(2018, 7, 2)
    assert (i18n.day_heading(language, day), i18n.long_date(language, day)) == (heading, date)


@pytest.mark.parametrize(
    ("language", "text"), [("sv", "09.05"), ("fi", "09.05"), ("nb", "09.05"), ("en", "09:05"), ("de", "09:05")]
)
def test_a_time_of_day(language: str, text: str) -> None:
    assert i18n.clock_text(language, dt.time(9, 5)) == text


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *[("sv", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("sv-x-ar", "ltr")],
        *[("prs", "rtl"), ("ckb", "rtl"), ("kmr", "ltr"), ("ku-Arab", "rtl"), ("az", "ltr")],
    ],
)
def test_the_direction_of_writing(language: str, direction: str) -> None:
    assert i18n.direction(language) == direction


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        *[("sv", "””’’"), ("sv-x-lattlast", "””’’"), ("en-GB", "“”‘’"), ("de", "„“‚‘"), ("pl", "„”«»"), ("ru", "«»„“")],
        *[("ar", "”“’‘"), ("fr", "«\u00a0\u00a0»‹\u00a0\u00a0›"), ("sw", "“”‘’")],
    ],
)
def test_quotation_marks(language: str, marks: str) -> None:
    assert "".join(i18n.quotation_marks(language)) == marks


@pytest.mark.parametrize(
    ("language", "of", "name"),
    [("sv", "en", "engelska"), ("sv", "se", "nordsamiska"), ("en", "sv", "Swedish")],
)
def test_the_name_of_a_language(language: str, of: str, name: str) -> None:
    assert i18n.language_name(language, of) == name


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("sv", "Svenska"),
        ("en-GB", "English"),
        ("ar", "العربية"),
        ("sv-x-lattlast", "Lätt svenska"),
        ("fit", "Meänkieli"),
    ],
)
def test_what_a_language_calls_itself(language: str, name: str) -> None:
    assert i18n.own_name(language) == name


@pytest.mark.parametrize("of", ["fit", "rom", "sma", "smj", "xx"])
def test_a_language_is_never_called_by_another_ones_name(of: str) -> None:
    """Where Babel has no locale of it, its name must not become that of English."""
    assert "engelska" not in i18n.language_name("sv", of)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", ["Sal 2", "Sal 9", "Sal 10", "Sal 10 b"]),
        ("sv", ["Anna", "axel", "Édith", "Zara", "Åsa", "Ärla", "Östen"]),
        ("en", ["Anna", "Åsa", "axel", "Édith", "Östen", "Zara"]),
        ("nb", ["Anna", "Zara", "Ærlig", "Øystein", "Åse"]),
        ("sv", ["1 maj", "Öppet"]),
    ],
)
def test_lists_stand_in_the_order_of_the_alphabet(language: str, names: list[str]) -> None:
    for order in (names, names[::-1]):
        assert sorted(order, key=lambda name: i18n.sort_key(language, name)) == names


def test_dates_lists_and_names_in_every_language_of_the_labels(golden: Golden) -> None:
    """Read the rows before you renew them: they are what a reader of each language sees."""
    day, other = dt.date(2018, 7, 2), dt.date(2018, 5, 3)
    rows = [
        [
            *(language, i18n.day_heading(language, day), i18n.day_text(language, other), i18n.long_date(language, day)),
            *(i18n.short_day(language, day), i18n.clock_text(language, dt.time(9, 5))),
            *(i18n.listed(language, ["1", "2", "3"]), i18n.listed(language, ["1", "2"]), i18n.listed(language, ["1"])),
            *(i18n.language_name(language, "en"), i18n.own_name(language)),
        ]
        for language in i18n.label_languages()
    ]
    golden("text/languages.txt", "".join(f"{' | '.join(row)}\n" for row in rows))


@pytest.mark.parametrize("language", sorted({*i18n.label_languages(), "no", "prs"} - {"en", "rom"}))
def test_no_date_is_english_in_another_language(language: str) -> None:
    """Of Romani, CLDR has no locale."""
    for month in range(1, 13):
        date = dt.date(2018, month, month + 12)
        said = (i18n.day_heading(language, date), i18n.long_date(language, date))
        assert all(str(date.day) in text for text in said)
        assert "2018" in said[1]
        assert "2018" not in said[0]
        assert not {i18n.day_heading("en", date), i18n.long_date("en", date)} & set(said)
