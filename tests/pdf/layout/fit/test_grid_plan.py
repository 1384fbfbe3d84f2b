"""A day as a grid, as numbers: columns, rows, pages."""

from __future__ import annotations

import pytest

from publisher.pdf.layout.fit.grid_plan import GAP, LABEL, Box, Day, Item

WIDTH, TIMES, LEAST, ROOM, HEAD = 182.0, 13.0, 25.0, 260.0, 6.0


def item(id: str, start: float, end: float | None, *columns: int, whole_day: bool = False) -> Item:
    return Item(id, start * 60, None if end is None else end * 60, columns, whole_day)


def boxes(*items: Item, need: float = 20.0, columns: int = 2, room: float = ROOM) -> dict[str, Box]:
    day = Day(items, WIDTH, TIMES, LEAST, columns)
    placed = day.boxes({one.id: need for one in items}, room, room, HEAD, 1.0)
    return {box.item.id: box for box in placed}


def test_sessions_of_one_time_begin_on_one_line_in_their_columns() -> None:
    found = boxes(item("a", 9, 10, 0), item("b", 9, 10, 1), item("c", 10, 11, 1))
    assert found["a"].y == found["b"].y == HEAD
    assert found["a"].x == TIMES
    assert found["b"].x == found["c"].x > found["a"].x
    assert found["c"].y == found["b"].y + found["b"].height + GAP


def test_a_session_reaches_from_its_time_to_its_end() -> None:
    found = boxes(item("long", 9, 12, 0), item("a", 9, 10, 1), item("b", 11, 12, 1))
    assert found["long"].y + found["long"].height == found["b"].y + found["b"].height


def test_a_row_grows_with_its_text() -> None:
    day = Day([item("a", 9, 9.1, 0), item("b", 9, 12, 1)], WIDTH, TIMES, LEAST, 2)
    found = {box.item.id: box for box in day.boxes({"a": 60.0, "b": 20.0}, ROOM, ROOM, HEAD, 1.0)}
    assert found["a"].height >= 60 - 1e-6


def test_what_is_for_all_spans_the_columns_unless_it_runs_beside_others() -> None:
    found = boxes(item("lunch", 12, 13), item("a", 9, 10, 0), item("b", 9, 10, 1))
    assert found["lunch"].for_all
    assert found["lunch"].width == WIDTH - TIMES - GAP
    beside = boxes(item("lunch", 9, 10), item("a", 9, 10, 0), item("b", 9, 10, 1))
    assert not beside["lunch"].for_all
    assert beside["lunch"].x > beside["b"].x


def test_sessions_at_the_same_time_in_one_room_share_its_column() -> None:
    found = boxes(item("a", 9, 11, 0), item("b", 10, 12, 0), item("c", 9, 10, 1))
    assert found["a"].x + found["a"].width < found["b"].x
    assert found["a"].width == found["b"].width


def test_a_session_in_neighbouring_rooms_spans_them() -> None:
    found = boxes(item("both", 9, 10, 0, 1), item("a", 10, 11, 0), item("b", 10, 11, 1))
    assert found["both"].width > found["a"].width + found["b"].width
    assert found["both"].heads is None  # each column's name stands above a session of its own
    assert (found["a"].heads, found["b"].heads) == (0, 1)


def test_what_lasts_all_day_stands_first() -> None:
    found = boxes(item("a", 9, 10, 0), item("b", 9, 10, 1), item("day", 0, None, 0, whole_day=True))
    assert found["day"].y < found["a"].y
    assert not found["day"].begins


def test_two_times_never_stand_on_each_other() -> None:
    found = boxes(item("a", 9, 12, 0), item("b", 9 + 1 / 12, 12, 1), need=0.0)
    assert found["b"].y - found["a"].y >= LABEL


def test_more_rooms_than_the_width_has_room_for_go_on_below() -> None:
    many = [item(f"r{room}", 9, 10, room) for room in range(12)]
    found = boxes(*many, columns=12)
    assert found["r0"].x == found["r6"].x
    assert found["r6"].y > found["r0"].y + found["r0"].height
    assert {box.page for box in found.values()} == {0}


def test_a_day_that_is_too_high_goes_on_between_two_times() -> None:
    hours = [item(f"h{hour}", hour, hour + 1, hour % 2) for hour in range(8, 20)]
    found = boxes(*hours, need=50.0)
    assert {box.page for box in found.values()} == {0, 1, 2}
    assert all(box.y + box.height <= ROOM for box in found.values())
    assert [box.page for box in found.values()] == sorted(box.page for box in found.values())


def test_a_text_higher_than_a_page_has_no_place() -> None:
    day = Day([item("a", 9, 10, 0), item("b", 9, 10, 1)], WIDTH, TIMES, LEAST, 2)
    assert day.pages({"a": 300.0, "b": 20.0}, ROOM, ROOM, HEAD) is None


def test_rows_grow_until_the_page_is_full_and_leave_room_for_what_follows() -> None:
    day = Day([item("a", 9, 10, 0), item("b", 10, 11, 0)], 182.0, 13.0, 25.0, 2)
    needs = {"a": 20.0, "b": 20.0}
    lowest = {
        below: max(box.y + box.height for box in day.boxes(needs, ROOM, ROOM, HEAD, 1.0, fastest=9.0, below=below))
        for below in (0.0, 90.0, ROOM)
    }
    assert lowest[0.0] == pytest.approx(ROOM - GAP, abs=0.1)
    assert lowest[90.0] == pytest.approx(ROOM - GAP - 90, abs=0.1)
    assert lowest[ROOM] == lowest[0.0], "no room for it here: it goes overleaf"
