"""`--quick` runs the tests nearest to a change, and says what it leaves out; processes share what takes long."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import repeat
from pathlib import Path

import pytest

from support import choice as choices
from support import plan, shared
from support.choice import CORE, FARTHEST, SHOWN_IN, Tree, changed_files, choose
from support.processor import processor_seconds
from support.times import Times
from support.tools import ROOT, TESTS

FILES = {
    "publisher/__init__.py": "",
    "publisher/text/__init__.py": "",
    "publisher/text/words.py": "WORDS = 1\n",
    "publisher/text/lines.py": "from publisher.text.words import WORDS\n",
    "publisher/page.py": "from publisher.text import lines\nSTYLE = 'print.css'\n",
    "publisher/other.py": "",
    "publisher/rules/__init__.py": "",
    "publisher/rules/rule.py": "",
    "publisher/rules/colours.py": "ID = 'rules/too-pale'\n",
    "pyproject.toml": """
        [project.entry-points."publisher.registries"]
        rules = "publisher.rules.rule:RULES"
        [project.entry-points."publisher.rules"]
        colours = "publisher.rules.colours:RULES"
    """,
    "tests/rules/test_rule.py": "",
    "tests/plugins/test_ids.py": "assert found == ['rules/too-pale']",
    "layouts/base/print.css": "p {}\n",
    "tests/support/__init__.py": "",
    "tests/support/tools.py": "",
    "tests/text/test_words.py": "",
    "tests/text/test_words_properties.py": "",
    "tests/text/test_lines.py": "from publisher.text.lines import WORDS\n",
    "tests/test_page.py": "import publisher.page\nfrom support import tools\n",
    "tests/test_other.py": "import publisher.other\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return Tree(tmp_path)


@pytest.mark.parametrize(
    ("changed", "near"),
    [
        (
            "publisher/text/words.py",
            {"text/test_words": 0, "text/test_words_properties": 0, "text/test_lines": 2, "test_page": 3},
        ),
        ("publisher/text/lines.py", {"text/test_lines": 0, "test_page": 2}),
        ("publisher/other.py", {"test_other": 0}),
        # It has no tests of its own; its entry point is in the group that the registry reads.
        ("publisher/rules/colours.py", {"rules/test_rule": 1, "plugins/test_ids": 1}),
        ("publisher/rules/rule.py", {"rules/test_rule": 0}),
        ("tests/test_page.py", {"test_page": 0}),
        ("tests/support/tools.py", {"test_page": 1}),
        ("layouts/base/print.css", {"test_page": 2}),
        ("LICENCE", {}),
    ],
)
def test_how_near_tests_are(tree: Tree, changed: str, near: dict[str, int]) -> None:
    found = {name[6:-3]: step for name, step in tree.distances([changed]).items() if name in tree.tests}
    assert found == near


def test_what_is_found_by_its_entry_point_reaches_the_registry(tree: Tree) -> None:
    assert tree.users["publisher/rules/colours.py"] >= {"publisher/rules/rule.py"}


def test_no_module_is_out_of_reach_of_the_tests() -> None:
    tree = Tree(ROOT)
    files = [path for name, path in tree.files.items() if name.startswith("publisher.")]
    modules = [tree.name(path) for path in files if path.name != "__init__.py"]
    assert len(modules) > 300
    near = {module: min(map(tree.distances([module]).get, tree.tests, repeat(9)), default=9) for module in modules}
    assert [module for module, step in near.items() if step > FARTHEST] == []


def test_the_nearest_are_chosen_for_as_long_as_the_time_allows(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    took = {"tests/text/test_lines.py": 40.0, "tests/text/test_words.py": 25.0}
    monkeypatch.setattr(choices, "times", lambda: Times(took))
    choice = choose(tree, ["publisher/text/words.py"], most=60)
    assert choice.chosen == ("tests/test_page.py", "tests/text/test_words.py", "tests/text/test_words_properties.py")
    assert choice.too_long == ("tests/text/test_lines.py",)
    assert choice.others == ("tests/plugins/test_ids.py", "tests/rules/test_rule.py", "tests/test_other.py")
    assert list(choice.left_out()) == [
        "tests/text/test_lines.py (concerned, 40 s: no time left)",
        "and 3 that the change does not reach: tests/plugins/test_ids.py tests/rules/test_rule.py tests/test_other.py",
    ]


def test_two_processes_wait_for_the_longer_one() -> None:
    took = Times({"a": 30.0, "b": 10.0, "c": 10.0}, {"sample": 5.0}, {"a": ["sample"], "b": ["sample"], "c": []})
    assert took.of_all(["a", "b", "c"]) == 55, "the sample is made once"
    assert took.of_two([["b"], ["c"]]) == 30, "one makes the sample, the other waits for the end"
    assert took.of_two([["a"], ["b"], ["c"]]) == 70
    assert took.of_two([["b"], ["c"], ["unknown"]]) == 30


@pytest.mark.parametrize("pattern", SHOWN_IN)
def test_what_is_no_python_is_shown_in_tests_that_are_there(pattern: str) -> None:
    assert [path for path in ROOT.glob(pattern) if path.is_file() or pattern.endswith("*")], "no file is meant"
    assert [place for place in SHOWN_IN[pattern] if not (ROOT / place).exists()] == []


def test_a_changed_test_runs_however_long_it_takes(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "times", lambda: Times({"tests/test_other.py": 500.0}))
    assert choose(tree, ["tests/test_other.py"]).chosen == ("tests/test_other.py",)


def test_what_changed_is_asked_of_version_control(tree: Tree) -> None:
    def git(*words: str) -> None:
        names = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", tree.root, *names, *words], check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "publisher/other.py")
    git("commit", "-m", "one")
    git("add", ".")
    git("commit", "-m", "two")
    assert len(changed_files(tree.root)) == len(FILES) - 1, "nothing is under way: the last commit"
    (tree.root / "publisher/new.py").touch()
    (tree.root / "publisher/other.py").write_text("A = 1\n", "utf-8")
    assert changed_files(tree.root) == ["publisher/new.py", "publisher/other.py"]
    git("checkout", "-b", "mine")
    git("add", ".")
    git("commit", "-m", "three")
    assert changed_files(tree.root) == ["publisher/new.py", "publisher/other.py"], "what main does not have"
    assert changed_files(tree.root, "HEAD") == []
    with pytest.raises(pytest.UsageError, match="nowhere"):
        changed_files(tree.root, "nowhere")


def test_the_files_that_the_plan_names_are_there() -> None:
    assert [file for file in (*CORE, *plan.JAVA) if not (ROOT / file).is_file()] == []


def test_processes_make_a_thing_once(tmp_path: Path) -> None:
    program = f"""
