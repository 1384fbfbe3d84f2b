"""The colours of the web pages, light and dark, worked out from the brand so that any brand can be read."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.design.colour import WHITE, channels, readable
from publisher.design.roles import role_colours

# Contrast ratios (WCAG 2.2, 1.4.3 and 1.4.6): running text, larger text in colour.
RUNNING, LARGE = 7, 5.5


def light(brand: Mapping[str, str]) -> dict[str, str]:
    """The brand as it is on paper; its colours are darkened only where they could not be read."""
    roles = role_colours(brand)
    ink, grounds = roles["text"], (roles["ground"], roles["box"])
    return {
        "ground": roles["ground"],
        "box": roles["box"],
        "text": readable(ink, grounds, RUNNING),
        "quiet": readable(mix(ink, roles["ground"], 0.25), grounds, RUNNING),
        "heading": readable(brand["primary"], grounds, RUNNING),
        "mark": readable(brand["secondary"], grounds, LARGE),
        "link": readable(brand["secondary"], grounds, RUNNING),
        "line": brand["rule"],
        "focus": readable(brand["primary"], grounds, RUNNING),
        **_panel(roles),
    }


def dark(brand: Mapping[str, str]) -> dict[str, str]:
    """The same brand by night: its main colour nearly black as the ground, its pale colours as text."""
    ground = readable(brand["primary"], (WHITE,), 16.5)
    box = readable(brand["primary"], (WHITE,), 13.5)
    grounds = (ground, box)
    return {
        "ground": ground,
        "box": box,
        "text": readable(brand["tint"], grounds, 11),
        "quiet": readable(brand["rule"], grounds, 8),
        "heading": readable(brand["rule"], grounds, 9),
        "mark": readable(brand["accent"], grounds, RUNNING),
        "link": readable(brand["rule"], grounds, 9),
        "line": readable(box, (box,), 2.2),
        "focus": readable(brand["accent"], grounds, RUNNING),
        **_panel(role_colours(brand)),
    }


def _panel(roles: Mapping[str, str]) -> dict[str, str]:
    """The head of the page, in the brand's main colour day and night: the cover pictures are drawn on it."""
    return {name: roles[name] for name in ("panel", "panel-text", "panel-mark")}


def mix(first: str, second: str, share: float) -> str:
    """'#rrggbb' between two others; `share` is the second's part."""
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
