"""The densities of a layout: their rules, and how much room a part will take at one that it is not measured at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from publisher.design.fit_settings import FitTable
from publisher.pdf.layout.fit.flow import Flow

USUAL = "normal"
PORTRAIT, LARGEST_PORTRAIT = 20.0, 30.0  # mm
LEAST_POWER = 0.3  # of the area of its letters, that the height of a part follows
BESIDE = 1.55  # of its height, in the column beside a picture; a heading takes as many lines there or more


def density_rules(table: FitTable) -> str:
    """The custom properties of each density."""
    normal = table.densities[USUAL].text[0]
    rules = []
    for name, density in table.densities.items():
        scale = density.text[0] / normal
        portrait = min(LARGEST_PORTRAIT, PORTRAIT * max(1.0, scale))
        rules.append(
            f".fit-{name}{{--size:{density.text[0]:g}pt;--line:{density.text[1]:g}pt;--scale:{scale:g};"
            f"--heading:{density.heading[0]:g}pt;--heading-line:{density.heading[1]:g}pt;"
            f"--lead:{density.lead[0]:g}pt;--lead-line:{density.lead[1]:g}pt;"
            f"--portrait:{portrait:g}mm;font-size:var(--size);line-height:var(--line)}}"
        )
    return "".join(rules)


def reckoned(table: FitTable, measured: Mapping[str, Flow]) -> dict[str, Flow]:
    """The flows of a part at every density: as measured, or reckoned from the nearest one that was measured, by the
    area that its letters take: lines hold fewer, and are higher. How much of that a part follows, two measures say:
    short lines are only higher."""
    areas = {name: density.text[0] * density.text[1] for name, density in table.densities.items()}
    flows = {}
    for name, area in areas.items():
        near = sorted(measured, key=lambda other: abs(areas[other] - area))
        ratio = area / areas[near[0]]
        flows[name] = measured[near[0]]
        if near[0] != name:
            flows[name] = flows[name].scaled(ratio ** _follows(areas, measured, near))
    return flows


def _follows(areas: Mapping[str, float], measured: Mapping[str, Flow], near: Sequence[str]) -> float:
    """The power of the area that heights follow, by the two nearest measures; 1 where there is one only."""
    heights = [measured[name].height for name in near[:2]]
    if len(heights) < 2 or min(heights) <= 0:
        return 1.0
    power = log(heights[0] / heights[1]) / log(areas[near[0]] / areas[near[1]])
    return min(1.0, max(LEAST_POWER, power))
