"""`publisher try`: a sheet of alternatives, made also of a publication that is not without faults."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from lxml import html
from PIL import Image

from publisher.content.load import load
from publisher.trying.alternatives import alternatives, lay_out
from support import tools
from support.cli import publisher

NAME = "framat"
GROUPS = [
    *("Cover", "Density of the pages", "Boxes", "Ground of a section", "Accent", "Two sections on a page"),
    *("Page numbers", "Foot of the pages", "Brand", "Fonts"),
]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of content and output after `try` of a publication with faults; the output holds another's file."""
    folder = tmp_path_factory.mktemp("try")
    content = folder / "content"
    shutil.copytree(tools.ROOT / "content", content, ignore=shutil.ignore_patterns("en"))
    file = content / NAME / "publication.yaml"
    faulty = file.read_text("utf-8").replace("block: contact", "block: kontakt").replace("https://framat.e", "framat e")
    file.write_text(faulty, "utf-8")
    (folder / "output" / NAME).mkdir(parents=True)
    (folder / "output" / NAME / "kept.txt").write_text("kept", "utf-8")
    answer = publisher("try", NAME, "--content", content, "--output", folder / "output")
    assert answer.exit_code == 0, answer.output
    assert "alternatives.html" in answer.output
    return folder


def page(folder: Path) -> html.HtmlElement:
    data = (folder / "output" / f"{NAME}-alternatives" / "alternatives.html").read_bytes()
    return html.document_fromstring(data.decode("utf-8"))


def test_only_its_own_folder_is_written(tried: Path) -> None:
    files = sorted(path.relative_to(tried / "output").as_posix() for path in (tried / "output").rglob("*.*"))
    assert files == [f"{NAME}-alternatives/alternatives.{kind}" for kind in ("html", "png")] + [f"{NAME}/kept.txt"]


def test_every_alternative_is_shown_with_the_lines_that_choose_it(tried: Path) -> None:
    tree = page(tried)
    assert [heading.text for heading in tree.iter("h2")] == GROUPS
    for figure in tree.iter("figure"):
        assert figure.find("img").get("src").startswith("data:image/jpeg"), html.tostring(figure)[:200]
        assert figure.find("img").get("alt")
        said = yaml.safe_load(figure.find(".//code").text)
        assert isinstance(said, dict)
        assert re.search(r"in \S+\.(yaml|md)$", figure.find("figcaption").findall("p")[-1].text)
    chosen = [
        figure.find(".//code").text for figure in tree.iter("figure") if figure.find(".//p[@class='now']") is not None
    ]
    assert "brand: framat" in chosen


def test_the_picture_has_as_many_pages(tried: Path) -> None:
    with Image.open(tried / "output" / f"{NAME}-alternatives" / "alternatives.png") as picture:
        rows = len(list(page(tried).iter("h2")))
        assert picture.width > 1600
        assert picture.height > rows * 350


def test_a_programme_has_its_forms() -> None:
    groups = {str(title): made for title, made in alternatives(load(tools.ROOT / "content" / "almedalen"))}
    forms = next(made for made in groups.values() if made[0].lines.startswith("form: "))
    assert [one.lines for one in forms] == ["form: grid", "form: list", "form: compact", "form: one-page"]
    assert {one.file for one in forms} == {"programme.yaml"}
    shown = [lay_out(one) for one in (forms[1], forms[2])]
    assert all(one.picture for one in shown), [one.fault for one in shown]
    assert shown[0].picture != shown[1].picture


def test_an_upright_picture_stands_at_the_head_or_beside_the_text(tried: Path) -> None:
    content = tried / "content" / NAME
    Image.new("RGB", (600, 900), "teal").save(content / "pictures" / "foto.jpg")
    section = content / "sections" / "skola.md"
    section.write_text(re.sub(r"file: pictures/\S+", "file: pictures/foto.jpg", section.read_text("utf-8")), "utf-8")
    file = content / "publication.yaml"
    file.write_text((tools.ROOT / "content" / NAME / "publication.yaml").read_text("utf-8"), "utf-8")
    found = [one for _, made in alternatives(load(content)) for one in made if "picture: " in one.lines]
    assert [one.lines for one in found] == ["fit:\n  picture: head", "fit:\n  picture: side"]
    assert {one.file for one in found} == {"framat/sections/skola.md"}


def test_each_line_makes_another_page(tried: Path) -> None:
    for section in page(tried).iter("section"):
        pictures = [image.get("src") for image in section.iter("img")]
        assert len(pictures) == len(set(pictures)) > 1, section.find("h2").text
