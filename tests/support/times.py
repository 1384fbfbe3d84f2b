"""How long the files of tests take, of the processor, and what each asks a run to make: as last measured.

`./publish test --renew-times` measures. The times are in `tests/times.json`.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Generator, Iterable
from dataclasses import asdict, dataclass, field
from functools import cache

import pytest

from support import shared, tools
from support.processor import processor_seconds

RENEW = "--renew-times"
TIMES = tools.TESTS / "times.json"
# In seconds: a file that was not yet measured.
UNKNOWN = 3.0
LEAST = 0.5  # what takes less to make is not counted
BUILT = re.compile(r"\bbuilt: Built\b|\bscreen_pages\b")
# What a worker hands to the main process with each test.
TOOK, MADE, ASKED = "processor seconds", "made: ", "asked for: "


@dataclass(frozen=True)
class Times:
    """In seconds of the processor."""

    files: dict[str, float] = field(default_factory=dict)
    made: dict[str, float] = field(default_factory=dict)  # what is made once for all (`shared.made_once`)
    asks: dict[str, list[str]] = field(default_factory=dict)  # file -> what of that it needs

    def of(self, file: str) -> float:
        """What the tests of a file take, without what is made once."""
        return self.files.get(file, UNKNOWN)

    def needs(self, file: str) -> list[str]:
        """What a file asks to be made. One that was not yet measured may ask for everything."""
        if file in self.asks:
            return self.asks[file]
        return list(self.made) if asks_for_builds(file) else []

    def of_all(self, files: Iterable[str]) -> float:
        """What files of tests take, with what they ask to be made."""
        files = list(files)
        made = {name for file in files for name in self.needs(file)}
        return sum(map(self.of, files)) + sum(self.made.get(name, UNKNOWN) for name in made)

    def of_two(self, groups: Iterable[Iterable[str]]) -> float:
        """What two processes need together: the longer waits for nobody, the shorter for the end of the longer."""
        groups = list(map(list, groups))
        longest = max(map(self.of_all, groups), default=0.0)
        return max(self.of_all(file for files in groups for file in files), 2 * longest)


@cache
def asks_for_builds(file: str) -> bool:
    """Whether a file of tests looks as if it used the build of the samples."""
    path = tools.ROOT / file
    return path.is_file() and bool(BUILT.search(path.read_text("utf-8")))


@cache
def times() -> Times:
    """As they were last measured."""
    return Times(**json.loads(TIMES.read_text("utf-8")))


class Stopwatch:
    """The plug-in that measures. A file of which only a part ran, or that failed, keeps its old time."""

    def __init__(self, config: pytest.Config) -> None:
        self.is_worker = hasattr(config, "workerinput")
        self.before = 0.0
        self.took: defaultdict[str, float] = defaultdict(float)
        self.made: dict[str, float] = {}
        self.asked: defaultdict[str, set[str]] = defaultdict(set)
        self.failed: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self) -> None:
        shared.SPENT.clear()
        shared.ASKED.clear()
        self.before = processor_seconds(os.getpid())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        result = yield
        # In the process that ran the test; the test's report carries them to the main one.
        spent = sum(shared.SPENT.values())
        item.user_properties.append((TOOK, processor_seconds(os.getpid()) - self.before - spent))
        item.user_properties += [(f"{MADE}{name}", seconds) for name, seconds in shared.SPENT.items()]
        item.user_properties += [(f"{ASKED}{name}", 1) for name in shared.ASKED]
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        file = report.nodeid.partition("::")[0]
        if report.failed:
            self.failed.add(file)
        if report.when != "teardown":
            return
        for name, value in report.user_properties:
            if name == TOOK:
                self.took[file] += max(0.0, float(str(value)))
            elif name.startswith(MADE):
                self.made[name.removeprefix(MADE)] = float(str(value))
            elif name.startswith(ASKED):
                self.asked[file].add(name.removeprefix(ASKED))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.is_worker or is_part(session.config):
            return
        old = times()
        took = {file: round(seconds, 1) for file, seconds in self.took.items() if file not in self.failed}
        files = {file: seconds for file, seconds in (old.files | took).items() if (tools.ROOT / file).is_file()}
        made = old.made | {name: round(seconds, 1) for name, seconds in self.made.items() if seconds > LEAST}
        asks = {file: sorted(self.asked[file] & {*made}) if file in took else old.asks.get(file, []) for file in files}
        kept = Times(*(dict(sorted(one.items())) for one in (files, made, {f: a for f, a in asks.items() if a})))
        TIMES.write_text(json.dumps(asdict(kept), indent=1) + "\n", "utf-8")


def is_part(config: pytest.Config) -> bool:
    """Whether a run leaves out tests of the files that it runs."""
    option = config.option
    return bool(option.keyword or option.markexpr or option.maxfail or any("::" in word for word in config.args))
