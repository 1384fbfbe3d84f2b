"""Which size of letters a grid takes, how high its texts are at each, and what stands below its last day: indexes, what
follows, the foot."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publisher.design.fit_settings import Step
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measured import Measured

BELOW = 4.0  # mm, that it is kept away from the page's end
LARGE = 2  # the first steps of letters, counted from 0
INDEXES, AFTER = ("below", "indexes"), ("below", "after")  # the keys of its trials


NAMES_GAP = 1.2  # mm, below the columns' names


@dataclass(frozen=True)
class GridTexts:
    """The heights of a grid's texts at one step, in mm: of each session, a day's heading, what stands above the first
    day, and the columns' names; and whether a word is wider than its column."""

    sessions: dict[str, float]
    heading: float
    first: float
    head: float
    too_wide: bool


def texts_at(measured: Mapping[tuple[Any, ...], Measured], at: int, steps: Sequence[Step]) -> GridTexts:
    """As measured at this step; or else reckoned from the nearest one that was. It is the least that they may take, so
    that the best step by what is reckoned, once it is measured and still the best, is the best of all: in larger
    letters lines are only higher, in smaller ones they also hold more."""
    known = {key[1] for key in measured if key[0] == "grid" and key[1] != "width"}
    near = min(known, key=lambda other: (abs(other - at), other))
    found = _measured_texts([one for key, one in measured.items() if key[:2] == ("grid", near)])
    if near == at:
        return found
    (size, line), (from_size, from_line) = steps[at], steps[near]
    ratio = line / from_line * min(1.0, size / from_size)
    return GridTexts(
        {id: height * ratio for id, height in found.sessions.items()},
        found.heading * ratio, found.first * ratio, found.head * ratio, found.too_wide and at < near,
    )  # fmt: skip


def _measured_texts(trials: Sequence[Measured]) -> GridTexts:
    needs: dict[str, float] = {}
    heads, first = 0.0, 0.0
    for one in trials:
        days = [place.top for place in one.places if "day" in place.name.split()]
        sessions = [place for place in one.places if place.tag == "article"]
        needs |= {place.id: place.height for place in sessions}
        heads = max(heads, sessions[0].top - days[0])
        first = max(first, days[0])
    names = [place.height for place in trials[0].places if place.tag == "h5"]
    head = max(names, default=0.0) + NAMES_GAP if names else 0.0
    return GridTexts(needs, heads, first, head, any(one.wide_session for one in trials))


@dataclass(frozen=True)
class GridChoice:
    """A grid at one step: what stands above it on its first page, how many pages it takes; the heights of texts, the
    room for each day's first page, the height of the columns' names; whether a word is wider than its column."""

    at: int
    above: float | None
    pages: int
    needs: dict[str, float]
    rooms: list[float]
    head: float
    too_wide: bool
    with_below: int  # pages, with what is said once below the last day


def best_of(plans: Sequence[GridChoice]) -> GridChoice:
    """On as few pages as any, in the largest letters; or in one of the next large ones, so that what is said once stays
    on the last day's page."""
    first = min(plans, key=lambda plan: (plan.too_wide, plan.pages, plan.at, plan.above is None))
    near = [plan for plan in plans if (plan.too_wide, plan.pages) == (first.too_wide, first.pages)]
    near = [plan for plan in near if plan.at <= max(first.at, LARGE)]
    return min(near, key=lambda plan: (plan.with_below, plan.at, plan.above is None))


def trials_below(tree: etree._Element, programme: etree._Element, style: str) -> dict[tuple[Any, ...], Trial]:
    """The indexes of a programme in the style of a step, and what follows them."""
    indexes = copy.deepcopy(programme)
    for inner in indexes.xpath("*[not(contains(@class, 'index'))]"):
        indexes.remove(inner)
    indexes.set("class", f"{indexes.get('class')} form-grid")
    indexes.set("style", style)
    after = [*programme.itersiblings("*"), *tree.xpath("//footer[contains(@class, 'back')]")]
    return {
        INDEXES: Trial((indexes,), "fit-normal"),
        AFTER: Trial(tuple(map(copy.deepcopy, after)), "fit-normal"),
    }


def height_below(measured: Mapping[tuple[Any, ...], Measured], measured_at: Step, step: Step) -> float:
    """The height in mm of all of it at a step, where the indexes were measured at another: they take as much of a page
    as their letters do. 0 where nothing was measured."""
    if INDEXES not in measured:
        return 0.0
    smaller = (step[0] * step[1]) / (measured_at[0] * measured_at[1])
    return measured[INDEXES].height * smaller + measured[AFTER].height + BELOW
