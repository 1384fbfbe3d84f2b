"""`publisher translate`: the file to fill in, and what it lacks later."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.cli import publisher, replace


def test_the_file_is_made_once_and_then_what_is_lacking_is_shown(content: Path) -> None:
    file = content / "haftet/en/texts.yaml"
    made = publisher("translate", "haftet", "en", "--content", content)
    assert made.exit_code == 0
    assert "haftet/sections/skriv.md" in made.stdout + made.stderr
    before = file.read_bytes()
    shown = publisher("translate", "haftet", "en", "--content", content)
    assert (shown.exit_code, file.read_bytes()) == (0, before)
    assert "\ntitle:\n" in shown.stdout
    replace(file, "\ntitle:\n", "\ntitle: The booklet\n")
    assert "\ntitle:\n" not in publisher("translate", "haftet", "en", "--content", content).stdout


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [("haftat", "en", "haftet"), ("haftet", "engelska", "en"), ("haftet", "english", "write en")],
)
def test_a_slip_leads_to_what_was_meant(content: Path, name: str, language: str, said: str) -> None:
    answer = publisher("translate", name, language, "--content", content)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert sorted(path.name for path in (content / "haftet").iterdir() if path.is_dir()) == ["pictures", "sections"]
