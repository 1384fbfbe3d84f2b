"""Letters with marks of their own: whole in every file, in their places or reported."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.checks import glyphs, parity, tag_parity
from publisher.checks.check import Subject
from publisher.compose import compose
from publisher.content.load import load
from publisher.design.fonts import shipped_fonts
from publisher.design.marked_letters import can_place, misplaced, spelled
from publisher.formats import FORMATS
from publisher.formats.edition import Edition
from publisher.model.graphemes import beginning, cuts, normal
from publisher.model.runs import Kind, Mark, Run, split
from support import pdftext
from support.tools import SOUND

TEXTS = {
    "vi": "Tiếng Việt được viết bằng chữ Quốc ngữ.",
    "yo": "Ẹ kú àárọ̀, ọ̀rẹ́ mi, ẹ̀ṣọ́.",
    "lt": "Lietùvių kal̃ba, vė̃jas, į́domùs, ū́gis.",
    "se": "Sámegiella, Šilljui, čáppa, ŋ, đ, ŧ, ž; sääʹmǩiõll.",
    "sv": "Kommunalx\u0323\u030adet, ĝ\u0324o och ạ\u030a\u0304.",
}


def subject(tmp_path: Path, text: str, *formats: str) -> Subject:
    content = tmp_path / "content"
    shutil.copytree(SOUND, content)
    path = content / "sheet" / "sections" / "torget.md"
    path.write_text(path.read_text("utf-8").replace("Bussen stannar intill.", text), "utf-8")
    edition = Edition(compose(load(content / "sheet")))
    return Subject(edition, tuple(one for id in formats for one in FORMATS[id].artifacts(edition)))


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_whole_in_the_files(language: str, tmp_path: Path) -> None:
    found = subject(tmp_path, TEXTS[language], "screen", "large-print", "text", "web", "epub")
    assert [one.message for one in parity.CHECK.run(found)] == []
    assert [one.message for one in tag_parity.CHECK.run(found)] == []
    assert [one for one in glyphs.CHECK.run(found) if one.severity == "error"] == []
    (tmp_path / "made.pdf").write_bytes(found.artifacts[0].data)
    said = normal("".join(pdftext.text(tmp_path / "made.pdf", "-raw").split()))
    assert normal("".join(TEXTS[language].split())) in said.replace("\u2010", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [("नमस्ते दुनिया", "deva"), ("Hej 👩‍👩‍👧", "U+1F469"), ("Hej 👍🏽", "U+1F44D"), ("Flagga 🇸🇪", "U+1F1F8")],
)
def test_what_no_font_has_is_reported(text: str, says: str, tmp_path: Path) -> None:
    found = [one for one in glyphs.CHECK.run(subject(tmp_path, text)) if one.severity == "error"]
    assert found
    assert says.casefold() in " ".join(one.message for one in found).casefold()
    assert all(str(one.where).startswith("sheet/sections/torget.md:") for one in found)


def test_a_mark_without_a_place_is_reported_with_the_families_that_have_one() -> None:
    assert misplaced("ọ̀rẹ́", "Atkinson Hyperlegible Next") == ["ọ̀", "ẹ́"]
    assert misplaced("vė̃jas, kal̃ba, båt", "Atkinson Hyperlegible Next") == []
    assert "Public Sans" in can_place("ọ̀")
    assert misplaced("ọ̀rẹ́", "Public Sans") == []


def test_a_letter_that_a_font_lacks_is_written_in_parts() -> None:
    family = "Atkinson Hyperlegible Next"
    assert ord("ǩ") not in shipped_fonts().families[family].covered
    assert spelled("sääʹmǩiõll", family) == "sääʹmk\u030ciõll"
    assert shipped_fonts().missing("ǩ", family) == []


LETTERS = st.text(st.sampled_from("aåêx\u0323\u030a\u0301 -ǩọक्षि👍🏽👩\u200d👧🇸🇪🇳🇴한"), max_size=12)


@given(LETTERS, st.integers(0, 12))
@settings(max_examples=200, deadline=None)
def test_no_beginning_cuts_a_character(text: str, length: int) -> None:
    cut = beginning(text, length)
    assert text.startswith(cut)
    assert not cuts(text, len(cut))


@given(LETTERS, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=4))
@settings(max_examples=200, deadline=None)
def test_no_mark_of_running_text_cuts_a_character(text: str, spans: list[tuple[int, int]]) -> None:
    found = sorted((min(span), max(span)) for span in spans if min(span) < max(span) <= len(text))
    runs = list(split([Run(text)], lambda _: found, Mark(Kind.KEEP)))
    assert "".join(run.text for run in runs) == text
    at = 0
    for run in runs:
        assert not cuts(text, at)
        at += len(run.text)
