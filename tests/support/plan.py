"""In which order, and in which process, the files of a run with several processes (`--numprocesses`) are tested.

A file is tested in one process, so that what it makes for its tests is made once. Files that ask the same Java process
stay together for the same reason. Files that take long go first, so that the processes end at about the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pytest

from support.times import times

JAVA = frozenset(
    (
        "tests/conformance/test_epub.py",
        "tests/conformance/test_hard_ids.py",
        "tests/conformance/test_pdf_ua.py",
        "tests/conformance/test_planted_pdf_faults.py",
        "tests/conformance/test_planted_web_faults.py",
        "tests/conformance/test_web.py",
        "tests/conformance/test_validators.py",
        "tests/formats/paper/test_booklet.py",
        "tests/formats/web/test_session_pages.py",
        "tests/pdf/layout/fit/test_programme_fit.py",
        "tests/photographs/test_photographs.py",
        "tests/rtl/test_rtl.py",
    )
)


def group(nodeid: str) -> str:
    """What stays in one process: a file, or the files that ask the validators."""
    file = nodeid.partition("::")[0]
    return "java" if file in JAVA else file


def groups(files: Iterable[str]) -> list[set[str]]:
    """The files that stay together."""
    found: dict[str, set[str]] = {}
    for file in files:
        found.setdefault(group(file), set()).add(file)
    return list(found.values())


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
            any(map(times().needs, inside)) and name != "java",
            -sum(map(times().of, inside)),
            name,
        )
        for name, inside in files.items()
    }
    return sorted(items, key=lambda item: rank[group(item.nodeid)])


class Plan:
    """The plug-in."""

    def __init__(self, config: pytest.Config) -> None:
        self.is_worker = hasattr(config, "workerinput")
        self.distances = getattr(config, "workerinput", {}).get("distances", {})

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
