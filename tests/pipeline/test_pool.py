"""Processes beside the main one: they die one by one, with their parent, and within limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.model.errors import WorkerError
from publisher.model.processes import physical_memory, scratch_folder
from publisher.pipeline.pool import WorkerPool
from support import pool_tasks
from support.cli import ENVIRONMENT
from support.tools import TESTS, hear_signals


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1, pool_tasks.nothing)
    yield pool
    pool.close(at_once=True)


def is_running(process: int) -> bool:
    """Whether it is there, and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ends(process: int, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while is_running(process) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_running(process)


@pytest.mark.parametrize(
    ("task", "given", "says"),
    [
        (pool_tasks.end_by, signal.SIGKILL, "ended by SIGKILL"),
        (pool_tasks.end_by, signal.SIGSEGV, "ended by SIGSEGV"),
        (pool_tasks.leave, 3, "ended with code 3"),
        (pool_tasks.need, 4 * physical_memory(), "more memory"),
        (pool_tasks.cannot_be_pickled, 0, "a fault of a library"),
    ],
)
def test_a_worker_that_dies_is_reported_and_the_next_tasks_go_on(
    pool: WorkerPool, task: object, given: int, says: str
) -> None:
    first, next_ = pool.submit(task, given), pool.submit(pool_tasks.double, 21)  # type: ignore[arg-type]
    with pytest.raises(WorkerError, match=says) as caught:
        first.result(30)
    assert caught.value.fix
    assert next_.result(30) == 42


def test_a_worker_that_dies_before_it_has_a_task_costs_nothing(pool: WorkerPool) -> None:
    process = pool.processes[0]
    assert process is not None
    process.kill()
    assert pool.submit(pool_tasks.double, 21).result(30) == 42


def test_workers_that_never_start_are_reported() -> None:
    pool = WorkerPool(1, pool_tasks.die_at_once)
    with pytest.raises(WorkerError, match="could not start: it was ended by SIGKILL"):
        pool.submit(pool_tasks.double, 21).result(60)
    pool.close(at_once=False)


def test_a_task_that_takes_too_long_is_ended() -> None:
    pool = WorkerPool(1, pool_tasks.nothing, seconds=3)
    with pytest.raises(WorkerError, match="not done after"):
        pool.submit(time.sleep, 60).result(30)
    assert pool.submit(pool_tasks.double, 21).result(30) == 42
    pool.close(at_once=False)


PARENT = """
import sys
from pathlib import Path
from publisher.model.processes import interruptible
from publisher.pipeline.pool import WorkerPool
from support import pool_tasks

if __name__ == "__main__":
    pool = WorkerPool(1, pool_tasks.nothing)
    try:
        with interruptible():
            pool.submit(pool_tasks.run_long, Path(sys.argv[1])).result()
    except KeyboardInterrupt:
        pool.close(at_once=True)
        sys.exit(130)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_workers_and_their_programs_end_with_their_parent(tmp_path: Path, number: int) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = ENVIRONMENT | {"PYTHONPATH": f"{ENVIRONMENT['PYTHONPATH']}{os.pathsep}{TESTS}"}
    with subprocess.Popen(
        [sys.executable, script, tmp_path], env=environment, stderr=subprocess.PIPE, preexec_fn=hear_signals
    ) as parent:
        noted = tmp_path / "program"
        end = time.monotonic() + 60
        while not (noted.exists() and noted.read_text()) and time.monotonic() < end:
            time.sleep(0.05)
        worker, program = int((tmp_path / "worker").read_text()), int(noted.read_text())
        assert is_running(worker)
        assert is_running(program)
        parent.send_signal(number)
        _, err = parent.communicate(timeout=30)
    assert parent.returncode == (-number if number == signal.SIGKILL else 130)
    assert b"Traceback" not in err
    assert ends(worker)
    assert ends(program)


def test_scratch_folders_of_processes_that_are_gone_go_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    with scratch_folder() as own:
        start = own.name.partition(str(os.getpid()))[0]
        left, running = tmp_path / f"{start}{ended.pid}-x", tmp_path / f"{start}{os.getppid()}-x"
        for folder in (left, running):
            folder.mkdir()
        with scratch_folder():
            assert own.is_dir()
            assert (left.exists(), running.exists()) == (False, True)
    assert not own.exists()
