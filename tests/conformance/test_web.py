"""The web pages in a browser: accessible, whole in every window, and sufficient to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import browser as browsers
from support import log
from support.browser import NARROW, WIDE, ZOOMED, Audit, Browser, Reader, Window
from support.built import LONG, PUBLICATIONS, Built
from support.nu import Message


def assert_sound(audit: Audit, what: str) -> None:
    """Nothing is broken, much was looked at, and no contrast was left undecided."""
    log.report(f"axe: {what}: {len(audit.violations)} violations ({audit.passed} rules passed)")
    assert not audit.violations, f"{what}: {audit}"
    assert audit.passed >= 10, "axe-core looked at next to nothing"
    contrast = [finding for finding in audit.undecided if finding.rule == "color-contrast"]
    assert not contrast, f"{what}: contrast that cannot be computed: {contrast[0]}"


def test_no_accessibility_fault(browser: Browser, pages: list[Path]) -> None:
    for path in pages:
        with browser.open(path) as opened:
            assert_sound(opened.audit(), f"{path.parent.name}/{path.name}")


@pytest.mark.parametrize("reader", [browsers.DARK, browsers.FORCED_DARK], ids=["dark", "forced-colours"])
def test_no_accessibility_fault_in_other_colours(browser: Browser, page: Path, reader: Reader) -> None:
    with browser.open(page, reader=reader) as opened:
        assert_sound(opened.audit(), f"{page.parent.name}/{page.name}, {reader}")


def test_no_accessibility_fault_in_a_narrow_window(browser: Browser, page: Path) -> None:
    """Targets stand closer there."""
    with browser.open(page, window=NARROW) as opened:
        audit = opened.audit()
    assert not audit.violations, f"{page}: {audit}"


@pytest.mark.parametrize("reader", [browsers.CONTRAST_LIGHT, browsers.CONTRAST_DARK], ids=["light", "dark"])
def test_more_contrast_is_given_on_request(browser: Browser, page: Path, reader: Reader) -> None:
    """WCAG 1.4.6, level AAA: 7:1."""
    with browser.open(page, reader=reader) as opened:
        audit = opened.audit("color-contrast-enhanced")
    assert not audit.violations, f"{page}, {reader}: {audit}"


def test_markup_is_valid(pages: list[Path], nu_messages: dict[Path, list[Message]]) -> None:
    for path in pages:
        faults = [message for message in nu_messages[path] if message.kind != "info" and not message.is_false_alarm]
        log.report(f"Nu: {path.parent.name}/{path.name}: {len(faults)} faults")
        assert not faults, "\n".join(map(str, [path.name, *faults]))


@pytest.mark.parametrize(
    ("window", "spaced"),
    [
        pytest.param(WIDE, False, id="wide"),
        pytest.param(NARROW, False, id="320px"),
        pytest.param(ZOOMED, False, id="200-percent"),
        pytest.param(WIDE, True, id="text-spacing"),
        pytest.param(NARROW, True, id="320px-text-spacing"),
    ],
)
def test_nothing_is_lost_in_a_window(browser: Browser, page: Path, window: Window, spaced: bool) -> None:
    with browser.open(page, window=window) as opened:
        if spaced:
            opened.space_text()
        assert opened.scroll_width() <= window.width, f"{page} scrolls sideways"
        losses = opened.losses()
    assert not losses, "\n".join([str(page), *losses])


def test_nothing_is_asked_of_the_network_and_nothing_is_forbidden(browser: Browser, pages: list[Path]) -> None:
    """Also what the page's own policy forbids would be a complaint: data for search engines is no script."""
    for path in pages:
        with browser.open(path, strict=True) as opened:
            opened.page.wait_for_load_state("networkidle")
            assert not opened.requests, f"{path} asks for {opened.requests}"
            assert not opened.complaints, f"{path}: {opened.complaints}"


def test_print_shows_the_same_text(browser: Browser, built: Built) -> None:
    for name in (*PUBLICATIONS, LONG):
        with browser.open(built.path(name, "web")) as opened:
            words = opened.page.inner_text("main").split()
            offered = opened.page.inner_text("form").split() if opened.page.query_selector("form") else []
            opened.page.emulate_media(media="print")
            printed = opened.page.inner_text("main").split()
            losses = opened.losses()
        assert len(words) > 50
        missing = set(words) - set(printed) - set(offered)
        assert not missing, f"{name}: not in print: {missing}"
        assert not losses, "\n".join([name, *losses])


@pytest.mark.parametrize(
    ("name", "window", "position"),
    [("framat", WIDE, "50% 83%"), ("almedalen", NARROW, "100% 50%"), ("almedalen", WIDE, "100% 100%")],
)
def test_of_a_drawn_cover_the_part_is_shown_that_its_layout_says(
    browser: Browser, built: Built, name: str, window: Window, position: str
) -> None:
    """A drawing has bare ground for a printed title; only a focal point that the content gives moves what is shown."""
    with browser.open(built.path(name, "web"), window=window) as opened:
        shown = opened.page.evaluate("getComputedStyle(document.querySelector('.cover-picture')).objectPosition")
    assert shown == position
