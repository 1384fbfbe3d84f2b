"""The exit codes, a stable interface: each is reached, with a message that helps and no traceback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from publisher import doctor
from publisher.checks import CHECKS, Check, Subject
from publisher.design import fonts
from publisher.doctor import Item
from publisher.model.errors import ExitCode, RenderError, WorkerError
from publisher.model.findings import Finding, Result, Severity
from publisher.model.paths import LAYOUTS
from publisher.pipeline.jobs import Built
from support.cli import ENVIRONMENT, command, everything, publisher, replace
from support.plugins import alone
from support.tools import hear_signals


@pytest.fixture
def failing_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that finds an error in every finished file."""

    def find(subject: Subject) -> Iterator[Finding]:
        yield Finding("test/planted", Severity.ERROR, "a fault was planted", "take it away", page=2)

    planted = Check(("test/planted",), "files", "why", "whose", find)
    monkeypatch.setattr(CHECKS, "_loaded", alone(CHECKS, planted))


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
        (["new", "Å", "--layout", "leaflet-a5"], "letters a-z, digits and hyphens"),
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
def test_3_a_content_error_has_file_and_line_and_fix(verb: str, faulty: tuple[Path, int], tmp_path: Path) -> None:
    content, line = faulty
    arguments = [verb, "--content", content] + (["--output", tmp_path / "out"] if verb == "build" else [])
    answer = command(*arguments, cwd=content.parent)
    assert (answer.returncode, answer.stdout) == (ExitCode.CONTENT, "")
    assert f"content/haftet/publication.yaml:{line}: error: " in answer.stderr
    assert "    -> " in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "out").exists()


# What stops a publication: a fault in its content, in a brand or in a layout that it alone uses.
FAULTS = {
    "publication.yaml": ("zwei/publication.yaml", "layout: own", "layout: own\nnonsense: 1"),
    "brand": ("brands/own.yaml", "name:", "nome:"),
    "layout.toml": ("layouts/own/layout.toml", "width_mm", "with_mm"),
    "template": ("layouts/own/document.html.j2", "{% extends", "{% if %}{% extends"),
}


@pytest.fixture
def two(content: Path) -> Path:
    """A second publication, 'zwei', with a brand and a layout of its own."""
    shutil.copytree(content / "haftet", content / "zwei")
    shutil.copy(content / "brands/neutral.yaml", content / "brands/own.yaml")
    shutil.copytree(LAYOUTS / "leaflet-a5", content / "layouts/own")
    file = content / "zwei/publication.yaml"
    replace(file, "title: Din titel", "title: Zwei")
    replace(file, "brand: neutral", "brand: own")
    replace(file, "layout: leaflet-a5", "layout: own")
    return content


@pytest.mark.parametrize("kind", FAULTS)
def test_3_a_fault_stops_only_the_publication_that_has_it(kind: str, two: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    arguments = ("build", "--content", two, "--output", output, "--format", "text", "--format", "markdown")
    assert publisher(*arguments).exit_code == 0
    before = everything(output / "zwei")
    replace(two / "haftet/publication.yaml", "title: Din titel", "title: Nytt")
    file, sound, broken = FAULTS[kind]
    replace(two / file, sound, broken)
    answer = publisher(*arguments)
    assert answer.exit_code == ExitCode.CONTENT, answer.output
    assert "Nytt (haftet)" in answer.stdout
    assert "Nytt" in (output / "haftet/haftet-text.txt").read_text("utf-8")
    assert f"{file}:" in answer.stderr
    assert "content/haftet" not in answer.stderr
    assert answer.stderr.endswith("Not built: zwei. The earlier files are unchanged.\n")
    assert everything(output / "zwei") == before
    data = json.loads(publisher(*arguments, "--json").stdout)
    assert [result["name"] for result in data["results"]] == ["haftet"]
    assert data["results"][0]["written"]
    assert data["error"]
    assert data["not_built"] == ["zwei"]
    assert {finding["file"].endswith(file) for finding in data["findings"]} == {True}
    checked = publisher("check", "--content", two, "--json")
    assert checked.exit_code == ExitCode.CONTENT
    data = json.loads(checked.stdout)
    assert any(finding["file"].endswith(file) for finding in data["findings"])
    assert any("haftet" in note["file"] for note in data["reading"])


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


@pytest.mark.parametrize("error", [RenderError("It broke.", "Fix it."), WorkerError("It broke.", "Fix it.")])
def test_6_and_7_end_in_a_message(
    error: RenderError | WorkerError, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("publisher.cli.building.run_all", broken)
    answer = publisher("build", "--content", content)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (error.exit_code, "", "It broke. Fix it.\n")


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


def start_build(content: Path, output: Path) -> subprocess.Popen[str]:
    """`publisher build`, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "publisher", "build", "--content", str(content), "--output", str(output)],
        cwd=output.parent,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_signals,
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel for the process's children")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core works alone")
def test_7_a_worker_that_dies_is_named_and_the_others_are_built(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content / "haftet", content / "zwei")
    replace(content / "zwei/publication.yaml", "title: Din titel", "title: Zwei")
    with start_build(content, tmp_path / "out") as process:
        tasks = Path(f"/proc/{process.pid}/task")
        while process.poll() is None:  # whenever there is one: while it starts, and while it builds
            with suppress(OSError):
                for child in " ".join(path.read_text() for path in tasks.glob("*/children")).split():
                    if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                        os.kill(int(child), signal.SIGKILL)
            time.sleep(0.1)
        out, err = process.communicate()
    assert process.returncode == ExitCode.WORKER, err
    assert "Traceback" not in err
    assert "ended by SIGKILL; it was building zwei." in err
    assert "out/haftet/index.html" in out
    assert (tmp_path / "out/haftet/manifest.json").is_file()
    assert not (tmp_path / "out/zwei").exists()


def test_7_json_lists_what_was_built_beside_a_worker_that_died(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Result("haftet", "Häftet", content, (), (), True)
    built = Built([made], [WorkerError("It broke.", "Fix it.")])
    monkeypatch.setattr("publisher.cli.building.run_all", lambda *_: built)
    answer = publisher("build", "--content", content, "--json")
    data = json.loads(answer.stdout)
    assert (answer.exit_code, data["error"], data["fix"]) == (ExitCode.WORKER, "It broke.", "Fix it.")
    assert [result["name"] for result in data["results"]] == ["haftet"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_130_interrupted_as_a_terminal_does_it(content: Path, tmp_path: Path, number: int) -> None:
    """Ctrl-C in the middle of a layout: a word on it and no traceback; nothing is half-written. The same where the
    terminal is closed or the system asks the program to end."""
    with start_build(content, tmp_path / "out") as process:
        assert process.stderr is not None
        assert "laying out" in process.stderr.readline()
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == ExitCode.INTERRUPTED
    assert out == ""
    assert "Traceback" not in err
    assert "Interrupted" in err
    assert not (tmp_path / "out").exists()


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "publisher", "schema", "programme"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        err = process.stderr.read().decode() if process.stderr else ""
        process.wait(timeout=30)
    assert "Traceback" not in err
