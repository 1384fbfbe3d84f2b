"""The cover: whatever its title, text and picture, it is laid out, and nothing of it is lost."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from PIL import Image

from publisher.compose import compose
from publisher.content.load import load
from publisher.design.layouts import find_layout
from publisher.pdf.layout.fit.cover import title_sizes
from publisher.pdf.layout.paginate import Pages, paginate
from publisher.text.compounds import joints
from support import tools
from support.page_lines import page_lines

LONG = (
    "Samhällsbyggnadsförvaltningens översiktsplan för bostäder, vägar och kollektivtrafik i kommunens alla tätorter "
    "till 2040"
)
LEAFLET, SHEET = "framat", "almedalen"


def cover_of(folder: Path, name: str, photograph: tuple[int, int] | None, cover: dict[str, str], **info: str) -> Pages:
    """A sample with another cover; with a photograph of that many pixels, or without a picture."""
    content = folder / "content"
    shutil.copytree(tools.ROOT / "content", content, ignore=shutil.ignore_patterns("en"))
    path = content / name / "publication.yaml"
    said = yaml.safe_load(path.read_text("utf-8"))
    picture = said["cover"].pop("picture")
    if photograph:
        Image.new("RGB", photograph, "teal").save(content / name / "pictures" / "foto.jpg")
        picture["file"] = "pictures/foto.jpg"
    if cover.get("type") not in ("plain", "figure"):
        said["cover"]["picture"] = picture
    said["cover"] |= cover
    path.write_text(yaml.safe_dump(said | info, allow_unicode=True, sort_keys=False), "utf-8")
    return paginate(compose(load(content / name)))


def words_of(pages: Pages, folder: Path) -> str:
    """The text of page 1, its lines joined as a reader joins them."""
    path = folder / "page.pdf"
    path.write_bytes(pages.page_pdf(1))
    text = "\n".join(line.text for line in page_lines(path)[0])
    return re.sub(r"[-\u00ad]\n", "", text).replace("\n", " ")


def title_size(pages: Pages) -> float:
    assert pages.fitted
    found = re.search(r"title (\S+) pt", pages.fitted.choices[0].chosen)
    assert found
    return float(found[1])


@pytest.mark.parametrize("layout", ["leaflet-a5", "programme-a4"])
def test_a_title_has_seven_steps(layout: str) -> None:
    table = find_layout(layout).cover
    assert table
    for steps in (table.titles, table.plain_titles):
        assert len(steps) == 7
        assert list(steps) == sorted(steps, reverse=True)


def test_a_photograph_below_a_title_of_two_words(tmp_path: Path) -> None:
    text = "Kaffe, verkstad och blommor. Öppet varje dag."
    made = {"title": "Café Torget", "subtitle": "Ett hus för alla"}
    pages = cover_of(tmp_path, LEAFLET, (2100, 1400), {"text": text}, **made)
    assert pages.overflows == ()
    assert all(said in words_of(pages, tmp_path) for said in (*made.values(), text))
    assert title_size(pages) >= 48


def test_a_long_word_alone_is_whole(tmp_path: Path) -> None:
    pages = cover_of(tmp_path, LEAFLET, None, {}, title="Samhällsbyggnadsnämnden")
    assert pages.overflows == ()
    assert "Samhällsbyggnadsnämnden" in [line.text for line in page_lines(_written(pages, tmp_path))[0]]


def test_two_lines_of_title_and_of_subtitle_on_a_sheet(tmp_path: Path) -> None:
    made = {
        "title": "Borlänge kommun på Almedalsveckan i Visby",
        "subtitle": "Seminarier, samtal och möten om hur en stad växer, dag för dag på Gotland",
    }
    pages = cover_of(tmp_path, SHEET, None, {}, **made)
    assert pages.overflows == ()
    assert all(said in words_of(pages, tmp_path) for said in made.values())


def test_two_lines_of_text_on_a_sheet_leave_the_title_large(tmp_path: Path) -> None:
    text = "Här ryms två rader text som lockar till besök och säger vad som händer, var och för vem det är."
    pages = cover_of(tmp_path, SHEET, (2100, 1400), {"text": text}, title="Kulturdagarna i Norra Älvsby")
    assert text in words_of(pages, tmp_path)
    title = title_size(pages)
    assert title >= 28
    assert pages.fitted
    for choice in pages.fitted.choices[1:]:
        density = choice.chosen.split(",")[0]
        assert pages.document.layout.fit.densities[density].heading[0] <= title * 0.8  # type: ignore[union-attr]


def test_a_small_title_has_a_smaller_subtitle() -> None:
    table = find_layout("leaflet-a5").cover
    assert table
    (small, large) = (title_sizes(step, table.subtitle) for step in (table.titles[-1], table.titles[0]))
    assert "--subtitle:13.64pt" in small
    assert "--subtitle:18.5pt" in large


@pytest.mark.parametrize("name", [LEAFLET, SHEET])
def test_half_of_a_very_wide_photograph_is_seen(tmp_path: Path, name: str) -> None:
    pages = cover_of(tmp_path, name, (2600, 433), {})
    (seen,) = {one.seen for one in pages.shown_pictures if one.page == 1 and one.address.endswith("foto.jpg")}
    assert seen >= 0.45
    assert title_size(pages) >= 40


@pytest.mark.parametrize(
    ("name", "type"),
    [*((LEAFLET, one) for one in ("drawing", "below", "full", "portrait", "plain", "figure")),
     *((SHEET, one) for one in ("drawing", "below", "full", "plain", "figure"))],
)  # fmt: skip
def test_a_title_of_a_hundred_letters_on_each_type_of_cover(tmp_path: Path, name: str, type: str) -> None:
    photograph = {"below": (2100, 1400), "full": (1500, 2100), "portrait": (1500, 2100)}.get(type)
    pages = cover_of(
        tmp_path, name, photograph, {"type": type, **({"figure": "400"} if type == "figure" else {})}, title=LONG
    )
    assert pages.overflows == ()
    assert LONG in words_of(pages, tmp_path)
    lines = [line.text for line in page_lines(_written(pages, tmp_path))[0]]
    parted = [line for line in lines if line[-1] in "-\u00ad" and line[:-1] in LONG]
    assert all(line.rstrip("-\u00ad").endswith("Samhällsbyggnads") for line in parted), (
        "at its joint, and no other word"
    )


def test_a_text_of_the_colour_of_the_sun_behind_it_stands_below_the_drawing(tmp_path: Path) -> None:
    """Framåt's subtitle is amber. It stands on the drawing where that is dark, and elsewhere where it is amber, too."""
    dark = cover_of(tmp_path / "dark", LEAFLET, None, {})
    assert dark.fitted
    assert dark.fitted.choices[0].chosen.startswith("drawing")
    content = tmp_path / "dark" / "content"
    drawing = content / LEAFLET / "pictures" / "omslag.svg"
    text = drawing.read_text("utf-8")
    drawing.write_text(text.replace("</svg>", '<path fill="#F7B733" d="M0 0H5000V900H0Z"/></svg>'), "utf-8")
    amber = paginate(compose(load(content / LEAFLET)))
    assert amber.fitted
    assert amber.fitted.choices[0].chosen.startswith("below")
    assert "is too faint on the drawing" in amber.fitted.choices[0].why


def _written(pages: Pages, folder: Path) -> Path:
    path = folder / "page.pdf"
    path.write_bytes(pages.page_pdf(1))
    return path


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("Samhällsbyggnadsförvaltningens", "sv", ["Samhälls", "byggnads", "förvaltningens"]),
        ("Gesundheitswesen", "de", ["Gesundheits", "wesen"]),
        ("Nationsfest", "sv", ["Nations", "fest"]),
        ("Nation", "sv", ["Nation"]),
        ("Understanding", "en", ["Understanding"]),
    ],
)
def test_where_a_compound_is_joined(word: str, language: str, parts: list[str]) -> None:
    edges = [0, *joints(word, language), len(word)]
    assert [word[start:end] for start, end in pairwise(edges)] == parts
