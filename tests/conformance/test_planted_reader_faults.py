"""Each check of test_web_readers.py finds a fault that was planted for it, and passes a sound page."""

from __future__ import annotations

import dataclasses

import pytest

from publisher.pictures.qr import qr_code
from support import browser as browsers
from support import keyboard, looks, spoken_page
from support.browser import NARROW, Browser
from support.planted import with_fault

LINKS = "<p><a href='#a'>Ett</a> <a href='#b'>Två</a> <button>Tre</button></p>"


def test_a_sound_page_passes(browser: Browser) -> None:
    box = "<div class='card' style='border: 1px solid transparent; background: #eee'>Ruta</div>"
    page = with_fault(f"{LINKS}{box}<ul><li>Punkt <img alt='En sol' src='data:,'></li></ul>")
    with browser.open(page, window=NARROW) as opened:
        assert keyboard.stops(opened) == 3
        assert keyboard.faults(opened) == []
        assert spoken_page.spoken(opened) == spoken_page.written(opened) == "ProvEnradtext.EttTvåTreRutaPunktEnsol"
        assert looks.moving(opened) == []
    with browser.open(page, reader=browsers.FORCED_DARK) as opened:
        assert looks.without_edge(opened, ".card") == []


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (LINKS.replace("<button", "<button tabindex='1'"), 'the focus is on <button> "Tre"'),
        (LINKS + "<style>a:focus { outline: none }</style>", '<a> "Ett": the focus does not show'),
        (LINKS + "<div style='position: fixed; inset: 0; background: #fff'></div>", "it is covered or out of sight"),
        (
            LINKS.replace("<button", "<button style='position: absolute; left: -999px'"),
            '"Tre": it is covered or out of',
        ),
        ("<a href='#' onkeydown='event.preventDefault()'>Fälla</a><a href='#'>Ut</a>", '<a> "Ut" is not reached'),
    ],
)
def test_a_fault_on_the_keyboards_way_is_found(browser: Browser, fault: str, message: str) -> None:
    with browser.open(with_fault(fault)) as opened:
        found = keyboard.faults(opened)
    assert any(message in one for one in found), found


@pytest.mark.parametrize(
    "fault",
    [
        "<p aria-hidden='true'>Ohörd.</p>",
        "<p id='late'>Sist.</p><p>Mitt i.</p><div aria-owns='late'><p>Först.</p></div>",
        "<div role='img' aria-label='En bild'>Text i en bild.</div>",
        "<style>h1::after { content: ' tillagt' }</style>",
    ],
)
def test_a_fault_in_what_is_read_out_is_found(browser: Browser, fault: str) -> None:
    with browser.open(with_fault(fault)) as opened:
        assert spoken_page.spoken(opened) != spoken_page.written(opened)


def test_words_that_a_script_writes_are_found(browser: Browser) -> None:
    page = with_fault("<script>document.write('<p>Från skriptet.</p>')</script>")
    with browser.open(page) as opened:
        assert "Frånskriptet" in spoken_page.written(opened)
    with browser.open(page, reader=browsers.NO_SCRIPTS) as opened:
        assert spoken_page.written(opened) == "ProvEnradtext."


@pytest.mark.parametrize("style", ["background: #eee", "border-top: 1px solid", "border: 1px solid Canvas"])
def test_a_box_without_an_edge_is_found(browser: Browser, style: str) -> None:
    page = with_fault(f"<div class='card' style='{style}'>Ruta</div>")
    with browser.open(page, reader=browsers.FORCED_DARK) as opened:
        assert looks.without_edge(opened, ".card") == ['<div class="card"> has no edge']


def test_a_code_without_its_light_ground_is_found(browser: Browser) -> None:
    code = qr_code("https://example.org")
    bare = dataclasses.replace(code, svg=code.svg.replace('fill="#fff"', 'fill="none"'))
    for shown, read in ((code, ["https://example.org"]), (bare, [])):
        page = with_fault(f"<div><img style='width: 150px' src='{shown.data_uri}' alt='Kod'></div>")
        with browser.open(page, reader=browsers.DARK) as opened:
            element = opened.page.query_selector("div")
            assert element is not None
            assert looks.codes_in(element) == read


@pytest.mark.parametrize("style", ["scroll-behavior: smooth", "transition: color 1s", "animation: turn 1s infinite"])
def test_what_moves_is_found(browser: Browser, style: str) -> None:
    with browser.open(with_fault(f"<div style='{style}'>Ruta</div>")) as opened:
        assert len(looks.moving(opened)) == 1


def test_contrast_that_is_not_more_is_found(browser: Browser) -> None:
    with browser.open(with_fault("<p style='color: #767676'>Grå text.</p>")) as opened:
        assert "color-contrast-enhanced" in [
            finding.rule for finding in opened.audit("color-contrast-enhanced").violations
        ]
