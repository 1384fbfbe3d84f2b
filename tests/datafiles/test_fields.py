"""The kinds of values: what is taken, what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from publisher.datafiles import fields

TAKEN: list[tuple[str, Any, list[str]]] = [
    ("id", fields.Id, ["a", "1", "infram-webb", "a1-2b"]),
    ("url", fields.Url, ["https://example.org", "http://example.org/å?b=c#d", "https://a.b.example.org:8080/x"]),
    ("email", fields.Email, ["namn@example.org", "för.namn+x@post.example.org"]),
    ("phone", fields.Phone, ["0243-740 00", "+46 243 740 00", "0771 567 567", "112", "(0243) 740 00"]),
    (
        "language",
        fields.Language,
        ["sv", "se", "smj", "sma", "sv-FI", "en-GB", "sr-Latn-RS", "zh-Hant", "es-419", "sv-x-lattlast"],
    ),
    ("colour", fields.Colour, ["#0B5239", "#0b5239", "#000000"]),
]
REFUSED: list[tuple[str, Any, list[str]]] = [
    ("id", fields.Id, ["A", "å", "a b", "a_b", "-a", "a-", "a--b", ""]),
    (
        "url",
        fields.Url,
        ["example.org", "ftp://example.org", "javascript:alert(1)", "https://x", "https://a b.org", "https://.org"],
    ),
    ("email", fields.Email, ["namn", "namn@", "namn@example", "för namn@example.org", "a@b@example.org"]),
    ("phone", fields.Phone, ["ring oss", "7", "0243-740 00 eller 1"]),
    ("language", fields.Language, ["svenska", "SV", "sv_SE", "sv-", "s", "i-klingon"]),
    ("colour", fields.Colour, ["0B5239", "#0B5", "green", "#0B523G", "#0B5239FF"]),
    ("date", fields.Date, ["2/7 2018", "2018-7-2", "2018-02-30", "20180702", "2018-W27-1", "2018", "igår"]),
    ("time", fields.Time, ["24.00", "10.60", "1030", "10.3", "10,30", "halv elva", "10.30.00", "-1.00"]),
    ("session time", fields.SessionTime, ["2018-07-05", "2018-07-05 25.00", "2018-13-05 10.30", "10.30 11.30", "idag"]),
]


def _rows(table: list[tuple[str, Any, list[str]]]) -> list[Any]:
    return [pytest.param(kind, text, id=f"{name} {text}") for name, kind, texts in table for text in texts]


@pytest.mark.parametrize(("kind", "text"), _rows(TAKEN))
def test_taken_as_it_stands(kind: Any, text: str) -> None:
    assert TypeAdapter(kind).validate_python(text) == text


@pytest.mark.parametrize(("kind", "text"), _rows(REFUSED))
def test_refused(kind: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize("text", ["10.30", "10:30", " 10.30 "])
def test_a_time_with_a_point_or_a_colon(text: str) -> None:
    assert TypeAdapter(fields.Time).validate_python(text) == dt.time(10, 30)


@pytest.mark.parametrize(
    ("text", "time"), [("0.00", dt.time(0, 0)), ("9.05", dt.time(9, 5)), ("23:59", dt.time(23, 59))]
)
def test_the_bounds_of_a_time(text: str, time: dt.time) -> None:
    assert TypeAdapter(fields.Time).validate_python(text) == time


@pytest.mark.parametrize("text", ["2018-07-05 10.30", "2018-07-05 10:30", " 2018-07-05  10.30 "])
def test_a_session_time_may_repeat_its_date(text: str) -> None:
    assert TypeAdapter(fields.SessionTime).validate_python(text) == dt.datetime(2018, 7, 5, 10, 30)


def test_a_date() -> None:
    assert TypeAdapter(fields.Date).validate_python(" 2018-07-02 ") == dt.date(2018, 7, 2)


def test_a_text_loses_the_spaces_around_it() -> None:
    assert TypeAdapter(fields.Text).validate_python("  två ord ") == "två ord"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_text_of_spaces_is_none(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(fields.Text).validate_python(text)


@pytest.mark.parametrize(
    ("value", "point"),
    [
        ([60, 30], (60, 30)),
        (["60", "30"], (60, 30)),
        ([0, 100.0], (0, 100)),
        ("60 30", (60, 30)),
        ("60 %, 30 %", (60, 30)),
        ("left", (0, 50)),
        ("Top Right", (100, 0)),
        ("right top", (100, 0)),
        ("bottom", (50, 100)),
        ("centre", (50, 50)),
        ("center left", (0, 50)),
    ],
)
def test_a_focal_point_in_numbers_or_words(value: Any, point: tuple[float, float]) -> None:
    assert TypeAdapter(fields.Focus).validate_python(value) == point


@pytest.mark.parametrize(
    "value",
    [
        [],
        [60],
        [60, 30, 10],
        [60, 101],
        [0.6, 0.3],
        [1, 0.5],
        "0.6 0.3",
        [-1, 5],
        ["a", "b"],
        [True, False],
        [None, 3],
        [[1], 2],
        [float("nan"), 1],
        "",
        "up",
        "left right",
        "top top",
        "left top right",
        "60",
        {"left": 60},
        60,
        None,
        True,
    ],
)
def test_what_is_no_focal_point_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError, match="is not a valid focal point"):
        TypeAdapter(fields.Focus).validate_python(value)
