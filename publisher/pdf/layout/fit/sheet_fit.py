"""The sheet: measures what stands before the programme and after, and sets both sides as planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import FitTable
from publisher.model.catalogue import say
from publisher.model.findings import FitChoice
from publisher.pdf.layout.fit.cover import CoverChoice, lower_cover
from publisher.pdf.layout.fit.densities import USUAL, reckoned
from publisher.pdf.layout.fit.elements import classes, set_leads, wish_of
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measures import Measures, Trials
from publisher.pdf.layout.fit.programme_fit import is_one_page, is_short, pages_by_form
from publisher.pdf.layout.fit.sheet import plan_one_page

HEADING = 0.8  # of the title, as large as a heading may be
SPARED = 6.0  # mm, left below what is pushed to a page's foot


SIDES = ("front", "back")


@dataclass(frozen=True)
class SheetFit:
    """What was chosen for a sheet, and how many pages that makes; 0 where that is not known."""

    choices: list[FitChoice]
    expected: int


def fit_sheet(
    document: Document, tree: etree._Element, table: FitTable, measures: Measures, cover: CoverChoice | None,
    tighter: float,
) -> SheetFit:  # fmt: skip
    """The front is what stands before the programme, the back the programme with all that follows. `tighter` is how
    much of a page's room is counted on."""
    front, back = _front_and_back(tree)
    short, whole = is_short(document), is_one_page(document)
    largest = cover.step[0] * HEADING if cover else inf
    names = [name for name, one in table.densities.items() if name in ("tight", USUAL) or one.heading[0] <= largest]
    # A form with pages of its own leaves the front to the text, which may be as large as it has room for.
    names = names if short or pages_by_form(document) else ["tight", USUAL]
    sides = _sides(front, back, short)
    measured = measures(_trials(sides, USUAL))
    top = document.layout.cover.top if document.layout.cover else 0.0
    taken, least = (cover.height - top, cover.least - top) if cover else (0.0, 0.0)
    filled = (measured["front", USUAL].height + taken) / table.room
    last = measured["back", USUAL].height / table.room if short else 1.0
    if all(table.target[0] <= share <= 1 for share in (filled, last)) and not whole:
        names = [USUAL]  # both sides are full as they are
    counted = table.model_copy(update={"room": table.room * tighter})
    wished = wish_of(tree.find("body")).density
    if wished:  # one that the layout does not have is larger than all that it has
        wished = wished if wished in table.densities else list(table.densities)[-1]
        names = list(dict.fromkeys((*names, wished)))
    long = Flow(((0.0, table.room * 2),), table.room * 2)
    while True:  # with heights that are reckoned, until those that the plan uses are measured
        fronts, backs = (
            {name: flow for name, flow in _flows(table, measures, side).items() if name in names} for side in SIDES
        )
        if not short:
            backs = dict.fromkeys(names, long)
        elif not whole:
            backs["tight"] = long
        plan = plan_one_page(counted, fronts, {name: backs[name] for name in names}, (taken, least), wished, whole)
        wanted = {
            (side, name): Trial(sides[side], f"fit-{name}")
            for side, name in zip(SIDES, (plan.front, plan.back), strict=True)
            if side in sides and (side == "front" or name != "tight" or whole)
        }
        if all(key in measures.found for key in wanted):
            break
        measures(wanted)
    if cover:
        lower_cover(tree, cover, plan.cover + top)
    for elements, name in ((front, plan.front), (back, plan.back)):
        for element in elements:
            element.set("class", " ".join([*classes(element), f"fit-{name}"]))
    set_leads(front, measured["front", plan.front])
    if plan.run_on and back:
        back[0].set("class", " ".join([*classes(back[0]), "run-on"]))
    expected = 0
    if back and short:
        expected = 0 if plan.run_on and plan.pages > 1 else plan.pages
        if tighter == 1 and plan.left[1] > SPARED:
            back[-1].set("style", f"{back[-1].get('style') or ''}--push:{plan.left[1] - SPARED:.2f}mm")
    heights = ", ".join(f"{name} {fronts[name].height:.0f} + {backs[name].height:.0f}" for name in names)
    why = say("pdf:heights-of-sides", why=plan.why, heights=heights)
    chosen = [say("pdf:as-is", chosen=plan.front)]
    if plan.front != plan.back:
        chosen.append(say("pdf:programme-at", density=plan.back))
    if plan.pages == 1:
        chosen.append(say("pdf:on-one-side"))
    return SheetFit([FitChoice(say("pdf:sheet"), say("pdf:chosen", chosen=chosen), why, plan.filled[0], 1)], expected)


def sheet_trials(document: Document, tree: etree._Element) -> Trials:
    """Both sides at the usual density."""
    return _trials(_sides(*_front_and_back(tree), is_short(document)), USUAL)


def _front_and_back(tree: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    every = tree.xpath("//main/*") + tree.xpath("//footer[contains(@class, 'back')]")
    at = next((index for index, element in enumerate(every) if "programme" in classes(element)), len(every))
    return every[:at], every[at:]


def _sides(
    front: list[etree._Element], back: list[etree._Element], short: bool
) -> dict[str, tuple[etree._Element, ...]]:
    """What is measured: the back only where the programme can be set larger or smaller."""
    return {"front": tuple(front), **({"back": tuple(back)} if short else {})}


def _trials(sides: Mapping[str, tuple[etree._Element, ...]], name: str) -> Trials:
    return {(side, name): Trial(parts, f"fit-{name}") for side, parts in sides.items()}


def _flows(table: FitTable, measures: Measures, side: str) -> Mapping[str, Flow]:
    """The flows of a side at every density, as measured or reckoned."""
    known = {key[1]: measured.flow for key, measured in measures.found.items() if key[0] == side}
    return reckoned(table, known) if known else {}
