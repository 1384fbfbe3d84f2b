"""Chooses the tests for a change at hand: `pytest --quick`, or `--quick=REVISION` for all that changed since then.

Without a revision the change is everything that is not in `main`; on `main` itself what is not committed, or else the
last commit. A file of tests is near a change when it was changed itself, mirrors the module, names an id that the
module defines, or imports it; each import in between makes it farther. A module without tests of its own has those of
its folder. Near a layout, a text or a message are the tests that look at what is made of it (`SHOWN_IN`). The nearest
are run, and a core that always is, as many as the time allows.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

import pytest

from support import tools
from support.imports import imports, module_name
from support.plan import groups
from support.times import times

QUICK = "--quick"
AUTO = "auto"
# Of the processor, for two processes together. On two idle cores the whole stays under 90 seconds on the clock: ruff
# and mypy take up to 8 of them, start and collection about 7, and the tests 48: three quarters of both cores are busy.
# The rest is for what a machine does besides.
MOST_SECONDS = 70.0
# What is no Python -> the tests that look at what is made of it: files, or folders.
SHOWN_IN = {
    "layouts/*/print.css": ("tests/conformance/test_pages.py", "tests/pdf/layout"),
    "layouts/*/programme.css": ("tests/conformance/test_pages.py", "tests/compose/test_programme_forms.py"),
    "layouts/*/booklet*": ("tests/formats/paper/test_booklet.py",),
    "layouts/*/large-print.css": ("tests/formats/large_print", "tests/conformance/test_large_print.py"),
    "layouts/*/epub.css": ("tests/formats/epub",),
    "layouts/*/web.css": (
        "tests/conformance/test_web_colours.py",
        "tests/conformance/test_web_filter.py",
        "tests/conformance/test_web.py",
        "tests/formats/web",
    ),
    "layouts/*/landing.css": ("tests/formats/web", "tests/conformance/test_web.py"),
    "layouts/*/publications.*": ("tests/formats/web", "tests/conformance/test_web.py"),
    "layouts/*/filter.*": ("tests/formats/web", "tests/conformance/test_web_filter.py"),
    "layouts/*/*.j2": ("tests/compose", "tests/formats/web", "tests/conformance/test_pages.py", "tests/checks"),
    "content/*": (
        "tests/compose/test_compose.py",
        "tests/formats/plain",
        "tests/formats/test_calendar.py",
        "tests/conformance/test_pages.py",
    ),
    "publisher/messages/*": ("tests/model/test_catalogue.py", "tests/content/test_messages.py", "tests/report"),
    "docs/*": ("tests/test_docs.py", "tests/test_style.py"),
}
# Imports in between, at the most: farther away nearly everything is concerned.
FARTHEST = 3
# An id in code, without its kind: "content/past-date" -> past-date
ID = re.compile(r"[\"'](?:[a-z]+/)?([a-z]+(?:-[a-z]+)+)[\"']")
WORDS = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)+(?![\w-])")
FEW = 6  # files of tests; what more of them name distinguishes nothing
# One of each part: they are short, and fail for most that can break.
CORE = (
    "tests/test_imports.py",
    "tests/content/test_load.py",
    "tests/compose/test_compose.py",
    "tests/formats/plain/test_plain_text.py",
    "tests/formats/web/test_landing.py",
    "tests/pdf/tagging/test_tag_writer.py",
    "tests/pipeline/test_manifest.py",
    "tests/cli/test_languages.py",
)


def changed_files(root: Path, since: str = AUTO) -> list[str]:
    """The files that differ from a revision, also those that version control does not know yet."""

    def git(*words: str) -> list[str]:
        answer = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False)
        if answer.returncode != 0:
            raise pytest.UsageError(f"{QUICK}: git {' '.join(words)}: {answer.stderr.strip()}")
        return answer.stdout.splitlines()

    new = git("ls-files", "--others", "--exclude-standard")
    if since == AUTO:
        known = git("for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/remotes/origin/main")
        since = git("merge-base", "HEAD", known[0])[0] if known else "HEAD"
        if not new and not git("diff", "--name-only", since) and git("rev-list", "--max-count=2", "HEAD")[1:]:
            since = "HEAD~1"
    return sorted({*git("diff", "--name-only", since), *new})


@dataclass(frozen=True)
class Tree:
    """The Python files of a tree, and who knows of whom."""

    root: Path
    texts: dict[str, str] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, Path]:
        """Module -> file. Those of the tests are named as they import each other, from tests/ on."""
        found: dict[str, Path] = {}
        for folder, base in (("publisher", self.root), ("tests", self.root / "tests")):
            paths = (path for path in (self.root / folder).rglob("*.py") if "node_modules" not in path.parts)
            found |= {module_name(path, base) or folder: path for path in sorted(paths)}
        return found

    @cached_property
    def tests(self) -> list[str]:
        """The files of tests, by their paths."""
        return [self.name(path) for path in self.files.values() if path.name.startswith("test_")]

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    @cached_property
    def users(self) -> dict[str, set[str]]:
        """File -> the files that import it. A package's own file finds the others by their names: it counts for all."""
        found: dict[str, set[str]] = {}
        for module, path in self.files.items():
            for _, target in imports(path, module, self.files):
                if target in self.files:
                    found.setdefault(self.name(self.files[target]), set()).add(self.name(path))
            if path.parent.name != "tests" and (package := path.with_name("__init__.py")).is_file() and path != package:
                found.setdefault(self.name(path), set()).add(self.name(package))
            if path.name == "conftest.py":
                below = (self.name(other) for other in self.files.values() if path.parent in other.parents)
                found.setdefault(self.name(path), set()).update(other for other in below if other != self.name(path))
        for entry, registry in self.registered():
            if entry in self.files and registry in self.files:
                found.setdefault(self.name(self.files[entry]), set()).add(self.name(self.files[registry]))
        return found

    def registered(self) -> Iterator[tuple[str, str]]:
        """Each module that is found by its entry point, and the module of the registry that finds it."""
        project = self.root / "pyproject.toml"
        groups = tomllib.loads(project.read_text("utf-8"))["project"]["entry-points"] if project.is_file() else {}
        for name, registry in groups.get("publisher.registries", {}).items():
            for entry in groups.get(f"publisher.{name}", {}).values():
                yield entry.partition(":")[0], registry.partition(":")[0]

    def mentions(self, file: str) -> Iterator[str]:
        """The Python files that name a file of another kind, or the folder it is in."""
        parts = Path(file).parts
        names = [re.escape(parts[-1]), *(rf"(?<![\w.]){re.escape(part)}(?=[/\"'])" for part in parts[-3:-1])]
        named = re.compile("|".join(names))
        for path in self.files.values():
            if named.search(self.text(name := self.name(path))):
                yield name

    def viewers(self, file: str) -> list[str]:
        """The tests that look at what is made of a layout, a text, a message or a page of the docs."""
        places = {place for pattern, places in SHOWN_IN.items() if fnmatch(file, pattern) for place in places}
        return [test for test in self.tests if any(test == place or test.startswith(f"{place}/") for place in places)]

    def mirrors(self, file: str) -> list[str]:
        """The tests of a module: publisher/a/b.py is tested in tests/a/test_b.py or test_b_*.py."""
        path = Path(file)
        if path.parts[0] != "publisher" or path.suffix != ".py":
            return []
        folder = Path("tests", *path.parts[1:-1])
        stem = folder.name if path.stem == "__init__" else path.stem
        wanted = re.compile(rf"{re.escape((folder / f'test_{stem}').as_posix())}(_\w+)?\.py")
        return [test for test in self.tests if wanted.fullmatch(test)]

    def neighbours(self, file: str) -> list[str]:
        """The tests of the folder of a module that has none of its own, or else of the folder above it."""
        path = Path(file)
        if path.parts[0] != "publisher" or path.suffix != ".py" or self.mirrors(file):
            return []
        for folder in [Path("tests", *path.parts[1:-1]), *Path("tests", *path.parts[1:-1]).parents][:-2]:
            if near := [test for test in self.tests if Path(test).parent == folder]:
                return near
        return []

    def namesakes(self, file: str) -> Iterator[str]:
        """The tests that name an id that a module has, such as `preflight/near-trim`, and that few name."""
        path = self.root / file
        if not file.startswith("publisher/") or path.suffix != ".py" or not path.is_file():
            return
        for id in sorted(set(ID.findall(path.read_text("utf-8")))):
            if len(found := self.ids.get(id, ())) <= FEW:
                yield from found

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """Id -> the tests that name it."""
        found: dict[str, list[str]] = {}
        for test in self.tests:
            for word in set(WORDS.findall(self.text(test))):
                found.setdefault(word, []).append(test)
        return found

    def text(self, file: str) -> str:
        if file not in self.texts:
            self.texts[file] = (self.root / file).read_text("utf-8")
        return self.texts[file]

    def distances(self, changed: Iterable[str]) -> dict[str, int]:
        """How near each file is to a change: 0 for what was changed, and its mirrors; 1 for what imports that, ..."""
        steps: dict[str, int] = {}
        waiting: deque[tuple[str, int]] = deque()
        for file in changed:
            waiting.extend((near, 0) for near in (file, *self.mirrors(file)))
            waiting.extend((near, 1) for near in (*self.namesakes(file), *self.neighbours(file)))
            if not file.endswith(".py"):
                waiting.extend((name, 0) for name in self.viewers(file))
                waiting.extend((name, 1) for name in self.mentions(file))
        for file, step in sorted(waiting, key=lambda one: one[1]):
            steps.setdefault(file, step)
        waiting = deque(sorted(steps.items(), key=lambda one: one[1]))
        while waiting:
            file, step = waiting.popleft()
            for user in sorted(self.users.get(file, ())):
                if step < FARTHEST and steps.get(user, step + 2) > step + 1:
                    steps[user] = step + 1
                    waiting.append((user, step + 1))
        return steps


