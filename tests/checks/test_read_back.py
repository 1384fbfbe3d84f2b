"""Finished files read back: their text without what line breaks change, and where their links lead."""

from __future__ import annotations

import pytest

from publisher.checks import Subject
from publisher.formats.read_back import read_html, read_pdf, squash


@pytest.mark.parametrize(
    ("text", "squashed"),
    [
        ("två  ord\n", "tvåord"),
        ("be-\nstämma", "bestämma"),
        ("be\u00adstämma", "bestämma"),
        ("be\u2010stämma", "bestämma"),
        ("\ufb01n", "fin"),
        ("a\u00a0b\u200bc\u2060d", "abcd"),
        ("e\u0301", "é"),
        ("10.30–11.00", "10.30–11.00"),
        ("Åäö", "Åäö"),
        ("", ""),
    ],
)
def test_squash(text: str, squashed: str) -> None:
    assert squash(text) == squashed


def test_the_text_of_a_page_without_its_navigation() -> None:
    page = (
        "<!doctype html><html><head><title>T</title><style>s</style></head><body><nav>n</nav>"
        "<header>A</header><main><p>B <b>c</b></p></main><footer>D</footer></body></html>"
    )
    assert read_html(page.encode()).pages == ("ABcD",)


def test_the_addresses_of_a_page() -> None:
    page = '<body><nav><a href="#x">x</a></nav><main><a href="https://a.example.org">å</a><a>no</a></main></body>'
    assert read_html(page.encode()).addresses == {"https://a.example.org"}


def test_the_pages_of_a_pdf(leaflet: Subject) -> None:
    screen = next(artifact for artifact in leaflet.artifacts if artifact.format == "screen")
    back = read_pdf(screen.data)
    assert len(back.pages) == 8
    assert "Skolanskalyftavarjeelev" in "".join(back.pages)


def test_the_addresses_of_a_pdf(leaflet: Subject) -> None:
    screen = next(artifact for artifact in leaflet.artifacts if artifact.format == "screen")
    assert "mailto:hej@framat.example.org" in read_pdf(screen.data).addresses


def test_a_press_file_has_no_addresses(leaflet: Subject) -> None:
    press = next(artifact for artifact in leaflet.artifacts if artifact.format == "press")
    assert read_pdf(press.data).addresses == frozenset()
