"""The detail of the pages, measured on finished files: lead, headings, bullets, captions, running foot, line ends."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from publisher.content.load import load
from publisher.model.findings import Options
from publisher.pipeline.build import finish, prepare
from support import tools
from support.built import Built
from support.long_leaflet import FOLDER, SUBTITLE, TITLE, long_leaflet
from support.page_lines import SOFT_HYPHEN, Line, first_glyph, glyphs, page_lines

LINE = 13.5  # pt, of running text
MEASURE, LEFT = 120 / 25.4 * 72, 14 / 25.4 * 72  # of an A5 page, in pt
SAFE = 3 / 25.4 * 72  # of every press profile
FOOT = 196 / 25.4 * 72  # where the lower margin begins


def made(content: Path, name: str, output: Path) -> Path:
    """The screen PDF of a publication, after all checks of it."""
    result = finish(prepare(load(content / name), Options(formats=("screen",))), output)
    assert result.written, [str(finding) for finding in result.findings]
    return output / name / f"{name}-screen.pdf"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    """The lines of a leaflet of about a hundred pages."""
    content = tmp_path_factory.mktemp("long")
    long_leaflet(content, chapters=26)
    pages = page_lines(made(content, FOLDER, content / "output"))
    assert len(pages) > 90
    return pages


def text_of(page: list[Line]) -> list[Line]:
    return [line for line in page if line.top < FOOT - 4]


def test_the_lead_is_larger_and_regular(built: Built) -> None:
    path = built.path("framat", "screen")
    found = glyphs(path, 4)
    lead, text = first_glyph(found, "Alla elever"), first_glyph(found, "När skolan")
    assert (lead.size, text.size) == (pytest.approx(12.5, abs=0.01), pytest.approx(10, abs=0.01))
    assert lead.weight == text.weight < 500
    lines = page_lines(path)[3]
    first = next(index for index, line in enumerate(lines) if line.text.startswith("Alla elever"))
    assert lines[first + 1].top - lines[first].top == pytest.approx(16.5, abs=0.1)


def test_headings_have_space_above(long: list[list[Line]]) -> None:
    checked = dict.fromkeys(("Om ", "Mer om ", "Källor om "), 0)
    for page in long:
        lines = text_of(page)
        for above, heading in pairwise(lines):
            kind = next((kind for kind in checked if re.fullmatch(rf"{kind}\S+ \d+", heading.text)), None)
            if kind and not re.fullmatch(r"(Mer om|Om|Källor om) \S+ \d+", above.text):
                assert heading.bottom - above.bottom > 1.4 * LINE, (above.text, heading.text)
                checked[kind] += 1
    assert min(checked.values()) > 5, checked


def test_headings_of_four_levels_are_distinguished(tmp_path: Path) -> None:
    long_leaflet(tmp_path, chapters=1, paragraphs=8)
    path = made(tmp_path, FOLDER, tmp_path / "output")
    found = [glyph for page in (2, 3) for glyph in glyphs(path, page)]
    looks = []
    for rank in ("Kapitel 1", "Om ", "Mer om ", "Källor om "):
        glyph = first_glyph(found, rank)
        looks.append((glyph.size, glyph.weight))
    assert looks == sorted(looks, reverse=True)
    assert len(set(looks)) == 4


def test_bullets_stand_below_the_first_letter_of_their_box(built: Built) -> None:
    found = glyphs(built.path("framat", "screen"), 4)
    heading, bullet = first_glyph(found, "Vi vill"), first_glyph(found, "•")
    assert bullet.left == pytest.approx(heading.left, abs=1)  # pt: the letters' own space differs by so much


def test_a_caption_moves_no_heading(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(tools.ROOT / "content", content, ignore=shutil.ignore_patterns("en", "almedalen"))
    section = content / "framat" / "sections" / "omsorg.md"
    plain = page_lines(made(content, "framat", tmp_path / "plain"))
    text = section.read_text("utf-8")
    section.write_text(re.sub(r"(\n  alt: .*)", r"\1\n  caption: Framför huset", text, count=1), "utf-8")
    captioned = page_lines(made(content, "framat", tmp_path / "captioned"))
    plain_page, page = (
        next(lines for lines in pages if any(line.text.startswith("Äldre ska") for line in lines))
        for pages in (plain, captioned)
    )
    assert any(line.text == "Framför huset" for line in page)
    tops = [next(line.top for line in lines if line.text.startswith("Äldre")) for lines in (plain_page, page)]
    assert tops[1] == pytest.approx(tops[0], abs=0.2)


def test_the_running_foot_has_one_line_and_ends_at_a_word(long: list[list[Line]]) -> None:
    whole = f"{TITLE} · {SUBTITLE}"
    for number, page in enumerate(long[1:-1], 2):
        feet = [line for line in page if line.top > FOOT]
        assert len({round(line.top) for line in feet}) == 1, feet
        assert max(line.bottom for line in feet) < 210 / 25.4 * 72 - SAFE
        said = " ".join(line.text for line in sorted(feet, key=lambda line: line.left))
        running = re.sub(rf"^{number} | {number}$", "", said)
        assert running != said, "the page's number stands beside it"
        assert running.endswith("…")
        assert re.match(rf"{re.escape(running[:-1])}[ ,·]", whole), "it ends where a word does"
        assert len(running) > 50


def test_no_paragraph_ends_in_a_runt(long: list[list[Line]]) -> None:
    ends = 0
    for page in long[1:]:
        lines = text_of(page)
        for above, last in pairwise(lines):
            goes_on = not above.text.endswith(".") and last.text.endswith(".") and last.top - above.top < LINE * 1.3
            if goes_on:
                ends += 1
                assert sum(char.isalpha() for char in last.text) >= 6, (above.text, last.text)
    assert ends > 300


def test_no_hyphen_goes_over_a_page_turn(long: list[list[Line]]) -> None:
    """Only words that fit on no line are parted at all."""
    for page in long:
        if text := text_of(page):
            assert not text[-1].text.endswith(SOFT_HYPHEN), text[-1].text


def test_a_word_is_hyphenated_only_where_its_line_would_be_a_quarter_empty(long: list[list[Line]]) -> None:
    for page in long:
        for line in page:
            if line.text.endswith(SOFT_HYPHEN) and len(line.words) > 1:
                indent = 0 if line.left < LEFT + 5 else line.left - LEFT
                assert line.words[-2][2] - LEFT - indent < 0.75 * (MEASURE - indent) + 1, line.text


def test_a_kicker_of_two_lines_wraps_clear_of_the_logo(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(tools.ROOT / "content", content, ignore=shutil.ignore_patterns("en", "almedalen"))
    file = content / "framat" / "publication.yaml"
    long = "Samverkan mellan Borlänge, Falun, Ludvika och Säter om skolan, bussen och omsorgen i hela Dalarna"
    file.write_text(file.read_text("utf-8").replace("kicker: Centerpartiet i Borlänge", f"kicker: {long}"), "utf-8")
    cover = page_lines(made(content, "framat", tmp_path / "output"))[0]
    title = next(line for line in cover if line.text == "Framåt!")
    kicker = [line for line in cover if line.bottom < title.top + 20 and line is not title]
    assert len(kicker) > 1
    assert len({round(line.left) for line in kicker}) == 1
    assert kicker[0].left > LEFT + 8 / 25.4 * 72, "the logo stands before both"
