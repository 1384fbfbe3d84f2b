"""A sheet on one side or two, from heights alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.compose import compose
from publisher.content.load import load
from publisher.design.layouts import find_layout
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.sheet import SheetPlan, plan_sheet
from publisher.pdf.layout.paginate import paginate
from support.programmes import conference, write_programme

TABLE = find_layout("programme-a4").fit
SCALES = {"tight": 0.93, "normal": 1.0, "sparse": 1.2, "large": 1.6, "poster": 2.1}


def plan(front: float, back: float, wished: str | None = None, cover: float = 60) -> SheetPlan:
    assert TABLE
    fronts, backs = (
        {name: Flow(((0, height * scale),), height * scale) for name, scale in SCALES.items()}
        for height in (front, back)
    )
    return plan_sheet(TABLE, fronts, backs, cover, wished)


def test_an_evening_goes_on_one_side_in_large_letters() -> None:
    made = plan(20, 70)
    assert (made.run_on, made.pages) == (True, 1)
    assert made.front == made.back == "poster"


def test_each_side_is_filled_by_itself() -> None:
    made = plan(195, 265)
    assert (made.run_on, made.pages, made.front, made.back) == (False, 2, "normal", "normal")


def test_a_front_with_little_text_is_set_larger() -> None:
    assert plan(90, 265).front == "poster"


def test_a_long_programme_keeps_its_usual_look() -> None:
    made = plan(195, 900)
    assert made.back == "normal"
    assert made.pages > 2


@pytest.mark.parametrize("cover", [262, 271, 272, 1500])
def test_a_cover_may_be_higher_than_a_page(cover: float) -> None:
    assert plan(195, 265, cover=cover).pages >= 2


def test_the_writer_decides() -> None:
    assert plan(20, 70, "normal").front == "normal"


@pytest.mark.parametrize(("sessions", "wished", "chosen"), [(6, "statement", "poster"), (30, "sparse", "sparse")])
def test_a_density_for_all_pages_holds_for_every_sheet(tmp_path: Path, sessions: int, wished: str, chosen: str) -> None:
    """Also where the layout has none so large, and where the programme is too long to be set larger by itself."""
    folder = write_programme(tmp_path / "content", conference(1, 1, sessions), fit=wished)
    fitted = paginate(compose(load(folder))).fitted
    assert fitted
    (choice,) = [one for one in fitted.choices if one.name == "sheet"]
    assert choice.chosen.startswith(chosen)
