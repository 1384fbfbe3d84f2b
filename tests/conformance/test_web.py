"""The web pages in a browser: accessible, whole in every window, and sufficient to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import browser as browsers
from support import log, looks
from support.browser import NARROW, WIDE, ZOOMED, Audit, Browser, Finding, OpenPage, Window
from support.built import EDITIONS, LONG, PUBLICATIONS, Built
from support.nu import Message

BOXES = ".card, .pledges, .facts, .section-body > .note, .filter"


def assert_sound(audit: Audit, what: str) -> None:
    """Nothing is broken, much was looked at, and no contrast was left undecided."""
    log.report(f"axe: {what}: {len(audit.violations)} violations ({audit.passed} rules passed)")
    assert not audit.violations, f"{what}: {audit}"
    assert audit.passed >= 10, "axe-core looked at next to nothing"
    assert not undecided(audit), f"{what}: contrast that cannot be computed: {undecided(audit)[0]}"


@pytest.mark.parametrize("name", [*EDITIONS, LONG])
def test_the_web_page_has_no_accessibility_fault(browser: Browser, built: Built, name: str) -> None:
    path = built.path(name, "web")
    with browser.open(path) as opened:
        assert_sound(opened.audit(), f"{name}/{path.name}")


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "320px"])
def test_a_page_is_accessible_and_loses_nothing(browser: Browser, page: Path, window: Window) -> None:
    """Also with the text spacing of WCAG 1.4.12. In a narrow window targets are closer to each other."""
    with browser.open(page, window=window) as opened:
        assert_sound(opened.audit(), f"{page.parent.name}/{page.name}, {window.width} px")
        found = losses(opened, window)
        opened.space_text()
        found += [f"with text spacing: {loss}" for loss in losses(opened, window)]
    assert not found, "\n".join([str(page), *found])


def test_nothing_is_lost_at_200_percent(browser: Browser, page: Path) -> None:
    with browser.open(page, window=ZOOMED) as opened:
        found = losses(opened, ZOOMED)
    assert not found, "\n".join([str(page), *found])


def losses(opened: OpenPage, window: Window) -> list[str]:
    width = opened.scroll_width()
    return [*([f"scrolls sideways: {width} px"] if width > window.width else []), *opened.losses()]


def test_a_page_in_colours_that_readers_set(browser: Browser, page: Path) -> None:
    """Dark, more contrast (WCAG 1.4.6, level AAA: 7:1), and forced colours, in which boxes need an edge."""
    found = []
    with browser.open(page) as opened:
        for reader in (browsers.DARK, browsers.CONTRAST_LIGHT, browsers.CONTRAST_DARK, browsers.FORCED_DARK):
            audit = opened.audit_colours(reader, *(["color-contrast-enhanced"] if reader.more_contrast else []))
            assert audit.passed > 0, f"{reader}: axe-core looked at nothing"
            found += [f"{reader}: {fault}" for fault in (*audit.violations, *undecided(audit))]
        for reader in (browsers.FORCED_DARK, browsers.FORCED_LIGHT):
            opened.seen_by(reader)
            found += [f"{reader}: {box}" for box in looks.without_edge(opened, BOXES)]
    assert not found, "\n".join([str(page), *found])


def undecided(audit: Audit) -> list[Finding]:
    return [finding for finding in audit.undecided if finding.rule == "color-contrast"]


def test_markup_is_valid(pages: list[Path], nu_messages: dict[Path, list[Message]]) -> None:
    for path in pages:
        faults = [message for message in nu_messages[path] if message.kind != "info" and not message.is_false_alarm]
        log.report(f"Nu: {path.parent.name}/{path.name}: {len(faults)} faults")
        assert not faults, "\n".join(map(str, [path.name, *faults]))


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
