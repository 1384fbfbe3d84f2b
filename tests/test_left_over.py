"""A process that outlives a run makes it red, and is named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.left_over import processes
from support.tools import TESTS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel for processes")

CONFTEST = """
import os, sys
sys.path.insert(0, {tests!r})
from support.left_over import LeftOver
def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        os.environ["MARK"] = {mark!r}
        config.pluginmanager.register(LeftOver({mark!r}, grace=0.5), "left over")
"""
LEAVES = """
import subprocess
def test_it():
    subprocess.Popen(["sleep", "300"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
"""


@pytest.mark.parametrize("processes_of_run", ["0", "2"])
@pytest.mark.parametrize(
    ("test", "code"), [(LEAVES, 1), ("def test_it(): pass\n", 0)], ids=["leaves one", "leaves none"]
)
def test_a_run_that_leaves_a_process_is_red(tmp_path: Path, test: str, code: int, processes_of_run: str) -> None:
    mark = str(tmp_path / "own")
    (tmp_path / "conftest.py").write_text(CONFTEST.format(tests=str(TESTS), mark=mark), "utf-8")
    (tmp_path / "test_it.py").write_text(test, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", processes_of_run, "-p", "no:cacheprovider", tmp_path]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    left = processes(mark)
    for process in left:
        os.kill(int(process.partition(":")[0]), 9)
    assert (answer.returncode, len(left)) == (code, code), answer.stdout + answer.stderr
    assert ("still runs after the tests: " in answer.stdout) is bool(code)
    assert "sleep 300" in answer.stdout or not code
