"""The command line: how it starts, what it answers, and where."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import click
import pytest

from publisher.cli import SCHEMA_NAMES, main
from publisher.formats import FORMATS, usual
from publisher.model.errors import ExitCode
from publisher.model.version import __version__
from support.cli import command, everything, publisher, python

VERBS = (
    "brand",
    "build",
    "check",
    "clean",
    "doctor",
    "explain",
    "export",
    "import",
    "impose",
    "list",
    "new",
    "parity",
    "schema",
    "tidy",
    "translate",
    "try",
    "verify",
)
FINDING_FIELDS = {"id", "severity", "message", "fix", "file", "line", "page"}
RESULT_FIELDS = {"name", "title", "folder", "written", "files", "findings"}
FILE_FIELDS = {"format", "path", "type", "size", "pages"}
NOT_AT_START_UP = ("weasyprint", "pypdf", "pypdfium2", "rich", "jinja2")


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
        group = one.commands.values() if isinstance(one, click.Group) else ()
        known = {name for each in (main, one, *group) for parameter in each.params for name in parameter.opts}
        help = publisher(verb, "--help").stdout.partition("Example")[2].partition("Options:")[0]
        assert {word for word in help.split() if word.startswith("--")} <= known | {"--help"}, verb


def test_these_are_the_verbs() -> None:
    assert tuple(sorted(main.commands)) == VERBS


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
    answer = python("-c", code, *arguments, cwd=tmp_path)
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
        "import publisher.pipeline.build, publisher.content.load\nfrom publisher import build, load\n"
        "assert callable(build) and callable(load), (build, load)\n"
        "import publisher\nassert publisher.build is build and publisher.load is load\n"
    )
    answer = python("-c", code, cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")


# Results


@pytest.mark.slow
def test_a_build_from_elsewhere_says_the_files_on_stdout(content: Path, tmp_path: Path) -> None:
    elsewhere, output = tmp_path / "some where", tmp_path / "färdigt hit"
    elsewhere.mkdir()
    answer = command("build", "--content", content, "--output", output, cwd=elsewhere)
    assert answer.returncode == 0
    assert everything(elsewhere) == {}
    files = {name for name in everything(output) if name.startswith("haftet/haftet-")}
    others = {"index.html", "haftet/index.html", "haftet/manifest.json"}
    assert {f"haftet/{FORMATS[id].filename('haftet')}" for id in ("web", "screen", "press")} <= files
    assert files | others == set(everything(output))
    assert all(Path(file).name in answer.stdout for file in files)
    assert "haftet" in answer.stderr, "progress goes to stderr"
    assert "done" not in answer.stdout


@pytest.mark.slow
def test_the_content_of_the_current_folder_is_used(content: Path) -> None:
    answer = command("build", "haftet", "haftet", "-f", "screen", cwd=content.parent)
    assert answer.returncode == 0
    made = set(everything(content.parent / "output"))
    assert made == {"index.html", "haftet/haftet-screen.pdf", "haftet/index.html", "haftet/manifest.json"}


def test_new_check_and_list_in_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "an empty folder"
    folder.mkdir()
    made = command("new", "mote", "--layout", "programme-a4", "--content", "content", cwd=folder)
    assert made.returncode == 0
    assert [line for line in made.stdout.splitlines() if not (folder / line).is_file()] == []
    assert made.stderr.rstrip().endswith("run: ./publish build mote --content content"), "the tests run in a clone"
    listed = command("list", cwd=folder)
    assert "  mote" in listed.stdout
    assert command("new", "mote", "--layout", "leaflet-a5", cwd=folder).returncode == ExitCode.USAGE


def test_check_says_that_nothing_is_wrong(content: Path) -> None:
    answer = publisher("check", "--content", content)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout.endswith("\nNothing wrong: haftet\n")


def test_check_reports_the_readability_of_each_section_and_build_does_not(content: Path) -> None:
    assert "haftet/sections/visa.md:" in publisher("check", "--content", content).stdout
    assert "content/readability" in publisher("check", "--content", content).stdout
    built = publisher("build", "-f", "web", "--content", content, "--output", content.parent / "out")
    assert (built.exit_code, "content/readability" in built.output) == (0, False)


def test_list_names_all_there_is(content: Path) -> None:
    answer = publisher("list", "--content", content)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert all(name in answer.stdout for name in ("haftet", "leaflet-a5", "programme-a4", *FORMATS))
    data = json.loads(publisher("list", "--content", content, "--json").stdout)
    assert set(data) == {"publications", "layouts", "brands", "formats", "presses"}
    assert set(data["publications"]) == {"haftet"}
    assert set(data["formats"]) == set(FORMATS)


def test_the_hint_after_new_can_be_copied_into_a_shell(tmp_path: Path) -> None:
    content = tmp_path / "mina häften"
    answer = publisher("new", "mote", "--layout", "leaflet-a5", "--content", content)
    hint = shlex.split(answer.stderr.partition("run: ")[2])
    assert hint == ["./publish", "build", "mote", "--content", str(content)]
    assert str(content / "mote") in shlex.split(answer.stderr.replace(",", ""))


def test_schema_without_a_name_prints_all_of_them() -> None:
    answer = publisher("schema")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert json.loads(answer.stdout) == {name: json.loads(publisher("schema", name).stdout) for name in SCHEMA_NAMES}


def test_schema_prints_and_writes(tmp_path: Path) -> None:
    assert json.loads(publisher("schema", "brand").stdout)["title"] == "BrandFile"
    answer = publisher("schema", "--write", tmp_path / "a b")
    assert answer.exit_code == 0
    assert len([line for line in answer.stdout.splitlines() if Path(line).is_file()]) == len(SCHEMA_NAMES)


# JSON


@pytest.mark.slow
def test_the_json_of_a_build(warned: Path, tmp_path: Path) -> None:
    answer = publisher("build", "--content", warned, "--output", tmp_path / "out", "--json")
    (result,) = json.loads(answer.stdout)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert set(result) >= RESULT_FIELDS
    assert (result["name"], result["written"]) == ("haftet", True)
    made = dict.fromkeys(file["format"] for file in result["files"])  # one format may make several files
    assert list(made) == [id for id in usual() if not (FORMATS[id].needs_programme or FORMATS[id].needs_site)]
    for file in result["files"]:
        assert set(file) >= FILE_FIELDS
        assert Path(file["path"]).stat().st_size == file["size"]
        assert (file["pages"] is not None) == bool(FORMATS[file["format"]].medium)
    assert {finding["severity"] for finding in result["findings"]} == {"warning"}
    assert all(set(finding) >= FINDING_FIELDS for finding in result["findings"])


@pytest.mark.parametrize("verb", ["build", "check"])
def test_the_json_of_a_content_error(verb: str, faulty: tuple[Path, int]) -> None:
    answer = publisher(verb, "--content", faulty[0], "--json")
    assert (answer.exit_code, answer.stderr) == (ExitCode.CONTENT, "")
    data = json.loads(answer.stdout)
    assert {"error", "fix", "findings"} <= set(data)
    assert all(set(finding) >= FINDING_FIELDS for finding in data["findings"])
    assert faulty[1] in [finding["line"] for finding in data["findings"]]


def test_the_json_of_a_check_that_finds_nothing(content: Path) -> None:
    answer = publisher("check", "--content", content, "--json", "--fail-on", "note")
    data = json.loads(answer.stdout)
    assert (answer.exit_code, data["findings"]) == (0, [])
    assert {(note["id"], note["severity"]) for note in data["reading"]} == {("content/readability", "note")}
    assert len(data["reading"]) == len(list(content.rglob("sections/*.md")))


def test_the_json_of_the_doctor() -> None:
    items = json.loads(publisher("doctor", "--json").stdout)
    assert {"Python", "WeasyPrint"} <= {item["name"] for item in items}
    assert all(set(item) >= {"name", "needed_for", "found", "version", "how_to_get"} for item in items)
