"""Cells as people write them: dates, times, people; and tables of any shape."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.exporters.spreadsheet import column_names, workbook
from publisher.importers.draft import Origin
from publisher.importers.readers import Mapping, read_file
from publisher.importers.tables.columns import plain
from publisher.importers.tables.table_files import letters
from publisher.importers.tables.values import as_date, as_people, as_time, as_time_range, month_stands_first

HERE = Origin("x.csv")
TODAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    "cell",
    ["9.30", "09:30", "kl 9,30", "kl. 09.30", "0930", "9:30 am", 9.3, dt.time(9, 30),
     dt.datetime(2027, 5, 1, 9, 30), 9.5 / 24, dt.timedelta(hours=9, minutes=30), "klockan 9.30"],
)  # fmt: skip
def test_a_time_in_any_spelling(cell: object) -> None:
    assert as_time(cell) == dt.time(9, 30)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["sen kväll", "25.00", "9.75", "", True, "2027-05-21"])
def test_what_is_no_time(cell: object) -> None:
    assert as_time(cell) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["9.30–10.15", "kl 9.30-10.15", "9.30 till 10.15", "09:30 - 10:15", "från 9.30 to 10.15"]
)
def test_a_range_of_times(cell: str) -> None:
    assert as_time_range(cell) == (dt.time(9, 30), dt.time(10, 15))


@pytest.mark.parametrize(
    "cell",
    ["2027-05-21", "21/5 2027", "21.5.2027", "21 maj 2027", "fredag 21 maj", "fre 21/5", "den 21 maj 2027",
     "21 May 2027", "May 21, 2027", dt.date(2027, 5, 21), 46528, "2027-05-21T09:00"],
)  # fmt: skip
def test_a_date_in_any_spelling(cell: object) -> None:
    assert as_date(cell, year=2027) == dt.date(2027, 5, 21)  # type: ignore[arg-type]


def test_whether_the_month_stands_first_is_seen_from_the_column() -> None:
    assert month_stands_first(["3/4", "21/4"]) is False
    assert month_stands_first(["3/4", "4/21"]) is True
    assert month_stands_first(["3/4", "5/6"]) is None
    assert as_date("3/4 2027", month_first=True) == dt.date(2027, 3, 4)


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Siv Ek, chef, Kommunen", [("Siv Ek", "chef", "Kommunen")]),
        ("Siv Ek, Kommunen; Bo Al, chef", [("Siv Ek", "", "Kommunen"), ("Bo Al", "chef", "")]),
        (
            "Ove Grahn, ordförande, interimistisk, Bygdegården",
            [("Ove Grahn", "ordförande, interimistisk", "Bygdegården")],
        ),
        ("Bo Al (Partiet, ledare)\nCia By", [("Bo Al", "Partiet, ledare", ""), ("Cia By", "", "")]),
        (" ; ,", []),
    ],
)
def test_people(cell: str, people: list[tuple[str, str, str]]) -> None:
    assert [(one.name, one.role, one.organisation) for one in as_people(cell, HERE)] == people


def test_columns_are_named_as_in_spreadsheets() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert plain("Hörslinga (ja/nej)") == plain("hörslinga") == "hörslinga"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "tabell.csv"
    path.write_text(text, "utf-8")
    return path


def test_an_unknown_column_is_left_over_until_the_mapping_says_what_it_holds(tmp_path: Path) -> None:
    path = table(tmp_path, "Datum;Start;Rubrik;Plockis\n2027-05-21;9.00;Sång;Körsång för alla\n")
    assert [one.text for one in read_file(path).left_over] == ["Körsång för alla"]
    draft = read_file(path, Mapping({"Plockis": "description"}))
    assert (draft.sessions[0].description, draft.left_over) == ("Körsång för alla", [])
    assert read_file(path, Mapping({"Plockis": "leave-out"})).left_over[0].why == "import.yaml leaves the column out"


def test_dates_that_can_be_read_either_way_are_a_guess(tmp_path: Path) -> None:
    draft = read_file(table(tmp_path, "Datum;Start;Rubrik\n3/4 2027;9.00;Sång\n5/4 2027;9.00;Dans\n"))
    assert [session.start.date() for session in draft.sessions if session.start] == [
        dt.date(2027, 4, 3),
        dt.date(2027, 4, 5),
    ]
    assert any("day or the month first" in guess.why for guess in draft.guesses)


def test_a_date_holds_for_the_rows_below(tmp_path: Path) -> None:
    draft = read_file(
        table(tmp_path, "Datum;Tid;Rubrik\n2027-05-21;9.00-10.00;A\n;11.00;B\n2027-05-22;22.00-01.30;C\n")
    )
    starts = [f"{session.start:%d %H.%M}" for session in draft.sessions if session.start]
    assert starts == ["21 09.00", "21 11.00", "22 22.00"]
    assert draft.sessions[2].end == dt.datetime(2027, 5, 23, 1, 30)


TEXTS = st.text(st.characters(categories=("L", "N"), include_characters=" -&"), min_size=1, max_size=30).map(str.strip)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)).map(str),
            "start": st.times().map(lambda time: f"{time:%H.%M}"),
            "title": TEXTS.filter(
                lambda text: text[:1].isalpha() and text.split()[0].casefold() not in ("summa", "total")
            ),
            "description": TEXTS | st.just(""),
            "place": TEXTS | st.just(""),
        }
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_any_table_keeps_every_text(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]) -> None:
    path = tmp_path_factory.mktemp("table") / "t.xlsx"
    path.write_bytes(workbook(rows, column_names()))
    draft = read_file(path, today=TODAY)
    said = [
        (f"{s.start:%Y-%m-%d}", f"{s.start:%H.%M}", s.title, s.description, s.place) for s in draft.sessions if s.start
    ]
    assert said == [tuple(row[name] for name in ("date", "start", "title", "description", "place")) for row in rows]


def test_what_a_spreadsheet_hides_is_reported_and_not_placed(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "dold.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Program", "Gammalt"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Datum", "Start", "Rubrik"])
            sheet.write_row(1, 0, ["2027-05-21", "9.00", f"Syns i {name}"])
            sheet.write_row(2, 0, ["2027-05-21", "10.00", f"Dold rad i {name}"])
            sheet.set_row(2, None, None, {"hidden": True})
        sheet.hide()
    draft = read_file(path)
    assert [session.title for session in draft.sessions] == ["Syns i Program"]
    left = {one.text: one.why for one in draft.left_over}
    assert left["Dold rad i Program"] == "the row is hidden in the file"
    assert left["Syns i Gammalt"] == "the sheet is hidden in the file"


def test_a_row_whose_date_cannot_be_read_is_not_put_on_another_day(tmp_path: Path) -> None:
    draft = read_file(table(tmp_path, "Datum;Start;Rubrik\n2027-05-21;9.00;A\n2027-13-45;9.00;B\n20270522;9.00;C\n"))
    assert [(s.title, s.start.day) for s in draft.sessions if s.start] == [("A", 21), ("C", 22)]
    assert ("B", "its date cannot be read") in {(one.text, one.why) for one in draft.left_over}


def test_an_end_before_the_start_is_left_over(tmp_path: Path) -> None:
    draft = read_file(table(tmp_path, "Datum;Tid;Rubrik\n2027-05-21;12.00-11.00;A\n2027-05-21;22.00-02.00;B\n"))
    assert [session.end for session in draft.sessions] == [None, dt.datetime(2027, 5, 22, 2, 0)]
    assert any("before the start" in one.why for one in draft.left_over)


@pytest.mark.parametrize(
    "head", ["Event date;Start time;End time;Session title;Location", "När;Klockan;Slutar;Aktivitet;Sal"]
)
def test_headings_are_checked_against_what_stands_below_them(head: str, tmp_path: Path) -> None:
    (session,) = read_file(table(tmp_path, f"{head}\n2027-05-21;9.00;10.00;Sång för alla;Aulan\n")).sessions
    assert (session.title, session.start, session.place) == ("Sång för alla", dt.datetime(2027, 5, 21, 9), "Aulan")


def test_words_beside_a_time_are_left_over(tmp_path: Path) -> None:
    draft = read_file(table(tmp_path, "Datum;Tid;Rubrik\n2027-05-21;9.00–10.00 (fika);A\n2027-05-21;10.00-;B\n"))
    assert [session.start.hour for session in draft.sessions if session.start] == [9, 10]
    assert [one.text for one in draft.left_over] == ["fika"]
