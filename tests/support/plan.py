"""In which order, and in which process, the files of a run with several processes (`--numprocesses`) are tested.

A file is tested in one process, so that what it makes for its tests is made once. Files that ask the same Java process
stay together for the same reason. Files that take long go first, so that the processes end at about the same time.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest

from support import tools

RENEW = "--renew-times"
TIMES = tools.TESTS / "times.json"
# In seconds: a file that was not yet measured.
UNKNOWN = 1.0
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
    """File -> the seconds that its tests took when the times were last renewed."""
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


class Plan:
    """The plug-in. Without several processes it only measures."""

    def __init__(self, config: pytest.Config) -> None:
        self.is_worker = hasattr(config, "workerinput")
        self.distances = getattr(config, "workerinput", {}).get("distances", {})
        self.renew = bool(config.getoption(RENEW)) and not self.is_worker
        self.measured: Counter[str] = Counter()

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

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.measured[report.nodeid.partition("::")[0]] += report.duration

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        if self.renew:
            kept = {file: took for file, took in times().items() if (tools.ROOT / file).is_file()}
            kept |= {file: round(took, 1) for file, took in self.measured.items()}
            TIMES.write_text(json.dumps(dict(sorted(kept.items())), indent=0) + "\n", "utf-8")
