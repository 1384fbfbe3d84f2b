"""Executors: how the publications of a build are made side by side. Processes beside this one, or none."""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from publisher.model.registry import Registry

if TYPE_CHECKING:
    from concurrent.futures import Future

Given = TypeVar("Given")
Made = TypeVar("Made")


def spare_collections() -> None:
    """Look for garbage seldom: a build makes many objects and keeps them to its end, so looking costs a tenth.
    When the process ends, not at all: it costs as much again."""
    gc.set_threshold(200_000, 20, 20)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def worker_count(tasks: int) -> int:
    """How many processes beside this one are worth starting: one for each core, none for a single task.

    Args:
        tasks: How many publications are laid out.

    Returns:
        A number from 0.
    """
    return max(0, min(tasks, os.cpu_count() or 1) - 1)


class Pool(Protocol):
    """What an executor opens, as a context manager."""

    def __enter__(self) -> Pool: ...

    def __exit__(self, error: type[BaseException] | None, value: Any, trace: Any, /) -> None: ...

    def submit(self, function: Callable[[Given], Made], given: Given) -> Any:
        """Begin with `function(given)` elsewhere. Both can be pickled."""

    def result(self, task: Any) -> Any:
        """What a task made, or its error. Raises WorkerError where whoever did it died."""


@dataclass(frozen=True, kw_only=True)
class Executor:
    """How publications are made side by side.

    Attributes:
        id: What `--executor` names.
        purpose: What it is good for, in a sentence.
        count: How many workers beside this process are worth starting for so many publications that are laid out; 0:
            this process makes all.
        open: Starts so many workers, each of which calls the given function first, and returns their `Pool`.
    """

    id: str
    purpose: str
    count: Callable[[int], int]
    open: Callable[[int, Callable[[], None]], Pool]


class Workers:
    """Processes, started at once, so that each runs `warm_up` while this one is still getting ready. A context manager.

    Attributes:
        count: How many; 0 starts none.
        warm_up: What each process calls first.

    Raises:
        WorkerError: From `result`: the process of a task died.
    """

    def __init__(self, count: int, warm_up: Callable[[], None]) -> None:
        self.count, self.warm_up = count, warm_up

    def __enter__(self) -> Workers:
        if self.count:
            from publisher.pipeline.pool import WorkerPool

            self.pool = WorkerPool(self.count, self.warm_up)
        return self

    def submit(self, function: Callable[[Given], Made], given: Given) -> Future[Made]:
        return self.pool.submit(function, given)

    def result(self, task: Future[Made]) -> Made:
        """What the task made, or its error. Raises WorkerError where its process died."""
        return task.result()

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if self.count:
            self.pool.close(at_once=error is not None)


PROCESSES = Executor(
    id="processes",
    purpose="A process for each core, one publication after another in each.",
    count=worker_count,
    open=Workers,
)
IN_TURN = Executor(
    id="in-turn",
    purpose="One publication after another, in one process: takes the least memory.",
    count=lambda tasks: 0,
    open=Workers,
)
EXECUTORS = Registry("publisher.executors", "executor", Executor, lambda executor: (executor.id,), named=True)
