"""How a page looks to readers who have set their browser: edges in colours of their own, nothing that moves, codes."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import ElementHandle

from support import qr
from support.browser import OpenPage

EDGES = Path(__file__).with_name("looks.js")
MOVES = """() => [...document.querySelectorAll("*")].filter((element) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
  return animationName !== "none" || parseFloat(transitionDuration) > 0 || scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 80))"""


def without_edge(opened: OpenPage, boxes: str) -> list[str]:
    """The boxes (a selector) that have no edge; ask where the colours are forced."""
    return list(opened.page.evaluate(EDGES.read_text("utf-8"), boxes))


def moving(opened: OpenPage) -> list[str]:
    """What moves by itself, or smoothly."""
    return list(opened.page.evaluate(MOVES))


def codes_in(element: ElementHandle) -> list[str]:
    """The addresses that a telephone reads from what is shown of an element."""
    return [code.text for code in qr.read(Image.open(io.BytesIO(element.screenshot())), 96)]
