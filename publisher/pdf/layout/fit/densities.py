"""The densities of a layout: their rules, and how much room a part will take at one that it is not measured at."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.design.fit_settings import FitTable
from publisher.pdf.layout.fit.flow import Flow

USUAL = "normal"
PORTRAIT, LARGEST_PORTRAIT = 20.0, 30.0  # mm
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
    area that its letters take: lines hold fewer, and are higher."""
    areas = {name: density.text[0] * density.text[1] for name, density in table.densities.items()}
    flows = {}
    for name, area in areas.items():
        nearest = min(measured, key=lambda other: abs(areas[other] - area))
        flows[name] = measured[nearest].scaled(area / areas[nearest]) if nearest != name else measured[name]
    return flows
