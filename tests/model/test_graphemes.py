"""Text in one form, files in any, and no cut inside a character."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from publisher.model.graphemes import beginning, on_disk, read_text, whole
from publisher.model.runs import Kind, Mark, Run, split

Form = Literal["NFC", "NFD"]
FLAGS, FAMILY = "🇸🇪🇳🇴", "👩\u200d👩\u200d👧"


def test_a_text_file_is_read_in_one_form(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text("\ufeffKommunalra\u030adet", encoding="utf-8")
    assert read_text(path) == "Kommunalrådet"


@pytest.mark.parametrize(("form", "asked"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFC", "NFC")])
def test_a_file_is_found_in_either_form(tmp_path: Path, form: Form, asked: Form) -> None:
    there = unicodedata.normalize(form, "bår/båt.svg")
    (tmp_path / there).parent.mkdir()
    (tmp_path / there).touch()
    assert on_disk(tmp_path, unicodedata.normalize(asked, "bår/båt.svg")) == there
    assert on_disk(tmp_path, "bår/okänd.svg").endswith("okänd.svg")


@pytest.mark.parametrize(
    ("text", "start", "end", "cut"),
    [
        ("Kommunalra\u030adet", 0, 10, "Kommunalra\u030a"),
        ("Kommunalx\u030a\u0323det", 10, 11, "x\u030a\u0323"),
        (FLAGS, 1, 3, FLAGS),
        (FLAGS, 0, 2, "🇸🇪"),
        (FAMILY, 2, 3, FAMILY),
        ("👍🏽!", 0, 1, "👍🏽"),
        ("क्षि", 0, 1, "क्"),
        ("abc", 1, 2, "b"),
    ],
)
def test_a_stretch_begins_and_ends_between_characters(text: str, start: int, end: int, cut: str) -> None:
    first, last = whole(text, start, end)
    assert text[first:last] == cut


def test_a_message_shows_whole_characters() -> None:
    assert beginning("Ax\u030adet", 2) == "A"


def test_a_mark_cuts_no_character() -> None:
    runs = list(split([Run("ax\u030ab")], lambda text: [(0, 2), (2, 4)], Mark(Kind.KEEP)))
    assert [run.text for run in runs] == ["ax\u030a", "b"]
