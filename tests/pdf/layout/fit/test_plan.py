"""How parts are divided among pages, from heights alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.design.fit_settings import FitTable
from publisher.pdf.layout.fit.flow import Flow, page_turns
from publisher.pdf.layout.fit.page_groups import Group, Part, Picture, Wish
from publisher.pdf.layout.fit.plan import Planner

TABLE = FitTable.model_validate(
    {
        "room": 180,
        "head": 14,
        "side": 196,
        "densities": {
            "tight": {"text": [9.5, 12.75], "heading": [18, 19], "lead": [10, 13], "cost": 0.12},
            "normal": {"text": [10, 13.5], "heading": [19, 20], "lead": [11, 14]},
            "sparse": {"text": [12, 16.5], "heading": [30, 33], "lead": [13, 17], "cost": 0.08},
            "large": {"text": [17, 24], "heading": [46, 48], "lead": [20, 26], "cost": 0.4},
        },
    }
)
SCALES = {"tight": 0.92, "normal": 1.0, "sparse": 1.35, "large": 2.2}


def flow(height: float) -> Flow:
    """A text of lines of 5 mm."""
    count = round(height / 5)
    return Flow(tuple((at * height / count, (at + 1) * height / count) for at in range(count)), height)


def part(name: str, height: float, picture: Picture | None = None, wish: Wish | None = None) -> Part:
    flows = {density: flow(height * scale) for density, scale in SCALES.items()}
    return Part(name, flows, picture, wish=wish or Wish())


def plan(*parts: Part, multiple: int = 1, outside: int = 0, usual: str | None = None) -> list[Group]:
    return Planner(TABLE, 154, outside, multiple, usual).plan(parts)


def test_a_page_that_is_full_is_left_as_it_is() -> None:
    (group,) = plan(part("a", 160))
    assert (group.density, group.pages) == ("normal", 1)


def test_a_short_text_is_set_larger() -> None:
    (group,) = plan(part("a", 75))
    assert group.density == "large"
    assert TABLE.target[0] <= group.filled <= 1


def test_a_text_a_little_too_long_is_set_tighter_rather_than_on_a_second_page() -> None:
    (group,) = plan(part("a", 188))
    assert (group.density, group.pages) == ("tight", 1)


def test_a_photograph_takes_the_room_that_the_text_leaves() -> None:
    (group,) = plan(part("a", 80, Picture(1.5)))
    assert group.density == "normal"
    assert 98 < group.pictures[0] < 123  # in whole lines
    assert TABLE.target[0] <= group.filled <= 1


def test_a_picture_gives_way_to_a_long_text() -> None:
    (group,) = plan(part("a", 145, Picture(1.5)))
    assert (group.pages, group.form) == (1, "head")
    assert group.pictures[0] < 50


def test_no_more_of_a_photograph_is_cut_off_than_may_be() -> None:
    for ratio in (0.6, 1.0, 1.5, 2.5, 4.0):
        planner = Planner(TABLE, 154, 0, 1)
        least, _, most = planner.range_of(Picture(ratio))
        whole = 154 / ratio
        if least < TABLE.pictures[1]:
            assert min(least, whole) / max(least, whole) >= TABLE.visible - 0.01
        assert most <= TABLE.pictures[1] + 0.01 or most == least


def test_an_upright_picture_stands_beside_a_short_text() -> None:
    upright = Part(
        "a",
        {density: flow(70 * scale) for density, scale in SCALES.items()},
        Picture(0.5),
        beside={density: flow(120 * scale) for density, scale in SCALES.items()},
    )
    (group,) = plan(upright)
    assert (group.form, group.pages) == ("side", 1)


def test_two_short_sections_share_a_page_where_pages_are_to_spare() -> None:
    groups = plan(part("a", 40), part("b", 45))
    assert [group.parts for group in groups] == [(0, 1)]


def test_they_do_not_where_a_sheet_would_end_with_a_blank_page() -> None:
    """Cover, two sections and the back are four pages: one page less is a blank one."""
    groups = plan(part("a", 50), part("b", 60), multiple=4, outside=2)
    assert [group.parts for group in groups] == [(0,), (1,)]


def test_a_section_with_a_page_of_its_own_shares_none() -> None:
    groups = plan(part("a", 40), part("b", 45, wish=Wish(page="own")))
    assert [group.parts for group in groups] == [(0,), (1,)]


@pytest.mark.parametrize("density", ["tight", "sparse"])
def test_the_writer_decides(density: str) -> None:
    assert [group.density for group in plan(part("a", 120, wish=Wish(density=density)))] == [density]
    assert [group.density for group in plan(part("a", 120), usual=density)] == [density]


def test_the_same_heights_give_the_same_plan_and_a_line_more_changes_little() -> None:
    parts = [
        part(str(at), height, Picture(1.5) if at % 2 else None) for at, height in enumerate((60, 130, 95, 40, 210))
    ]
    first = plan(*parts, multiple=4, outside=2)
    assert plan(*parts, multiple=4, outside=2) == first
    longer = [part("0", 61.5), *parts[1:]]
    again = plan(*longer, multiple=4, outside=2)
    assert [(group.parts, group.density, group.pages) for group in again] == [
        (group.parts, group.density, group.pages) for group in first
    ]


def test_every_part_is_placed_once_and_in_order() -> None:
    parts = [part(str(at), 20 + 37 * at % 300, Picture(0.4 + at % 5) if at % 3 else None) for at in range(40)]
    groups = plan(*parts, multiple=4, outside=2)
    assert [at for group in groups for at in group.parts] == list(range(40))


def test_a_long_section_is_followed_on_its_last_page_by_a_section_of_any_length() -> None:
    groups = plan(part("a", 230), part("b", 300), multiple=1)
    assert [group.parts for group in groups] == [(0, 1)]


def test_lines_are_moved_apart_where_that_fills_a_page() -> None:
    normal = TABLE.densities["normal"].model_copy(update={"stretch": 1.12})
    table = TABLE.model_copy(update={"densities": {**TABLE.densities, "normal": normal}})
    (group,) = Planner(table, 154, 0, 1).plan([part("a", 137)])
    assert (group.density, round(group.stretch, 2)) == ("normal", 1.09)
    assert group.filled >= TABLE.target[0]


def test_an_upright_picture_beside_a_few_lines_fills_the_page() -> None:
    few = part("a", 50, Picture(0.6))
    (group,) = plan(replace(few, beside={name: one.scaled(1.5) for name, one in few.flows.items()}))
    whole = 154 * 0.42 / 0.6
    assert group.form == "side"
    assert whole < group.pictures[0] <= whole / 0.6
    assert group.filled >= TABLE.target[0]


def test_text_around_a_picture_is_stretched_over_its_pages() -> None:
    densities = {name: one.model_copy(update={"stretch": 1.12}) for name, one in TABLE.densities.items()}
    text = part("a", 200, Picture(0.75), Wish(picture="side"))
    text = replace(text, wrapped={name: one.scaled(1.35) for name, one in text.flows.items()})
    (group,) = Planner(TABLE.model_copy(update={"densities": densities}), 154, 0, 1).plan([text])
    assert (group.form, group.pages, group.stretch) == ("wrap", 2, pytest.approx(1.12))


def test_a_few_lines_or_portraits_are_not_carried_over_to_the_page_of_the_next_section() -> None:
    groups = plan(part("a", 215), part("b", 120))
    assert [group.parts for group in groups] == [(0,), (1,)]
    carried = [left for group in groups for _, left in page_turns(group.placed, TABLE.room)]
    assert min(carried) > TABLE.room / 4


def test_an_upright_picture_in_the_text_is_as_wide_as_fills_the_page() -> None:
    planner = Planner(TABLE, 154, 0, 1)
    widths = [planner.aside(Picture(0.6), text) for text in (60, 110, 140, 200)]
    assert widths == sorted(widths, reverse=True)
    assert 38 <= min(widths) < max(widths) <= 62
