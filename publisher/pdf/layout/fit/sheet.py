"""A sheet: cover and text flow on the front, the programme on the back. Which density each side takes, and whether all
of it goes on one side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.design.fit_settings import FitTable
from publisher.model.catalogue import Message, say
from publisher.pdf.layout.fit.flow import Flow

SPACE = 8.0  # mm between the text and the programme where they share a side
OVER = 0.998  # of the room: what is measured is what is set, but for rounding
FULL_ENOUGH = 0.75


@dataclass(frozen=True)
class SheetPlan:
    """The density of the front and of the back, and whether the programme goes on below the text. `left` is how much
    room is left on the front and on the last page, in mm; `filled` are the shares of both; `pages` is how many there
    are; `cover` is what the cover takes, in mm."""

    front: str
    back: str
    run_on: bool
    left: tuple[float, float]
    filled: tuple[float, float]
    pages: int
    why: Message
    cover: float = 0.0


def plan_one_page(
    table: FitTable, fronts: Mapping[str, Flow], backs: Mapping[str, Flow], cover: tuple[float, float],
    wished: str | None, one_page: bool,
) -> SheetPlan:  # fmt: skip
    """The plan of a sheet; where all of it is to go on one side, with a lower cover if need be. `cover` is how much it
    takes as it is, and at least, in mm."""
    usual, least = cover
    plan = plan_sheet(table, fronts, backs, usual, wished, one_page)
    if one_page and plan.pages > 1 and least < usual:
        low = plan_sheet(table, fronts, backs, least, wished, one_page)
        if low.pages == 1:
            return replace(
                low, cover=least + low.left[1], left=(0.0, 0.0), why=say("pdf:below-lower-cover", why=low.why)
            )
    return replace(plan, cover=usual)


def plan_sheet(
    table: FitTable, fronts: Mapping[str, Flow], backs: Mapping[str, Flow], cover: float, wished: str | None,
    one_page: bool = False,
) -> SheetPlan:  # fmt: skip
    """`fronts` and `backs` are the flows by density; `cover` is what the cover takes of the front's room, in mm.
    `one_page`: all of it is to go on one side, set tight if need be."""
    names = [name for name in table.densities if name in fronts and name in backs and wished in (None, name)]
    names = names or [wished or "normal"]
    room, head = table.room * OVER, table.room - cover % table.room  # a very long title goes on overleaf
    for name in reversed(names):
        whole = cover + fronts[name].height + SPACE + backs[name].height
        if (one_page or name != "tight") and whole <= room:
            left = room - whole
            return SheetPlan(name, name, True, (0.0, left), (whole / table.room,) * 2, 1, say("pdf:all-on-one-side"))
    front = _best(table, {name: fronts[name] for name in names}, head * OVER)
    back = _best(table, {name: backs[name] for name in names}, room)
    left = head * OVER - fronts[front].pages(room)[-1] if fronts[front].height else 0.0
    last = backs[back].pages(room)[-1]
    filled = (cover + fronts[front].height) / table.room, last / table.room
    pages = _pages(backs[back], room) + (_pages(fronts[front], head * OVER) if cover + fronts[front].height else 0)
    over = _pages(fronts[front], head * OVER) > 1  # the text takes more than the front: nothing begins a page by itself
    # A front with room to spare takes the beginning of a programme that has no side of its own anyway.
    over = over or (filled[0] < FULL_ENOUGH and _pages(backs[back], room) > 1)
    why = say("pdf:programme-goes-on" if over else "pdf:each-side-by-itself")
    if one_page:
        more = min(cover + fronts[name].height + SPACE + backs[name].height - room for name in names)
        why = say("pdf:too-high-for-one-page", more=round(more), why=why)
    return SheetPlan(front, back, over, (max(0.0, left), max(0.0, room - last)), filled, pages, why)


def _best(table: FitTable, flows: Mapping[str, Flow], room: float) -> str:
    """The density that fills its pages best: on as few as any, and the usual look where that does."""
    names = list(flows)
    fewest = min(_pages(flows[name], room) for name in names)
    fitting = [name for name in names if _pages(flows[name], room) == fewest]
    if "normal" in fitting and (fewest > 1 or flows["normal"].height >= FULL_ENOUGH * room):
        return "normal"
    usual: Sequence[str] = [name for name in fitting if name != "tight"] or fitting
    return usual[-1] if fewest == 1 else usual[0]


def _pages(flow: Flow, room: float) -> int:
    return 1 if flow.height <= room else len(flow.pages(room))
