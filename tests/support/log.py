"""What outside validators said in this run, printed at its end: the log of a good run shows the verdicts too.

With several processes each worker hands its list to the one that prints.
"""

from __future__ import annotations

import pytest

VERDICTS: set[str] = set()


def report(verdict: str) -> None:
    """Add a line to the log's list of verdicts."""
    VERDICTS.add(verdict)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker: put the list where the main process finds it."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["verdicts"] = sorted(VERDICTS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    """In the main process: take a worker's list over. One that crashed has none."""
    VERDICTS.update(getattr(node, "workeroutput", {}).get("verdicts", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if VERDICTS:
        terminalreporter.section("verdicts of outside validators")
        for verdict in sorted(VERDICTS):
            terminalreporter.line(verdict)
