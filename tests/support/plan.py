"""In which order, and in which process, the files of a run with several processes (`--numprocesses`) are tested.

A file is tested in one process, so that what it makes for its tests is made once. Files that ask the same Java process
stay together for the same reason. Files that take long go first, so that the processes end at about the same time.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from support import tools

RENEW = "--renew-times"
TOOK = "processor seconds"
TIMES = tools.TESTS / "times.json"
# In seconds: a file that was not yet measured.
UNKNOWN = 3.0
BUILT = re.compile(r"\bbuilt: Built\b|\bscreen_pages\b")
JAVA = frozenset(
    (
        "tests/conformance/test_epub.py",
        "tests/conformance/test_pdf_ua.py",
        "tests/conformance/test_planted_pdf_faults.py",
        "tests/conformance/test_planted_web_faults.py",
        "tests/conformance/test_web.py",
        "tests/formats/paper/test_booklet.py",
        "tests/photographs/test_photographs.py",
        "tests/rtl/test_rtl.py",
    )
)


@cache
def times() -> dict[str, float]:
    """File -> the seconds of the processor that its tests took when the times were last renewed."""
    return dict(json.loads(TIMES.read_text("utf-8")))


def group(nodeid: str) -> str:
    """What stays in one process: a file, or the files that ask the validators."""
    file = nodeid.partition("::")[0]
    return "java" if file in JAVA else file


def seconds(files: Iterable[str]) -> float:
    """How long the tests of these files take, about, one after the other."""
    return sum(times().get(file, UNKNOWN) for file in files)


def asks_for_samples(file: str) -> bool:
    """Whether a file's tests use the build of the samples."""
    return bool(BUILT.search((tools.ROOT / file).read_text("utf-8")))


def ordered(items: list[pytest.Item], distances: Mapping[str, int] = MappingProxyType({})) -> list[pytest.Item]:
    """The tests, those of the groups that take longest first. Within a group their order stays.

    Only one group asks for the build of the samples at first, so that no process waits for another one's. Where files
    are at `distances` from a change, the nearest groups go before all others: what is red is seen at once.
    """
    files: dict[str, set[str]] = {}
    for item in items:
        files.setdefault(group(item.nodeid), set()).add(item.nodeid.partition("::")[0])
    rank = {
        name: (
            min(distances.get(file, 0) for file in inside),
            any(map(asks_for_samples, inside)) and name != "java",
            -seconds(inside),
            name,
        )
        for name, inside in files.items()
    }
    return sorted(items, key=lambda item: rank[group(item.nodeid)])


def processor_seconds(process: int) -> float:
    """What a process and all that it started have taken of the processor, those that ended included. Linux only.

    Seconds on the clock would count what else the machine does, and not that a test keeps two processes busy.
    """
    try:
        numbers = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    except OSError:  # it has just ended: its parent counts it
        return 0.0
    # Of itself and of children that were waited for, in user and system mode (proc(5), fields 14 to 17).
    return sum(map(int, numbers[11:15])) / os.sysconf("SC_CLK_TCK") + sum(map(processor_seconds, map(int, children)))


class Plan:
    """The plug-in. Without several processes it only measures."""

    def __init__(self, config: pytest.Config) -> None:
        self.is_worker = hasattr(config, "workerinput")
        self.distances = getattr(config, "workerinput", {}).get("distances", {})
        self.renew = bool(config.getoption(RENEW))
        self.measured: defaultdict[str, float] = defaultdict(float)
        self.before = 0.0

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        from xdist.scheduler import LoadScopeScheduling

        class ByGroup(LoadScopeScheduling):
            def _split_scope(self, nodeid: str) -> str:
                return group(nodeid)

        config.option.loadscopereorder = False  # the order of the collection is the better one
        return ByGroup(config, log)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.is_worker:
            items[:] = ordered(items, self.distances)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self) -> None:
        self.before = processor_seconds(os.getpid()) if self.renew else 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        result = yield
        if self.renew:  # in the process that ran the test; its report carries the result to the main one
            item.user_properties.append((TOOK, processor_seconds(os.getpid()) - self.before))
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            took = sum(float(str(value)) for name, value in report.user_properties if name == TOOK)
            self.measured[report.nodeid.partition("::")[0]] += max(0.0, took)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        if self.renew and not self.is_worker:
            kept = {file: took for file, took in times().items() if (tools.ROOT / file).is_file()}
            kept |= {file: round(took, 1) for file, took in self.measured.items()}
            TIMES.write_text(json.dumps(dict(sorted(kept.items())), indent=0) + "\n", "utf-8")
