"""Goes through a page with the Tab key alone, and lists what a reader without a mouse would meet."""

from __future__ import annotations

from pathlib import Path

from support.browser import OpenPage

LOOK = Path(__file__).with_name("keyboard.js")


def faults(opened: OpenPage) -> list[str]:
    """What is wrong on the way: controls left out or out of order, focus that does not show or is covered."""
    page = opened.page
    page.evaluate(LOOK.read_text("utf-8"))
    names = page.evaluate("keyboard.names")
    found: list[str] = []
    for number, name in enumerate(names):
        page.keyboard.press("Tab")
        met = page.evaluate("keyboard.look()")
        if met["number"] != number:
            found.append(f"{name} is not reached in its turn; the focus is on {met['name']}")
            return found  # from here on everything is out of order
        found += [f"{name}: {fault}" for fault in met["faults"]]
    return found


def stops(opened: OpenPage) -> int:
    """How many links and controls a page has."""
    opened.page.evaluate(LOOK.read_text("utf-8"))
    return int(opened.page.evaluate("keyboard.names.length"))
