"""A publication in several languages, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.model.errors import ExitCode
from publisher.pipeline.jobs import build_names
from support.cli import everything, publisher, replace


@pytest.fixture
def bilingual(content: Path) -> Path:
    """The leaflet in Swedish, and the same text that says it is English."""
    for path in [path for path in (content / "haftet").rglob("*") if path.suffix in (".yaml", ".md")]:
        copied = content / "haftet/en" / path.relative_to(content / "haftet")
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_text(path.read_text("utf-8").replace("pictures/", "../pictures/"), "utf-8")
    replace(content / "haftet/en/publication.yaml", "language: sv", "language: en")
    return content


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ([], ["haftet", "haftet/en"]),
        (["haftet"], ["haftet", "haftet/en"]),
        (["haftet/en"], ["haftet/en"]),
        (["haftet/en", "haftet"], ["haftet/en", "haftet"]),
    ],
)
def test_a_name_stands_for_all_its_languages(bilingual: Path, asked: list[str], names: list[str]) -> None:
    assert build_names(bilingual, asked) == names


def test_an_unknown_language_is_reported_with_the_known_ones(bilingual: Path) -> None:
    answer = publisher("check", "haftet/fi", "--content", bilingual)
    assert answer.exit_code == ExitCode.USAGE
    assert "There are: haftet, haftet/en." in answer.stderr


def test_list_shows_the_languages(bilingual: Path) -> None:
    listed = json.loads(publisher("list", "--content", bilingual, "--json").stdout)["publications"]
    assert listed["haftet/en"] == str(bilingual / "haftet/en")


def test_check_names_the_file_of_the_language(bilingual: Path) -> None:
    line = replace(bilingual / "haftet/en/publication.yaml", "sender:", "sendr:")
    answer = publisher("check", "haftet", "--content", bilingual)
    assert answer.exit_code == ExitCode.CONTENT
    assert f"haftet/en/publication.yaml:{line}: error: the field 'sendr' is unknown" in answer.stderr


def test_a_section_that_a_language_lacks_is_reported(bilingual: Path) -> None:
    (bilingual / "haftet/en/sections/skriv.md").unlink()
    replace(bilingual / "haftet/en/publication.yaml", "  - file: sections/skriv.md\n", "")
    answer = publisher("build", "haftet", "--content", bilingual)
    assert answer.exit_code == ExitCode.CONTENT
    assert "the part 'skriv' (haftet/sections/skriv.md:" in answer.stderr
    assert "[content/translation-differs]" in answer.stderr


@pytest.mark.slow
def test_each_language_has_a_folder_with_its_files_and_its_page(bilingual: Path, tmp_path: Path) -> None:
    answer = publisher("build", "haftet", "-f", "screen", "--content", bilingual, "--output", tmp_path / "out")
    assert answer.exit_code == 0, answer.output
    assert set(everything(tmp_path / "out")) == {
        "index.html",
        *(f"haftet/{name}" for name in ("index.html", "manifest.json", "haftet-screen.pdf")),
        *(f"haftet/en/{name}" for name in ("index.html", "manifest.json", "haftet-en-screen.pdf")),
    }
    assert '<html lang="en"' in (tmp_path / "out/haftet/en/index.html").read_text("utf-8")
