"""Which pictures are photographs, and which line names a picture."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from publisher.compose import (
    Document,
    compose,
    parse,
    picture_place,
    serialise,
)
from publisher.compose.pictures import mark_photographs
from publisher.content.load import load
from publisher.model.findings import Place
from support import photo_content
from support.built import TORTURE, TORTURE_CONTENT
from support.photo_content import LEAFLET


def marked(body: str) -> str:
    root = parse(f"<body>{body}</body>")
    mark_photographs(root)
    return serialise(root).partition("<body>")[2].partition("</body>")[0].strip()


def test_a_photograph_is_marked_and_its_middle_is_what_must_be_seen() -> None:
    assert marked('<img class="band" src="a.JPG">') == (
        '<img class="band photo" src="a.JPG" style="--focal-point:50% 50%">'
    )
    assert marked('<img src="a.tif" style="--focal-point:0% 50%">') == (
        '<img src="a.tif" style="--focal-point:0% 50%" class="photo">'
    )


def test_drawings_logos_and_codes_are_none() -> None:
    for image in ('<img src="a.svg">', '<img class="logo" src="a.png">', '<img src="data:image/png;base64,x">'):
        assert marked(image) == image


def test_a_document_of_drawings_says_nothing_of_photographs() -> None:
    html = compose(load(TORTURE_CONTENT / TORTURE)).html
    assert "photo" not in html
    assert html.count("--focal-point:") == 2, "where the content says a point"


def of_photographs(folder: Path) -> Document:
    return compose(load(photo_content.make(folder) / LEAFLET))


def test_the_line_that_names_a_picture(tmp_path: Path) -> None:
    document = of_photographs(tmp_path)
    named = {address: [str(place) for place in places] for address, places in document.picture_lines.items()}
    assert named["pictures/omslag.jpg"] == ["foton/publication.yaml:17"]
    assert named["pictures/hog.webp"] == ["foton/sections/vinter.md:4"]
    assert named["pictures/fyra.jpg"] == ["foton/sections/vinter.md:15"]
    assert named["../brands/foto-negativ.png"] == ["brands/foto.yaml:18"]


def test_of_several_lines_that_name_a_picture_the_nearest_is_told(tmp_path: Path) -> None:
    cover, section, later = Place("foton/publication.yaml", 16), Place("a.md", 4), Place("a.md", 9)
    document = dataclasses.replace(of_photographs(tmp_path), picture_lines={"a.jpg": (cover, section, later)})
    assert picture_place(document, "a.jpg", later) == later
    assert picture_place(document, "a.jpg", Place("a.md", 1)) == section
    assert picture_place(document, "a.jpg", Place("b.md", 1)) == cover
    assert picture_place(document, "b.jpg", later) == later
