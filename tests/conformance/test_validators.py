"""The one Java process of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import validators


def test_a_validator_that_cannot_run_says_why_and_the_next_request_is_answered(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"Nobody did not run:\n.*Nobody\.java"):
        validators.ask("Nobody", [tmp_path])
    with pytest.raises(RuntimeError, match="Nobody did not run"):
        validators.ask("Nobody", [tmp_path])


def test_a_file_that_the_plan_does_not_name_may_not_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else another process of the run would start a second one."""
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "tests/test_other.py::test_a (call)")
    with pytest.raises(AssertionError, match=r"tests/test_other\.py asks the validators"):
        validators.ask("Nobody", [tmp_path])
