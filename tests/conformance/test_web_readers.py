"""The web pages for readers with other means: the keyboard alone, a screen reader, colours of their own, no scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.text.addresses import Address
from support import browser as browsers
from support import keyboard, looks, spoken_page
from support.browser import NARROW, WIDE, Browser, Reader, Window
from support.built import PUBLICATIONS, Built


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


@pytest.mark.parametrize("name", PUBLICATIONS)
@pytest.mark.parametrize("reader", [browsers.DARK, browsers.FORCED_DARK], ids=["dark", "forced-colours"])
def test_codes_can_be_read_by_night(browser: Browser, built: Built, name: str, reader: Reader) -> None:
    with browser.open(built.path(name, "web"), reader=reader) as opened:
        codes = opened.page.query_selector_all("img[data-qr]")
        assert codes
        for code in codes:
            card = code.evaluate_handle("code => code.parentElement").as_element()
            assert card is not None
            assert looks.codes_in(card) == [Address(code.get_attribute("data-qr") or "").coded]
