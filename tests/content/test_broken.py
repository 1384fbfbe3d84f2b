"""A content folder with every kind of fault gives exactly the right messages, all of them in one go, and no file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.golden import Golden
from support.tools import ROOT, SOUND, TESTS

BROKEN = TESTS / "content" / "broken"
# What the demand names, and the ids that the report of the broken folder must hold.
DEMANDED = {
    "a missing field": "content/missing-field",
    "an unknown field": "content/unknown-field",
    "an end before the start": "content/end-before-start",
    "a session outside its day": "content/session-outside-day",
    "an unknown stream": "content/unknown-stream",
    "a duplicate id": "content/duplicate-id",
    "a missing alt text": "content/missing-alt",
    "a picture that is not there": "content/missing-picture",
    "YAML that does not parse": "content/yaml-syntax",
    "a file that is not UTF-8": "content/not-utf8",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The broken folder as content/ of a folder to stand in. The file that is not UTF-8 is made here: editors and
    version control would fix it."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(BROKEN, folder / "content")
    (folder / "content/rules/sections/latin1.md").write_bytes("# Rubrik\n\nEn åsikt.\n".encode("latin-1"))
    return folder


@pytest.fixture(scope="module")
def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(folder, "check", "--all")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`publisher ...`, as one would run it in `folder`."""
    command = [sys.executable, "-m", "publisher", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_the_report_is_exactly_right(checked: subprocess.CompletedProcess[str], golden: Golden) -> None:
    golden("content/broken.txt", checked.stderr)
    assert checked.stdout == ""


def test_a_content_fault_ends_in_3(checked: subprocess.CompletedProcess[str]) -> None:
    assert checked.returncode == 3


@pytest.mark.parametrize("id", DEMANDED.values(), ids=list(DEMANDED))
def test_a_demanded_fault_is_in_the_report(checked: subprocess.CompletedProcess[str], id: str) -> None:
    assert f"[{id}]" in checked.stderr


def test_every_finding_has_file_line_message_id_and_fix(checked: subprocess.CompletedProcess[str]) -> None:
    *findings, last = checked.stderr.rstrip("\n").split("\n")
    for head, fix in zip(findings[::2], findings[1::2], strict=True):
        assert re.fullmatch(r"content/\S+\.(yaml|md):\d+: (error|warning): .+  \[content/[a-z0-9-]+\]", head)
        assert re.fullmatch(r"    -> \S.+", fix)
    count = sum(": error: " in head for head in findings[::2])
    assert last == f"The content has {count} errors."


def test_every_place_is_a_line_that_is_there(folder: Path, checked: subprocess.CompletedProcess[str]) -> None:
    for file, line in re.findall(r"^(content/\S+):(\d+): ", checked.stderr, re.MULTILINE):
        assert 1 <= int(line) <= len((folder / file).read_bytes().splitlines())


def test_nothing_is_reported_twice(checked: subprocess.CompletedProcess[str]) -> None:
    heads = re.findall(r"^content/.*$", checked.stderr, re.MULTILINE)
    assert sorted(heads) == sorted(set(heads))


def test_findings_of_a_publication_stand_by_file_and_line(checked: subprocess.CompletedProcess[str]) -> None:
    places = re.findall(r"^content/(\S+):(\d+): ", checked.stderr, re.MULTILINE)
    rules = [(file, int(line)) for file, line in places if file.startswith("rules/")]
    assert rules == sorted(rules)


def test_as_json_it_is_the_same(folder: Path, checked: subprocess.CompletedProcess[str]) -> None:
    answer = run(folder, "check", "--json")
    findings = json.loads(answer.stdout)["findings"]
    heads = [f"{f['file']}:{f['line']}: {f['severity']}: {f['message']}  [{f['id']}]" for f in findings]
    assert heads == re.findall(r"^content/.*$", checked.stderr, re.MULTILINE)
    assert (answer.returncode, answer.stderr) == (3, "")


def test_a_build_says_the_same_and_writes_nothing(folder: Path, checked: subprocess.CompletedProcess[str]) -> None:
    answer = run(folder, "build", "--all")
    assert (answer.returncode, answer.stderr) == (3, checked.stderr)
    assert sorted(path.name for path in folder.iterdir()) == ["content"]


def test_a_broken_publication_does_not_stop_the_build_of_a_sound_one(tmp_path: Path) -> None:
    shutil.copytree(SOUND, tmp_path / "content")
    shutil.copytree(BROKEN / "fields", tmp_path / "content" / "fields")
    assert run(tmp_path, "build").returncode == 3
    assert [path.name for path in (tmp_path / "output").iterdir() if path.is_dir()] == ["sheet"]


def test_the_faults_of_a_brand_are_reported_once_where_two_publications_share_it(tmp_path: Path) -> None:
    shutil.copytree(BROKEN, tmp_path / "content")
    shutil.copytree(BROKEN / "rules", tmp_path / "content" / "rules-again")
    assert run(tmp_path, "check", "--all").stderr.count("there is no logo blue.svg") == 1
