"""The colours of the web pages, light and dark, worked out from the brand so that any brand can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.design.colour import channels, contrast

BLACK, WHITE = "#000000", "#ffffff"
# Contrast ratios (WCAG 2.2, 1.4.3 and 1.4.6): running text, larger text in colour, text on the brand's own panel.
RUNNING, LARGE, LEAST = 7, 5.5, 4.5


def light(brand: Mapping[str, str]) -> dict[str, str]:
    """The brand as it is on paper; its colours are darkened only where they could not be read."""
    ink, grounds = brand["ink"], (brand["paper"], brand["tint"])
    return {
        "ground": brand["paper"],
        "box": brand["tint"],
        "text": ink,
        "quiet": reach(mix(ink, brand["paper"], 0.25), ink, grounds, RUNNING),
        "heading": reach(brand["primary"], ink, grounds, RUNNING),
        "mark": reach(brand["secondary"], ink, grounds, LARGE),
        "link": reach(brand["secondary"], ink, grounds, RUNNING),
        "line": brand["rule"],
        "focus": reach(brand["primary"], ink, grounds, RUNNING),
        **_panel(brand),
    }


def dark(brand: Mapping[str, str]) -> dict[str, str]:
    """The same brand by night: its main colour nearly black as the ground, its pale colours as text."""
    ground = reach(brand["primary"], BLACK, [WHITE], 16.5)
    box = reach(brand["primary"], BLACK, [WHITE], 13.5)
    grounds = (ground, box)
    return {
        "ground": ground,
        "box": box,
        "text": reach(brand["tint"], WHITE, grounds, 11),
        "quiet": reach(brand["rule"], WHITE, grounds, 8),
        "heading": reach(brand["rule"], WHITE, grounds, 9),
        "mark": reach(brand["accent"], WHITE, grounds, RUNNING),
        "link": reach(brand["rule"], WHITE, grounds, 9),
        "line": reach(box, brand["rule"], [box], 2.2),
        "focus": reach(brand["accent"], WHITE, grounds, RUNNING),
        **_panel(brand),
    }


def _panel(brand: Mapping[str, str]) -> dict[str, str]:
    """The head of the page, in the brand's main colour day and night: the cover pictures are drawn on it."""
    panel = reach(brand["primary"], BLACK, [WHITE], LARGE)
    return {
        "panel": panel,
        "panel-text": reach(brand["paper"], WHITE, [panel], RUNNING),
        "panel-mark": reach(brand["accent"], WHITE, [panel], LEAST),
    }


def reach(colour: str, towards: str, grounds: Sequence[str], ratio: float) -> str:
    """`colour`, moved `towards` another one no further than it takes to have this contrast on all the grounds."""
    for step in range(100):
        moved = mix(colour, towards, step / 100)
        if all(contrast(moved, ground) >= ratio for ground in grounds):
            return moved
    return towards


def mix(first: str, second: str, share: float) -> str:
    """'#rrggbb' between two others; `share` is the second's part."""
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