import sys, time
from pathlib import Path
sys.path[:0] = [{str(TESTS)!r}, {str(ROOT)!r}]
from support.shared import made_once
class Factory:
    def getbasetemp(self):
        return Path({str(tmp_path)!r}, "worker")
def make(folder):
    time.sleep(0.3)
    (folder / "made").write_text("x")
    with Path({str(tmp_path)!r}, "log").open("a") as log:
        log.write("made ")
print((made_once(Factory(), "thing", make) / "made").read_text())
"""
    environment = {"PYTEST_XDIST_WORKER": "gw0", "PATH": ""}
    processes = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate(timeout=60)[0] for process in processes] == ["x\n"] * 3
    assert (tmp_path / "log").read_text() == "made "


def test_what_could_not_be_made_is_not_tried_again(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "run_folder", lambda _: tmp_path)
    with pytest.raises(ZeroDivisionError):
        shared.made_once(tmp_path_factory, "thing", lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
    with pytest.raises(RuntimeError, match="making thing failed: division by zero"):
        shared.made_once(tmp_path_factory, "thing", lambda folder: None)


def test_a_thread_that_ends_takes_no_time_from_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the listing of its threads and the look at each: a browser or a Java machine does it all the time."""
    read_text = Path.read_text

    def ended(path: Path, *given: str, **named: str) -> str:
        if path.name == "children":
            raise FileNotFoundError(path)
        return read_text(path, *given, **named)

    sum(range(3_000_000))
    before = processor_seconds(os.getpid())
    monkeypatch.setattr(Path, "read_text", ended)
    assert processor_seconds(os.getpid()) > 0
    assert before > 0
