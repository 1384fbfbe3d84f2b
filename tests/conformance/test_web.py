"""The web pages in a browser: accessible, whole in every window, and sufficient to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.browser import NARROW, WIDE, ZOOMED, Browser, Scheme, Window
from support.built import SAMPLES, Built
from support.nu import Message

WEB_PAGES = [sample.name for sample in SAMPLES]


@pytest.fixture(params=[*WEB_PAGES, "landing"])
def pages(request: pytest.FixtureRequest, built: Built) -> list[Path]:
    """A publication's web page, or the landing pages."""
    if request.param == "landing":
        return [path for path in built.pages() if path.name == "index.html"]
    return [built.path(request.param, "web")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault(browser: Browser, pages: list[Path], scheme: Scheme) -> None:
    for path in pages:
        with browser.open(path, scheme=scheme) as opened:
            audit = opened.audit()
        assert not audit.violations, f"{path.name}, {scheme}: {audit}"
        assert audit.passed >= 10, "axe-core looked at next to nothing"
        contrast = [finding for finding in audit.undecided if finding.rule == "color-contrast"]
        assert not contrast, f"{path.name}, {scheme}: contrast that cannot be computed: {contrast[0]}"


def test_markup_is_valid(pages: list[Path], nu_messages: dict[Path, list[Message]]) -> None:
    for path in pages:
        faults = [message for message in nu_messages[path] if message.kind != "info" and not message.is_false_alarm]
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
def test_nothing_is_lost_in_a_window(browser: Browser, pages: list[Path], window: Window, spaced: bool) -> None:
    for path in pages:
        with browser.open(path, window=window) as opened:
            if spaced:
                opened.space_text()
            assert opened.scroll_width() <= window.width, f"{path.name} scrolls sideways"
            losses = opened.losses()
        assert not losses, "\n".join([path.name, *losses])


def test_nothing_is_asked_of_the_network(browser: Browser, pages: list[Path]) -> None:
    for path in pages:
        with browser.open(path, strict=True) as opened:
            opened.page.wait_for_load_state("networkidle")
            # A landing page may show the files beside it; a web page must be whole when it is sent alone.
            asked = [url for url in opened.requests if path.name != "index.html" or not url.startswith("file:")]
            assert not asked, f"{path.name} asks for {asked}"
            assert not opened.complaints, f"{path.name}: {opened.complaints}"


def test_print_shows_the_same_text(browser: Browser, built: Built) -> None:
    for name in WEB_PAGES:
        with browser.open(built.path(name, "web")) as opened:
            words = opened.page.inner_text("main").split()
            opened.page.emulate_media(media="print")
            printed = opened.page.inner_text("main").split()
            losses = opened.losses()
        assert len(words) > 50
        assert set(words) <= set(printed), f"{name}: not in print: {set(words) - set(printed)}"
        assert not losses, "\n".join([name, *losses])
