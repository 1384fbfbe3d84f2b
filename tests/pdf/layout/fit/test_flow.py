"""Where pages are turned: pieces stay together, boxes part at their items, pictures lead what stands below them."""

from __future__ import annotations

from math import inf

import pytest

from publisher.pdf.layout.fit.flow import Flow, Placed, at_page_head, page_turns, pages

LINES = Flow(tuple((at * 5.0, at * 5.0 + 5.0) for at in range(20)), 100.0)


def test_pieces_that_stay_together_move_to_the_next_page() -> None:
    box = Flow(((0, 100), (100, 190), (190, 200)), 200)
    assert box.pages(180) == (100, 100)


def test_a_piece_higher_than_a_page_goes_over_the_turn() -> None:
    assert Flow(((0, 400),), 400).pages(180) == (180, 180, 40)


def test_space_above_a_piece_is_lost_at_the_head_of_a_page() -> None:
    assert Flow(((0, 60), (70, 130)), 130).pages(100) == (60, 60)


def test_a_box_that_may_be_parted_is_parted_at_an_item() -> None:
    parted = tuple((at * 10.0, at * 10.0 + 10.0) for at in range(12))
    assert Flow(((0, 120),), 120, parted).pages(100) == (100, 20)


def test_flows_below_each_other_are_as_one() -> None:
    both = [Placed(LINES), Placed(LINES, 100.0)]
    assert pages(both, 60) == pages([Placed(Flow(tuple((at * 5.0, at * 5.0 + 5.0) for at in range(40)), 200.0))], 60)


def test_a_picture_goes_with_the_first_lines_below_it() -> None:
    assert pages([Placed(LINES), Placed(LINES, 140.0, led=40.0)], 130) == (100, 130, 10)


def test_at_the_head_of_a_page_a_part_begins_below_its_picture_and_its_own_space() -> None:
    head = Flow(((8.0, 20.0), (20.0, 30.0)), 30.0)
    assert pages([Placed(LINES), Placed(head, 125.0, led=10.0)], 120) == (100, 40)
    assert pages([Placed(LINES), Placed(head, 110.0)], 120) == (100, 30)


def test_lines_further_apart_take_more_room() -> None:
    assert LINES.stretched(1.1).pages(60) == pytest.approx((55, 55))


def test_headings_and_pictures_stay_as_high_where_lines_are_further_apart() -> None:
    flow = Flow(((0, 20), (20, 30), (30, 70), (70, 80)), 80, rigid=((0, 20), (30, 70))).stretched(1.1)
    assert flow.height == pytest.approx(82)
    assert [top for top, _ in flow.pieces] == pytest.approx([0, 20, 31, 71])


def test_what_a_turn_carries_over_is_known() -> None:
    """To be counted where it is a few lines; a part that begins the next page is carried whole."""
    assert list(page_turns([Placed(LINES), Placed(LINES, 110.0)], 90)) == [(90, 10), (90, 30), (30, inf)]
    assert list(page_turns([Placed(LINES), Placed(LINES, 110.0)], 100)) == [(100, inf), (100, inf)]


@pytest.mark.parametrize(("height", "own"), [(160.0, True), (120.0, False)])
def test_a_flow_of_which_nothing_goes_on_the_page_before_begins_its_own(height: float, own: bool) -> None:
    lines = Flow(tuple((at * 5.0, at * 5.0 + 5) for at in range(round(height / 5))), height)
    placed = (Placed(lines), Placed(Flow(((0.0, 40.0),), 40.0), height + 10))
    assert [at_page_head(placed, at, 180) for at in (0, 1)] == [True, own]
