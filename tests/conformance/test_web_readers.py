"""The web pages for readers with other means: the keyboard alone, a screen reader, colours of their own, no scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import browser as browsers
from support import keyboard, looks, spoken_page
from support.browser import NARROW, WIDE, Browser, Window


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "320px"])
def test_the_keyboard_reaches_everything_in_order(browser: Browser, page: Path, window: Window) -> None:
    with browser.open(page, window=window) as opened:
        assert keyboard.stops(opened) >= 2
        faults = keyboard.faults(opened)
    assert not faults, "\n".join([str(page), *faults])


def test_the_words_are_spoken_in_their_order_and_need_no_scripts(browser: Browser, page: Path) -> None:
    with browser.open(page) as opened:
        spoken, written = spoken_page.spoken(opened), spoken_page.written(opened)
        assert looks.moving(opened) == [], "the reader has set that motion is reduced"
    assert len(written) > 100
    assert spoken == written, f"{page}: {spoken_page.difference(spoken, written)}"
    with browser.open(page, reader=browsers.NO_SCRIPTS) as opened:
        assert spoken_page.written(opened) == written
        assert not opened.page.query_selector("form:not([hidden])"), "a form that does nothing"
