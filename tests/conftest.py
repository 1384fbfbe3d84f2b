"""What all tests share: the golden files with their one switch, and one build of the sample publications.

A run may have several processes (`pytest --numprocesses`): what takes long is made once for all of them, and nothing of
the user's is read or written.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import line_coverage  # before the package, which it measures as it is imported

# isort: split

from publisher.model.catalogue import ENGLISH, speak
from support import fuzz, log, plan, times, validators
from support.browser import Browser
from support.built import PARTS, Built
from support.choice import AUTO, QUICK, Quick
from support.golden import RENEW, Golden
from support.left_over import LeftOver
from support.shared import made_once

fuzz.choose_profile()

TESTS = Path(__file__).resolve().parent
FAILURES = TESTS / ".failures"
OWN = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(RENEW, action="store_true", help="write the golden texts and pictures anew instead of comparing")
    help = "run the tests nearest to what changed since a revision (default: since main)"
    parser.addoption(QUICK, nargs="?", const=AUTO, metavar="REVISION", help=help)
    parser.addoption(
        line_coverage.OPTION, action="store_true", help="print which lines of the package no test executed"
    )
    parser.addoption(times.RENEW, action="store_true", help="write anew how long each file of tests takes")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(log, "verdicts")
    config.pluginmanager.register(plan.Plan(config), "plan")
    if config.getoption(times.RENEW):
        config.pluginmanager.register(times.Stopwatch(config), "stopwatch")
    if config.getoption(line_coverage.OPTION):
        config.pluginmanager.register(line_coverage.Coverage(), "coverage of lines")
    if config.getoption(QUICK):
        config.pluginmanager.register(Quick(config), "quick")
    if hasattr(config, "workerinput"):
        return  # a worker inherits the environment of the process that started it
    # The user's cache is not written to, and the user's own layouts, brands and press profiles are not seen.
    config.stash[OWN] = Path(tempfile.mkdtemp(prefix="publisher-tests-"))
    for name in ("CACHE", "CONFIG"):
        os.environ[f"XDG_{name}_HOME"] = str(config.stash[OWN] / name.lower())
    config.pluginmanager.register(LeftOver(str(config.stash[OWN])), "left over")
    os.environ["LC_ALL"] = "C.UTF-8"  # messages in English, whatever the developer's own language


def pytest_sessionfinish() -> None:
    validators.end()


def pytest_unconfigure(config: pytest.Config) -> None:
    if OWN in config.stash:
        shutil.rmtree(config.stash[OWN], ignore_errors=True)


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Golden:
    """`golden(name, text)` and `golden.check_page(name, picture)` compare with the files in tests/golden/."""
    # What failed last time would be taken for what failed now.
    made_once(tmp_path_factory, "golden", lambda _: shutil.rmtree(FAILURES, ignore_errors=True))
    return Golden(folder=TESTS / "golden", failures=FAILURES, renew=bool(request.config.getoption(RENEW)))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A test that chooses a language for messages leaves none to the next."""
    yield
    speak(ENGLISH)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the run, or of each of its processes."""
    with Browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample publications, built once for all processes: tests must not change them."""
    return Built(lambda part: made_once(tmp_path_factory, f"built-{part}", PARTS[part]))
