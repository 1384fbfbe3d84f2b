"""A long programme narrowed in the browser, by the keyboard, under the page's own security policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from support.browser import Browser, OpenPage
from support.built import LONG, LONG_SESSIONS, Built

SHOWN = "[...document.querySelectorAll('.session')].filter((one) => one.checkVisibility()).map((one) => one.id)"


@pytest.fixture
def opened(browser: Browser, built: Built) -> Iterator[OpenPage]:
    with browser.open(built.path(LONG, "web"), strict=True) as opened:
        yield opened
        assert not opened.complaints


@pytest.fixture
def page(opened: OpenPage) -> Page:
    return opened.page


def reported(page: Page) -> str:
    """The count that a screen reader hears when it changes."""
    assert page.get_by_role("status").count() == 1
    return page.get_by_role("status").inner_text()


def test_a_choice_leaves_what_fits_and_says_how_much(page: Page) -> None:
    assert reported(page) == f"{LONG_SESSIONS} av {LONG_SESSIONS} programpunkter visas"
    page.get_by_label("Plats").select_option("Aulan")
    numbers = [number for number in range(LONG_SESSIONS) if number % 4 == 1]
    assert sorted(page.evaluate(SHOWN)) == sorted(f"punkt-{number}" for number in numbers)
    assert reported(page) == f"{len(numbers)} av {LONG_SESSIONS} programpunkter visas"
    page.get_by_label("Dag").select_option("Tisdag 3 juli")
    assert set(page.evaluate(SHOWN)) == {f"punkt-{number}" for number in numbers if number % 3 == 1}
    assert page.locator(".day:visible h3").all_inner_texts() == ["Tisdag 3\u00a0juli"]


def test_by_the_keyboard_alone(page: Page) -> None:
    page.get_by_label("Person").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Person").locator("option:checked").inner_text() == "Bo Berg"
    assert reported(page).startswith(f"{sum(1 for n in range(LONG_SESSIONS) if n % 5 == 1 and n % 4)} av")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.left-out').length === 0")
    assert reported(page) == f"{LONG_SESSIONS} av {LONG_SESSIONS} programpunkter visas"
    assert page.get_by_label("Person").input_value() == ""


def test_what_would_leave_nothing_cannot_be_chosen(page: Page) -> None:
    page.get_by_label("Person").select_option("Åsa Granat")  # in one session, on Monday
    assert page.locator("#filter_day option:not(:disabled)").all_inner_texts() == ["Alla dagar", "Måndag 2 juli"]
    page.get_by_label("Person").select_option("")
    assert page.locator("option:disabled").count() == 0


def test_a_link_brings_back_a_session_that_is_left_out(page: Page) -> None:
    page.get_by_label("Plats").select_option("Aulan")
    page.evaluate("location.hash = '#punkt-0'")
    page.wait_for_function("document.querySelectorAll('.left-out').length === 0")
    assert page.locator("#punkt-0").is_visible()


def test_paper_shows_the_whole_programme(page: Page) -> None:
    page.get_by_label("Plats").select_option("Aulan")
    page.emulate_media(media="print")
    assert len(page.evaluate(SHOWN)) == LONG_SESSIONS
    assert not page.locator("form").is_visible()
