"""How a page fits those who see it large: 400 % zoom, letters of twice the size on a telephone, wider spacing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from support.browser import NARROW, WIDE, ZOOMED, Browser, OpenPage, Window

Setting = tuple[Window, tuple[Callable[[OpenPage], None], ...]]
# WCAG 2.2: 1.4.10 reflow, 1.4.4 resize text, 1.4.12 text spacing. A telephone's own setting makes letters larger in a
# window that stays as it is; zoom makes the window narrower.
SETTINGS: Mapping[str, Setting] = {
    "400 % zoom": (NARROW, ()),
    "400 % zoom and text spacing": (NARROW, (OpenPage.space_text,)),
    "200 % zoom": (ZOOMED, ()),
    "text spacing": (WIDE, (OpenPage.space_text,)),
    "200 % text, 360 px": (Window(360, 780), (OpenPage.enlarge_text,)),
    "200 % text, 390 px": (Window(390, 844), (OpenPage.enlarge_text,)),
    "200 % text and text spacing, 360 px": (Window(360, 780), (OpenPage.enlarge_text, OpenPage.space_text)),
}


def faults(browser: Browser, path: Path, setting: str) -> list[str]:
    """What a reader of a finished page with that setting loses, in words."""
    window, changes = SETTINGS[setting]
    with browser.open(path, window=window) as opened:
        for change in changes:
            change(opened)
        found = list(losses(opened, window))
        # In a wide window the title stands beside a picture, in half of it.
        return found if window is WIDE else found + opened.broken_words()


def losses(opened: OpenPage, window: Window) -> Iterator[str]:
    """Of a page as it is open: scrolling sideways, text that is cut, covered or beyond the page."""
    if (width := opened.scroll_width()) > window.width:
        yield f"scrolls sideways: {width} px"
    yield from opened.losses()
