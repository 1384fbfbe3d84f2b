"""`publisher check FILE.pdf`: what it says, writes and returns, also where it is asked for what cannot be."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from publisher.model.catalogue import say
from publisher.model.errors import ExitCode
from support.cli import everything, publisher
from support.press_faults import FAULTS, SOUND, written


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a sound file, and one with too much ink."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.pdf").write_bytes(SOUND.write())
    (tmp_path / "ink.pdf").write_bytes(written(FAULTS["too_much_ink"][2]()))
    return tmp_path


@pytest.mark.usefixtures("here")
class TestAnswers:
    def test_a_sound_file(self) -> None:
        answer = publisher("check", "sound.pdf")
        assert (answer.exit_code, answer.stderr) == (ExitCode.OK, "")
        assert answer.stdout.splitlines() == [
            "sound.pdf (1 page), for generic-coated (Offset on coated paper)",
            "  nothing found: ready for the press",
        ]

    def test_a_faulty_file(self) -> None:
        answer = publisher("check", "ink.pdf", "--press", "generic-coated")
        assert answer.exit_code == ExitCode.FINDINGS
        lines = answer.stdout.splitlines()
        assert "mm across and" in lines[1]
        assert "[preflight/ink-limit]" in lines[1]
        assert lines[2].startswith("      -> ")
        assert lines[-1] == "  1 error"

    def test_another_press_asks_for_less(self) -> None:
        assert publisher("check", "sound.pdf", "--press", "newspaper").exit_code == ExitCode.OK

    def test_for_programs(self) -> None:
        answer = publisher("check", "sound.pdf", "ink.pdf", "--json")
        data = json.loads(answer.stdout)
        assert [(one["file"], one["pages"], one["press"]) for one in data["files"]] == [
            ("sound.pdf", 1, "generic-coated"),
            ("ink.pdf", 1, "generic-coated"),
        ]
        (finding,) = data["files"][1]["findings"]
        assert finding["id"] == "preflight/ink-limit"
        assert finding["values"]["limit"] == 300
        assert len(finding["box"]) == 4
        assert data["heat_maps"] == []

    def test_how_bad_it_must_be(self) -> None:
        Path("small.pdf").write_bytes(written(FAULTS["small_white_text"][2]()))
        assert publisher("check", "small.pdf").exit_code == ExitCode.OK
        assert publisher("check", "small.pdf", "--fail-on", "warning").exit_code == ExitCode.FINDINGS

    def test_folds(self) -> None:
        answer = publisher("check", "sound.pdf", "--fold", "24")
        assert "across the fold at 24 mm" in answer.stdout

    def test_an_ending_in_capitals(self) -> None:
        Path("sound.pdf").rename("SOUND.PDF")
        assert publisher("check", "SOUND.PDF").exit_code == ExitCode.OK


@pytest.mark.usefixtures("here")
class TestHeatMaps:
    def test_of_pages_with_too_much_ink(self) -> None:
        answer = publisher("check", "sound.pdf", "ink.pdf", "--heat-map", "maps/of ink")
        assert answer.stdout.splitlines()[-1] == "maps/of ink/ink-ink-page-1.png"
        assert list(everything(Path("maps"))) == ["of ink/ink-ink-page-1.png"]
        with Image.open("maps/of ink/ink-ink-page-1.png") as picture:
            assert picture.width > 500

    def test_of_every_page(self) -> None:
        answer = publisher("check", "sound.pdf", "--heat-map", "maps", "--every-page", "--json")
        assert json.loads(answer.stdout)["heat_maps"] == ["maps/sound-ink-page-1.png"]

    def test_where_there_is_no_need_none_is_written(self) -> None:
        answer = publisher("check", "sound.pdf", "--heat-map", "maps")
        assert answer.stdout.splitlines()[-1] == say("cli:no-heat-map")
        assert not Path("maps").exists()

    def test_no_map_of_what_could_not_be_measured(self) -> None:
        Path("bare.pdf").write_bytes(written(FAULTS["page_without_a_size_among_others"][2]()))
        answer = publisher("check", "sound.pdf", "bare.pdf", "--heat-map", "maps")
        assert answer.stdout.splitlines()[-1] == say("cli:no-heat-map")

    def test_files_of_one_name_have_each_their_map(self, here: Path) -> None:
        (here / "other").mkdir()
        Path("other/ink.pdf").write_bytes(Path("ink.pdf").read_bytes())
        publisher("check", "ink.pdf", "other/ink.pdf", "--heat-map", "maps")
        assert sorted(path.name for path in (here / "maps").iterdir()) == [
            "1-ink-ink-page-1.png",
            "2-ink-ink-page-1.png",
        ]

    def test_into_a_folder_that_cannot_be(self) -> None:
        Path("maps").touch()
        assert publisher("check", "ink.pdf", "--heat-map", "maps/x").exit_code == ExitCode.ACCESS


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nope.pdf"], ExitCode.USAGE, "There is no file nope.pdf"),
        (["folder.pdf"], ExitCode.USAGE, "folder.pdf is a folder"),
        (["folder.pdf", "--press", "newspaper"], ExitCode.USAGE, "is a folder"),
        (["sound.pdf", "framat"], ExitCode.USAGE, "'framat' is not"),
        (["framat", "--press", "newspaper"], ExitCode.USAGE, "--press applies to PDF files"),
        (["--fold", "20"], ExitCode.USAGE, "--fold applies to PDF files"),
        (["sound.pdf", "--press", "nope"], ExitCode.USAGE, "generic-coated"),
        (["sound.pdf", "--fold", "a"], ExitCode.USAGE, "--fold 99,198"),
        (["sound.pdf", "--fold", "300"], ExitCode.USAGE, "is outside the page"),
        (["text.txt"], ExitCode.ACCESS, "is no PDF"),
        (["empty.pdf"], ExitCode.ACCESS, "is empty"),
        (["broken.pdf"], ExitCode.ACCESS, "is broken"),
        (["pageless.pdf"], ExitCode.ACCESS, "has no pages"),
        (["pipe.pdf"], ExitCode.USAGE, "pipe.pdf is a pipe or a device, not a file"),
        (["sound.pdf", "--every-page"], ExitCode.USAGE, "--heat-map FOLDER --every-page"),
        (["--every-page"], ExitCode.USAGE, "--heat-map FOLDER --every-page"),
        (["sound.pdf", "--press", "nope"], ExitCode.USAGE, "Put a profile of your own, nope.yaml, in "),
    ],
)
def test_what_cannot_be_checked_is_one_line(here: Path, arguments: list[str], code: int, says: str) -> None:
    (here / "folder.pdf").mkdir()
    os.mkfifo(here / "pipe.pdf")
    (here / "text.txt").write_text("hello", "utf-8")
    (here / "empty.pdf").touch()
    (here / "broken.pdf").write_bytes(SOUND.write()[:900])
    (here / "pageless.pdf").write_bytes(replace(SOUND, pages=()).write())
    before = everything(here)
    answer = publisher("check", *arguments)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert says in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert everything(here) == before, "nothing is written"


@pytest.mark.parametrize(
    ("bad", "code", "says"),
    [
        ("broken.pdf", ExitCode.ACCESS, "broken.pdf is broken and cannot be read. Export it again"),
        ("nope.pdf", ExitCode.USAGE, "There is no file nope.pdf. Check the spelling"),
        ("folder", ExitCode.USAGE, "folder is a folder. Name a PDF in it"),
        ("pipe.pdf", ExitCode.USAGE, "pipe.pdf is a pipe or a device, not a file. Save"),
    ],
)
def test_one_that_cannot_be_read_hides_none_of_the_others(here: Path, bad: str, code: int, says: str) -> None:
    (here / "folder").mkdir()
    (here / "broken.pdf").write_bytes(SOUND.write()[:900])
    os.mkfifo(here / "pipe.pdf")
    before = everything(here)
    answer = publisher("check", "sound.pdf", bad, "ink.pdf", "--heat-map", "maps")
    assert (answer.exit_code, answer.stderr) == (code, "")
    lines = answer.stdout.splitlines()
    assert lines[0].startswith("sound.pdf (1 page)")
    assert lines[2].startswith(says)
    assert lines[3].startswith("ink.pdf (1 page)")
    assert "[preflight/ink-limit]" in lines[4]
    assert lines[-1] == say("cli:no-maps-yet")
    assert everything(here) == before, "nothing is written"


def test_one_that_cannot_be_read_for_programs(here: Path) -> None:
    (here / "broken.pdf").write_bytes(SOUND.write()[:900])
    answer = publisher("check", "nope.pdf", "broken.pdf", "ink.pdf", "--json")
    assert answer.exit_code == ExitCode.ACCESS, "what cannot be read goes before what is not there"
    gone, broken, ink = json.loads(answer.stdout)["files"]
    assert (gone["file"], gone["error"], gone["findings"]) == ("nope.pdf", "There is no file nope.pdf.", [])
    assert broken["error"] == "broken.pdf is broken and cannot be read."
    assert broken["fix"].endswith("the copy may be incomplete.")
    assert "error" not in ink
    assert [finding["id"] for finding in ink["findings"]] == ["preflight/ink-limit"]


def test_a_publication_among_files_is_reported_even_where_a_folder_has_its_name(here: Path) -> None:
    for folder in ("framat", "content/framat"):
        (here / folder).mkdir(parents=True)
    answer = publisher("check", "sound.pdf", "framat")
    assert answer.exit_code == ExitCode.USAGE
    assert "'framat' is not. Check files and publications in separate commands." in answer.stderr


def test_a_fault_in_words_for_programs(here: Path) -> None:
    answer = publisher("check", "nope.pdf", "--json")
    assert json.loads(answer.stdout)["error"] == "There is no file nope.pdf."


@pytest.mark.parametrize("name", ["no_media_box", "a_page_of_another_size", "protected"])
def test_a_readable_file_is_described_by_findings(here: Path, name: str) -> None:
    id, _, maker = FAULTS[name]
    Path("bad.pdf").write_bytes(written(maker()))
    answer = publisher("check", "bad.pdf")
    assert answer.exit_code == ExitCode.FINDINGS
    assert f"[{id}]" in answer.stdout


def test_the_users_own_press(here: Path) -> None:
    own = here / "content" / "presses"
    own.mkdir(parents=True)
    intent = "output_intent:\n  profile: ISOcoated_v2_300_bas.icc\n  condition: FOGRA39\n"
    (own / "shop.yaml").write_text(f"title: The shop\ndescription: Ours.\nbleed: 5\n{intent}", "utf-8")
    answer = publisher("check", "sound.pdf", "--press", "shop")
    assert "only 3.0 mm of bleed; the press needs 5 mm" in answer.stdout
    assert "[preflight/bleed-missing]" in answer.stdout


def test_a_fault_on_many_pages_names_the_first_pages(here: Path) -> None:
    made = SOUND.with_page(text=True)
    pages = made.pages * 12
    Path("many.pdf").write_bytes(type(made)(pages=pages, embedded=False).write())
    lines = publisher("check", "many.pdf").stdout.splitlines()
    assert sum("[preflight/font-missing]" in line for line in lines) == 3
    assert "      the same on pages 4-12 (--json lists each)" in lines
