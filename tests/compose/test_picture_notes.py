"""Which pictures are photographs, and which line names a picture."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from publisher.compose import (
    Document,
    compose,
    picture_place,
)
from publisher.compose.part_types import Cover
from publisher.content.load import load
from publisher.content.reading.markdown import render_markdown
from publisher.model.findings import Place
from support import photo_content
from support.built import TORTURE, TORTURE_CONTENT
from support.photo_content import LEAFLET


def written(markdown: str) -> str:
    html = render_markdown(f"# R\n\n{markdown}", "a.md").html
    return html.partition("<img ")[2].partition(">")[0]


def test_a_photograph_is_marked_and_its_middle_is_what_must_be_seen() -> None:
    assert written("![En bänk](a.JPG)") == 'src="a.JPG" alt="En bänk" class="photo" style="--focal-point:50% 50%"'
    assert written('![En bänk](a.tif){focus="left"}') == (
        'src="a.tif" alt="En bänk" style="--focal-point:0% 50%" class="photo"'
    )


def test_drawings_and_logos_are_none(tmp_path: Path) -> None:
    assert written("![En bänk](a.svg)") == 'src="a.svg" alt="En bänk"'
    (cover, *_) = of_photographs(tmp_path).parts
    assert isinstance(cover, Cover)
    assert cover.logo
    assert cover.logo.address.endswith(".png")
    assert not cover.logo.photo
    assert cover.picture
    assert cover.picture.photo


def test_a_document_of_drawings_says_nothing_of_photographs() -> None:
    html = compose(load(TORTURE_CONTENT / TORTURE)).html
    assert "photo" not in html
    assert html.count("--focal-point:") == 3, "where the content says a point"


def of_photographs(folder: Path) -> Document:
    return compose(load(photo_content.make(folder) / LEAFLET))


def test_the_line_that_names_a_picture(tmp_path: Path) -> None:
    document = of_photographs(tmp_path)
    named = {address: [str(place) for place in places] for address, places in document.picture_lines.items()}
    assert named["pictures/omslag.jpg"] == ["foton/publication.yaml:17"]
    assert named["pictures/hog.webp"] == ["foton/sections/vinter.md:4"]
    assert named["pictures/fyra.jpg"] == ["foton/sections/vinter.md:16"]
    assert named["../brands/foto-negativ.png"] == ["brands/foto.yaml:18"]


def test_of_several_lines_that_name_a_picture_the_nearest_is_reported(tmp_path: Path) -> None:
    cover, section, later = Place("foton/publication.yaml", 16), Place("a.md", 4), Place("a.md", 9)
    document = dataclasses.replace(of_photographs(tmp_path), picture_lines={"a.jpg": (cover, section, later)})
    assert picture_place(document, "a.jpg", later) == later
    assert picture_place(document, "a.jpg", Place("a.md", 1)) == section
    assert picture_place(document, "a.jpg", Place("b.md", 1)) == cover
    assert picture_place(document, "b.jpg", later) == later
