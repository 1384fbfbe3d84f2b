"""The densities of a layout: their rules, and which of them are worth measuring for a part."""

from __future__ import annotations

from math import ceil

from publisher.design.fit_settings import Density, FitTable

USUAL = "normal"
PORTRAIT, LARGEST_PORTRAIT = 20.0, 30.0  # mm
MOST_MEASURED = 2  # densities of a part besides the usual one
SLACK = 0.06  # of its height, by which a text may be taller or lower than reckoned
WELL, NEARLY_WELL = 0.82, 0.74  # of the last page
LOUD, GAPING, EACH_PAGE = 0.2, 0.35, 0.03  # as the planner counts


def density_rules(table: FitTable) -> str:
    """The custom properties of each density."""
    normal = table.densities[USUAL].text[0]
    rules = []
    for name, density in table.densities.items():
        scale = density.text[0] / normal
        rules.append(
            f".fit-{name}{{--size:{density.text[0]:g}pt;--line:{density.text[1]:g}pt;--scale:{scale:g};"
            f"--heading:{density.heading[0]:g}pt;--heading-line:{density.heading[1]:g}pt;--lead:{density.lead:g}pt;"
            f"--portrait:{min(LARGEST_PORTRAIT, PORTRAIT * scale):g}mm;font-size:var(--size);line-height:var(--line)}}"
        )
    return "".join(rules)


def wanted_densities(table: FitTable, usual: float, picture: tuple[float, float, float] | None) -> list[str]:
    """The densities worth measuring for a part of a text of this height (mm) at the usual one; `picture` is the least,
    the usual and the greatest height of its picture. Reckoned from the area that the letters take, and checked when
    they are measured: each more that is measured costs a layout of the part."""
    least, _, most = picture or (0.0, 0.0, 0.0)
    above = table.head if picture else 0.0
    losses: dict[str, float] = {}
    for name, density in table.densities.items():
        text = usual * _area(density, table.densities[USUAL])
        lowest = max(0.0, text + least - above)
        highest = text * density.stretch + most - above
        losses[name] = density.cost + _loss(table, lowest, highest, name, bool(picture))
    order = sorted((name for name in losses if name != USUAL), key=lambda name: losses[name])
    better = [name for name in order if losses[name] < losses[USUAL] + SLACK][:MOST_MEASURED]
    if usual > table.room and "tight" in losses and not better:
        better = ["tight"]
    return [name for name in table.densities if name == USUAL or name in better]


def _loss(table: FitTable, lowest: float, highest: float, name: str, picture: bool) -> float:
    """What is missing of the last page at best, and how many pages more than one it takes, as a cost."""
    room = table.room
    pages = max(1, ceil(lowest / room - SLACK))
    if pages > 1 and table.densities[name].cost >= LOUD:
        return 9.0  # very large letters are for a page by itself
    reached = min(highest, pages * room) - (pages - 1) * room
    filled = max(0.0, reached / room)
    missing = 2 * max(0.0, WELL - filled) / WELL
    return missing + (GAPING if filled < NEARLY_WELL else 0.0) + EACH_PAGE * (pages - 1)


def _area(density: Density, usual: Density) -> float:
    """By how much more room a text takes: lines are longer in letters, and higher."""
    return density.text[0] / usual.text[0] * density.text[1] / usual.text[1]
