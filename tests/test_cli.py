"""The command line: what it answers, where it answers, and the exit code it ends in."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from publisher import __version__, checks, doctor, fonts
from publisher.checks import Check, Subject
from publisher.cli import main
from publisher.doctor import Item
from publisher.errors import ExitCode, RenderError, WorkerError
from publisher.formats import FORMATS
from publisher.model import Finding, Severity
from publisher.scaffold import make_publication

ROOT = Path(__file__).resolve().parent.parent
# `import publisher.build as pipeline` would give the function of that name.
pipeline = import_module("publisher.build")
VERBS = tuple(sorted(main.commands))
FINDING_FIELDS = {"id", "severity", "message", "mend", "file", "line", "page"}
RESULT_FIELDS = {"name", "title", "folder", "written", "files", "findings"}
FILE_FIELDS = {"format", "path", "type", "size", "pages"}
NOT_AT_START_UP = ("weasyprint", "pypdf", "pypdfium2", "rich", "jinja2")


def publisher(*arguments: str | Path) -> Result:
    """Run a verb in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="publisher")


def command(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m publisher` as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "publisher", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def replace(path: Path, old: str, new: str) -> int:
    """Change a text in a file; returns the line where it stood."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of its own, with one leaflet, in a path with spaces and a letter beyond ASCII."""
    folder = tmp_path / "mina häften" / "content"
    make_publication("haftet", "leaflet-a5", folder)
    return folder


@pytest.fixture
def faulty(content: Path) -> tuple[Path, int]:
    """The same with a fault, and the line where it is."""
    return content, replace(content / "haftet/publication.yaml", "sender:", "avsandare:")


@pytest.fixture
def warned(content: Path) -> Path:
    """The same, one page short: a warning, no error."""
    replace(content / "haftet/publication.yaml", "  - file: sections/visa.md\n", "")
    (content / "haftet/sections/visa.md").unlink()
    replace(content / "haftet/publication.yaml", "people:", "people: []\nx:")
    path = content / "haftet/publication.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("x:")] + text[text.index("contact:") :], "utf-8")
    return content


@pytest.fixture
def failing_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that finds an error in every finished file."""

    def find(subject: Subject) -> Iterator[Finding]:
        yield Finding("test/planted", Severity.ERROR, "a fault was planted", "take it away", page=2)

    planted = Check(("test/planted",), "files", "", "", find)
    monkeypatch.setattr(checks, "checks", lambda: (planted,))


# Help


def test_the_help_shows_how_to_begin_every_verb_and_every_exit_code() -> None:
    answer = publisher("--help")
    assert answer.exit_code == 0
    assert "publisher new mysheet --layout leaflet-a5" in answer.stdout
    assert [verb for verb in VERBS if f"\n  {verb} " not in answer.stdout] == []
    codes = answer.stdout.partition("Exit codes:")[2].partition("Options:")[0]
    assert {int(word) for word in codes.split() if word.isdigit()} == {int(code) for code in ExitCode}


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_every_verb_teaches_by_example(verb: str) -> None:
    answer = publisher(verb, "--help")
    assert answer.exit_code == 0
    assert "Example" in answer.stdout
    examples = answer.stdout.partition("Example")[2].partition("Options:")[0]
    assert f"publisher {verb}" in examples
    assert publisher(verb, "-h").stdout == answer.stdout


def test_the_examples_name_options_that_are_there() -> None:
    for verb, one in main.commands.items():
        known = {name for parameter in one.params for name in parameter.opts}
        help = publisher(verb, "--help").stdout.partition("Example")[2].partition("Options:")[0]
        assert {word for word in help.split() if word.startswith("--")} <= known | {"--help"}, verb


def test_the_version() -> None:
    answer = publisher("--version")
    assert (answer.exit_code, __version__ in answer.stdout) == (0, True)


def test_without_a_verb_the_help_is_shown() -> None:
    answer = publisher()
    assert answer.exit_code in (0, 2)
    assert "Begin with" in answer.output


# Start-up


def imported(tmp_path: Path, *arguments: str | Path) -> tuple[int, set[str]]:
    """The exit code of a command, and what it imported of the things that only a build needs."""
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('IMPORTED', *set({NOT_AT_START_UP}) & set(sys.modules)))\n"
        "from publisher.cli import main\nmain(prog_name='publisher')\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return answer.returncode, set(answer.stdout.partition("IMPORTED")[2].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["build", "--help"], ["schema", "brand"], ["build", "-x"]]
)
def test_a_light_command_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert imported(tmp_path, *arguments)[1] == set()


@pytest.mark.parametrize("verb", ["build", "check"])
def test_a_content_error_answers_before_the_layout_engine_is_there(verb: str, faulty: tuple[Path, int]) -> None:
    code, modules = imported(faulty[0].parent, verb, "haftet", "--content", faulty[0])
    assert code == ExitCode.CONTENT
    assert modules == set()


def test_load_and_build_are_functions_however_they_are_imported(tmp_path: Path) -> None:
    code = (
        "import publisher.build, publisher.content.load\nfrom publisher import build, load\n"
        "assert callable(build) and callable(load), (build, load)\n"
        "import publisher\nassert publisher.build is build and publisher.load is load\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")


# Results


@pytest.mark.slow
def test_a_build_from_elsewhere_says_the_files_on_stdout(content: Path, tmp_path: Path) -> None:
    elsewhere, output = tmp_path / "some where", tmp_path / "färdigt hit"
    elsewhere.mkdir()
    answer = command("build", "--content", content, "--output", output, cwd=elsewhere)
    assert answer.returncode == 0
    assert everything(elsewhere) == {}
    files = {f"haftet/{format.filename('haftet')}" for format in FORMATS.values()}
    assert files | {"haftet/index.html", "haftet/manifest.json"} == set(everything(output))
    assert all(Path(file).name in answer.stdout for file in files)
    assert "haftet" in answer.stderr, "progress goes to stderr"
    assert "done" not in answer.stdout


@pytest.mark.slow
def test_the_content_of_the_current_folder_is_used(content: Path) -> None:
    answer = command("build", "haftet", "haftet", "-f", "screen", cwd=content.parent)
    assert answer.returncode == 0
    made = set(everything(content.parent / "output"))
    assert made == {"haftet/haftet-screen.pdf", "haftet/index.html", "haftet/manifest.json"}


def test_new_check_and_list_in_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "an empty folder"
    folder.mkdir()
    made = command("new", "mote", "--layout", "programme-a4", "--content", "content", cwd=folder)
    assert made.returncode == 0
    assert [line for line in made.stdout.splitlines() if not (folder / line).is_file()] == []
    assert "publisher build mote" in made.stderr
    listed = command("list", cwd=folder)
    assert "  mote" in listed.stdout
    assert command("new", "mote", "--layout", "leaflet-a5", cwd=folder).returncode == ExitCode.USAGE


def test_check_says_that_nothing_is_wrong(content: Path) -> None:
    answer = publisher("check", "--content", content)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "haftet" in answer.stdout


def test_list_names_all_there_is(content: Path) -> None:
    answer = publisher("list", "--content", content)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert all(name in answer.stdout for name in ("haftet", "leaflet-a5", "programme-a4", *FORMATS))
    data = json.loads(publisher("list", "--content", content, "--json").stdout)
    assert set(data) == {"publications", "layouts", "formats"}
    assert set(data["publications"]) == {"haftet"}
    assert set(data["formats"]) == set(FORMATS)


def test_schema_prints_and_writes(tmp_path: Path) -> None:
    assert json.loads(publisher("schema", "brand").stdout)["title"] == "BrandFile"
    answer = publisher("schema", "--write", tmp_path / "a b")
    assert answer.exit_code == 0
    assert len([line for line in answer.stdout.splitlines() if Path(line).is_file()]) == 4


# JSON


@pytest.mark.slow
def test_the_json_of_a_build(warned: Path, tmp_path: Path) -> None:
    answer = publisher("build", "--content", warned, "--output", tmp_path / "out", "--json")
    (result,) = json.loads(answer.stdout)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert set(result) >= RESULT_FIELDS
    assert (result["name"], result["written"]) == ("haftet", True)
    assert [file["format"] for file in result["files"]] == list(FORMATS)
    for file in result["files"]:
        assert set(file) >= FILE_FIELDS
        assert Path(file["path"]).stat().st_size == file["size"]
        assert (file["pages"] is not None) == FORMATS[file["format"]].paged
    assert {finding["severity"] for finding in result["findings"]} == {"warning"}
    assert all(set(finding) >= FINDING_FIELDS for finding in result["findings"])


@pytest.mark.parametrize("verb", ["build", "check"])
def test_the_json_of_a_content_error(verb: str, faulty: tuple[Path, int]) -> None:
    answer = publisher(verb, "--content", faulty[0], "--json")
    assert (answer.exit_code, answer.stderr) == (ExitCode.CONTENT, "")
    data = json.loads(answer.stdout)
    assert {"error", "mend", "findings"} <= set(data)
    assert all(set(finding) >= FINDING_FIELDS for finding in data["findings"])
    assert faulty[1] in [finding["line"] for finding in data["findings"]]


def test_the_json_of_a_check_that_finds_nothing(content: Path) -> None:
    assert json.loads(publisher("check", "--content", content, "--json").stdout) == {"findings": []}


def test_the_json_of_the_doctor() -> None:
    items = json.loads(publisher("doctor", "--json").stdout)
    assert {"Python", "WeasyPrint"} <= {item["name"] for item in items}
    assert all(set(item) >= {"name", "needed_for", "found", "version", "how_to_get"} for item in items)


# Exit codes


@pytest.mark.parametrize("verb", ["build", "check"])
def test_2_unknown_publication_with_the_known_names(verb: str, content: Path) -> None:
    answer = publisher(verb, "hatfet", "--content", content)
    assert (answer.exit_code, answer.stdout) == (ExitCode.USAGE, "")
    assert "hatfet" in answer.stderr
    assert "haftet" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--format", "docx"], "screen"),
        (["build", "--fail-on", "never"], "warning"),
        (["build", "--content", "nowhere"], "--content"),
        (["check", "--content", "nowhere"], "--content"),
        (["list", "--content", "nowhere"], "--content"),
        (["new", "x"], "--layout"),
        (["new", "x", "--layout", "a3"], "leaflet-a5"),
        (["new", "Å", "--layout", "leaflet-a5"], "varmote-2018"),
        (["schema"], "publication"),
        (["schema", "nope"], "publication"),
        (["bulid"], "bulid"),
        (["build", "--nope"], "--nope"),
    ],
)
def test_2_a_usage_error_says_what_there_is(arguments: list[str], says: str, tmp_path: Path) -> None:
    answer = command(*arguments, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (ExitCode.USAGE, "")
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr


def test_2_a_content_folder_without_publications(tmp_path: Path) -> None:
    answer = publisher("build", "--content", tmp_path)
    assert answer.exit_code == ExitCode.USAGE
    assert "publisher new" in answer.stderr


@pytest.mark.parametrize("verb", ["build", "check"])
def test_3_a_content_error_has_file_and_line_and_mend(verb: str, faulty: tuple[Path, int], tmp_path: Path) -> None:
    content, line = faulty
    arguments = [verb, "--content", content] + (["--output", tmp_path / "out"] if verb == "build" else [])
    answer = command(*arguments, cwd=content.parent)
    assert (answer.returncode, answer.stdout) == (ExitCode.CONTENT, "")
    assert f"content/haftet/publication.yaml:{line}: error: " in answer.stderr
    assert "    -> " in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfe", b"title: [", b"- a\n- b\n", b"title: a\ntitle: b\n", b"\t\n", b"7\n"]
)
def test_3_a_file_that_is_no_yaml_at_all(text: bytes, content: Path) -> None:
    (content / "haftet/publication.yaml").write_bytes(text)
    answer = publisher("build", "--content", content)
    assert answer.exit_code == ExitCode.CONTENT, answer.output
    assert "haftet/publication.yaml" in answer.stderr


def test_4_something_is_missing_on_this_machine(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FONTS", tmp_path / "no fonts")
    fonts.shipped_fonts.cache_clear()
    answer = publisher("build", "--content", content, "--output", tmp_path / "out")
    fonts.shipped_fonts.cache_clear()
    assert (answer.exit_code, answer.stdout) == (ExitCode.MISSING, "")
    assert "fonts" in answer.stderr


@pytest.mark.parametrize(("purpose", "code"), [("build", ExitCode.MISSING), ("tests", ExitCode.OK)])
def test_4_the_doctor_minds_what_a_build_needs(purpose: Any, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: [Item("thing", purpose, False, None, "get it")])
    answer = publisher("doctor")
    assert answer.exit_code == code
    assert "get it" in answer.stdout


@pytest.mark.slow
def test_5_output_that_cannot_be_written(content: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    answer = publisher("build", "--content", content, "--output", tmp_path / "a file" / "out")
    assert (answer.exit_code, answer.stdout) == (ExitCode.ACCESS, "")
    assert "--output" in answer.stderr


def test_5_new_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    answer = publisher("new", "nytt", "--layout", "leaflet-a5", "--content", tmp_path / "a file" / "content")
    assert (answer.exit_code, answer.stdout) == (ExitCode.ACCESS, "")
    assert "--content" in answer.stderr


@pytest.mark.parametrize("error", [RenderError("It broke.", "Mend it."), WorkerError("It broke.", "Mend it.")])
def test_6_and_7_end_in_a_message(
    error: RenderError | WorkerError, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("publisher.cli.run_all", broken)
    answer = publisher("build", "--content", content)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (error.exit_code, "", "It broke. Mend it.\n")


@pytest.mark.slow
@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 10), ("note", 10)])
def test_10_findings_as_severe_as_one_minds(fail_on: str, code: int, warned: Path, tmp_path: Path) -> None:
    answer = publisher("build", "--content", warned, "--output", tmp_path / "out", "--fail-on", fail_on, "-f", "screen")
    assert answer.exit_code == code
    assert "warning: " in answer.stdout
    assert "[layout/page-multiple]" in answer.stdout
    assert (tmp_path / "out/haftet/haftet-screen.pdf").is_file(), "a warning does not keep the files back"


@pytest.mark.slow
def test_10_nothing_is_written_when_a_check_fails(
    content: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    output = tmp_path / "out"
    assert publisher("build", "--content", content, "--output", output).exit_code == 0
    before = everything(output)
    replace(content / "haftet/publication.yaml", "title: Din titel", "title: En annan")
    request.getfixturevalue("failing_check")
    answer = publisher("build", "--content", content, "--output", output)
    assert answer.exit_code == ExitCode.FINDINGS
    assert "nothing was written" in answer.stdout
    assert "page 2: error: a fault was planted  [test/planted]" in answer.stdout
    assert everything(output) == before
    (result,) = json.loads(publisher("build", "--content", content, "--output", output, "--json").stdout)
    assert (result["written"], result["files"]) == (False, [])
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_130_interrupted_as_a_terminal_does_it(content: Path, tmp_path: Path) -> None:
    """Ctrl-C reaches every process of the group; what was there before stays, and nobody sees a traceback."""
    for name in ("andra", "tredje"):
        shutil.copytree(content / "haftet", content / name)
    arguments = ["build", "--content", str(content), "--output", str(tmp_path / "out")]
    with subprocess.Popen(
        [sys.executable, "-m", "publisher", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert "laying out" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == ExitCode.INTERRUPTED
    assert out == ""
    assert "Traceback" not in err
    assert "Interrupted" in err


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "publisher", "schema", "programme"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        err = process.stderr.read().decode() if process.stderr else ""
        process.wait(timeout=30)
    assert "Traceback" not in err


def test_every_verb_is_a_click_command() -> None:
    assert all(isinstance(one, click.Command) for one in main.commands.values())
    assert VERBS == ("build", "check", "doctor", "list", "new", "schema")
