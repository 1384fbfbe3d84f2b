"""The sheet: measures what stands before the programme and after, and sets both sides as planned."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from publisher.compose import Document
from publisher.design.fit_settings import FitTable
from publisher.model.findings import FitChoice
from publisher.pdf.layout.fit.cover import CoverChoice, lower_cover
from publisher.pdf.layout.fit.densities import USUAL
from publisher.pdf.layout.fit.elements import classes, set_leads, wish_of
from publisher.pdf.layout.fit.flow import Flow
from publisher.pdf.layout.fit.measure import Trial
from publisher.pdf.layout.fit.measures import Measures
from publisher.pdf.layout.fit.programme_fit import is_one_page, is_short
from publisher.pdf.layout.fit.sheet import plan_one_page

SPARED = 6.0  # mm, left below what is pushed to a page's foot


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
    every = tree.xpath("//main/*") + tree.xpath("//footer[contains(@class, 'back')]")
    at = next((index for index, element in enumerate(every) if "programme" in classes(element)), len(every))
    front, back = every[:at], every[at:]
    short, whole = is_short(document), is_one_page(document)
    names = list(table.densities) if short else ["tight", USUAL]
    sides: dict[str, tuple[etree._Element, ...]] = {
        "front": tuple(front),
        **({"back": tuple(back)} if short else {}),
    }
    measured = measures({(side, USUAL): Trial(parts, f"fit-{USUAL}") for side, parts in sides.items()})
    top = document.layout.cover.top if document.layout.cover else 0.0
    taken, least = (cover.height - top, cover.least - top) if cover else (0.0, 0.0)
    filled = (measured["front", USUAL].height + taken) / table.room
    last = measured["back", USUAL].height / table.room if short else 1.0
    if all(table.target[0] <= share <= 1 for share in (filled, last)) and not whole:
        names = [USUAL]  # both sides are full as they are
    measures(
        {
            (side, name): Trial(parts, f"fit-{name}")
            for side, parts in sides.items()
            for name in names
            if side == "front" or name != "tight" or whole
        }
    )
    fronts = {name: measured["front", name].flow for name in names}
    long = Flow(((0.0, table.room * 2),), table.room * 2)
    backs = {name: measured["back", name].flow if ("back", name) in measured else long for name in names}
    table = table.model_copy(update={"room": table.room * tighter})
    plan = plan_one_page(table, fronts, backs, (taken, least), wish_of(tree.find("body")).density, whole)
    lower_cover(tree, taken + top, plan.cover + top)
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
    why = f"{plan.why}; heights of text and programme in mm: {heights}"
    chosen = plan.front if plan.front == plan.back else f"{plan.front}, the programme {plan.back}"
    shown = f"{chosen}{', on one side' if plan.pages == 1 else ''}"
    return SheetFit([FitChoice("sheet", shown, why, plan.filled[0], 1)], expected)
