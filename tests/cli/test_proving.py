"""publisher parity: how much of a publication stands in each finished file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from support import tools
from support.cli import publisher

FORMATS = ("web", "text", "markdown", "epub", "calendar")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parity")
    chosen = [word for id in FORMATS for word in ("--format", id)]
    built = publisher("build", "sheet", "--content", tools.SOUND, "--output", folder, *chosen)
    assert built.exit_code == 0, built.output
    return folder


def matrix(output: Path, *more: str) -> tuple[int, dict[str, Any]]:
    answer = publisher("parity", "sheet", "--content", tools.SOUND, "--output", output, "--json", *more)
    return answer.exit_code, json.loads(answer.stdout)


def test_every_file_of_the_last_build_is_whole(output: Path) -> None:
    code, said = matrix(output)
    assert (code, said["findings"]) == (0, [])
    assert {file["format"] for file in said["files"]} == set(FORMATS)
    for file in said["files"]:
        for kind in ("words", "names", "times"):
            assert file[kind]["found"] == file[kind]["wanted"] > 0, file


def test_what_is_lost_is_counted(output: Path, tmp_path: Path) -> None:
    shutil.copytree(output, tmp_path / "out")
    text = tmp_path / "out" / "sheet" / "sheet-text.txt"
    whole = text.read_text("utf-8")
    name = next(line for line in whole.splitlines() if "Läsning" in line)
    text.write_text(whole.replace(name, ""), "utf-8")
    code, said = matrix(tmp_path / "out")
    (file,) = (file for file in said["files"] if file["format"] == "text")
    assert file["words"]["found"] < file["words"]["wanted"]
    assert "parity/lost" in {finding["id"] for finding in said["findings"]}
    assert code != 0


def test_without_a_build_the_files_are_made_and_not_written(tmp_path: Path) -> None:
    answer = publisher("parity", "sheet", "--content", tools.SOUND, "--output", tmp_path / "none")
    assert answer.exit_code == 0, answer.output
    assert not (tmp_path / "none").exists()
    for id in FORMATS:
        assert f"  {id} " in answer.stdout
    assert "nothing is lost" in answer.stdout


def test_a_publication_that_is_not_there_is_named() -> None:
    answer = publisher("parity", "shet", "--content", tools.SOUND)
    assert answer.exit_code != 0
    assert "sheet" in answer.output
