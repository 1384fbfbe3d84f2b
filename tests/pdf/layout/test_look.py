"""What a writer decides of the look, seen on the finished pages; and what is no choice, reported with the choices."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from publisher.content.load import load
from publisher.model.errors import ContentError
from publisher.model.findings import Options
from publisher.pipeline.build import finish, prepare
from support import tools
from support.page_lines import page_lines

DARK, PAPER, TINT = "#0b5239", "#ffffff", "#eef6ea"  # of the leaflet's brand
NAME = "framat"
POINTS = 72 / 25.4


def content_with(folder: Path, publication: str = "", sections: dict[str, str] | None = None) -> Path:
    """A copy of the sample leaflet, with lines added to publication.yaml and to the heads of sections."""
    content = folder / "content"
    shutil.copytree(tools.ROOT / "content", content, ignore=shutil.ignore_patterns("en", "almedalen"))
    file = content / NAME / "publication.yaml"
    file.write_text(f"{file.read_text('utf-8')}\n{publication}\n", "utf-8")
    for path in (content / NAME / "sections").glob("*.md"):
        text = path.read_text("utf-8").replace("look:\n  ground: dark\n", "")
        said = (sections or {}).get(path.stem, "")
        path.write_text(text.replace("---\n", f"---\n{said}", 1), "utf-8")
    return content


def made(folder: Path, publication: str = "", sections: dict[str, str] | None = None) -> Path:
    content = content_with(folder, publication, sections)
    result = finish(prepare(load(content / NAME), Options(formats=("screen",))), folder / "output")
    assert result.written, [str(finding) for finding in result.findings]
    return folder / "output" / NAME / f"{NAME}-screen.pdf"


def colour(path: Path, page: int, left: float, top: float) -> str:
    """The colour of a page (from 1) at a place in mm from its upper left corner."""
    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[page - 1].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()
    return "#{:02x}{:02x}{:02x}".format(*picture.getpixel((round(left * POINTS * 2), round(top * POINTS * 2))))


def box_colour(path: Path, page: int) -> str:
    """That of the box with the pledges, just before their heading."""
    heading = next(line for line in page_lines(path)[page - 1] if line.text == "Vi vill")
    return colour(path, page, heading.left / POINTS - 1.5, (heading.top + heading.bottom) / 2 / POINTS)


def test_a_section_stands_on_the_ground_that_was_chosen(tmp_path: Path) -> None:
    path = made(tmp_path, "", {"skola": "look: {ground: dark}\n", "omsorg": "look: {ground: light}\n"})
    assert [colour(path, page, 5, 195) for page in (3, 4, 5)] == [PAPER, DARK, TINT]
    assert box_colour(path, 4) == box_colour(path, 5) == PAPER, "a box stands out from its ground"


def test_boxes_have_the_style_that_was_chosen(tmp_path: Path) -> None:
    path = made(
        tmp_path, "look: {boxes: lined}", {"skola": "look: {boxes: dark}\n", "omsorg": "look: {boxes: tinted}\n"}
    )
    assert [box_colour(path, page) for page in (4, 5, 6)] == [DARK, TINT, PAPER]


def test_box_styles_alternate_where_nothing_was_chosen(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert [box_colour(path, page) for page in (4, 5, 6, 7)] == [DARK, TINT, DARK, TINT]


def test_page_numbers_and_foot_are_chosen(tmp_path: Path) -> None:
    pages = page_lines(made(tmp_path, "look: {page_numbers: false, foot: sender}"))
    for page in pages[1:-1]:
        assert [line.text for line in page if line.top > 197 * POINTS] == ["Centerpartiet i Borlänge"]
    none = page_lines(made(tmp_path / "none", "look: {page_numbers: false, foot: none}"))
    assert not [line.text for page in none[1:-1] for line in page if line.top > 197 * POINTS]


def test_page_numbers_stay_where_the_contents_name_them(tmp_path: Path) -> None:
    pages = page_lines(made(tmp_path, "contents: true\nlook: {page_numbers: false}"))
    assert any(line.text == "3" for line in pages[2] if line.top > 197 * POINTS)


@pytest.mark.parametrize(
    ("said", "choices"),
    [
        ("look: {boxes: round}", ("tinted", "lined", "dark")),
        ("look: {accent: red}", ("primary", "secondary", "accent")),
        ("look: {portraits: oval}", ("round", "square")),
        ("look: {foot: date}", ("title", "sender", "none")),
        ("look: {page_numbers: maybe}", ("true", "false")),
        ("fit: huge", ("tight", "normal", "sparse")),
    ],
)
def test_what_is_no_choice_is_reported_with_the_choices(tmp_path: Path, said: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(ContentError) as caught:
        load(content_with(tmp_path, said) / NAME)
    (finding,) = caught.value.findings
    assert finding.where is not None
    assert finding.where.line
    for choice in choices:
        assert re.search(rf"\b{choice}\b", f"{finding.message} {finding.fix}"), str(finding)