@dataclass(frozen=True)
class Choice:
    """The files of tests that are run, those that are concerned and did not fit in, and the others."""

    changed: tuple[str, ...]
    chosen: tuple[str, ...]
    too_long: tuple[str, ...]
    others: tuple[str, ...]
    distances: dict[str, int] = field(default_factory=dict)  # of the chosen

    def header(self) -> str:
        count = len(self.chosen) + len(self.too_long) + len(self.others)
        return (
            f"quick: {len(self.chosen)} of {count} files of tests for {len(self.changed)} changed files, about"
            f" {times().of_all(self.chosen):.0f} s of work"
        )

    def left_out(self) -> Iterator[str]:
        for file in self.too_long:
            yield f"{file} (concerned, {times().of(file):.0f} s: no time left)"
        if self.others:
            yield f"and {len(self.others)} that the change does not reach: {' '.join(self.others)}"


def choose(tree: Tree, changed: Iterable[str], most: float = MOST_SECONDS) -> Choice:
    """The nearest first, of two as near the shorter; what was changed itself always, however long it takes."""
    changed = tuple(changed)
    distances = tree.distances(changed)

    def fits(tests: Sequence[str]) -> bool:
        return times().of_two(groups(tests)) <= most

    own = [test for test in tree.tests if test in changed]
    core = [test for test in tree.tests if test in CORE]
    always = [*own, *(test for test in core if test not in own)] if fits([*own, *core]) else own
    reached = sorted(
        (test for test in tree.tests if test in distances and test not in always),
        key=lambda test: (distances[test], times().of(test), test),
    )
    chosen, too_long = list(always), []
    for test in reached:
        (chosen if fits([*chosen, test]) else too_long).append(test)
    others = [test for test in tree.tests if test not in distances and test not in always]
    near = {test: distances.get(test, FARTHEST) for test in chosen}
    return Choice(changed, tuple(sorted(chosen)), tuple(too_long), tuple(others), near)


class Quick:
    """The plug-in: only the chosen files are collected, and the nearest run first. Workers get the same choice."""

    def __init__(self, config: pytest.Config) -> None:
        self.choice: Choice | None = None
        if hasattr(config, "workerinput"):
            self.distances: dict[str, int] = config.workerinput["distances"]
        else:
            self.choice = choose(Tree(tools.ROOT), changed_files(tools.ROOT, config.getoption(QUICK)))
            self.distances = self.choice.distances

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: object) -> None:
        node.workerinput["distances"] = self.distances  # type: ignore[attr-defined]

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        is_tests = collection_path.name.startswith("test_") and collection_path.suffix == ".py"
        return (is_tests and collection_path.relative_to(tools.ROOT).as_posix() not in self.distances) or None

    def pytest_report_header(self) -> str:
        return self.choice.header() if self.choice else ""

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.choice:
            terminalreporter.section("left out by --quick")
            for line in self.choice.left_out():
                terminalreporter.line(line)
