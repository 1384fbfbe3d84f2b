"""What all tests share: the golden files with their one switch, and one build of the sample publications."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.browser import Browser
from support.built import Built, build
from support.golden import RENEW, Golden
from support.log import VERDICTS

TESTS = Path(__file__).resolve().parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(RENEW, action="store_true", help="write the golden texts and pictures anew instead of comparing")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if VERDICTS:
        terminalreporter.section("verdicts of outside validators")
        for verdict in sorted(VERDICTS):
            terminalreporter.line(verdict)


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden(name, text)` and `golden.check_page(name, picture)` compare with the files in tests/golden/."""
    failures = TESTS / ".failures"
    # What failed last time would be taken for what failed now.
    shutil.rmtree(failures, ignore_errors=True)
    return Golden(folder=TESTS / "golden", failures=failures, renew=bool(request.config.getoption(RENEW)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the run."""
    with Browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both sample publications, built once."""
    return build(tmp_path_factory.mktemp("built"))
