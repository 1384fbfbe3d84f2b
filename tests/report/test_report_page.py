"""The report for a browser: every planted fault stands in it, its place is marked, and everybody can read it."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from publisher.model.catalogue import speak
from publisher.model.findings import Finding, PagePicture, Place, Result, Severity
from publisher.report.report_page import report_page
from publisher.scaffold import make_publication
from support import reflow
from support.browser import NARROW, NO_SCRIPTS, Browser
from support.cli import publisher

FAULTS = {  # in publication.yaml and the two sections: what is written instead
    "publication.yaml": [
        ("title: Din titel", f"title: {'W' * 60}"),
        ("subtitle: Säg på en rad vad den handlar om", "subtitle: TODO"),
        ("post: Din organisation, Box 1", "post: Lorem ipsum, Box 1"),
        ("url: https://example.org\n", "url: https://example.com\n"),
    ],
    "sections/skriv.md": [
        ("Texten på den här sidan", "Vi ses fredag 5 juli 2018.\n\nLorem ipsum dolor.\n\nTexten på den här sidan"),
        ("## En mellanrubrik", "TODO mer här.\n\nVi ses måndag 6 juli 2018.\n\n## En mellanrubrik"),
        ("En länk säger", "Skriv till info@example.org.\n\nEn länk säger"),
    ],
    "sections/visa.md": [
        ("Ett häfte blir", "Vi ses tisdag 7 juli 2018.\n\nxxx fyll i\n\nTODO\n\nEtt häfte blir"),
        ("Ett citat börjar", "Se www.example.net.\n\nVi ses onsdag 8 juli 2018.\n\nEtt citat börjar"),
    ],
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the report of a build with planted faults, in Swedish."""
    folder = tmp_path_factory.mktemp("report")
    make_publication("blad", "leaflet-a5", folder / "content")
    for name, changes in FAULTS.items():
        file = folder / "content/blad" / name
        text = file.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, "utf-8")
    answer = publisher(
        *("--lang", "sv", "build", "--content", folder / "content", "--output", folder / "output"),
        *("--format", "screen", "--report", folder / "report.html"),
    )
    assert answer.exit_code == 0, answer.output
    return folder


def test_twenty_faults_and_more_are_in_it_and_many_are_marked(written: Path) -> None:
    page = lxml.html.parse(written / "report.html").getroot()
    assert page.get("lang") == "sv"
    assert len(page.findall(".//li[@id]")) >= 20
    ids = set(re.findall(r"content/[a-z-]+|layout/[a-z-]+", page.text_content()))
    assert {"content/to-do", "content/filler-text", "content/wrong-weekday", "content/stand-in"} <= ids
    assert {"layout/word-broken", "content/starter-text", "content/starter-picture"} <= ids
    assert len(page.findall(".//figure")) >= 4
    marked = {
        number for frame in page.findall(".//span[@class='frame']") for number in frame.text_content().split(", ")
    }
    assert len(marked) >= 10
    assert all(page.get_element_by_id(f"finding-{number}") is not None for number in marked)


def test_links_lead_to_places_in_it(written: Path) -> None:
    page = lxml.html.parse(written / "report.html").getroot()
    links = [link.get("href") for link in page.iter("a")]
    assert links
    assert [link for link in links if page.find(f".//*[@id='{link[1:]}']") is None] == []


@pytest.mark.parametrize("reader", ["usual", "narrow, no scripts"])
def test_everybody_can_read_it(browser: Browser, written: Path, reader: str) -> None:
    settings = {"window": NARROW, "reader": NO_SCRIPTS} if reader != "usual" else {}
    with browser.open(written / "report.html", **settings) as opened:
        if reader == "usual":
            audit = opened.audit()
            assert not audit.violations, audit
            assert audit.passed >= 10
        assert (opened.requests, opened.complaints) == ([], [])
        assert opened.page.locator("h1").inner_text() == "Rapport om innehållet"
    assert "<script" not in (written / "report.html").read_text("utf-8")


@pytest.mark.parametrize("setting", reflow.SETTINGS)
def test_nothing_of_it_is_lost_in_large_letters(browser: Browser, written: Path, setting: str) -> None:
    found = reflow.faults(browser, written / "report.html", setting)
    # The numbers on the picture of a page stand where the faults are, like pins on a map; the list beside has all.
    assert not [fault for fault in found if not re.search(r"lie on each other|lies under <b>", fault)]


def test_a_report_of_a_check_has_the_errors_and_the_lines_of_the_files(tmp_path: Path) -> None:
    make_publication("blad", "leaflet-a5", tmp_path / "content")
    file = tmp_path / "content/blad/publication.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Din", "titel: Din"), "utf-8")
    answer = publisher("check", "--content", tmp_path / "content", "--report", tmp_path / "report.html")
    assert answer.exit_code == 3
    page = lxml.html.parse(tmp_path / "report.html").getroot()
    assert "titel: Din titel" in {mark.text_content().split("  ", 2)[-1].strip() for mark in page.iter("mark")}


def test_what_is_written_is_shown_and_not_run() -> None:
    found = Finding("content/x", Severity.ERROR, "<script>alert(1)</script>", "a & b", Place("a<b.md", 3))
    html = report_page([], [], Path("content"), [found])
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_many_of_a_kind_are_summed_up() -> None:
    many = [Finding("content/to-do", Severity.WARNING, "TODO", "write it", Place("a.md", n)) for n in range(1, 100_001)]
    html = report_page([], [], Path("content"), many)
    assert html.count("<li") < 50
    assert "99980 more of content/to-do" in html
    assert len(html) < 50_000


def test_a_text_of_no_catalogue_is_english_in_a_swedish_report() -> None:
    speak("sv")
    try:
        html = report_page([], [], Path("content"), [Finding("x/y", Severity.NOTE, "so it is", "leave it")])
    finally:
        speak("en")
    assert '<span lang="en">so it is</span>' in html


def test_a_place_at_the_edge_stays_on_its_page() -> None:
    page = PagePicture(1, 100.0, 100.0, b"")
    found = Finding("layout/x", Severity.ERROR, "x", "x", None, 1, (90.0, 95.0, 30.0, 20.0))
    html = report_page([Result("a", "A", Path("a"), (), (found,), pages=(page,))], [], Path("content"))
    (left, top, width, height) = (
        float(n) for n in re.findall(r"[a-z]+:([\d.]+)%", html.partition('class="frame"')[2])[:4]
    )
    assert left + width <= 100
    assert top + height <= 100
