"""The forms of a programme, read back from the finished files: where sessions stand, in which order they are read, that
none is lost."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from publisher.checks.read_tags import read_tags
from publisher.compose import compose
from publisher.content.load import load
from publisher.model.paths import LAYOUTS
from publisher.pdf.layout.page_quality import page_qualities
from publisher.pdf.layout.paginate import Pages, paginate
from support import pdftext
from support.cli import publisher
from support.programmes import conference, random_programme, write_programme
from support.verapdf import validate

FORMS = ("grid", "compact", "one-page")
SAME = 1.0  # points


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from the upper left corner."""

    text: str
    page: int
    left: float
    top: float


def named(programme: dict[str, Any]) -> dict[str, Any]:
    """The same programme with titles, rooms and times that can be found as one word each."""
    for number, place in enumerate(programme["places"]):
        place["name"] = f"Rum{number}"
    for number, session in enumerate(one for day in programme["days"] for one in day["sessions"]):
        session["title"] = f"Pass{number:03}"
    return programme


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A finished PDF of each form, with all checks passed."""
    folder = tmp_path_factory.mktemp("forms")
    made = {
        "grid": conference(days=2, rooms=4, sessions=24),
        "compact": conference(days=2, rooms=3, sessions=100, words=20),
        "one-page": conference(days=1, rooms=1, sessions=6),
    }
    for form, programme in made.items():
        write_programme(folder / form, named(programme | {"form": form}))
        built = publisher(
            "build",
            "sheet",
            "--content",
            folder / form,
            "--output",
            folder / "out" / form,
            "--format",
            "screen",
            "--format",
            "text",
        )
        assert built.exit_code == 0, built.output
    return {form: folder / "out" / form / "sheet" / "sheet-screen.pdf" for form in made}


def words_of(path: Path) -> list[Word]:
    """By poppler."""
    root = etree.fromstring(
        pdftext.poppler("pdftotext", "-bbox", path, "-").encode(), etree.HTMLParser(encoding="utf-8")
    )
    return [
        Word(word.text or "", number, float(word.get("xmin")), float(word.get("ymin")))
        for number, page in enumerate(root.iter("page"), 1)
        for word in page.iter("word")
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_tags_are_a_list_in_the_order_of_time(built: dict[str, Path], form: str) -> None:
    """Each session once, with its time before its title; no table."""
    heard = [word.word for word in read_tags(built[form].read_bytes())]
    titles = [word for word in heard if re.fullmatch(r"Pass\d+", word)]
    assert titles == sorted(titles)
    assert len(titles) == {"grid": 24, "compact": 100, "one-page": 6}[form]
    assert all(re.fullmatch(r"\d\d\.\d\d–\d\d\.\d\d", heard[heard.index(title) - 1]) for title in titles)
    assert "Table" not in pdftext.structure(built[form])


def test_they_are_pdf_ua(built: dict[str, Path]) -> None:
    for path, verdict in validate(list(built.values())).items():
        assert verdict.compliant, f"{path}: {verdict}"


def test_a_session_of_a_grid_begins_at_its_time_and_in_its_room(built: dict[str, Path], tmp_path: Path) -> None:
    programme = named(conference(days=2, rooms=4, sessions=24))
    words = words_of(built["grid"])
    checked = 0
    for day in programme["days"]:
        for session in day["sessions"]:
            (title,) = [word for word in words if word.text == session["title"]]
            page = [word for word in words if word.page == title.page]
            # The times at the side stand left of all columns; the names of the columns above all that is in them.
            times = {word.text: word for word in sorted(page, key=lambda one: -one.left) if "." in word.text}
            assert abs(times[session["start"]].top - title.top) < 15 or session["place"] == []
            if session["place"]:
                room = f"Rum{session['place'][1:]}"
                head = min((word for word in page if word.text == room), key=lambda one: one.top)
                assert abs(head.left - title.left) < SAME
                checked += 1
    assert checked == 20


def test_the_index_leads_to_the_pages(built: dict[str, Path]) -> None:
    words = words_of(built["compact"])
    text = " ".join(word.text for word in words)
    index = text[text.index("Medverkande") :]
    found = re.search(r"Anna Berg, ledamot, Föreningen: mån 10 (\d\d\.\d\d) s\. (\d)", index)
    assert found
    times = [word.text for word in words if word.page == int(found[2])]
    assert f"{found[1]}–{found[1][:3]}45" in times


def test_columns_say_the_first_and_the_last_time_of_the_page(built: dict[str, Path]) -> None:
    page = pdftext.text(built["compact"], "-f", "2", "-l", "2", "-layout").splitlines()
    assert re.match(r"\s*Måndag 10 maj \d\d\.\d\d\s+(Mån|Tis)dag 1\d maj \d\d\.\d\d$", page[0])


def test_one_page_is_one_page(built: dict[str, Path]) -> None:
    assert pdftext.info(built["one-page"]).pages == 1


def pages_of(folder: Path, programme: dict[str, Any], **publication: Any) -> Pages:
    return paginate(compose(load(write_programme(folder / "content", programme, **publication))))


# Of the first twenty these have, together, every kind of session, each two kinds on one day, and few and many rooms.
@pytest.mark.parametrize("seed", [2, 4, 11, 13, 14, 15, 16, 20])
def test_any_programme_is_a_grid(tmp_path: Path, seed: int) -> None:
    """Sessions without end or place, for whole days, over midnight, of five minutes beside three hours, in several
    rooms, at the same time in one room, with long titles, in 1 to 12 rooms: no text leaves its place or lies on
    another, and all are there."""
    programme = random_programme(seed) | {"form": "grid"}
    pages = pages_of(tmp_path, programme)
    assert not pages.overflows
    assert not [quality.overlaps for quality in page_qualities(pages.rendered) if quality.overlaps]
    assert pages.fitted is not None
    assert any(choice.chosen.startswith("a grid") for choice in pages.fitted.choices)
    for day in programme["days"]:
        assert all(session["id"] in pages.anchors for session in day["sessions"])


def test_forty_sessions_in_four_rooms_take_four_pages(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, conference(days=3, rooms=4, sessions=40))
    assert pages.count <= 4


def test_where_a_text_is_higher_than_a_page_the_grid_is_a_list(tmp_path: Path) -> None:
    programme = conference(days=1, rooms=2, sessions=6)
    programme["days"][0]["sessions"][1]["details"] = "Ett mycket långt samtal om staden. " * 400
    pages = pages_of(tmp_path, programme)
    assert pages.fitted is not None
    assert any(choice.chosen == "a list" for choice in pages.fitted.choices)
    assert not pages.overflows


def test_a_grid_goes_on_an_a5_page(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, conference(days=1, rooms=4, sessions=14, words=6), layout="leaflet-a5")
    assert pages.fitted is not None
    assert any(choice.chosen.startswith("a grid") for choice in pages.fitted.choices)
    assert not pages.overflows


def test_a_grid_goes_on_an_a3_page(tmp_path: Path) -> None:
    """Of a layout that differs from the sheet's in its size alone: nine rooms stand beside each other there."""
    programme = conference(days=1, rooms=9, sessions=30, words=6)
    folder = write_programme(tmp_path / "content", programme, layout="programme-a3")
    own = shutil.copytree(LAYOUTS / "programme-a4", tmp_path / "content" / "layouts" / "programme-a3")
    settings = (own / "layout.toml").read_text("utf-8")
    sizes = (("width_mm = 210", "width_mm = 297"), ("height_mm = 297", "height_mm = 420"), ("room = 271", "room = 394"))
    for old, new in sizes:
        assert old in settings
        settings = settings.replace(old, new)
    (own / "layout.toml").write_text(settings, "utf-8")
    pages = paginate(compose(load(folder)))
    assert not pages.overflows
    assert pages.fitted is not None
    (chosen,) = [choice.chosen for choice in pages.fitted.choices if choice.name == "programme"]
    assert chosen.startswith("a grid of 9 columns")
    sessions = (pages.fitted.tree.xpath(f"//*[@id='d0-{room}']")[0] for room in range(1, 9))
    assert all("--y:-" in session.get("style") for session in sessions)  # beside the first, and not below it
