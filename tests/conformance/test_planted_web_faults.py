"""No check of a web page passes by looking at nothing: each finds a fault that was planted for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import browser as browsers
from support import nu, tools
from support.browser import NARROW, WIDE, Browser, Reader, Window
from support.planted import with_fault

LONG = "En lång rad text som skall brytas. " * 3
# Moved up over what stands before it.
OVER = "position: relative; top: -3em; display: block; width: 99px; height: 99px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sound_page_passes(browser: Browser, scheme: browsers.Scheme) -> None:
    reader = Reader(scheme)
    with browser.open(with_fault(""), reader=reader, window=NARROW, strict=True) as opened:
        opened.page.wait_for_load_state("networkidle")
        assert opened.requests == []
        assert opened.complaints == []
    with browser.open(with_fault(""), reader=reader, window=NARROW) as opened:
        opened.space_text()
        assert opened.audit().violations == ()
        assert opened.losses() == []
        assert opened.scroll_width() == NARROW.width


@pytest.mark.parametrize(
    ("rule", "scheme", "fault"),
    [
        ("image-alt", "light", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"),
        ("color-contrast", "light", "<p style='color: #999'>Blek text.</p>"),
        ("color-contrast", "dark", "<p style='color: #333'>Text som bara syns på vitt.</p>"),
        ("target-size", "light", "<a href='#a' style='font-size: 6px'>a</a> <a href='#b' style='font-size: 6px'>b</a>"),
        ("heading-order", "light", "<h4>För djupt</h4><p>Text.</p>"),
    ],
)
def test_accessibility_fault_is_found(browser: Browser, rule: str, scheme: browsers.Scheme, fault: str) -> None:
    with browser.open(with_fault(fault), reader=Reader(scheme)) as opened:
        audit = opened.audit()
    assert rule in [violation.rule for violation in audit.violations], str(audit)


@pytest.mark.parametrize(
    ("window", "spaced", "fault", "message"),
    [
        (NARROW, False, f"<div style='width: 500px'>{LONG}</div>", "sticks out of the page"),
        (NARROW, False, f"<p style='height: 1.2em; overflow: hidden'>{LONG}</p>", "is cut off by <p>"),
        (WIDE, True, "<p style='height: 1.2em; overflow: hidden'>En rad.<br>En rad till.</p>", "is cut off by <p>"),
        (NARROW, False, f"<div style='height: 1.2em'>{LONG}</div><p>Nästa.</p><p>Nästa.</p>", "lie on each other"),
        (WIDE, False, f"<p>{LONG}</p><svg style='{OVER}'><rect width='99' height='99'/></svg>", "lies under <svg>"),
        (WIDE, False, f"<p>{LONG}</p><div style='{OVER}; background: navy'>Låda</div>", "lies under <div>"),
        (NARROW, False, "<svg width='400' height='10'></svg>", "<svg> sticks out of the page"),
    ],
)
def test_loss_is_found(browser: Browser, window: Window, spaced: bool, fault: str, message: str) -> None:
    with browser.open(with_fault(fault), window=window) as opened:
        if spaced:
            opened.space_text()
        assert any(message in loss for loss in opened.losses()), opened.losses()


def test_loss_under_text_spacing_only_is_found(browser: Browser) -> None:
    tight = "<div style='width: 12em; height: 2.4em; overflow: hidden'>En text som just får rum på två rader</div>"
    with browser.open(with_fault(tight)) as opened:
        assert opened.losses() == []
        opened.space_text()
        assert opened.losses() != []


def test_sideways_scrolling_is_found(browser: Browser) -> None:
    with browser.open(with_fault("<div style='width: 500px'>bred</div>"), window=NARROW) as opened:
        assert opened.scroll_width() > NARROW.width


def test_clear_box_over_text_is_no_loss(browser: Browser) -> None:
    """So that a whole card can be clicked, its link is often spread over it."""
    with browser.open(with_fault(f"<p>{LONG}</p><div style='{OVER}'></div>")) as opened:
        assert opened.losses() == []


def test_text_hidden_for_screen_readers_is_no_loss(browser: Browser) -> None:
    style = "position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap"
    with browser.open(with_fault(f"<p style='{style}'>{LONG}</p>"), window=NARROW) as opened:
        assert opened.losses() == []


def test_requests_and_complaints_are_noted(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "å page.html"
    fault = "<img src='https://example.se/a.png' alt=''><img src='b.png' alt=''><script>nonsense()</script>"
    page.write_text(with_fault(fault), encoding="utf-8")
    with browser.open(page, strict=True) as opened:
        opened.page.wait_for_load_state("networkidle")
    assert sorted(opened.requests) == [(tmp_path / "b.png").as_uri(), "https://example.se/a.png"]
    assert any("nonsense is not defined" in complaint for complaint in opened.complaints)


def test_print_media_is_emulated(browser: Browser, tmp_path: Path) -> None:
    page = with_fault("<style>@media print { h1 { display: none } }</style>")
    with browser.open(page, media="print") as opened:
        assert not opened.page.is_visible("h1")
    with browser.open(page, media="screen") as opened:
        assert opened.page.is_visible("h1")
        opened.screenshot(tmp_path / "shots" / "page.png")
    assert (tmp_path / "shots" / "page.png").read_bytes().startswith(b"\x89PNG")


def test_faulty_markup_is_found(faulty_page: Path, nu_messages: dict[Path, list[nu.Message]]) -> None:
    messages = nu_messages[faulty_page]
    assert {"error", "warning"} <= {message.kind for message in messages}
    assert any("“alt” attribute" in message.text for message in messages)


def test_false_alarm_is_still_needed(policed_page: Path, nu_messages: dict[Path, list[nu.Message]]) -> None:
    """When this fails the checker has been repaired: take `is_false_alarm` away."""
    assert [message.is_false_alarm for message in nu_messages[policed_page]] == [True, True]


def test_what_a_policy_forbids_is_noted(browser: Browser, policed_page: Path, tmp_path: Path) -> None:
    with browser.open(policed_page, strict=True) as opened:
        assert opened.complaints == []
    strict = tmp_path / "strict.html"
    strict.write_text(policed_page.read_text(encoding="utf-8").replace("img-src data:", "img-src 'none'"), "utf-8")
    with browser.open(strict, strict=True) as opened:
        assert any("Content Security Policy" in complaint for complaint in opened.complaints), opened.complaints


def test_missing_tools_fail(browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with pytest.raises(tools.MissingTool, match="passes over a missing file"):
        nu.check([page])
    page.write_text(with_fault(""), encoding="utf-8")
    monkeypatch.setattr(nu, "JAR", tmp_path / "vnu.jar")
    with pytest.raises(tools.MissingTool, match="npm ci"):
        nu.check([page])
    monkeypatch.setattr(browsers, "AXE", tmp_path / "axe.min.js")
    with browser.open(page) as opened, pytest.raises(tools.MissingTool, match="npm ci"):
        opened.audit()
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(tools.MissingTool, match="chromium"):
        browsers.find()
