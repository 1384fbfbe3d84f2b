"""What `publisher verify` finds in an output folder, and what `publisher clean` removes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.pipeline.manifest import write_files, write_list
from publisher.pipeline.store import left_overs
from support.cli import publisher
from support.store_faults import artifact, landing


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Two publications, one of them in two languages."""
    output = tmp_path / "output"
    for name in ("sheet", "sheet/en", "other"):
        write_files(output, name, {}, [artifact("web", "x-web.html", name)], lambda _: landing("A title"))
    write_list(output)
    return output


def test_a_sound_folder_is_as_it_was_made(output: Path) -> None:
    answer = publisher("verify", "--output", output)
    assert (answer.exit_code, answer.output) == (0, "As they were made: other, sheet, sheet/en\n")


@pytest.mark.parametrize(
    ("fault", "id", "code"),
    [
        ("sheet/en/x-web.html", "output/missing-file", 10),
        ("sheet/x-web.html=other words", "output/changed-file", 10),
        ("sheet/manifest.json=no JSON", "output/no-manifest", 10),
        ("sheet/note.txt=mine", "output/unlisted-file", 0),
        (".building-sheet=half", "output/left-over", 0),
    ],
)
def test_what_differs_is_found(output: Path, fault: str, id: str, code: int) -> None:
    name, changed, text = fault.partition("=")
    if changed:
        (output / name).write_text(text, "utf-8")
    else:
        (output / name).unlink()
    answer = publisher("verify", "--output", output, "--json")
    (finding,) = json.loads(answer.output)["findings"]
    assert (answer.exit_code, finding["id"]) == (code, id)
    assert finding["file"].endswith(f"output/{name}")
    assert publisher("verify", "--output", output, "--fail-on", "warning").exit_code == 10
    assert publisher("verify", "other", "--output", output, "--fail-on", "warning").exit_code == 0


def test_a_name_that_is_not_there_and_a_folder_that_is_not_there(output: Path) -> None:
    answer = publisher("verify", "shet", "--output", output)
    assert answer.exit_code == 2
    assert "There are: other, sheet, sheet/en." in answer.output
    assert publisher("verify", "--output", output / "nowhere").exit_code == 2


def test_clean_removes_what_interrupted_builds_left_and_nothing_else(output: Path) -> None:
    before = set(output.rglob("*"))
    (output / ".building-sheet").mkdir()
    (output / ".lock-sheet").touch()
    assert publisher("clean", "--output", output).output == "Removed:\n  .building-sheet\n"
    assert set(output.rglob("*")) == before
    assert publisher("clean", "--output", output).output == "There is nothing to remove.\n"


def test_clean_removes_what_builds_made_and_leaves_what_is_the_users(output: Path) -> None:
    (output / "sheet/note.txt").write_text("mine", "utf-8")
    answer = publisher("clean", "sheet", "--output", output)
    assert "  sheet/en/x-web.html\n" in answer.output
    assert sorted(path.name for path in (output / "sheet").iterdir()) == ["note.txt"]
    assert "sheet/index.html" not in (output / "index.html").read_text("utf-8")
    assert publisher("verify", "other", "--output", output).exit_code == 0
    assert publisher("clean", "--all", "--output", output).exit_code == 0
    assert [path.relative_to(output).as_posix() for path in output.rglob("*")] == ["sheet", "sheet/note.txt"]
    assert left_overs(output) == []


def test_clean_takes_names_or_all(output: Path) -> None:
    assert publisher("clean", "sheet", "--all", "--output", output).exit_code == 2
