"""Press profiles on the command line: listed, chosen, and refused before anything is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdf
import pytest

from publisher.model.errors import ExitCode
from publisher.model.paths import PRESSES
from publisher.presses.profiles import press_files
from support.cli import publisher, replace
from support.waivers import ready_for_print

PROFILE = PRESSES / "profiles" / "ISOcoated_v2_300_bas.icc"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    assert publisher("new", "blad", "--layout", "programme-a4", "--content", tmp_path / "content").exit_code == 0
    ready_for_print(tmp_path / "content" / "blad")
    return tmp_path / "content"


def build(content: Path, *options: object) -> tuple[int, str, Path]:
    output = content.parent / "out"
    answer = publisher("build", "--content", content, "--output", output, "--format", "press", *options)
    return answer.exit_code, answer.stdout + answer.stderr, output / "blad" / "blad-press.pdf"


def test_they_are_listed(content: Path) -> None:
    (content / "presses").mkdir()
    (content / "presses" / "hornet.yaml").write_text(
        "title: Hörnet\ndescription: x\nbleed: 5\n"
        "output_intent: {profile: ISOcoated_v2_300_bas.icc, condition: FOGRA39}\n"
    )
    said = publisher("list", "presses", "--content", content).stdout
    assert all(id in said for id in (*press_files(), "hornet"))
    assert "5 mm bleed" in said
    listed = json.loads(publisher("list", "--content", content, "--json").stdout)
    assert set(listed["presses"]) == {*press_files(), "hornet"}
    assert list(listed["publications"]) == ["blad"], "the folder of press profiles is no publication"


def test_another_one_is_chosen(content: Path) -> None:
    code, said, path = build(content, "--press", "office-laser")
    assert code == ExitCode.OK, said
    assert "press/stand-in" in said
    page = pypdf.PdfReader(path).pages[0]
    assert list(page.trimbox) == list(page.mediabox), "it has no bleed"


def test_marks_are_asked_for(content: Path) -> None:
    code, said, path = build(content, "--marks", "crop,colour-bars")
    assert code == ExitCode.OK, said
    page = pypdf.PdfReader(path).pages[0]
    assert float(page.mediabox.width) - float(page.trimbox.width) == pytest.approx(26 * 72 / 25.4, abs=0.1)


def test_the_shop_s_own_profile(content: Path) -> None:
    code, said, path = build(content, "--press", "newspaper", "--profile", PROFILE)
    assert "press/stand-in" not in said
    assert (code == ExitCode.OK) == path.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--press", "gutenberg"], "no press profile 'gutenberg'"),
        (["--profile", "nowhere.icc"], r"There is no file .*nowhere\.icc"),
        (["--profile", __file__], "no ICC profile|is no"),
        (["--marks", "stars"], "stars"),
        (["--condition", "FOGRA51"], "Add --profile FILE"),
    ],
)
def test_what_cannot_be_is_one_line_and_nothing_is_written(content: Path, options: list[str], words: str) -> None:
    code, said, path = build(content, *options)
    assert code == ExitCode.USAGE
    assert re.search(words, said)
    assert "Traceback" not in said
    assert not path.exists()


def test_a_publication_is_not_called_as_the_folder_of_presses(tmp_path: Path) -> None:
    answer = publisher("new", "presses", "--layout", "programme-a4", "--content", tmp_path / "content")
    assert answer.exit_code == ExitCode.USAGE


def with_own(content: Path, bleed: float) -> None:
    """A press of its own, 'hornet', with this bleed."""
    (content / "presses").mkdir(exist_ok=True)
    intent = "{profile: ISOcoated_v2_300_bas.icc, condition: FOGRA39}"
    text = f"title: A\ndescription: B\nbleed: {bleed}\noutput_intent: {intent}\n"
    (content / "presses" / "hornet.yaml").write_text(text, "utf-8")


def test_the_bleed_is_that_of_the_press_that_the_content_names(content: Path) -> None:
    with_own(content, 6)
    replace(content / "blad" / "publication.yaml", "layout:", "press: hornet\nlayout:")
    code, said, path = build(content)
    assert code == ExitCode.OK, said
    assert float(pypdf.PdfReader(path).pages[0].trimbox.left) == pytest.approx(6 * 72 / 25.4, abs=0.01)


def test_the_condition_of_a_profile_is_known_named_or_asked_for(content: Path, tmp_path: Path) -> None:
    copy, unknown = tmp_path / "copy.icc", tmp_path / "unknown.icc"
    copy.write_bytes(PROFILE.read_bytes())
    unknown.write_bytes(PROFILE.read_bytes().replace(b"ISO Coated v2", b"Our own paper"))
    for options, condition in (
        (["--profile", copy], "FOGRA39"),
        (["--profile", unknown], "Custom"),
        (["--profile", unknown, "--condition", "FOGRA51"], "FOGRA51"),
    ):
        code, said, path = build(content, *options)
        assert code == ExitCode.OK, said
        intent = pypdf.PdfReader(path).root_object["/OutputIntents"][0]
        assert intent["/OutputConditionIdentifier"] == condition
        assert ("press/condition" in said) == (condition == "Custom")
        assert ("/RegistryName" in intent) == (condition != "Custom")


def test_a_profile_that_lies_in_the_current_folder_measures_as_well(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ghostscript works in a folder of its own, from which a relative path leads nowhere."""
    (tmp_path / "shop.icc").write_bytes(PROFILE.read_bytes())
    monkeypatch.chdir(tmp_path)
    code, said, _ = build(content, "--profile", "shop.icc")
    assert code == ExitCode.OK, said
    assert "preflight/ink-not-measured" not in said
    with_own(content, 3)
    (content / "presses" / "ISOcoated_v2_300_bas.icc").write_bytes(PROFILE.read_bytes())
    answer = publisher("build", "--content", content.relative_to(tmp_path), "--press", "hornet", "-f", "press")
    assert "preflight/ink-not-measured" not in answer.stdout


def test_too_much_ink_is_shown_though_nothing_is_written(content: Path, tmp_path: Path) -> None:
    with_own(content, 3)
    press = content / "presses" / "hornet.yaml"
    press.write_text(press.read_text() + "ink_limit: 150\n")
    output, maps = tmp_path / "out", tmp_path / "maps"
    options = ["--content", content, "--output", output, "--press", "hornet", "--heat-map", maps]
    answer = publisher("build", *options)
    assert answer.exit_code == ExitCode.FINDINGS
    assert "preflight/ink-limit" in answer.stdout
    assert "to make them, build again with --without press" in answer.stdout
    assert [path.name for path in maps.iterdir()] == ["blad-press-ink-page-1.png"]
    assert str(maps / "blad-press-ink-page-1.png") in answer.stdout
    assert not output.exists(), "neither the publication nor the list of them"
    answer = publisher("build", *options, "--without", "press")
    assert answer.exit_code == ExitCode.OK, "the same command, and nothing else"
    assert not list(output.rglob("*-cover.jpg")), "what is made only where it is asked for stays so"
    assert not list(output.rglob("*-press.pdf"))
    assert list(output.rglob("*-screen.pdf"))


def test_there_must_be_something_to_make(content: Path) -> None:
    answer = publisher("build", "--content", content, "-f", "web", "--without", "web")
    assert answer.exit_code == ExitCode.USAGE
    assert "leaves no format" in answer.stderr


def test_options_of_the_press_without_the_press_file_are_reported(content: Path) -> None:
    answer = publisher(
        "build", "-f", "web", "--marks", "crop", "--content", content, "--output", content.parent / "out"
    )
    assert answer.exit_code == ExitCode.USAGE
    assert "--format press" in answer.stderr
