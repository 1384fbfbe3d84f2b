"""`publisher tidy`: the difference first, then the files, on request."""

from __future__ import annotations

from pathlib import Path

from support.cli import publisher, replace


def test_the_difference_is_shown_and_written_on_request(content: Path) -> None:
    path = content / "haftet/sections/skriv.md"
    replace(path, "# Skriv din rubrik här", "#\u00a0Skriv din rubrik här")
    before = path.read_bytes()
    asked = publisher("tidy", "haftet", "--content", content)
    assert "+# Skriv din rubrik här" in asked.stdout
    assert path.read_bytes() == before
    done = publisher("tidy", "haftet", "--content", content, "--yes")
    assert done.exit_code == 0
    assert "# Skriv din rubrik här" in path.read_text("utf-8")
    assert sorted(one.name for one in path.parent.iterdir()) == ["skriv.md", "visa.md"]
    assert publisher("tidy", "haftet", "--content", content).stdout == "There is nothing to tidy.\n"


def test_a_yaml_file_that_cannot_be_read_is_tidied(content: Path) -> None:
    path = content / "haftet/publication.yaml"
    replace(path, "title: Din titel", "title: Vår: din titel")
    assert publisher("check", "haftet", "--content", content).exit_code == 3
    done = publisher("tidy", "haftet", "--content", content, "--yes")
    assert '+title: "Vår: din titel"' in done.stdout
    assert publisher("check", "haftet", "--content", content).exit_code == 0
