"""The web pages in a browser: accessible, whole in every window, and sufficient to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.formats import FORMATS
from support import log, reflow
from support.browser import NARROW, WIDE, Audit, Browser, OpenPage, Window
from support.built import EDITIONS, LONG, TORTURE, Built
from support.editions import sample
from support.nu import Message


def assert_sound(audit: Audit, what: str) -> None:
    """Nothing is broken, much was looked at, and no contrast was left undecided."""
    log.report(f"axe: {what}: {len(audit.violations)} violations ({audit.passed} rules passed)")
    assert not audit.violations, f"{what}: {audit}"
    assert audit.passed >= 10, "axe-core looked at next to nothing"
    assert not audit.colours_undecided, f"{what}: contrast that cannot be computed: {audit.colours_undecided[0]}"


@pytest.mark.parametrize("name", ["framat/en", TORTURE])
def test_the_web_page_has_no_accessibility_fault(browser: Browser, built: Built, name: str) -> None:
    """The landing pages hold what the other web pages hold."""
    path = built.path(name, "web")
    with browser.open(path) as opened:
        assert_sound(opened.audit(), f"{name}/{path.name}")


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "320px"])
def test_a_page_is_accessible_and_loses_nothing(browser: Browser, page: Path, window: Window) -> None:
    """Also with the text spacing of WCAG 1.4.12. In a narrow window targets are closer to each other."""
    with browser.open(page, window=window) as opened:
        assert_sound(opened.audit(), f"{page.parent.name}/{page.name}, {window.width} px")
        found = list(reflow.losses(opened, window))
        opened.space_text()
        found += [f"with text spacing: {loss}" for loss in reflow.losses(opened, window)]
    assert not found, "\n".join([str(page), *found])


@pytest.mark.parametrize("setting", [name for name in reflow.SETTINGS if name.startswith("200 %")])
def test_nothing_is_lost_and_no_word_is_broken_in_large_letters(browser: Browser, page: Path, setting: str) -> None:
    faults = reflow.faults(browser, page, setting)
    assert not faults, "\n".join([str(page), *faults])


def test_what_is_lost_is_found(browser: Browser, tmp_path: Path) -> None:
    """A list in so narrow a column that its words are broken, a row that is too wide, and a title that is cut."""
    path = tmp_path / "fault.html"
    path.write_text(
        "<!doctype html><html lang='sv'><body><ul style='width:4rem;overflow-wrap:anywhere'><li>administration</ul>"
        "<p style='white-space:nowrap'>Vi vill leda ett Borlänge som är hållbart och smart</p>"
        "<h2 style='width:3rem;overflow:hidden'>Sommarprogrammet</h2></body></html>",
        "utf-8",
    )
    found = reflow.faults(browser, path, "200 % text, 360 px")
    for fault in ("scrolls sideways", '"administration" in <li> is broken', "is cut off by <h2>"):
        assert any(fault in one for one in found), found


def test_markup_is_valid(pages: list[Path], nu_messages: dict[Path, list[Message]]) -> None:
    for path in pages:
        faults = [message for message in nu_messages[path] if message.kind != "info" and not message.is_false_alarm]
        log.report(f"Nu: {path.parent.name}/{path.name}: {len(faults)} faults")
        assert not faults, "\n".join(map(str, [path.name, *faults]))


def assert_sufficient(opened: OpenPage) -> None:
    """Also what the page's own policy forbids would be a complaint: data for search engines is no script."""
    opened.page.wait_for_load_state("networkidle")
    assert not opened.requests, f"asks for {opened.requests}"
    assert not opened.complaints


def test_nothing_is_asked_of_the_network_and_nothing_is_forbidden(browser: Browser, page: Path) -> None:
    with browser.open(page, strict=True) as opened:
        assert_sufficient(opened)


@pytest.mark.parametrize("name", [*EDITIONS, LONG])
def test_the_web_page_is_sufficient_to_itself_and_shows_the_same_text_in_print(
    browser: Browser, built: Built, name: str
) -> None:
    with browser.open(built.path(name, "web"), strict=True) as opened:
        assert_sufficient(opened)
        words = opened.page.inner_text("main").split()
        offered = opened.page.inner_text("form").split() if opened.page.query_selector("form") else []
        opened.page.emulate_media(media="print")
        printed = opened.page.inner_text("main").split()
        losses = opened.losses()
    assert len(words) > 50
    missing = set(words) - set(printed) - set(offered)
    assert not missing, f"not in print: {missing}"
    assert not losses, "\n".join(losses)


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


def test_a_fragment_leaves_the_page_around_it_alone(browser: Browser, tmp_path: Path) -> None:
    """And is itself without fault: axe finds none in the whole page, and nothing scrolls sideways."""
    around = "<h2>Meny</h2><p>Text <a href='#b'>länk om mat</a></p><ul><li>Punkt</li></ul>"
    host = (
        "<!doctype html><html lang='sv'><head><meta charset='utf-8'><title>Kommunen</title><style>"
        "body{{font:16px/1.5 serif;color:#111;background:#fff}}h1,h2{{color:#700;margin:20px 0}}p{{margin:1em 0}}"
        "</style></head><body><nav aria-label='Meny'>{around}</nav><main><h1>Sida</h1>{fragment}</main></body></html>"
    )
    looked_at = (
        "color backgroundColor font letterSpacing textWrap marginTop paddingLeft display listStyle textDecoration"
    )
    every = f"'{looked_at}'.split(' ').map(name => getComputedStyle(one)[name])"
    seen = f"[...document.querySelectorAll('body > nav, body > nav *, h1, body')].map(one => {every}.join())"
    (fragment,) = FORMATS["embed"].artifacts(sample("almedalen"))
    looks = []
    for text in ("", fragment.data.decode("utf-8")):
        path = tmp_path / "host.html"
        path.write_text(host.format(around=around, fragment=text), "utf-8")
        with browser.open(path) as opened:
            looks.append(opened.page.evaluate(seen))
            if text:
                assert_sound(opened.audit(), "a fragment in a page")
    assert looks[0] == looks[1]
    with browser.open(tmp_path / "host.html", window=NARROW) as opened:
        assert not list(reflow.losses(opened, NARROW))
